"""Bodies, and how many seats they have."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, joinedload

from assembly.people.models import Body, Organization, Seat
from assembly.people.rules import Classification


def in_force(
    start: InstrumentedAttribute[date | None],
    end: InstrumentedAttribute[date | None],
    on: date | BindParameter[date],
) -> ColumnElement[bool]:
    """``rules.in_term`` for the database."""
    return and_(or_(start.is_(None), start <= on), or_(end.is_(None), end >= on))


def body(session: Session, body_id: int) -> Body | None:
    """One body with its organization."""
    statement = select(Body).where(Body.id == body_id).options(joinedload(Body.organization))
    return session.scalars(statement).one_or_none()


def body_id_if_known(session: Session, body_id: int) -> int | None:
    """The id itself, None if there is no such body."""
    return session.scalar(select(Body.id).where(Body.id == body_id))


def bodies(session: Session) -> list[Body]:
    """All bodies that meet, by organization and name."""
    statement = (
        select(Body)
        .join(Body.organization)
        .where(Body.active)
        .options(joinedload(Body.organization))
        .order_by(Body.organization_id, Body.name, Body.id)
    )
    return list(session.scalars(statement))


def bodies_of_organization(session: Session, organization_id: int) -> list[Body]:
    """The bodies of an organization, those that still meet first."""
    statement = (
        select(Body)
        .where(Body.organization_id == organization_id)
        .order_by(Body.active.desc(), Body.name, Body.id)
    )
    return list(session.scalars(statement))


def seat_counts(session: Session, on: date) -> dict[int, int]:
    """How many seats each body has in force on a day."""
    statement = (
        select(Seat.body_id, func.count())
        .where(in_force(Seat.start_date, Seat.end_date, on))
        .group_by(Seat.body_id)
    )
    return dict(session.execute(statement).all())


def unseated_kinds(session: Session, body: Body) -> dict[Classification, int]:
    """How many organizations right inside the body's own have no seat in it yet, by kind."""
    seated = select(Seat.organization_id).where(
        Seat.body_id == body.id, Seat.organization_id.is_not(None), Seat.end_date.is_(None)
    )
    statement = (
        select(Organization.classification, func.count())
        .where(
            Organization.parent_id == body.organization_id,
            Organization.dissolution_date.is_(None),
            Organization.id.not_in(seated),
        )
        .group_by(Organization.classification)
        .order_by(Organization.classification)
    )
    return dict(session.execute(statement).all())


@cache
def root_name() -> Select[str]:
    """The name of the organization at the root: the first that has no parent."""
    return (
        select(Organization.name)
        .where(Organization.parent_id.is_(None))
        .order_by(Organization.id)
        .limit(1)
    )


def house_name(session: Session) -> str | None:
    """The name over the door of the house, for who is not signed in."""
    return session.scalar(root_name())
