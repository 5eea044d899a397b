"""Who is in the room at an item, and who sits in which seat.

Facts are movements (somebody came or went during an item) and absences (out of the room for single
items). Everything else is derived from them, never typed: presence, seats, entries and exits.

Items are counted in the order in which they are taken up, from 1; item 0 is the opening.
People and seats are named by their ids.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assembly.meetings.rules.kinds import Direction
from assembly.people.rules import Holding


@dataclass(frozen=True, slots=True)
class Movement:
    """A person came or went during `item`, at a clock time if it is known.

    Who arrives during an item is present for it; who leaves during an item was present for it.
    `order` tells apart movements of one person during the same item: any growing number.
    """

    person: int
    direction: Direction
    item: int
    at: datetime | None = None
    order: int = 0


@dataclass(frozen=True, slots=True)
class ItemAbsence:
    """Out of the room from one item through another, both included («out for items 4-6»)."""

    person: int
    first_item: int
    last_item: int

    def covers(self, item: int) -> bool:
        """Whether the person is out at `item`."""
        return self.first_item <= item <= self.last_item


@dataclass(frozen=True, slots=True)
class Interval:
    """A stay: present from `first_item` through `last_item` (None: to the end)."""

    person: int
    first_item: int
    last_item: int | None = None
    arrived_at: datetime | None = None
    left_at: datetime | None = None

    def covers(self, item: int) -> bool:
        """Whether the stay includes `item`."""
        return self.first_item <= item and (self.last_item is None or item <= self.last_item)


@dataclass(frozen=True, slots=True)
class Holder:
    """A person who may sit in a seat. Lower ranks come first among equals."""

    person: int
    holding: Holding
    rank: int = 1


@dataclass(frozen=True, slots=True)
class SeatHolders:
    """A seat with the people who may sit in it; nobody else may."""

    seat: int
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Occupied:
    """Who sits in a seat, if anybody (`holder` None: the seat is empty).

    `beside` are its other holders who are also in the room: they do not count and do not vote.
    """

    seat: int
    holder: Holder | None
    beside: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class AttendanceError:
    """A fact of attendance that cannot be so, by `code`, at `item`.

    - `arrival_twice`: came while already inside
    - `departure_without_arrival`: left while not inside, or before coming
    - `clock_backwards`: a clock time before that of the movement before it
    - `absence_reversed`: the last item comes before the first
    - `absence_outside_presence`: out for an item at which the person was not there anyway
    """

    code: str
    person: int
    item: int


def intervals(movements: Iterable[Movement]) -> tuple[Interval, ...]:
    """The stays that follow from the movements, by first item and person.

    A movement that cannot be (see `attendance_errors`) changes nothing: a second arrival does not
    shorten a stay, a departure of somebody absent does not make one.
    """
    inside: dict[int, Movement] = {}
    stays: list[Interval] = []
    for movement in _in_order(movements):
        if movement.direction is Direction.arrival:
            inside.setdefault(movement.person, movement)
        elif arrival := inside.pop(movement.person, None):
            stays.append(
                Interval(movement.person, arrival.item, movement.item, arrival.at, movement.at)
            )
    stays += [Interval(who, arrival.item, None, arrival.at) for who, arrival in inside.items()]
    return tuple(sorted(stays, key=lambda stay: (stay.first_item, stay.person)))


def present_at(
    stays: Iterable[Interval], absences: Iterable[ItemAbsence], item: int
) -> frozenset[int]:
    """The people in the room at `item`: inside by their stays, and not out for that item."""
    inside = {stay.person for stay in stays if stay.covers(item)}
    return frozenset(inside - {absence.person for absence in absences if absence.covers(item)})


def occupancy(seats: Iterable[SeatHolders], present: frozenset[int]) -> tuple[Occupied, ...]:
    """Who sits in each seat: its principal if present, else its first present alternate by rank.

    One seat is counted once whoever comes. A person whom the data name in several seats sits in
    each of them whose better holders are away; nobody sits where the data do not name her.
    """
    found = []
    for seat in seats:
        here = [holder for holder in sorted(seat.holders, key=_claim) if holder.person in present]
        found.append(Occupied(seat.seat, here[0] if here else None, tuple(here[1:])))
    return tuple(found)


def attendance_errors(
    movements: Iterable[Movement], absences: Iterable[ItemAbsence] = ()
) -> tuple[AttendanceError, ...]:
    """What in the facts of attendance cannot be so, by item and person."""
    movements, absences = tuple(movements), tuple(absences)
    errors = [*_movement_errors(movements), *_absence_errors(absences, intervals(movements))]
    return tuple(sorted(errors, key=lambda error: (error.item, error.person, error.code)))


def _movement_errors(movements: Sequence[Movement]) -> list[AttendanceError]:
    errors = []
    inside: set[int] = set()
    clock: dict[int, datetime] = {}
    for movement in _in_order(movements):
        who, item, at = movement.person, movement.item, movement.at
        if movement.direction is Direction.arrival:
            if who in inside:
                errors.append(AttendanceError("arrival_twice", who, item))
            inside.add(who)
        else:
            if who not in inside:
                errors.append(AttendanceError("departure_without_arrival", who, item))
            inside.discard(who)
        if at is not None:
            if who in clock and at < clock[who]:
                errors.append(AttendanceError("clock_backwards", who, item))
            clock[who] = at
    return errors


def _absence_errors(
    absences: Sequence[ItemAbsence], stays: Sequence[Interval]
) -> list[AttendanceError]:
    errors = []
    for absence in absences:
        if absence.last_item < absence.first_item:
            errors.append(AttendanceError("absence_reversed", absence.person, absence.first_item))
            continue
        unexplained = absence.first_item
        for stay in stays:
            if stay.person == absence.person and stay.covers(unexplained):
                unexplained = absence.last_item if stay.last_item is None else stay.last_item
                unexplained += 1
        if unexplained <= absence.last_item:
            errors.append(AttendanceError("absence_outside_presence", absence.person, unexplained))
    return errors


def _in_order(movements: Iterable[Movement]) -> list[Movement]:
    """The same order however the facts were handed in; of equals, those without a time first."""
    return sorted(
        movements,
        key=lambda move: (
            move.item,
            move.order,
            move.at.timestamp() if move.at else 0.0,
            move.direction,
            move.person,
        ),
    )


def _claim(holder: Holder) -> tuple[bool, int, int]:
    """Who sits before whom: principals, then alternates by rank; the id settles what is left."""
    return (holder.holding is not Holding.principal, holder.rank, holder.person)
