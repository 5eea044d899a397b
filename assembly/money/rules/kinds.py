"""The words of the ledger."""

from enum import StrEnum


class Flow(StrEnum):
    """Into a fund, or out of it."""

    into = "in"
    out_of = "out"


class EntryKind(StrEnum):
    """Why money came or went. ``in_kind`` is a gift of goods: it is listed and touches no balance.

    ``transfer`` and ``exchange`` are written in pairs: out of one fund (one currency), into another.
    ``difference`` is what a count of the cash found more or less. What undoes an entry has its kind.
    """

    opening = "opening"
    income = "income"
    expense = "expense"
    in_kind = "in_kind"
    transfer = "transfer"
    exchange = "exchange"
    loan = "loan"
    repayment = "repayment"
    surplus = "surplus"
    difference = "difference"


def category_key(category: str) -> str:
    """How categories are told apart: «Transporte » and «transporte» are one."""
    return " ".join(category.casefold().split())
