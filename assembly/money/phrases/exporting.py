"""The ledger as a table that people take away."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.money.phrases import KINDS
from assembly.money.rules import EntryKind, Flow
from assembly.money.rules.tables import Told
from assembly.web.i18n import _l

_HEADER: tuple[LazyString, ...] = (
    _l("Number"),
    _l("Day"),
    _l("Kind"),
    _l("Fund"),
    _l("What for"),
    _l("Goods"),
    _l("Under which word"),
    _l("From or to whom"),
    _l("Voucher"),
    _l("Amount"),
    _l("Currency"),
    _l("Project"),
    _l("Decision"),
    _l("Rate"),
    _l("Currency of the rate"),
    _l("Day of the rate"),
    _l("Source of the rate"),
    _l("Undoes entry"),
    _l("Undone by entry"),
    _l("As it is, because"),
    _l("Noted by"),
)


def header() -> list[str]:
    """The titles of the columns."""
    return [str(each) for each in _HEADER]


def row(told: Told) -> list[object]:
    """One line as a row: the amount with its sign, a gift in kind without one (it is in no balance)."""
    out = told.flow is Flow.out_of and told.kind is not EntryKind.in_kind
    decision = ""
    if told.decision_year is not None:
        decision = f"A-{told.decision_year}-{told.decision_number}"
    return [
        told.number,
        told.day.isoformat(),
        str(KINDS[told.kind]),
        told.fund,
        told.what,
        told.goods,
        told.category,
        told.party,
        told.voucher,
        -told.amount if out else told.amount,
        told.currency,
        told.project or "",
        decision,
        "" if told.rate is None else told.rate,
        told.rate_currency,
        told.rate_on.isoformat() if told.rate_on else "",
        told.rate_source,
        told.undoes or "",
        told.undone_by or "",
        told.as_it_is,
        told.author,
    ]
