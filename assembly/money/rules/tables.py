"""The ledger as plain lines, as tables tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assembly.money.rules.kinds import EntryKind, Flow


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the ledger with the names of all that it points to, empty where it points to nothing."""

    number: int
    day: date
    kind: EntryKind
    flow: Flow
    fund: str
    what: str
    goods: str
    category: str
    party: str
    voucher: str
    amount: Decimal
    currency: str
    project: str | None
    decision_year: int | None
    decision_number: int | None
    rate: Decimal | None
    rate_currency: str
    rate_on: date | None
    rate_source: str
    undoes: int | None
    undone_by: int | None
    as_it_is: str
    author: str
