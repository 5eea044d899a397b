"""Reading a table row by row: what a cell says, whom it means, what contradicts what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from assembly.people.rules.importing.columns import Column
from assembly.people.rules.importing.plan import Known, KnownPerson, Problem, Row, Seating
from assembly.people.rules.kinds import Holding
from assembly.people.rules.names import fold, identity_key

_YES = {
    "1",
    "si",
    "s",
    "yes",
    "y",
    "true",
    "x",
    "activo",
    "activa",
    "active",
    "vigente",
    "verdadero",
}
_NO = {"0", "no", "n", "false", "inactivo", "inactiva", "inactive", "falso"}
_HOLDINGS = {
    **dict.fromkeys(("principal", "p", "titular", "main", "1"), Holding.principal),
    **dict.fromkeys(("suplente", "s", "alternate", "substitute", "deputy", "2"), Holding.alternate),
}
MOST_NAME = 200
MOST_WEIGHT = 1_000_000


class Reader:
    """Reads rows one after another and remembers what it has seen, to name what contradicts it."""

    def __init__(
        self,
        header: Sequence[str],
        mapping: Mapping[Column, int],
        known: Known,
        seating: Seating,
    ) -> None:
        self.header, self.mapping, self.known, self.seating = header, mapping, known, seating
        self.problems: list[Problem] = []
        self.by_number = {p.identity_number: p for p in known.persons if p.identity_number}
        self.by_name: dict[str, list[KnownPerson]] = {}
        for person in known.persons:
            self.by_name.setdefault(fold(person.name), []).append(person)
        self.numbers_seen: dict[str, int] = {}
        self.principals_seen: dict[str, tuple[int, str]] = {}

    def row(self, number: int, cells: Sequence[str]) -> Row | None:
        """The row as it would be imported, or None; what is wrong with it goes to ``problems``."""
        before = len(self.problems)
        name = self._name(number, cells)
        identity = identity_key(self._cell(cells, Column.identity_number))
        organization = self._short(number, cells, Column.organization)
        holding = self._holding(number, cells)
        made = Row(
            number=number,
            name=name,
            identity_number=identity,
            organization=organization,
            seat=self._seat(number, cells, name, organization),
            holding=holding,
            weight=self._weight(number, cells),
            start_date=self._date(number, cells, Column.start_date),
            end_date=self._date(number, cells, Column.end_date),
            phone=self._short(number, cells, Column.phone, 60),
            email=self._short(number, cells, Column.email),
            note=self._cell(cells, Column.note),
            active=self._active(number, cells),
            matches=self._match(number, name, identity, organization),
        )
        self._check(made)
        return made if len(self.problems) == before else None

    def _cell(self, cells: Sequence[str], column: Column) -> str:
        index = self.mapping.get(column)
        return cells[index].strip() if index is not None and index < len(cells) else ""

    def _wrong(self, number: int, column: Column | None, code: str, **params: object) -> None:
        index = self.mapping.get(column) if column else None
        header = self.header[index] if index is not None else ""
        self.problems.append(Problem(number, header, f"import.{code}", params))

    def _short(
        self, number: int, cells: Sequence[str], column: Column, most: int = MOST_NAME
    ) -> str:
        text = " ".join(self._cell(cells, column).split())
        if len(text) > most:
            self._wrong(number, column, "too_long", most=most, length=len(text))
        return text

    def _name(self, number: int, cells: Sequence[str]) -> str:
        parts = (Column.honorific, Column.name, Column.first_name, Column.last_name)
        name = " ".join(" ".join(self._cell(cells, part) for part in parts).split())
        holder = next((part for part in parts[1:] if part in self.mapping), None)
        bare = "".join(self._cell(cells, part) for part in parts[1:])
        if not bare:
            self._wrong(number, holder, "no_name")
        elif len(name) > MOST_NAME:
            self._wrong(number, holder, "too_long", most=MOST_NAME, length=len(name))
        return name

    def _seat(self, number: int, cells: Sequence[str], name: str, organization: str) -> str:
        if self.seating is Seating.none:
            return ""
        if self.seating is Seating.per_person:
            return name
        seat = self._short(number, cells, Column.seat) or organization
        if not seat:
            self._wrong(number, Column.seat, "no_seat")
        return seat

    def _holding(self, number: int, cells: Sequence[str]) -> Holding:
        if self.seating is not Seating.by_column:
            return Holding.principal
        text = fold(self._cell(cells, Column.holding))
        if text and text not in _HOLDINGS:
            self._wrong(number, Column.holding, "holding_unknown", typed=text)
        return _HOLDINGS.get(text, Holding.principal)

    def _weight(self, number: int, cells: Sequence[str]) -> int:
        text = self._cell(cells, Column.weight)
        if not text:
            return 1
        digits = text.isascii() and text.isdigit() and len(text) < 10
        if not (digits and 1 <= int(text) <= MOST_WEIGHT):
            self._wrong(number, Column.weight, "not_a_weight", typed=text[:40])
            return 1
        return int(text)

    def _active(self, number: int, cells: Sequence[str]) -> bool:
        text = fold(self._cell(cells, Column.active))
        if text and text not in _YES | _NO:
            self._wrong(number, Column.active, "not_yes_or_no", typed=text[:40])
        return text not in _NO

    def _date(self, number: int, cells: Sequence[str], column: Column) -> date | None:
        text = self._cell(cells, column)
        if not text:
            return None
        found = read_date(text)
        if found is None:
            self._wrong(number, column, "not_a_date", typed=text[:40])
        return found

    def _match(self, number: int, name: str, identity: str, organization: str) -> int | None:
        """Who is meant: by identity number; else by name, if only one can be."""
        if identity and (person := self.by_number.get(identity)):
            if fold(person.name) != fold(name):
                self._wrong(number, Column.identity_number, "number_of_another", name=person.name)
            return person.id
        same = [
            person
            for person in self.by_name.get(fold(name), [])
            if not (identity and person.identity_number)
        ]
        if len(same) > 1:
            near = [person for person in same if fold(person.organization) == fold(organization)]
            same = near if len(near) == 1 else same
        if len(same) > 1:
            self._wrong(number, Column.name, "several_of_that_name", name=name, count=len(same))
        return same[0].id if len(same) == 1 else None

    def _check(self, row: Row) -> None:
        if row.identity_number:
            if (first := self.numbers_seen.get(row.identity_number)) is not None:
                self._wrong(row.number, Column.identity_number, "number_twice", first=first)
            self.numbers_seen.setdefault(row.identity_number, row.number)
        if row.start_date and row.end_date and row.end_date < row.start_date:
            self._wrong(row.number, Column.end_date, "end_before_start")
        if row.seat and row.holding is Holding.principal and self.seating is Seating.by_column:
            self._check_principal(row)

    def _check_principal(self, row: Row) -> None:
        key = fold(row.seat)
        if (held := self.known.principals.get(key)) and fold(held) != fold(row.name):
            self._wrong(row.number, Column.seat, "seat_taken", seat=row.seat, name=held)
        if key in self.principals_seen:
            line, name = self.principals_seen[key]
            self._wrong(
                row.number, Column.seat, "two_principals", seat=row.seat, name=name, first=line
            )
        self.principals_seen.setdefault(key, (row.number, row.name))


def read_date(text: str) -> date | None:
    """20/5/2026, 20-05-2026, 20.5.26 and 2026-05-20 are the same day; the day comes first in the others."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text.strip())
    spoken = re.fullmatch(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})", text.strip())
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    elif spoken:
        day, month, year = (int(part) for part in spoken.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
