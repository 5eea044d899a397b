"""Closed minutes, and meetings that wait for theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, contains_eager, defer, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import MarginalNote, Minutes, MinutesFile
from assembly.minutes.rules import Copy, MinutesStatus
from assembly.minutes.snapshot import from_json
from assembly.people.models import Body
from assembly.voting.models import Vote

PER_PAGE = 60
"""A year of weekly meetings fits on one page."""
_CLOSED = Minutes.status != MinutesStatus.reopened


@dataclass(frozen=True)
class PageOfMinutes:
    """Part of a list, and whether there is more. The documents themselves are not loaded."""

    minutes: list[Minutes]
    page: int
    more: bool


def body_id_of_minutes(session: Session, minutes_id: int) -> int | None:
    """The body whose minutes they are, None if there are no such minutes."""
    return session.scalar(select(Minutes.body_id).where(Minutes.id == minutes_id))


def minutes(session: Session, minutes_id: int) -> Minutes | None:
    """One closed act with its document, its files, its meeting and its body, in two queries."""
    statement = select(Minutes).where(Minutes.id == minutes_id).options(*_whole())
    return session.scalars(statement).one_or_none()


def of_meeting(session: Session, meeting_id: int) -> Minutes | None:
    """The closed minutes of a meeting; None while they are a draft, for the first time or again."""
    statement = select(Minutes).where(Minutes.meeting_id == meeting_id, _CLOSED).options(*_whole())
    return session.scalars(statement).one_or_none()


def id_of_meeting(session: Session, meeting_id: int) -> int | None:
    """Which closed minutes are those of a meeting; None while they are a draft."""
    return session.scalar(select(Minutes.id).where(Minutes.meeting_id == meeting_id, _CLOSED))


def is_closed(session: Session, meeting_id: int) -> bool:
    """Whether the minutes of a meeting are closed: nothing of the meeting changes any more."""
    return id_of_meeting(session, meeting_id) is not None


def document(minutes: Minutes) -> MeetingDocument:
    """Closed minutes as they were frozen. Raises ``SchemaError`` if this program cannot read them."""
    return from_json(minutes.snapshot)


def last_number(session: Session, body_id: int) -> int | None:
    """The number of the last closed minutes of a body; None if there are none."""
    return session.scalar(select(func.max(Minutes.number)).where(Minutes.body_id == body_id))


def file(
    session: Session, minutes_id: int, language: str, copy: Copy, note: int = 0
) -> MinutesFile | None:
    """Where a finished paper lies in the store, with its minutes; the document is not loaded.

    It is the act as it is closed now, or the page of a marginal note.
    """
    statement = (
        select(MinutesFile)
        .join(MinutesFile.minutes)
        .where(
            MinutesFile.minutes_id == minutes_id,
            MinutesFile.language == language,
            MinutesFile.copy == copy,
            MinutesFile.closing == Minutes.closing,
            MinutesFile.note == note,
        )
        .options(contains_eager(MinutesFile.minutes).defer(Minutes.snapshot))
    )
    return session.scalars(statement).one_or_none()


def years(session: Session, *, zone: str) -> list[int]:
    """From the year of the last meeting with closed minutes back to that of the first."""
    ends = (
        select(func.min(Meeting.scheduled_at), func.max(Meeting.scheduled_at))
        .select_from(Minutes)
        .join(Minutes.meeting)
    )
    found: list[datetime | None] = list(session.execute(ends).one())
    first, last = found
    if first is None or last is None:
        return []
    local = ZoneInfo(zone)
    return list(range(last.astimezone(local).year, first.astimezone(local).year - 1, -1))


def of_year(
    session: Session, *, year: int, zone: str, body_id: int | None = None, page: int = 1
) -> PageOfMinutes:
    """Closed minutes of the meetings of a year (in the time of ``zone``), the latest first."""
    statement = _in_year(year, zone, body_id).options(defer(Minutes.snapshot))
    statement = statement.order_by(Meeting.scheduled_at.desc(), Minutes.id.desc())
    statement = statement.offset((page - 1) * PER_PAGE).limit(PER_PAGE + 1)
    found = list(session.scalars(statement))
    return PageOfMinutes(found[:PER_PAGE], page, more=len(found) > PER_PAGE)


def latest(session: Session, *, limit: int = 5) -> list[Minutes]:
    """The minutes closed last, each with its meeting."""
    statement = (
        select(Minutes)
        .options(joinedload(Minutes.meeting), defer(Minutes.snapshot))
        .order_by(Minutes.closed_at.desc(), Minutes.id.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def ids(
    session: Session,
    *,
    year: int | None = None,
    zone: str = "UTC",
    body_id: int | None = None,
    meeting_number: int | None = None,
) -> list[int]:
    """The ids of closed minutes by body and number: all, of a year, of a body, of a session's number."""
    statement = select(Minutes.id).join(Minutes.meeting).order_by(Minutes.body_id, Minutes.number)
    if year is not None:
        statement = statement.where(_held_in(year, zone))
    if body_id is not None:
        statement = statement.where(Minutes.body_id == body_id)
    if meeting_number is not None:
        statement = statement.where(Meeting.number == meeting_number)
    return list(session.scalars(statement))


def awaited(session: Session, *, body_ids: list[int], limit: int = PER_PAGE) -> list[Meeting]:
    """Meetings of these bodies that have ended and whose minutes are not closed, the oldest first."""
    statement = (
        select(Meeting)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(
            Meeting.body_id.in_(body_ids),
            Meeting.status == MeetingStatus.ended,
            Minutes.id.is_(None) | ~_CLOSED,
        )
        .options(joinedload(Meeting.body).joinedload(Body.organization))
        .order_by(Meeting.scheduled_at, Meeting.id)
        .limit(limit)
    )
    return list(session.scalars(statement))


def last_ended(session: Session, body_id: int) -> int | None:
    """The id of the last meeting of a body that was opened and has ended; None if there is none."""
    statement = (
        select(Meeting.id)
        .where(
            Meeting.body_id == body_id,
            Meeting.status == MeetingStatus.ended,
            Meeting.call.is_not(None),
        )
        .order_by(Meeting.scheduled_at.desc(), Meeting.id.desc())
        .limit(1)
    )
    return session.scalar(statement)


def _whole() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Minutes.meeting).joinedload(Meeting.body).joinedload(Body.organization),
        joinedload(Minutes.approved_by_vote).joinedload(Vote.item).joinedload(AgendaItem.meeting),
        selectinload(Minutes.files),
        selectinload(Minutes.signatures),
        selectinload(Minutes.notes).joinedload(MarginalNote.meeting),
    )


def _held_in(year: int, zone: str) -> ColumnElement[bool]:
    start = datetime(year, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    end = datetime(year + 1, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return (Meeting.scheduled_at >= start) & (Meeting.scheduled_at < end)


def _in_year(year: int, zone: str, body_id: int | None) -> Select[Minutes]:
    statement = (
        select(Minutes)
        .join(Minutes.meeting)
        .join(Meeting.body)
        .options(contains_eager(Minutes.meeting).contains_eager(Meeting.body))
        .where(_held_in(year, zone))
    )
    return statement if body_id is None else statement.where(Minutes.body_id == body_id)
