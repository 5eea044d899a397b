"""When a meeting may be changed. Closed minutes seal it: afterwards nothing of it changes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, object_session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import MeetingStatus

_HELD = frozenset({MeetingStatus.in_session, MeetingStatus.ended})
_CLOCKS_DIFFER = timedelta(minutes=2)
_LOCKS = 0x5EA1
"""The name of the locks that who writes in a meeting shares, and who seals it has alone."""


def locked_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting locked, with its calls and items read anew: two hands do not act at once."""
    meeting = locked(session, Meeting, meeting_id)
    session.expire(meeting, ["calls", "items"])
    items = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id)
    session.scalars(items.execution_options(populate_existing=True)).all()
    return meeting


def refuse_if_sealed(meeting: Meeting) -> None:
    """Raise ``RuleViolation`` if the minutes of the meeting are closed.

    Every action that changes a meeting or what hangs on it (items, attendance, motions, votes,
    commitments taken on in it) asks here first. Until its transaction ends, nobody seals the meeting.
    """
    if meeting.sealed_at is not None or _sealed_meanwhile(meeting):
        raise RuleViolation("meetings.minutes_closed")


def _sealed_meanwhile(meeting: Meeting) -> bool:
    """Whether it is being sealed now, or was since it was read. SQLite has one writer at a time anyway.

    Who writes does not wait for who seals (it may hold rows that the other needs), it is refused.
    """
    session = object_session(meeting)
    if session is None or not _many_write(session):
        return False
    if not session.scalar(select(func.pg_try_advisory_xact_lock_shared(_LOCKS, meeting.id))):
        return True
    return session.scalar(select(Meeting.sealed_at).where(Meeting.id == meeting.id)) is not None


def wait_for_writers(session: Session, meeting_id: int) -> None:
    """Wait until nobody writes in the meeting any more; from now on nobody begins to.

    Asked first of all by who is to seal it: before that transaction holds anything.
    """
    if _many_write(session):
        session.execute(select(func.pg_advisory_xact_lock(_LOCKS, meeting_id)))


def _many_write(session: Session) -> bool:
    return session.get_bind().dialect.name == "postgresql"


def refuse_if_not_held(meeting: Meeting) -> None:
    """Raise ``RuleViolation`` unless the meeting is in session, or ended with its minutes still open.

    After the end only what was forgotten is written down.
    """
    refuse_if_sealed(meeting)
    if meeting.status not in _HELD:
        raise RuleViolation("meetings.not_in_session")


def refuse_if_future(when: datetime | None, at: datetime, *, field: str) -> None:
    """Raise ``RuleViolation`` if an hour that is written down has not come yet."""
    if when is not None and when > at + _CLOCKS_DIFFER:
        raise RuleViolation("meetings.hour_in_future", field=field)


def seal(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Called by the area ``minutes`` when it closes the minutes of a meeting."""
    refuse_if_sealed(meeting)
    meeting.sealed_at = at
    session.flush()
    note(session, "meeting.seal", meeting, actor, at)


def unseal(session: Session, *, meeting: Meeting, reason: str, actor: Actor, at: datetime) -> None:
    """Called by the area ``minutes`` when it takes closed minutes up again."""
    meeting.sealed_at = None
    session.flush()
    note(session, "meeting.unseal", meeting, actor, at, reason=reason)


def note(
    session: Session, verb: str, meeting: Meeting, actor: Actor, at: datetime, **told: object
) -> None:
    """Write an act on a meeting into the journal."""
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="meeting",
        object_id=meeting.id,
        data=told,
    )
