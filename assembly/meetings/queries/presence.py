"""Who is there: the seats of a meeting's day, what the door says, and the quorum at each item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    Select,
    and_,
    bindparam,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from assembly.meetings.models import AgendaItem, Attendance, Meeting, QuorumCheck
from assembly.meetings.models import ItemAbsence as ItemAbsenceRow
from assembly.meetings.queries.rules_of_body import quorum_calls
from assembly.meetings.rules import (
    HolderHere,
    Moved,
    Out,
    Presence,
    Quorum,
    QuorumCall,
    SeatHere,
    Taken,
    check_quorum,
    taken_up,
    thawed,
)
from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Electorate


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
    heads: dict[int, tuple[str, str, int]] = {}
    holders: dict[int, list[HolderHere]] = {}
    for seat_id, label, weight, organization, person_id, holding, rank, name in session.execute(
        _seats_on(), {"body_id": body_id, "day": day}
    ):
        heads.setdefault(seat_id, (label, organization or "", weight))
        here = holders.setdefault(seat_id, [])
        if person_id is not None and person_id not in {each.person_id for each in here}:
            here.append(HolderHere(person_id, name, holding, rank))
    return tuple(
        SeatHere(seat_id, *head, tuple(holders[seat_id])) for seat_id, head in heads.items()
    )


@cache
def _seats_on() -> Select[*tuple[Any, ...]]:
    day = bindparam("day", type_=Date)
    held = and_(Membership.seat_id == Seat.id, *_in_term(Membership, day))
    return (
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
        .where(Seat.body_id == bindparam("body_id"), *_in_term(Seat, day))
        .order_by(Seat.position, Seat.id, Membership.holding.desc(), Membership.rank, Membership.id)
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
    moved: list[Moved] = []
    outs: list[Out] = []
    found = session.execute(_both(), {"meeting_id": meeting_id})
    for what, key, person, name, other, direction, item, at, reason in found:
        if what == "move":
            moved.append(Moved(key, person, name, other, direction, item, at))
        else:
            outs.append(Out(key, person, name, item, other, reason))
    return (
        tuple(sorted(moved, key=lambda fact: fact.id)),
        tuple(sorted(outs, key=lambda fact: fact.id)),
    )


@cache
def _both() -> CompoundSelect[Any]:
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
    return union_all(
        came.where(Attendance.meeting_id == bindparam("meeting_id")),
        out.where(ItemAbsenceRow.meeting_id == bindparam("meeting_id")),
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


def _in_term(
    model: type[Seat] | type[Membership], day: ColumnElement[date]
) -> tuple[ColumnElement[bool], ...]:
    return (
        or_(model.start_date.is_(None), model.start_date <= day),
        or_(model.end_date.is_(None), model.end_date >= day),
    )
