"""Which parts of the minutes are printed, and in which order: a body's own, or as shipped."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Part(StrEnum):
    """A part of the minutes between their opening and their closing; the last stands after both.

    ``facts`` are quorum and notice, ``arrival`` the list of those who signed when they came.
    """

    facts = "facts"
    attendance = "attendance"
    agenda = "agenda"
    debate = "debate"
    annexes = "annexes"
    arrival = "arrival"


SHIPPED_PARTS: Final = tuple(Part)
ALWAYS: Final = frozenset({Part.attendance, Part.debate})
"""Minutes that do not say who came, or what was decided, are none."""
AT_THE_END: Final = Part.arrival
"""Lists to sign stand after the closing words, wherever they are put."""


def in_order(places: Mapping[Part, int | None]) -> tuple[Part, ...]:
    """The parts that are printed, by the place each was given; None leaves a part out.

    Parts with the same place keep the order in which they are shipped.
    """
    wished = {part: places.get(part) for part in Part}
    chosen = [part for part in Part if wished[part] is not None or part in ALWAYS]
    shipped = {part: place for place, part in enumerate(SHIPPED_PARTS, 1)}
    chosen.sort(key=lambda part: (wished[part] or shipped[part], shipped[part]))
    return tuple(sorted(chosen, key=lambda part: part is AT_THE_END))


def known_parts(stored: object) -> tuple[Part, ...]:
    """Parts as they were stored; what this program does not know is left out."""
    names = stored if isinstance(stored, list | tuple) else ()
    return tuple(Part(name) for name in names if name in set(Part))
