"""Meetings that recur, and the next one they propose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings import queries, recurrence
from assembly.meetings.actions.carry import propose_agenda
from assembly.meetings.actions.convene import create_meeting
from assembly.meetings.actions.entry import enter
from assembly.meetings.models import Meeting, Series
from assembly.meetings.rules import MeetingKind, SeriesError, read_rule
from assembly.people.models import Body
from assembly.seen import refuse_unseen

EARLIEST, LATEST = date(1990, 1, 1), date(2200, 1, 1)


def create_series(
    session: Session,
    *,
    body: Body,
    name: str,
    rule: str,
    first_date: date,
    start_time: time,
    place: str = "",
    actor: Actor,
    at: datetime,
) -> Series:
    """Make a series; ``rule`` is an RFC 5545 rule, ``start_time`` is in the body's own time.

    The same series sent twice is made once. Raises ``RuleViolation`` ("meetings.rule_…") for a rule
    that cannot be read or gives no date in the next years.
    """
    body = locked(session, Body, body.id)
    rule = checked_rule(rule, first_date, start_time, body)
    for each in queries.series_of_body(session, body.id):
        if (each.name, each.rule, each.first_date, each.start_time, each.active) == (
            name,
            rule,
            first_date,
            start_time,
            True,
        ):
            return each
    series = Series(
        body=body,
        name=name,
        rule=rule,
        first_date=first_date,
        start_time=start_time,
        place=place,
        active=True,
    )
    session.add(series)
    session.flush()
    enter(session, "series.create", series, queries.series_as_data(series), actor=actor, at=at)
    return series


def edit_series(
    session: Session,
    *,
    series: Series,
    name: str,
    rule: str,
    first_date: date,
    start_time: time,
    place: str = "",
    seen: str | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Change a series. Meetings already made keep their dates.

    ``seen`` marks the series as it was when its form was opened (``series_as_data``). Raises
    ``RuleViolation`` stale if somebody else changed it since.
    """
    series = locked(session, Series, series.id)
    before = queries.series_as_data(series)
    refuse_unseen(before, seen)
    series.rule = checked_rule(rule, first_date, start_time, series.body)
    series.name = name
    series.first_date = first_date
    series.start_time = start_time
    series.place = place
    session.flush()
    after = queries.series_as_data(series)
    if after != before:
        data: dict[str, object] = {"before": before, "after": after}
        enter(session, "series.edit", series, data, actor=actor, at=at)


def pause_series(
    session: Session, *, series: Series, active: bool, actor: Actor, at: datetime
) -> None:
    """Pause a series, or take it up again. While it rests it proposes nothing."""
    series = locked(session, Series, series.id)
    if series.active == active:
        return
    series.active = active
    session.flush()
    enter(session, "series.resume" if active else "series.pause", series, {}, actor=actor, at=at)


def convene_from_series(
    session: Session,
    *,
    series: Series,
    day: date,
    open_commitments: Sequence[int] = (),
    commitments_title: str = "",
    actor: Actor,
    at: datetime,
) -> Meeting:
    """Make the draft of the meeting of ``day`` with its number and agenda; made once, however often asked.

    ``open_commitments`` and ``commitments_title`` as in ``propose_agenda``. Raises ``RuleViolation`` if
    the series has no such day.
    """
    series = locked(session, Series, series.id)
    made = queries.meeting_of_day(session, series.id, day)
    if made is not None:
        return made
    before = day - timedelta(days=1) if EARLIEST <= day <= LATEST else LATEST
    if queries.next_dates(series, after=before, limit=1) != [day]:
        raise RuleViolation("meetings.not_a_day_of_series", day=day)
    meeting = create_meeting(
        session,
        body=series.body,
        kind=MeetingKind.ordinary,
        scheduled_at=recurrence.moment(day, series.start_time, series.body.timezone),
        place=series.place or series.body.place,
        series=series,
        series_date=day,
        actor=actor,
        at=at,
    )
    propose_agenda(
        session,
        meeting=meeting,
        open_commitments=open_commitments,
        commitments_title=commitments_title,
        actor=actor,
        at=at,
    )
    return meeting


def checked_rule(rule: str, first_date: date, start_time: time, body: Body) -> str:
    """The rule in its canonical form, if a series can go by it. Raises ``RuleViolation``."""
    if not EARLIEST <= first_date <= LATEST:
        raise RuleViolation("meetings.date_far_away", field="first_date")
    try:
        text = read_rule(rule, zone=body.timezone, start_time=start_time).text
    except SeriesError as error:
        code = f"meetings.{error.code}"
        raise RuleViolation(code, field="rule", part=error.part) from None
    if not recurrence.days(text, first_date, after=first_date - timedelta(days=1), limit=1):
        raise RuleViolation("meetings.rule_never", field="rule")
    return text
