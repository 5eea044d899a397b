"""The room as it was: seats with their holders, what the door says, and who sat where at each item."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from assembly.meetings.rules.kinds import Direction
from assembly.meetings.rules.presence import (
    AttendanceError,
    Holder,
    Interval,
    ItemAbsence,
    Movement,
    SeatHolders,
    attendance_errors,
    intervals,
    occupancy,
    present_at,
)
from assembly.meetings.rules.quorum import QuorumResult
from assembly.people.rules import Electorate, Holding


@dataclass(frozen=True, slots=True)
class HolderHere:
    """A person who may sit in a seat on the day of the meeting."""

    person_id: int
    name: str
    holding: Holding
    rank: int


@dataclass(frozen=True, slots=True)
class SeatHere:
    """A seat as it stands on the day of the meeting; principal first, then alternates by rank."""

    id: int
    label: str
    organization: str
    weight: int
    holders: tuple[HolderHere, ...]


@dataclass(frozen=True, slots=True)
class Seated:
    """Who sits in a seat at an item; ``beside`` are its other holders who are also in the room."""

    seat: SeatHere
    holder: HolderHere | None
    beside: tuple[HolderHere, ...]

    @property
    def state(self) -> str:
        """``principal``, ``alternate`` or ``absent``."""
        return self.holder.holding.value if self.holder else "absent"


@dataclass(frozen=True, slots=True)
class Moved:
    """One fact of the door: somebody came or went. ``item_id`` None is the opening."""

    id: int
    person_id: int
    name: str
    seat_id: int | None
    direction: Direction
    item_id: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Out:
    """Out of the room from one item through another."""

    id: int
    person_id: int
    name: str
    first_item_id: int
    last_item_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Seats in all, with a holder, and taken: as seats and in weight. None is «sin dato»."""

    seats: int
    filled: int
    taken: int | None
    seats_weight: int
    filled_weight: int
    taken_weight: int | None


@dataclass(frozen=True)
class Presence:
    """All that is known of who was there, and what follows from it at each item.

    Ask with an item's id, or None for the opening. In a body that counts heads there are no seats.
    """

    electorate: Electorate
    seats: tuple[SeatHere, ...]
    moved: tuple[Moved, ...]
    outs: tuple[Out, ...]
    numbers: dict[int, int]
    """The number of each item in the order of being taken up; the opening is 0."""
    roll_unknown: bool = False
    """The meeting was held but nobody wrote down who came: presence is «sin dato»."""

    @cached_property
    def weighted(self) -> bool:
        """Whether seats carry different weights."""
        return any(seat.weight != 1 for seat in self.seats)

    def number(self, item_id: int | None) -> int:
        """The number of an item, 0 for the opening."""
        return 0 if item_id is None else self.numbers[item_id]

    @cached_property
    def seat_of(self) -> dict[int, int]:
        """The seat of each person who may sit in one (the first, of somebody named in several)."""
        found: dict[int, int] = {}
        for seat in self.seats:
            for holder in seat.holders:
                found.setdefault(holder.person_id, seat.id)
        return found

    def name(self, person_id: int) -> str:
        """The name of somebody who holds a seat or of whom the facts tell."""
        return self._names.get(person_id, "")

    @cached_property
    def _names(self) -> dict[int, str]:
        names = {fact.person_id: fact.name for fact in self.moved}
        names |= {out.person_id: out.name for out in self.outs}
        names |= {holder.person_id: holder.name for seat in self.seats for holder in seat.holders}
        return names

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """The facts of the door as the rules take them, each person's in the order of the clock."""
        return _movements(self.moved, self.numbers)

    @cached_property
    def absences(self) -> tuple[ItemAbsence, ...]:
        """The absences for single items as the rules take them."""
        return tuple(
            ItemAbsence(
                out.person_id, self.numbers[out.first_item_id], self.numbers[out.last_item_id]
            )
            for out in self.outs
        )

    @property
    def at_opening(self) -> frozenset[int]:
        """The ids of the people who were there when the roll was called."""
        return frozenset(
            fact.person_id
            for fact in self.moved
            if fact.item_id is None and fact.direction is Direction.arrival
        )

    @cached_property
    def stays(self) -> tuple[Interval, ...]:
        """Entries and exits: derived, never typed."""
        return intervals(self.movements)

    @cached_property
    def errors(self) -> tuple[AttendanceError, ...]:
        """What in the facts cannot be so."""
        return attendance_errors(self.movements, self.absences)

    @cached_property
    def _holders(self) -> tuple[SeatHolders, ...]:
        return tuple(
            SeatHolders(
                seat.id,
                tuple(Holder(each.person_id, each.holding, each.rank) for each in seat.holders),
            )
            for seat in self.seats
        )

    @cached_property
    def _turns(self) -> list[int]:
        """The numbers of the items with which who is there may change."""
        turns = {stay.first_item for stay in self.stays}
        turns |= {stay.last_item + 1 for stay in self.stays if stay.last_item is not None}
        turns |= {out.first_item for out in self.absences}
        turns |= {out.last_item + 1 for out in self.absences}
        return sorted(turns)

    @cached_property
    def _present(self) -> dict[int, frozenset[int]]:
        return {}

    @cached_property
    def _seated(self) -> dict[frozenset[int], tuple[Seated, ...]]:
        return {}

    @cached_property
    def _counted(self) -> dict[frozenset[int], Count]:
        return {}

    def present(self, item_id: int | None) -> frozenset[int]:
        """The ids of the people in the room at an item: the same until somebody comes or goes."""
        number = self.number(item_id)
        turn = bisect_right(self._turns, number)
        if turn not in self._present:
            self._present[turn] = present_at(self.stays, self.absences, number)
        return self._present[turn]

    def seated(self, item_id: int | None) -> tuple[Seated, ...]:
        """Every seat with who sits in it at an item. Principal and alternate never both count."""
        present = self.present(item_id)
        if present not in self._seated:
            named = {
                (seat.id, holder.person_id): holder
                for seat in self.seats
                for holder in seat.holders
            }
            self._seated[present] = tuple(
                Seated(
                    seat,
                    named[seat.id, sits.holder.person] if sits.holder else None,
                    tuple(named[seat.id, other.person] for other in sits.beside),
                )
                for seat, sits in zip(self.seats, occupancy(self._holders, present), strict=True)
            )
        return self._seated[present]

    def count(self, item_id: int | None) -> Count:
        """How many seats there are and are taken at an item."""
        present = self.present(item_id)
        if present not in self._counted:
            taken = [each.seat for each in self.seated(item_id) if each.holder]
            filled = [seat for seat in self.seats if seat.holders]
            self._counted[present] = Count(
                seats=len(self.seats),
                filled=len(filled),
                taken=None if self.roll_unknown else len(taken),
                seats_weight=sum(seat.weight for seat in self.seats),
                filled_weight=sum(seat.weight for seat in filled),
                taken_weight=None if self.roll_unknown else sum(seat.weight for seat in taken),
            )
        return self._counted[present]


@dataclass(frozen=True, slots=True)
class Quorum:
    """Quorum and electorate at an item: what a vote freezes when it opens.

    ``seats`` and ``present`` count seats, or people where a body counts heads (``seats`` is then its
    census); the weights are equal to them unless ``weighted``. None is «sin dato». ``result`` is
    None only in a body that has no rule of quorum.
    """

    result: QuorumResult | None
    seated: tuple[Seated, ...]
    weighted: bool
    seats: int | None
    present: int | None
    seats_weight: int | None
    present_weight: int | None

    @property
    def by_weight(self) -> dict[int, int]:
        """How many seats present have each weight of the body; all of them where presence is not known."""
        seats = dict.fromkeys(sorted({each.seat.weight for each in self.seated}), 0)
        for each in self.seated:
            seats[each.seat.weight] += each.holder is not None or self.present is None
        return seats


def _movements(moved: Sequence[Moved], numbers: dict[int, int]) -> tuple[Movement, ...]:
    """In the order in which they happened: by the clock where all of one person's hours during an
    item are known, else as they were written down."""
    groups: dict[tuple[int, int], list[Moved]] = {}
    for fact in moved:
        number = 0 if fact.item_id is None else numbers[fact.item_id]
        groups.setdefault((number, fact.person_id), []).append(fact)
    found = []
    for (number, person), facts in groups.items():
        if all(fact.at for fact in facts):
            facts.sort(key=lambda fact: (fact.at.timestamp() if fact.at else 0.0, fact.id))
        found += [
            Movement(person, fact.direction, number, fact.at, order)
            for order, fact in enumerate(facts)
        ]
    return tuple(found)
