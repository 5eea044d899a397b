"""Who is there: the seats of a meeting's day, what the door says, and the quorum at each item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, CompoundSelect, and_, literal, null, or_, select, union_all
from sqlalchemy.orm import Session

from assembly.meetings.models import AgendaItem, Attendance, Meeting, QuorumCheck
from assembly.meetings.models import ItemAbsence as ItemAbsenceRow
from assembly.meetings.queries.rules_of_body import quorum_calls
from assembly.meetings.rules import (
    AttendanceError,
    Direction,
    Holder,
    Interval,
    ItemAbsence,
    Movement,
    QuorumCall,
    QuorumResult,
    SeatHolders,
    Taken,
    attendance_errors,
    check_quorum,
    intervals,
    occupancy,
    taken_up,
    thawed,
)
from assembly.people.models import Membership, Organization, Person, Seat
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

    @property
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
                seat.weight,
            )
            for seat in self.seats
        )

    @cached_property
    def _seated(self) -> dict[frozenset[int], tuple[Seated, ...]]:
        return {}

    def present(self, item_id: int | None) -> frozenset[int]:
        """The ids of the people in the room at an item."""
        number = self.number(item_id)
        inside = {stay.person for stay in self.stays if stay.covers(number)}
        return frozenset(inside - {out.person for out in self.absences if out.covers(number)})

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
        seated = self.seated(item_id)
        taken = [each.seat for each in seated if each.holder]
        filled = [seat for seat in self.seats if seat.holders]
        return Count(
            seats=len(self.seats),
            filled=len(filled),
            taken=None if self.roll_unknown else len(taken),
            seats_weight=sum(seat.weight for seat in self.seats),
            filled_weight=sum(seat.weight for seat in filled),
            taken_weight=None if self.roll_unknown else sum(seat.weight for seat in taken),
        )


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


def day_of(meeting: Meeting) -> date:
    """The calendar day of a meeting in its body's time zone: seats and holders are those of that day."""
    return meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone)).date()


def led_last(session: Session, meeting: Meeting) -> tuple[int | None, int | None]:
    """Who chaired and who took the minutes of the body's last meeting before this one (ids)."""
    statement = (
        select(Meeting.chair_id, Meeting.secretary_id)
        .where(
            Meeting.body_id == meeting.body_id,
            Meeting.call.is_not(None),
            Meeting.scheduled_at < meeting.scheduled_at,
        )
        .order_by(Meeting.scheduled_at.desc(), Meeting.id.desc())
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return (row.chair_id, row.secretary_id) if row else (None, None)


def seats_on(session: Session, body_id: int, day: date) -> tuple[SeatHere, ...]:
    """The seats of a body on a day with their holders, in one query whatever their number."""
    held = and_(Membership.seat_id == Seat.id, *_in_term(Membership, day))
    statement = (
        select(
            Seat.id,
            Seat.label,
            Seat.weight,
            Organization.name,
            Membership.person_id,
            Membership.holding,
            Membership.rank,
            Person.name,
        )
        .outerjoin(Organization, Seat.organization_id == Organization.id)
        .outerjoin(Membership, held)
        .outerjoin(Person, Membership.person_id == Person.id)
        .where(Seat.body_id == body_id, *_in_term(Seat, day))
        .order_by(Seat.position, Seat.id, Membership.holding.desc(), Membership.rank, Membership.id)
    )
    heads: dict[int, tuple[str, str, int]] = {}
    holders: dict[int, list[HolderHere]] = {}
    for seat_id, label, weight, organization, person_id, holding, rank, name in session.execute(
        statement
    ):
        heads.setdefault(seat_id, (label, organization or "", weight))
        here = holders.setdefault(seat_id, [])
        if person_id is not None and person_id not in {each.person_id for each in here}:
            here.append(HolderHere(person_id, name, holding, rank))
    return tuple(
        SeatHere(seat_id, *head, tuple(holders[seat_id])) for seat_id, head in heads.items()
    )


def presence_of(
    session: Session, meeting: Meeting, items: Sequence[AgendaItem] | None = None
) -> Presence:
    """Who occupies which seat at each item, with all the facts it follows from.

    Two queries, whatever there is; pass the meeting's ``items`` if they are at hand.
    """
    moved, outs = _facts(session, meeting.id)
    check = opening_check(meeting)
    return Presence(
        electorate=meeting.body.electorate,
        seats=seats_on(session, meeting.body_id, day_of(meeting)),
        moved=moved,
        outs=outs,
        numbers=taken_up(taken(meeting.items if items is None else items)),
        roll_unknown=not moved and check is not None and check.present is None,
    )


def _facts(session: Session, meeting_id: int) -> tuple[tuple[Moved, ...], tuple[Out, ...]]:
    """What the door says and who was out for single items, in one query."""
    came = select(
        literal("move"),
        Attendance.id,
        Attendance.person_id,
        Person.name,
        Attendance.seat_id,
        Attendance.direction,
        Attendance.item_id,
        Attendance.at,
        literal("").label("reason"),
    ).join(Person, Attendance.person_id == Person.id)
    out = select(
        literal("out"),
        ItemAbsenceRow.id,
        ItemAbsenceRow.person_id,
        Person.name,
        ItemAbsenceRow.last_item_id,
        null(),
        ItemAbsenceRow.first_item_id,
        null(),
        ItemAbsenceRow.reason,
    ).join(Person, ItemAbsenceRow.person_id == Person.id)
    both: CompoundSelect[Any] = union_all(
        came.where(Attendance.meeting_id == meeting_id),
        out.where(ItemAbsenceRow.meeting_id == meeting_id),
    )
    moved: list[Moved] = []
    outs: list[Out] = []
    for what, key, person, name, other, direction, item, at, reason in session.execute(both):
        if what == "move":
            moved.append(Moved(key, person, name, other, direction, item, at))
        else:
            outs.append(Out(key, person, name, item, other, reason))
    return (
        tuple(sorted(moved, key=lambda fact: fact.id)),
        tuple(sorted(outs, key=lambda fact: fact.id)),
    )


def taken(items: Iterable[AgendaItem]) -> list[Taken]:
    """The items as the rules of order take them."""
    return [Taken(item.id, item.opened_at, item.closed_at) for item in items]


def in_order(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """The items in the order in which they were taken up; those still to come where they stand."""
    numbers = taken_up(taken(items))
    return sorted(items, key=lambda item: numbers[item.id])


def opening_check(meeting: Meeting) -> QuorumCheck | None:
    """The call with which the meeting was opened, if it was."""
    if meeting.call is None:
        return None
    return next((check for check in meeting.calls if check.number == meeting.call), None)


def quorum_at(
    session: Session,
    meeting: Meeting,
    item: AgendaItem | None,
    presence: Presence | None = None,
) -> Quorum:
    """Quorum at an item (None: the opening), by the rule of the call with which the meeting opened.

    Before it has opened: by the first call of its body. Pass ``presence`` if you have it already.
    """
    check = opening_check(meeting)
    if check is not None:
        call: QuorumCall | None = thawed(check.rule)
    else:
        call = next(iter(quorum_calls(session, meeting.body_id)), None)
    presence = presence or presence_of(session, meeting)
    return quorum_by(meeting, presence, item.id if item else None, call)


def quorum_by(
    meeting: Meeting, presence: Presence, item_id: int | None, call: QuorumCall | None
) -> Quorum:
    """The same, by a rule at hand."""
    census = meeting.body.census
    if presence.electorate is Electorate.census:
        seats = seats_weight = filled = census
        present = present_weight = meeting.head_count
    else:
        count = presence.count(item_id)
        seats, seats_weight = count.seats, count.seats_weight
        present, present_weight = count.taken, count.taken_weight
        filled = count.filled_weight
    result = None
    if call is not None:
        result = check_quorum(
            call, present=present_weight, seats=seats_weight, filled=filled, census=census
        )
    return Quorum(
        result=result,
        seated=presence.seated(item_id),
        weighted=presence.weighted,
        seats=seats,
        present=present,
        seats_weight=seats_weight,
        present_weight=present_weight,
    )


def _in_term(model: type[Seat] | type[Membership], day: date) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(model.start_date.is_(None), model.start_date <= day),
        or_(model.end_date.is_(None), model.end_date >= day),
    )


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
