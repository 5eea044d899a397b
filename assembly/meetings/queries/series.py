"""Series, their next dates, and the meeting they propose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from assembly.meetings import recurrence
from assembly.meetings.models import Meeting, Series
from assembly.meetings.rules import MeetingKind
from assembly.people.models import Body


@dataclass(frozen=True)
class Proposal:
    """The next meeting of a series, as it would be made."""

    series: Series
    day: date
    scheduled_at: datetime
    number: int


def series_by_id(session: Session, series_id: int) -> Series | None:
    """One series with its body."""
    statement = select(Series).where(Series.id == series_id).options(joinedload(Series.body))
    return session.scalars(statement).one_or_none()


def series_of_body(session: Session, body_id: int) -> list[Series]:
    """The series of a body, those in force first, by name."""
    statement = (
        select(Series)
        .where(Series.body_id == body_id)
        .order_by(Series.active.desc(), Series.name, Series.id)
    )
    return list(session.scalars(statement))


def next_dates(series: Series, *, after: date, limit: int = 5) -> list[date]:
    """The next days of a series by its rule, whether or not a meeting was made for them."""
    return recurrence.days(series.rule, series.first_date, after=after, limit=limit)


def proposals(session: Session, *, now: datetime, body_id: int | None = None) -> list[Proposal]:
    """For each active series its next meeting that was not made yet, today's included, by date.

    Three queries, however many series. A day that has its meeting (moved, or cancelled) is not
    proposed again.
    """
    statement = (
        select(Series)
        .join(Series.body)
        .where(Series.active, Body.active)
        .options(joinedload(Series.body).joinedload(Body.organization))
        .order_by(Series.id)
    )
    if body_id is not None:
        statement = statement.where(Series.body_id == body_id)
    active = list(session.scalars(statement))
    last_days = _last_days(session, [each.id for each in active])
    numbers = _last_numbers(session, {each.body_id for each in active})
    found: list[Proposal] = []
    for each in active:
        day = next_day(each, now=now, last=last_days.get(each.id))
        if day is not None:
            at = recurrence.moment(day, each.start_time, each.body.timezone)
            found.append(Proposal(each, day, at, numbers.get(each.body_id, 0) + 1))
    return sorted(found, key=lambda proposal: (proposal.scheduled_at, proposal.series.id))


def next_day(series: Series, *, now: datetime, last: date | None) -> date | None:
    """The first day of a series from today on (in the body's time) and after ``last``."""
    yesterday = now.astimezone(ZoneInfo(series.body.timezone)).date() - timedelta(days=1)
    after = max(yesterday, last) if last else yesterday
    found = next_dates(series, after=after, limit=1)
    return found[0] if found else None


def meeting_of_day(session: Session, series_id: int, day: date) -> Meeting | None:
    """The meeting that stands for a day of a series, if it was made."""
    statement = select(Meeting).where(Meeting.series_id == series_id, Meeting.series_date == day)
    return session.scalars(statement).one_or_none()


def _last_days(session: Session, series_ids: list[int]) -> dict[int, date]:
    statement = (
        select(Meeting.series_id, func.max(Meeting.series_date))
        .where(Meeting.series_id.in_(series_ids), Meeting.series_date.is_not(None))
        .group_by(Meeting.series_id)
    )
    return {each: day for each, day in session.execute(statement) if each and day}


def _last_numbers(session: Session, body_ids: set[int]) -> dict[int, int]:
    statement = (
        select(Meeting.body_id, func.max(Meeting.number))
        .where(Meeting.body_id.in_(body_ids), Meeting.kind == MeetingKind.ordinary)
        .group_by(Meeting.body_id)
    )
    return {body_id: number or 0 for body_id, number in session.execute(statement)}


def series_as_data(series: Series) -> dict[str, object]:
    """What can be changed of a series, as plain data."""
    return {
        "name": series.name,
        "rule": series.rule,
        "first_date": series.first_date.isoformat(),
        "start_time": series.start_time.isoformat("minutes"),
        "place": series.place,
    }
