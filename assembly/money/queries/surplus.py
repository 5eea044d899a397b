"""Surpluses as they were divided, and opinions by their marks."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.money.models import Opinion, Surplus, SurplusShare

MOST = 40


def surplus_by_uuid(session: Session, number: UUID) -> Surplus | None:
    """The surplus that a form divided, if it was sent before."""
    return session.scalars(select(Surplus).where(Surplus.uuid == number)).one_or_none()


def surpluses(session: Session, body_id: int) -> list[Surplus]:
    """What a body divided, the newest first."""
    statement = (
        select(Surplus)
        .where(Surplus.body_id == body_id)
        .options(
            joinedload(Surplus.fund),
            joinedload(Surplus.decision),
            joinedload(Surplus.project),
            selectinload(Surplus.shares).joinedload(SurplusShare.fund),
        )
        .order_by(Surplus.day.desc(), Surplus.id.desc())
        .limit(MOST)
    )
    return list(session.scalars(statement))


def opinion_by_uuid(session: Session, number: UUID) -> Opinion | None:
    """The opinion that a form made, if it was sent before."""
    return session.scalars(select(Opinion).where(Opinion.uuid == number)).one_or_none()
