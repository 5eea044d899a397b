"""What an imported table means: which column is what, and what it would create, match or break.

Pure: the table and what is known come in, a plan goes out; the same plan is shown and carried out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from assembly.people.rules.importing.columns import Column, guess
from assembly.people.rules.importing.plan import Known, KnownPerson, Plan, Problem, Row, Seating
from assembly.people.rules.importing.reading import Reader, read_date
from assembly.people.rules.names import fold

__all__ = [
    "Column",
    "Known",
    "KnownPerson",
    "Plan",
    "Problem",
    "Row",
    "Seating",
    "guess",
    "make_plan",
    "read_date",
]


def make_plan(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    numbers: Sequence[int],
    mapping: Mapping[Column, int],
    known: Known,
    seating: Seating,
) -> Plan:
    """Read every row by ``mapping``; say what it would create, whom it matches and what is wrong."""
    reader = Reader(header, mapping, known, seating)
    read = [reader.row(number, cells) for number, cells in zip(numbers, rows, strict=True)]
    kept = [row for row in read if row is not None]
    if not {Column.name, Column.first_name, Column.last_name} & set(mapping):
        return Plan(seating, (), (Problem(0, "", "import.no_name_column"),), (), ())
    seats = _own_seats(kept, known) if seating is Seating.per_person else _named_seats(kept, known)
    return Plan(
        seating=seating,
        rows=tuple(kept),
        problems=tuple(reader.problems),
        new_organizations=_new((row.organization for row in kept), known.organizations),
        new_seats=seats,
    )


def _named_seats(rows: Iterable[Row], known: Known) -> tuple[str, ...]:
    return _new((row.seat for row in rows if row.active), known.seats)


def _own_seats(rows: Iterable[Row], known: Known) -> tuple[str, ...]:
    """One for each person who holds none yet: namesakes get one each."""
    mine = {row.person: row.seat for row in rows if row.active}
    return tuple(seat for person, seat in mine.items() if person not in known.seated)


def _new(names: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    first: dict[str, str] = {}
    for name in names:
        key = fold(name)
        if key and key not in known:
            first.setdefault(key, name)
    return tuple(first.values())
