"""How motions end by a vote, and the register of decisions."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions import queries
from assembly.motions.actions.standing import (
    add_version,
    change_status,
    make_findable,
    refuse_unless_ready,
    written,
)
from assembly.motions.models import Decision, Motion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.people.models import Body
from assembly.search.actions import index
from assembly.search.rules import Found


def carry_motion(
    session: Session,
    *,
    motion: Motion,
    meeting: Meeting,
    item: AgendaItem | None,
    decided_on: date,
    actor: Actor,
    at: datetime,
) -> Decision | None:
    """Called by ``voting`` when a vote on a motion has carried it.

    A motion becomes the next decision of its body and year, in its present text. An amendment gives
    the motion that it amends a new text and becomes no decision (None), nor does a point of order.
    Raises ``motions.text_moved_on`` if the motion got another text since the amendment was written:
    the secretary then writes the amendment anew on the present text (``revise_text``).
    """
    motion = _decided(session, motion, meeting=meeting, item=item, actor=actor, at=at)
    change_status(
        session, motion=motion, status=MotionStatus.carried, item=item, actor=actor, at=at
    )
    text = queries.present_version(session, motion.id).text
    if motion.kind is MotionKind.motion:
        return record_decision(
            session,
            body=motion.body,
            meeting=meeting,
            item=item,
            title=motion.title,
            text=text,
            motion=motion,
            decided_on=decided_on,
            actor=actor,
            at=at,
        )
    if motion.kind is MotionKind.amendment and motion.amends is not None:
        _amend(session, amended=motion.amends, amendment=motion, text=text, actor=actor, at=at)
    return None


def reject_motion(
    session: Session,
    *,
    motion: Motion,
    meeting: Meeting,
    item: AgendaItem | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Called by ``voting`` when a vote on a motion has failed it. Its amendments were voted before."""
    motion = _decided(session, motion, meeting=meeting, item=item, actor=actor, at=at)
    change_status(
        session, motion=motion, status=MotionStatus.rejected, item=item, actor=actor, at=at
    )


def record_decision(
    session: Session,
    *,
    body: Body,
    meeting: Meeting,
    item: AgendaItem | None,
    title: str,
    text: str,
    motion: Motion | None = None,
    decided_on: date,
    actor: Actor,
    at: datetime,
) -> Decision:
    """Enter a decision into the register: the next number of its body and year, without gaps."""
    refuse_if_sealed(meeting)
    locked(session, Body, body.id)
    decision = Decision(
        body_id=body.id,
        year=decided_on.year,
        number=queries.next_number(session, Decision, body.id, decided_on.year),
        title=title,
        text=written(text),
        motion_id=motion.id if motion else None,
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        decided_on=decided_on,
    )
    session.add(decision)
    session.flush()
    told = {
        "year": decision.year,
        "number": decision.number,
        "title": title,
        "text": decision.text,
        "motion": decision.motion_id,
        "meeting": meeting.id,
        "decided_on": decided_on,
    }
    tell(session, "decision.record", decision, actor, at, **told)
    index(
        session,
        kind=Found.decision,
        object_id=decision.id,
        body_id=body.id,
        dated=decided_on,
        title=title,
        text=decision.text,
    )
    return decision


def annul_decision(
    session: Session,
    *,
    decision: Decision,
    by: Decision,
    reason: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Note that a later decision of the same body annuls this one. Its text stays as it was."""
    decision = locked(session, Decision, decision.id)
    if decision.annulled_by_id is not None:
        raise RuleViolation("motions.annulled_already")
    if not reason.strip():
        raise RuleViolation("motions.reason_missing", field="reason")
    later = (by.decided_on, by.year, by.number) > (
        decision.decided_on,
        decision.year,
        decision.number,
    )
    if by.body_id != decision.body_id or not later or by.annulled_by_id is not None:
        raise RuleViolation("motions.not_a_later_decision", field="by")
    decision.annulled_by_id = by.id
    decision.annulled_reason = reason.strip()
    session.flush()
    session.expire(decision, ["annulled_by"])
    session.expire(by, ["annuls"])
    tell(session, "decision.annul", decision, actor, at, by=by.id, reason=decision.annulled_reason)


def _decided(
    session: Session,
    motion: Motion,
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    actor: Actor,
    at: datetime,
) -> Motion:
    """The motion, locked and in debate, if it may be decided on in this meeting."""
    refuse_if_sealed(meeting)
    if meeting.body_id != motion.body_id:
        raise RuleViolation("motions.other_body")
    locked(session, Body, motion.body_id)  # before the motion: everybody locks in this order
    motion = locked(session, Motion, motion.id)
    refuse_unless_ready(session, motion=motion)
    if motion.status is not MotionStatus.debated:
        change_status(
            session, motion=motion, status=MotionStatus.debated, item=item, actor=actor, at=at
        )
    return motion


def _amend(
    session: Session, *, amended: Motion, amendment: Motion, text: str, actor: Actor, at: datetime
) -> None:
    version = add_version(
        session, motion=amended, text=text, amendment=amendment, actor=actor, at=at
    )
    told = {"amendment": amendment.id, "version": version.version, "text": text}
    tell(session, "motion.amend", amended, actor, at, **told)
    make_findable(session, motion=amended)
