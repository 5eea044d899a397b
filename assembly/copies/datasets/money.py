"""Money as tables: funds, the ledger, counts, what decisions approve, debts, surpluses, opinions."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func

from assembly.copies.datasets.table import Dataset, dataset, own
from assembly.money.models import (
    Appropriation,
    CashCount,
    Debt,
    DebtPart,
    Entry,
    Fund,
    Opinion,
    Repayment,
    Surplus,
    SurplusShare,
)
from assembly.people.models import Body, Person


def of_money(*, public: bool) -> tuple[Dataset, ...]:
    """The public ones name nobody who paid, was paid, or owes: sums are everybody's, debts her own."""
    return (
        _funds(),
        _appropriations(),
        _entries(public),
        _counts(public),
        _debts(public),
        _debt_parts(),
        _repayments(public),
        _surpluses(),
        _surplus_shares(),
        _opinions(),
    )


def _funds() -> Dataset:
    return dataset(
        "funds",
        {**own(Fund, "id", "uuid", "name"), "body": Body.name, **own(Fund, "purpose", "active")},
        order=Fund.id,
        outer=[(Body, Fund.body_id == Body.id)],
    )


def _appropriations() -> Dataset:
    names = ("decision_id", "amount", "currency")
    return dataset("appropriations", own(Appropriation, *names), order=Appropriation.id)


def _entries(public: bool) -> Dataset:
    names = ("id", "uuid", "number", "fund_id", "project_id", "kind", "flow", "day", "amount")
    more = ("currency", "category", "voucher", "decision_id", "rate", "rate_currency", "rate_on")
    links = ("rate_source", "pair_id", "reverses_id", "noted_at")
    columns = own(Entry, *names, *more, *links)
    if public:
        return dataset("ledger", columns, order=Entry.id)
    columns |= {"party": func.coalesce(Person.name, Entry.party)}
    columns |= own(Entry, "what", "goods", "as_it_is", "author")
    return _named("ledger", columns, Entry)


def _counts(public: bool) -> Dataset:
    names = ("id", "uuid", "fund_id", "currency", "day", "counted", "expected", "entry_id")
    more = () if public else ("counted_by", "note", "author")
    return dataset("cash_counts", own(CashCount, *names, *more), order=CashCount.id)


def _debts(public: bool) -> Dataset:
    names = ("id", "uuid", "project_id", "unit", "in_money", "day", "entry_id", "decision_id")
    columns = own(Debt, *names)
    if public:
        return dataset("debts", columns, order=Debt.id)
    columns |= {"debtor": func.coalesce(Person.name, Debt.name), **own(Debt, "what")}
    return _named("debts", columns, Debt)


def _named(name: str, columns: dict[str, Any], model: type[Entry] | type[Debt]) -> Dataset:
    """A table with the name of the person that each of its rows points to."""
    return dataset(name, columns, order=model.id, outer=[(Person, model.person_id == Person.id)])


def _debt_parts() -> Dataset:
    names = ("debt_id", "position", "amount", "due_on")
    return dataset("debt_parts", own(DebtPart, *names), order=DebtPart.id)


def _repayments(public: bool) -> Dataset:
    names = ("id", "uuid", "debt_id", "day", "amount", "entry_id")
    more = () if public else ("paid_as", "author")
    return dataset("repayments", own(Repayment, *names, *more), order=Repayment.id)


def _surpluses() -> Dataset:
    names = ("id", "uuid", "fund_id", "project_id", "decision_id", "day", "amount", "currency")
    return dataset("surpluses", own(Surplus, *names), order=Surplus.id)


def _surplus_shares() -> Dataset:
    names = ("surplus_id", "position", "name", "share", "amount", "fund_id")
    return dataset("surplus_shares", own(SurplusShare, *names), order=SurplusShare.id)


def _opinions() -> Dataset:
    return dataset(
        "opinions",
        {
            **own(Opinion, "id", "uuid"),
            "body": Body.name,
            **own(Opinion, "first_day", "last_day", "text", "author", "at"),
        },
        order=Opinion.id,
        outer=[(Body, Opinion.body_id == Body.id)],
    )
