"""Funds, and what they hold: a sum of their entries, never a stored number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, joinedload

from assembly.money.models import CashCount, Entry, Fund
from assembly.money.rules import EntryKind, Flow
from assembly.people.models import Body

MOST_COUNTS = 24


@dataclass(frozen=True)
class Holding:
    """A fund with what it holds of each currency, the largest number of entries first."""

    fund: Fund
    balances: dict[str, Decimal]


def effect() -> ColumnElement[Decimal]:
    """What an entry adds to the balance of its fund: its amount with the sign of its flow."""
    return case((Entry.flow == Flow.into, Entry.amount), else_=-Entry.amount)


def in_balance() -> ColumnElement[bool]:
    """Gifts in kind are listed and counted in no balance."""
    return Entry.kind != EntryKind.in_kind


def body_id_of_fund(session: Session, fund_id: int) -> int | None:
    """The body a fund belongs to, None if there is no such fund."""
    return session.scalar(select(Fund.body_id).where(Fund.id == fund_id))


def fund(session: Session, fund_id: int) -> Fund | None:
    """One fund with its body."""
    statement = select(Fund).where(Fund.id == fund_id).options(joinedload(Fund.body))
    return session.scalars(statement).one_or_none()


def fund_by_uuid(session: Session, number: UUID) -> Fund | None:
    """The fund that a form made, if it was sent before."""
    return session.scalars(select(Fund).where(Fund.uuid == number)).one_or_none()


def fund_named(session: Session, body_id: int, name: str) -> Fund | None:
    """The fund of a body with this name, whatever its capitals."""
    wanted = " ".join(name.split()).casefold()
    known = session.scalars(select(Fund).where(Fund.body_id == body_id).order_by(Fund.id))
    return next((each for each in known if each.name.casefold() == wanted), None)


def funds_of(session: Session, body_id: int, *, active: bool = False) -> list[Fund]:
    """The funds of a body by name; only those in use if asked."""
    statement = select(Fund).where(Fund.body_id == body_id).order_by(Fund.name, Fund.id)
    if active:
        statement = statement.where(Fund.active)
    return list(session.scalars(statement))


def bodies_with_funds(session: Session) -> list[Body]:
    """The bodies that keep money here, by name."""
    kept = select(Fund.body_id).distinct()
    return list(session.scalars(select(Body).where(Body.id.in_(kept)).order_by(Body.name, Body.id)))


def fund_balances(
    session: Session, fund_id: int, *, until: date | None = None
) -> dict[str, Decimal]:
    """What a fund holds of each currency, counting entries up to and with ``until``."""
    statement = (
        select(Entry.currency, func.sum(effect()))
        .where(Entry.fund_id == fund_id, in_balance())
        .group_by(Entry.currency)
        .order_by(Entry.currency)
    )
    if until is not None:
        statement = statement.where(Entry.day <= until)
    return dict(session.execute(statement).all())


def holdings(session: Session, body_id: int) -> list[Holding]:
    """All funds of a body with what they hold. Two queries, however many funds and entries."""
    statement = (
        select(Entry.fund_id, Entry.currency, func.sum(effect()))
        .where(Entry.body_id == body_id, in_balance())
        .group_by(Entry.fund_id, Entry.currency)
        .order_by(Entry.fund_id, Entry.currency)
    )
    found: dict[int, dict[str, Decimal]] = {}
    for fund_id, currency, value in session.execute(statement):
        found.setdefault(fund_id, {})[currency] = value
    return [Holding(each, found.get(each.id, {})) for each in funds_of(session, body_id)]


def currencies_used(session: Session, body_id: int) -> list[str]:
    """The currencies in which a body has entries, the most used first."""
    statement = (
        select(Entry.currency)
        .where(Entry.body_id == body_id)
        .group_by(Entry.currency)
        .order_by(func.count().desc(), Entry.currency)
        .limit(20)
    )
    return list(session.scalars(statement))


def counts_of(session: Session, fund_id: int) -> list[CashCount]:
    """The last counts of a fund's cash, the newest first."""
    statement = (
        select(CashCount)
        .where(CashCount.fund_id == fund_id)
        .order_by(CashCount.day.desc(), CashCount.id.desc())
        .limit(MOST_COUNTS)
    )
    return list(session.scalars(statement))


def count_by_uuid(session: Session, number: UUID) -> CashCount | None:
    """The count that a form made, if it was sent before."""
    return session.scalars(select(CashCount).where(CashCount.uuid == number)).one_or_none()
