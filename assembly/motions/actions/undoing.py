"""A motion settled by a count that was wrong: back into debate, while the session is still on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record, tell
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import Meeting
from assembly.motions import queries
from assembly.motions.actions.standing import add_version, make_findable, refuse_if_settled
from assembly.motions.models import Decision, Motion
from assembly.motions.rules import SETTLED, MotionKind, MotionStatus
from assembly.people.models import Body
from assembly.search.actions import forget
from assembly.search.rules import Found


def reopen_motion(
    session: Session, *, motion: Motion, meeting: Meeting, actor: Actor, at: datetime
) -> None:
    """Called by ``voting`` when the counts that settled a motion are corrected, or their vote cancelled.

    What followed from them is taken back, and the journal tells it: a decision leaves the register
    while nothing follows from it and it is the last one (so that no number is missing); a text as
    amended is followed by the text as it was before. Raises ``RuleViolation`` where that cannot be.
    """
    refuse_if_sealed(meeting)
    locked(session, Body, motion.body_id)
    motion = locked(session, Motion, motion.id)
    if motion.status not in (MotionStatus.carried, MotionStatus.rejected):
        return
    if motion.amends is not None:
        refuse_if_settled(motion.amends)
    if motion.status is MotionStatus.carried and motion.kind is MotionKind.motion:
        _take_back_decision(session, motion=motion, actor=actor, at=at)
    elif motion.status is MotionStatus.carried and motion.amends is not None:
        _take_back_text(session, amendment=motion, amended=motion.amends, actor=actor, at=at)
    before, motion.status, motion.settled_item_id = motion.status, MotionStatus.debated, None
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="motion.reopen",
        object_type="motion",
        object_id=motion.id,
        data={"from": before},
    )


def _take_back_decision(session: Session, *, motion: Motion, actor: Actor, at: datetime) -> None:
    decision = motion.decision
    if decision is None:
        return
    after = queries.next_number(session, Decision, decision.body_id, decision.year)
    attached = attachments.of(session, AttachedTo.decision, decision.id)
    if after != decision.number + 1 or decision.annulled_by_id is not None or attached:
        raise RuleViolation("motions.decision_stands", decision=decision.code)
    told = {
        "decision": decision.id,
        "year": decision.year,
        "number": decision.number,
        "title": decision.title,
        "text": decision.text,
    }
    try:
        with session.begin_nested():
            session.delete(decision)
            session.flush()
    except IntegrityError:  # commitments, or a decision that it annuls, hang on it
        raise RuleViolation("motions.decision_stands", decision=decision.code) from None
    session.expire(motion, ["decision"])
    forget(session, kind=Found.decision, object_id=int(str(told["decision"])))
    record(
        session,
        actor=actor,
        at=at,
        verb="decision.take_back",
        object_type="motion",
        object_id=motion.id,
        data=told,
    )


def _take_back_text(
    session: Session, *, amendment: Motion, amended: Motion, actor: Actor, at: datetime
) -> None:
    """The text before the amendment becomes the newest one; what was written for it is so again."""
    amended = locked(session, Motion, amended.id)
    present = queries.present_version(session, amended.id)
    if present.amendment_id != amendment.id:
        raise RuleViolation("motions.text_moved_on")
    session.expire(amended, ["versions"])
    base = next(v for v in amended.versions if v.version == amendment.amends_version)
    restored = add_version(session, motion=amended, text=base.text, actor=actor, at=at)
    for each in amended.amendments:
        if each.amends_version == base.version and (
            each.id == amendment.id or each.status not in SETTLED
        ):
            each.amends_version = restored.version
    session.flush()
    told = {"amendment": amendment.id, "version": restored.version, "text": base.text}
    tell(session, "motion.restore_text", amended, actor, at, **told)
    make_findable(session, motion=amended)
