"""Who came, for the document."""

from __future__ import annotations

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.meetings.models import Attendance as AttendanceRow
from assembly.meetings.models import Meeting
from assembly.meetings.queries import HolderHere, Presence, SeatHere
from assembly.minutes.document import Attendance, Attendee, Out, SeatRow, Stay
from assembly.people.models import Person
from assembly.people.rules import Electorate


def attendance_of(session: Session, meeting: Meeting, presence: Presence) -> Attendance:
    """The seats with those who came, and the count at the opening (one query)."""
    came = _Came(meeting, presence, _identity_numbers(session, meeting.id))
    if presence.electorate is Electorate.census:
        return Attendance(
            known=meeting.head_count is not None,
            seats=None,
            present=meeting.head_count,
            weighted=False,
            seats_weight=None,
            present_weight=None,
            head_count=meeting.head_count,
            rows=came.rows(),
        )
    count = presence.count(None)
    return Attendance(
        known=not presence.roll_unknown,
        seats=count.seats,
        present=count.taken,
        weighted=presence.weighted,
        seats_weight=count.seats_weight,
        present_weight=count.taken_weight,
        head_count=None,
        rows=came.rows(),
    )


def item_numbers(presence: Presence, agenda: Mapping[int, int]) -> dict[int, int]:
    """From the order of being taken up, in which presence counts, to the numbers of the agenda."""
    return {0: 0} | {place: agenda[item_id] for item_id, place in presence.numbers.items()}


def _identity_numbers(session: Session, meeting_id: int) -> dict[int, str]:
    statement = (
        select(Person.id, Person.identity_number)
        .join(AttendanceRow, AttendanceRow.person_id == Person.id)
        .where(AttendanceRow.meeting_id == meeting_id)
        .distinct()
    )
    return {person_id: number or "" for person_id, number in session.execute(statement)}


class _Came:
    """Makes the rows of the attendance list."""

    def __init__(
        self, meeting: Meeting, presence: Presence, identity_numbers: dict[int, str]
    ) -> None:
        self._zone = ZoneInfo(meeting.body.timezone)
        self._presence = presence
        self._identity = identity_numbers
        agenda = {item.id: number for number, item in enumerate(meeting.items, 1)}
        self._number = item_numbers(presence, agenda)
        self._stays: dict[int, list[Stay]] = {}
        for stay in presence.stays:
            self._stays.setdefault(stay.person, []).append(
                Stay(
                    self._number[stay.first_item],
                    None if stay.last_item is None else self._number[stay.last_item],
                    stay.arrived_at and stay.arrived_at.astimezone(self._zone),
                    stay.left_at and stay.left_at.astimezone(self._zone),
                )
            )
        self._outs: dict[int, list[Out]] = {}
        for out in presence.outs:
            self._outs.setdefault(out.person_id, []).append(
                Out(agenda[out.first_item_id], agenda[out.last_item_id], out.reason)
            )

    def rows(self) -> tuple[SeatRow, ...]:
        """All seats in their order; then those who came without holding one."""
        seated = {holder.person_id for seat in self._presence.seats for holder in seat.holders}
        others = [person_id for person_id in self._stays if person_id not in seated]
        guests = tuple(self._attendee(person_id, "") for person_id in others)
        rows = tuple(self._row(seat) for seat in self._presence.seats)
        return (*rows, SeatRow("", "", 0, guests)) if guests else rows

    def _row(self, seat: SeatHere) -> SeatRow:
        people = tuple(
            self._attendee(holder.person_id, holder.holding.value)
            for holder in seat.holders
            if holder.person_id in self._stays
        )
        return SeatRow(seat.label, seat.organization, seat.weight, people, _principal(seat.holders))

    def _attendee(self, person_id: int, holding: str) -> Attendee:
        stays = tuple(self._stays[person_id])
        return Attendee(
            name=self._presence.name(person_id),
            identity_number=self._identity.get(person_id, ""),
            holding=holding,
            stays=stays,
            outs=tuple(self._outs.get(person_id, ())),
            at_end=any(stay.last_item is None for stay in stays),
        )


def _principal(holders: tuple[HolderHere, ...]) -> str:
    return next((each.name for each in holders if each.holding.value == "principal"), "")
