"""Closed minutes seal their meeting: afterwards nothing of it changes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import Meeting


def refuse_if_sealed(meeting: Meeting) -> None:
    """Raise ``RuleViolation`` if the minutes of the meeting are closed.

    Every action that changes a meeting or what hangs on it (items, attendance, motions, votes,
    commitments taken on in it) asks here first.
    """
    if meeting.sealed_at is not None:
        raise RuleViolation("meetings.minutes_closed")


def seal(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Called by the area ``minutes`` when it closes the minutes of a meeting."""
    refuse_if_sealed(meeting)
    meeting.sealed_at = at
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="meeting.seal",
        object_type="meeting",
        object_id=meeting.id,
    )
