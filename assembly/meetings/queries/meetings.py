"""Meetings: one, the next ones, past ones by year, and to which body they belong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Function, Select, func, select
from sqlalchemy.orm import Session, joinedload

from assembly.meetings.models import Meeting, Series
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.people.models import Body

AHEAD = (MeetingStatus.draft, MeetingStatus.convened, MeetingStatus.in_session)
"""Not over yet, whatever the date: they stay in sight until they are held or cancelled."""
OVER = (MeetingStatus.ended, MeetingStatus.cancelled)
MOST_AHEAD = 60
PER_PAGE = 26
"""Half a year of weekly meetings: no long scrolling on a phone, and a long list costs no more than a short one."""


@cache
def _as_pages_need_it() -> tuple[Any, ...]:
    return (
        joinedload(Meeting.body).joinedload(Body.organization),
        joinedload(Meeting.chair),
        joinedload(Meeting.secretary),
        joinedload(Meeting.calls),
    )


class Over(NamedTuple):
    """A meeting that is over, as a list tells it."""

    id: int
    body_name: str
    kind: MeetingKind
    number: int
    scheduled_at: datetime
    status: MeetingStatus
    cancelled_reason: str


@dataclass(frozen=True)
class PageOfMeetings:
    """Part of a list, and whether there is more."""

    meetings: list[Over]
    page: int
    more: bool


def body_id_of_meeting(session: Session, meeting_id: int) -> int | None:
    """The body that meets, None if there is no such meeting."""
    return session.scalar(select(Meeting.body_id).where(Meeting.id == meeting_id))


def body_id_of_series(session: Session, series_id: int) -> int | None:
    """The body of a series, None if there is no such series."""
    return session.scalar(select(Series.body_id).where(Series.id == series_id))


def meeting(session: Session, meeting_id: int) -> Meeting | None:
    """One meeting with its body, who leads it, and the calls that were made: one query, or none again."""
    return session.get(Meeting, meeting_id, options=_as_pages_need_it())


def upcoming(
    session: Session, *, body_id: int | None = None, limit: int = MOST_AHEAD
) -> list[Meeting]:
    """Meetings that are not over, the earliest first."""
    statement = _with_body(
        _of_body(body_id)
        .where(Meeting.status.in_(AHEAD))
        .order_by(Meeting.scheduled_at, Meeting.id)
        .limit(limit)
    )
    return list(session.scalars(statement))


def next_draft(session: Session, meeting: Meeting) -> Meeting | None:
    """The next ordinary meeting of the same body that is being prepared."""
    statement = (
        _of_body(meeting.body_id)
        .where(
            Meeting.kind == MeetingKind.ordinary,
            Meeting.status == MeetingStatus.draft,
            Meeting.scheduled_at > meeting.scheduled_at,
        )
        .order_by(Meeting.scheduled_at, Meeting.id)
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def past(
    session: Session, *, year: int, zone: str, body_id: int | None = None, page: int = 1
) -> PageOfMeetings:
    """Meetings of a year (in the time of ``zone``) that are over, the latest first; pages from 1."""
    start = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    statement = (
        select(
            Meeting.id,
            Body.name,
            Meeting.kind,
            Meeting.number,
            Meeting.scheduled_at,
            Meeting.status,
            Meeting.cancelled_reason,
        )
        .join(Meeting.body)
        .where(
            Meeting.scheduled_at >= start,
            Meeting.scheduled_at < end,
            Meeting.status.in_(OVER),
        )
        .order_by(Meeting.scheduled_at.desc(), Meeting.id.desc())
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE + 1)
    )
    if body_id is not None:
        statement = statement.where(Meeting.body_id == body_id)
    found = [Over._make(row) for row in session.execute(statement)]
    return PageOfMeetings(found[:PER_PAGE], page, more=len(found) > PER_PAGE)


def years(session: Session, *, zone: str, body_id: int | None = None) -> list[int]:
    """From the year of the last meeting back to that of the first; empty if there are none."""
    # Two questions: asked together, SQLite would read the whole index.
    first = session.scalar(_dates(func.min(Meeting.scheduled_at), body_id))
    last = session.scalar(_dates(func.max(Meeting.scheduled_at), body_id))
    if first is None or last is None:
        return []
    local = ZoneInfo(zone)
    return list(range(last.astimezone(local).year, first.astimezone(local).year - 1, -1))


def next_number(session: Session, body_id: int, kind: MeetingKind) -> int:
    """The number after the highest that a body gave to a meeting of this kind."""
    statement = select(func.max(Meeting.number)).where(
        Meeting.body_id == body_id, Meeting.kind == kind
    )
    return (session.scalar(statement) or 0) + 1


def _dates(end: Function[datetime], body_id: int | None) -> Select[datetime]:
    statement = select(end)
    return statement if body_id is None else statement.where(Meeting.body_id == body_id)


def _of_body(body_id: int | None) -> Select[Meeting]:
    statement = select(Meeting)
    return statement if body_id is None else statement.where(Meeting.body_id == body_id)


def _with_body(statement: Select[Meeting]) -> Select[Meeting]:
    return statement.options(joinedload(Meeting.body).joinedload(Body.organization))
