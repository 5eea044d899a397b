"""The register of decisions."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.motions.models import Decision


def body_id_of_decision(session: Session, decision_id: int) -> int | None:
    """The body that decided, None if there is no such decision."""
    return session.scalar(select(Decision.body_id).where(Decision.id == decision_id))


def decision(session: Session, decision_id: int) -> Decision | None:
    """One decision with its body, meeting, motion, and what annulled it or it annuls."""
    statement = (
        select(Decision)
        .where(Decision.id == decision_id)
        .options(
            joinedload(Decision.body),
            joinedload(Decision.meeting),
            joinedload(Decision.motion),
            joinedload(Decision.annulled_by),
            selectinload(Decision.annuls),
        )
    )
    return session.scalars(statement).one_or_none()


def decision_of_motion(session: Session, motion_id: int) -> Decision | None:
    """What a carried motion became."""
    return session.scalars(select(Decision).where(Decision.motion_id == motion_id)).one_or_none()


def decisions_of_item(session: Session, item_id: int) -> list[Decision]:
    """What was decided in an agenda item, by number."""
    statement = (
        select(Decision)
        .where(Decision.item_id == item_id)
        .options(joinedload(Decision.annulled_by))
        .order_by(Decision.year, Decision.number)
    )
    return list(session.scalars(statement))


def later_decisions(session: Session, decision: Decision, *, limit: int = 200) -> list[Decision]:
    """Those that could annul a decision: in force, of the same body, taken after it; newest first."""
    statement = (
        select(Decision)
        .where(
            Decision.body_id == decision.body_id,
            Decision.annulled_by_id.is_(None),
            or_(
                Decision.decided_on > decision.decided_on,
                (Decision.decided_on == decision.decided_on)
                & (Decision.year == decision.year)
                & (Decision.number > decision.number),
            ),
        )
        .order_by(Decision.decided_on.desc(), Decision.number.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def latest_decisions(session: Session, *, limit: int = 5) -> list[Decision]:
    """What was decided last, in any body."""
    statement = (
        select(Decision).order_by(Decision.decided_on.desc(), Decision.id.desc()).limit(limit)
    )
    return list(session.scalars(statement))
