"""The part of the document that is accounts read to the assembly: a quarter's figures, frozen with the minutes.

Amounts are text, exactly as they were («1250.50»); currencies are never added. Where it is read they are
said in words and drawn (``phrases/accounts.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FundTold:
    """A fund in one currency: what was there, came, went, came from or went to other funds, is there."""

    fund: str
    currency: str
    opening: str
    came: str
    went: str
    moved: str
    closing: str


@dataclass(frozen=True, slots=True)
class CategoryTold:
    """What came and went under a word, in one currency."""

    category: str
    currency: str
    came: str
    went: str


@dataclass(frozen=True, slots=True)
class GoodsTold:
    """A gift in kind, with what it was said to be worth («0»: nobody said)."""

    day: date
    what: str
    goods: str
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class CountTold:
    """A count of cash beside what the entries said."""

    day: date
    fund: str
    currency: str
    counted: str
    expected: str


@dataclass(frozen=True, slots=True)
class OpinionTold:
    """What the oversight council said of the accounts. ``text`` is Markdown."""

    day: date
    author: str
    text: str


@dataclass(frozen=True, slots=True)
class AccountsTold:
    """The accounts of a quarter (its first and last day) as they were through the day ``until``."""

    first: date
    last: date
    until: date
    funds: tuple[FundTold, ...]
    categories: tuple[CategoryTold, ...]
    goods: tuple[GoodsTold, ...]
    counts: tuple[CountTold, ...]
    opinions: tuple[OpinionTold, ...]
