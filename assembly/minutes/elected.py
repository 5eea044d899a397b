"""Elections in the document of a meeting, as plain values: see ``document``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a round's count was before it was corrected, why it was, by whom and when."""

    count: Mapping[str, Any]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Round:
    """That a vote was a round of an election (its ``uuid``): who stood, and the count as data.

    ``candidates`` are (number, name); ``count`` is ``voting.elections.Count.as_data``, None if open.
    ``totals`` are slips that tellers counted apart for each weight on paper (``Totals.as_data``).
    """

    election: str
    number: int
    candidates: tuple[tuple[int, str], ...]
    count: Mapping[str, Any] | None
    former: tuple[Corrected, ...] = ()
    totals: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Candidacy:
    """Somebody who was put forward, by whom, and whether she stood."""

    name: str
    status: str
    nominated_by: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Somebody who was elected and got her place, as principal or alternate (no ``seat``: it is none)."""

    name: str
    holding: str
    seat: str


@dataclass(frozen=True, slots=True)
class Election:
    """An election. Its rounds are votes of the item; ``rule`` is ``ElectionRule.as_data``.

    ``placed`` is empty until the result was confirmed, then from ``term_start`` to ``term_end``.
    """

    uuid: str
    title: str
    rule: Mapping[str, Any]
    secret: bool
    status: str
    cancelled_reason: str
    candidates: tuple[Candidacy, ...]
    placed: tuple[Placed, ...]
    term_start: date | None
    term_end: date | None
