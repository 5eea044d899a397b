"""What all acts on a motion share: may it be, its status, its text, its place in the search."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem
from assembly.motions import queries
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import SETTLED, MotionKind, MotionStatus, may_become
from assembly.people.models import Body
from assembly.search.actions import index
from assembly.search.rules import Found


def refuse_if_settled(motion: Motion) -> None:
    """Raise ``RuleViolation`` if a motion has come to its end."""
    if motion.status in SETTLED:
        raise RuleViolation("motions.settled")


def refuse_unless_ready(session: Session, *, motion: Motion) -> None:
    """Raise ``RuleViolation`` unless this text may be decided on now."""
    refuse_if_settled(motion)
    if queries.pending_amendments(session, motion.id):
        raise RuleViolation("motions.amendments_first")
    if motion.amends_id is not None:
        amended = locked(session, Motion, motion.amends_id)
        refuse_if_settled(amended)
        if queries.present_version(session, amended.id).version != motion.amends_version:
            raise RuleViolation("motions.text_moved_on")


def change_status(
    session: Session,
    *,
    motion: Motion,
    status: MotionStatus,
    item: AgendaItem | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Write the status of a motion that is locked already, if the table of moves allows it."""
    refuse_if_settled(motion)
    if item is not None:
        refuse_if_sealed(item.meeting)
    if not may_become(motion.status, status):
        raise RuleViolation("motions.not_from_here")
    before, motion.status = motion.status, status
    if status in SETTLED:
        motion.settled_item_id = item.id if item else motion.item_id
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="motion.move",
        object_type="motion",
        object_id=motion.id,
        data={"from": before, "to": status, "item": item.id if item else None},
    )


def add_version(
    session: Session,
    *,
    motion: Motion,
    text: str,
    amendment: Motion | None = None,
    actor: Actor,
    at: datetime,
) -> MotionVersion:
    """Append a text to a motion that is locked already; ``amendment`` is the one it comes from."""
    version = MotionVersion(
        motion=motion,
        version=queries.present_version(session, motion.id).version + 1,
        text=text,
        author=actor.name,
        at=at,
        amendment_id=amendment.id if amendment else None,
    )
    session.add(version)
    session.flush()
    return version


def make_findable(session: Session, *, motion: Motion) -> None:
    """Put a motion into the search index; amendments are found by the motion they amend."""
    if motion.kind is MotionKind.order:
        return
    motion = motion.amends or motion
    texts = queries.present_texts(session, motion.id)
    index(
        session,
        kind=Found.motion,
        object_id=motion.id,
        body_id=motion.body_id,
        dated=day_of(motion.body, motion.item, motion.submitted_at),
        title=motion.title,
        text="\n".join([*texts, motion.reason]).strip(),
    )


def day_of(body: Body, item: AgendaItem | None, at: datetime) -> date:
    """The day of the item's meeting; without an item, the day it is where the body meets."""
    return (
        queries.meeting_day(item.meeting) if item else at.astimezone(ZoneInfo(body.timezone)).date()
    )


def written(text: str) -> str:
    """A text as it is stored: no blanks around it, one form of line ends. Raises if it is empty."""
    text = text.strip().replace("\r\n", "\n")
    if not text:
        raise RuleViolation("motions.text_missing", field="text")
    return text
