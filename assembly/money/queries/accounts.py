"""The accounts of a period: what was there, what came, what went, what is there. Per currency, never added."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session, contains_eager

from assembly.money.models import AccountsRead, CashCount, Entry, Fund, Opinion
from assembly.money.queries.funds import effect, in_balance
from assembly.money.rules import EntryKind, Flow, Period

_MOVED = (EntryKind.transfer, EntryKind.exchange, EntryKind.surplus)
"""What only changes its place: shown apart, so that nobody takes it for income."""


@dataclass(frozen=True)
class FundLine:
    """A fund in one currency over a period. ``moved`` is what came from or went to other funds."""

    fund: str
    currency: str
    opening: Decimal
    came: Decimal
    went: Decimal
    moved: Decimal

    @property
    def closing(self) -> Decimal:
        """What is there at the end of the period."""
        return self.opening + self.came - self.went + self.moved


@dataclass(frozen=True)
class CategoryLine:
    """What came or went under a word, in one currency, in a period."""

    category: str
    currency: str
    came: Decimal
    went: Decimal


@dataclass(frozen=True)
class Accounts:
    """The accounts of a body for a period."""

    period: Period
    funds: tuple[FundLine, ...]
    categories: tuple[CategoryLine, ...]
    goods: tuple[Entry, ...]
    counts: tuple[CashCount, ...]


def accounts_of(session: Session, body_id: int, period: Period) -> Accounts:
    """The accounts of a period. Four queries, however many entries."""
    return Accounts(
        period,
        tuple(_fund_lines(session, body_id, period)),
        tuple(_category_lines(session, body_id, period)),
        tuple(_goods(session, body_id, period)),
        tuple(_counts(session, body_id, period)),
    )


def _came() -> ColumnElement[Decimal]:
    """What came; what undoes it is taken off it, not counted as spent."""
    wrong = Entry.reverses_id.is_not(None)
    return case(
        (~wrong & (Entry.flow == Flow.into), Entry.amount),
        (wrong & (Entry.flow == Flow.out_of), -Entry.amount),
        else_=0,
    )


def _went() -> ColumnElement[Decimal]:
    """What went; what undoes it is taken off it."""
    wrong = Entry.reverses_id.is_not(None)
    return case(
        (~wrong & (Entry.flow == Flow.out_of), Entry.amount),
        (wrong & (Entry.flow == Flow.into), -Entry.amount),
        else_=0,
    )


def _fund_lines(session: Session, body_id: int, period: Period) -> list[FundLine]:
    inside = (Entry.day >= period.first) & (Entry.kind != EntryKind.opening)
    moved = Entry.kind.in_(_MOVED)
    zero = Decimal(0)
    statement = (
        select(
            Fund.name,
            Entry.currency,
            func.sum(case((~inside, effect()))),
            func.sum(case((inside & ~moved, _came()))),
            func.sum(case((inside & ~moved, _went()))),
            func.sum(case((inside & moved, effect()))),
        )
        .join(Entry.fund)
        .where(Entry.body_id == body_id, Entry.day <= period.last, in_balance())
        .group_by(Fund.id, Fund.name, Entry.currency)
        .order_by(Fund.name, Fund.id, Entry.currency)
    )
    lines = [
        FundLine(name, currency, *(value or zero for value in values))
        for name, currency, *values in session.execute(statement)
    ]
    return [line for line in lines if line.opening or line.came or line.went or line.moved]


def _category_lines(session: Session, body_id: int, period: Period) -> list[CategoryLine]:
    statement = (
        select(
            Entry.category,
            Entry.currency,
            func.sum(_came()),
            func.sum(_went()),
        )
        .where(
            Entry.body_id == body_id,
            Entry.day.between(period.first, period.last),
            Entry.kind.not_in((*_MOVED, EntryKind.opening)),
            in_balance(),
        )
        .group_by(Entry.category, Entry.currency)
        .order_by(Entry.currency, Entry.category)
    )
    zero = Decimal(0)
    return [
        CategoryLine(category, currency, came or zero, went or zero)
        for category, currency, came, went in session.execute(statement)
    ]


def _goods(session: Session, body_id: int, period: Period) -> list[Entry]:
    """The gifts in kind that stand: neither undone nor undoing another."""
    statement = (
        select(Entry)
        .where(
            Entry.body_id == body_id,
            Entry.kind == EntryKind.in_kind,
            Entry.day.between(period.first, period.last),
            Entry.reverses_id.is_(None),
            ~Entry.reversed_by.has(),
        )
        .order_by(Entry.day, Entry.id)
        .limit(200)
    )
    return list(session.scalars(statement))


def _counts(session: Session, body_id: int, period: Period) -> list[CashCount]:
    statement = (
        select(CashCount)
        .join(CashCount.fund)
        .options(contains_eager(CashCount.fund))
        .where(Fund.body_id == body_id, CashCount.day.between(period.first, period.last))
        .order_by(CashCount.day, CashCount.id)
        .limit(200)
    )
    return list(session.scalars(statement))


def balance_line(
    session: Session, fund_id: int, currency: str, *, since: date
) -> list[tuple[date, Decimal]]:
    """The balance of a fund after each day on which it changed since a day, for its picture."""
    before = session.scalar(
        select(func.sum(effect())).where(
            Entry.fund_id == fund_id, Entry.currency == currency, Entry.day < since, in_balance()
        )
    )
    balance = before or Decimal(0)
    found = [(since, balance)]
    statement = (
        select(Entry.day, func.sum(effect()))
        .where(
            Entry.fund_id == fund_id, Entry.currency == currency, Entry.day >= since, in_balance()
        )
        .group_by(Entry.day)
        .order_by(Entry.day)
    )
    for day, change in session.execute(statement):
        balance += change
        found.append((day, balance))
    return found


def opinions_on(session: Session, body_id: int, period: Period) -> list[Opinion]:
    """What the oversight council said of the accounts of a period, in order."""
    statement = (
        select(Opinion)
        .where(
            Opinion.body_id == body_id,
            Opinion.first_day == period.first,
            Opinion.last_day == period.last,
        )
        .order_by(Opinion.id)
    )
    return list(session.scalars(statement))


def accounts_read_in(session: Session, item_ids: Iterable[int]) -> list[AccountsRead]:
    """The quarters whose accounts are read in these items, in the order in which they were chosen."""
    statement = select(AccountsRead).where(AccountsRead.item_id.in_(list(item_ids)))
    return list(session.scalars(statement.order_by(AccountsRead.id)))
