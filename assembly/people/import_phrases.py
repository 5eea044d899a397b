"""The import in words: columns, what is wrong, what was done."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.people.rules.importing import Column, Problem, Seating
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _l, ngettext

COLUMNS: dict[Column, LazyString] = {
    Column.name: _l("Full name"),
    Column.first_name: _l("First names"),
    Column.last_name: _l("Last names"),
    Column.honorific: _l("Title before the name (Dr., Prof.)"),
    Column.identity_number: _l("Identity number"),
    Column.organization: _l("Organisation or council"),
    Column.seat: _l("Seat"),
    Column.holding: _l("Principal or alternate"),
    Column.weight: _l("Weight of the vote"),
    Column.start_date: _l("From"),
    Column.end_date: _l("Until"),
    Column.phone: _l("Phone"),
    Column.email: _l("E-mail"),
    Column.note: _l("Note"),
    Column.active: _l("Active (yes or no)"),
}

SEATINGS: dict[Seating, LazyString] = {
    Seating.none: _l("Only persons, no seats"),
    Seating.by_column: _l("Seats named by the column «Seat», else by the organisation"),
    Seating.per_person: _l("A seat of their own for each person"),
}

_PROBLEMS: dict[str, LazyString] = {
    "import.no_name_column": _l("Say which column holds the names."),
    "import.no_name": _l("There is no name."),
    "import.too_long": _l("%(length)s characters are too many: at most %(most)s."),
    "import.no_seat": _l("There is neither a seat nor an organisation to name it by."),
    "import.holding_unknown": _l("«%(typed)s» is neither principal nor alternate."),
    "import.not_a_weight": _l("«%(typed)s» is not a whole number from 1 on."),
    "import.not_yes_or_no": _l("«%(typed)s» is neither yes nor no."),
    "import.not_a_date": _l("«%(typed)s» is not a date. Write it as 20/5/2026."),
    "import.number_of_another": _l("This identity number belongs to %(name)s."),
    "import.number_twice": _l("The same identity number stands in row %(first)s."),
    "import.several_of_that_name": _l(
        "%(count)s persons here are called %(name)s. Add the identity number to tell them apart."
    ),
    "import.end_before_start": _l("The term ends before it begins."),
    "import.seat_taken": _l("The seat %(seat)s is held by %(name)s."),
    "import.two_principals": _l(
        "The seat %(seat)s already has a principal in row %(first)s: %(name)s."
    ),
}

VIOLATIONS: dict[str, LazyString] = {
    "import.has_problems": _l("Nothing was imported: there is still something wrong in the file."),
}


def problem(found: Problem) -> str:
    """What is wrong in a row."""
    return str(_PROBLEMS[found.code]) % found.params


def imported(persons: int, matched: int, organizations: int, seats: int) -> str:
    """What an import did."""
    parts = [ngettext("%(n)s new person", "%(n)s new persons", persons, n=number(persons))]
    if matched:
        parts.append(
            ngettext(
                "%(n)s who was here already",
                "%(n)s who were here already",
                matched,
                n=number(matched),
            )
        )
    if organizations:
        parts.append(
            ngettext(
                "%(n)s new organisation",
                "%(n)s new organisations",
                organizations,
                n=number(organizations),
            )
        )
    if seats:
        parts.append(ngettext("%(n)s new seat", "%(n)s new seats", seats, n=number(seats)))
    return str(_l("Imported: %(parts)s.")) % {"parts": in_a_row(parts)}
