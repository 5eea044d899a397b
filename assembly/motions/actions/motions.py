"""Motions put, amended, rewritten, moved on: everything but their end by a vote."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation, Stale
from assembly.journal.actions import tell
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem
from assembly.motions import queries
from assembly.motions.actions.standing import (
    add_version,
    change_status,
    day_of,
    make_findable,
    refuse_if_settled,
    refuse_unless_ready,
    written,
)
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.people.models import Body


def submit_motion(
    session: Session,
    *,
    body: Body,
    text: str,
    title: str = "",
    reason: str = "",
    kind: MotionKind = MotionKind.motion,
    special: bool = False,
    item: AgendaItem | None = None,
    mover_id: int | None = None,
    mover_name: str = "",
    seconder_id: int | None = None,
    seconder_name: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Motion:
    """Put a motion or a point of order to a body; it takes the next number of the year.

    A mover or seconder is a person's id or, for somebody unknown to the house, a name. Without a
    title it takes that of its item. The year is that of the item's meeting, if it has one. ``mark``
    becomes its UUID: a form sent twice makes one motion.
    """
    title = title or (item.title if item else "")
    if not title:
        raise RuleViolation("motions.title_missing", field="title")
    motion = Motion(
        uuid=mark or uuid4(),
        kind=kind,
        special=special,
        title=title,
        reason=reason,
        item_id=item.id if item else None,
        mover_id=mover_id,
        mover_name="" if mover_id else mover_name,
        seconder_id=seconder_id,
        seconder_name="" if seconder_id else seconder_name,
    )
    return _put(session, motion, body=body, item=item, text=text, actor=actor, at=at)


def propose_amendment(
    session: Session,
    *,
    motion: Motion,
    text: str,
    reason: str = "",
    special: bool = False,
    item: AgendaItem | None = None,
    mover_id: int | None = None,
    mover_name: str = "",
    seconder_id: int | None = None,
    seconder_name: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Motion:
    """Propose another text for a motion: ``text`` is the whole text as it would read if it carries.

    ``item`` is the one in which it is proposed; that of the motion, if none is given. It asks for
    the ordinary requirement, also where its motion asks for the special one, unless ``special``.
    """
    motion = locked(session, Motion, motion.id)
    if motion.kind is not MotionKind.motion:
        # Two texts to compare are enough for a hall: who disagrees proposes another amendment.
        raise RuleViolation("motions.only_motions_are_amended")
    refuse_if_settled(motion)
    present = queries.present_version(session, motion.id)
    if text.strip() == present.text:
        raise RuleViolation("motions.nothing_changed", field="text")
    amendment = Motion(
        uuid=mark or uuid4(),
        kind=MotionKind.amendment,
        special=special,
        title=motion.title,
        reason=reason,
        item_id=item.id if item else motion.item_id,
        amends_id=motion.id,
        amends_version=present.version,
        mover_id=mover_id,
        mover_name="" if mover_id else mover_name,
        seconder_id=seconder_id,
        seconder_name="" if seconder_id else seconder_name,
    )
    where = item or motion.item
    return _put(session, amendment, body=motion.body, item=where, text=text, actor=actor, at=at)


def revise_text(
    session: Session, *, motion: Motion, text: str, version: int, actor: Actor, at: datetime
) -> MotionVersion:
    """Give a motion a new text; the earlier ones stay. ``version`` is the one that was edited.

    An amendment rewritten counts as written for the text that its motion has now. Raises ``Stale``
    if the text was changed since it was read. The same text again changes nothing.
    """
    motion = locked(session, Motion, motion.id)
    refuse_if_settled(motion)
    text = written(text)
    present = queries.present_version(session, motion.id)
    base = queries.present_version(session, motion.amends_id) if motion.amends_id else None
    if text == present.text and (base is None or base.version == motion.amends_version):
        return present
    if version != present.version:
        raise Stale(theirs=present.text, mine=text, version=present.version, field="text")
    if base is not None:
        if text == base.text:
            raise RuleViolation("motions.nothing_changed", field="text")
        motion.amends_version = base.version
    revised = add_version(session, motion=motion, text=text, actor=actor, at=at)
    tell(session, "motion.revise", motion, actor, at, version=revised.version, text=text)
    make_findable(session, motion=motion)
    return revised


def change_particulars(
    session: Session,
    *,
    motion: Motion,
    title: str,
    reason: str,
    special: bool,
    mover_id: int | None,
    mover_name: str,
    seconder_id: int | None,
    seconder_name: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Correct what stands around the text. The journal keeps what stood before."""
    motion = locked(session, Motion, motion.id)
    refuse_if_settled(motion)
    if not title:
        raise RuleViolation("motions.title_missing", field="title")
    wanted = {
        "title": title,
        "reason": reason,
        "special": special,
        "mover_id": mover_id,
        "mover_name": "" if mover_id else mover_name,
        "seconder_id": seconder_id,
        "seconder_name": "" if seconder_id else seconder_name,
    }
    before = {name: getattr(motion, name) for name in wanted}
    changed = {name: value for name, value in wanted.items() if value != before[name]}
    if not changed:
        return
    for name, value in changed.items():
        setattr(motion, name, value)
    told = {"before": {name: before[name] for name in changed}, "after": changed}
    tell(session, "motion.change", motion, actor, at, **told)
    make_findable(session, motion=motion)


def move_to(
    session: Session,
    *,
    motion: Motion,
    status: MotionStatus,
    item: AgendaItem | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Bring a motion to another status, by the table of ``rules.MOVES``; not by a vote.

    ``item`` is the one in which this happens. With a motion that is withdrawn its amendments fall.
    """
    if status in (MotionStatus.carried, MotionStatus.rejected):
        raise RuleViolation("motions.only_by_vote")
    motion = locked(session, Motion, motion.id)
    change_status(session, motion=motion, status=status, item=item, actor=actor, at=at)
    if status is MotionStatus.withdrawn:
        for amendment in queries.pending_amendments(session, motion.id):
            change_status(session, motion=amendment, status=status, item=item, actor=actor, at=at)


def put_to_vote(
    session: Session, *, motion: Motion, item: AgendaItem, actor: Actor, at: datetime
) -> str:
    """Called by ``voting`` when a vote on a motion opens: the text to be put, as it stands now.

    An amendment is voted before the text it amends, and only on the text that it was written for.
    """
    motion = locked(session, Motion, motion.id)
    if item.meeting.body_id != motion.body_id:
        raise RuleViolation("motions.other_body")
    refuse_if_sealed(item.meeting)
    refuse_unless_ready(session, motion=motion)
    if motion.status is not MotionStatus.debated:
        change_status(
            session, motion=motion, status=MotionStatus.debated, item=item, actor=actor, at=at
        )
    return queries.present_version(session, motion.id).text


def _put(
    session: Session,
    motion: Motion,
    *,
    body: Body,
    item: AgendaItem | None,
    text: str,
    actor: Actor,
    at: datetime,
) -> Motion:
    """Number, store and tell of a motion that is otherwise filled in."""
    text = written(text)
    if item is not None:
        if item.meeting.body_id != body.id:
            raise RuleViolation("motions.other_body")
        refuse_if_sealed(item.meeting)
    locked(session, Body, body.id)  # two secretaries, one number
    if (made := queries.motion_by_uuid(session, motion.uuid)) is not None:
        if queries.present_version(session, made.id).text != text:
            raise RuleViolation("sent_already")
        return made
    motion.body_id = body.id
    motion.year = day_of(body, item, at).year
    motion.number = queries.next_number(session, Motion, body.id, motion.year)
    motion.status = MotionStatus.scheduled if item else MotionStatus.submitted
    motion.submitted_at = at
    session.add(motion)
    session.flush()
    session.add(MotionVersion(motion=motion, version=1, text=text, author=actor.name, at=at))
    session.flush()
    if motion.amends is not None:
        session.expire(motion.amends, ["amendments"])
    told = {
        "kind": motion.kind,
        "year": motion.year,
        "number": motion.number,
        "title": motion.title,
        "text": text,
        "amends": motion.amends_id,
        "amends_version": motion.amends_version,
        "item": motion.item_id,
    }
    tell(session, "motion.submit", motion, actor, at, **told)
    make_findable(session, motion=motion)
    return motion
