"""What an import would do: the rows as they would be imported, and what is wrong with the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assembly.people.rules.kinds import Holding
from assembly.people.rules.names import fold


class Seating(StrEnum):
    """What becomes of the persons: only persons; seats named by a column; a seat each (a roll)."""

    none = "none"
    by_column = "by_column"
    per_person = "per_person"


@dataclass(frozen=True)
class KnownPerson:
    """Someone who is already here."""

    id: int
    name: str
    identity_number: str | None
    organization: str


@dataclass(frozen=True)
class Known:
    """What is here before the import, by folded names."""

    persons: Sequence[KnownPerson] = ()
    organizations: Mapping[str, str] = field(default_factory=dict)  # folded → as written
    seats: Mapping[str, str] = field(default_factory=dict)
    principals: Mapping[str, str] = field(default_factory=dict)  # folded seat → its principal
    seated: Set[int] = frozenset()  # the ids of those principals


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be imported. ``header`` is the column as the file calls it, "" for the row."""

    row: int
    header: str
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """One person of the table as she would be imported. ``matches``: the id of who is already here."""

    number: int
    name: str
    identity_number: str
    organization: str
    seat: str
    holding: Holding
    weight: int
    start_date: date | None
    end_date: date | None
    phone: str
    email: str
    note: str
    active: bool
    matches: int | None

    @property
    def person(self) -> int | tuple[str, str]:
        """Who it is: the same name without a number twice in one file, from one place, is one person."""
        return self.matches or (fold(self.name), self.identity_number or fold(self.organization))


@dataclass(frozen=True)
class Plan:
    """What the import would do. With problems it does nothing at all."""

    seating: Seating
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    new_organizations: tuple[str, ...]
    new_seats: tuple[str, ...]

    @property
    def created(self) -> int:
        return sum(row.matches is None for row in self.rows)

    @property
    def matched(self) -> int:
        return len(self.rows) - self.created
