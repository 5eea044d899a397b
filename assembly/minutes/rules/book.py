"""The book of minutes: how acts take the leaves of a volume. A leaf that was given is never given again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

USUAL_LEAVES = 200
MOST_LEAVES = 2000


class Sides(StrEnum):
    """On which sides of a leaf it is printed. `one`: the verso stays blank, as with most printers here."""

    one = "one"
    both = "both"


class VolumeStatus(StrEnum):
    """One volume of a body is open at a time; a closed one takes no more acts."""

    open = "open"
    closed = "closed"


class OnLeaves(StrEnum):
    """What stands on leaves: the notes that open and close a volume, acts, and their marginal notes."""

    opening = "opening"
    act = "act"
    note = "note"
    closing = "closing"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a leaf. ``void``: nothing is printed there, and nothing may be."""

    leaf: int
    verso: bool = False
    void: bool = False


def leaves_for(pages: int, sides: Sides) -> int:
    """How many leaves so many pages take; each paper begins on a leaf of its own."""
    return pages if sides is Sides.one else -(-pages // 2)


def sides_of(first: int, pages: int, sides: Sides) -> tuple[Side, ...]:
    """The sides that a paper takes from its first leaf on, with the verso that stays void at its end."""
    if sides is Sides.one:
        return tuple(Side(first + page) for page in range(pages))
    taken = [Side(first + page // 2, verso=page % 2 == 1) for page in range(pages)]
    if pages % 2:
        taken.append(Side(first + pages // 2, verso=True, void=True))
    return tuple(taken)


def room(leaves: int, last_taken: int) -> int:
    """Leaves that acts can still take: the last one is kept for the note that closes the volume."""
    return max(0, leaves - last_taken - 1)


def few_left(left: int, recent: Sequence[int]) -> bool:
    """Whether it is time for the next volume: two more acts as long as the longest of the last may not fit."""
    return left < 2 * max(recent, default=3)
