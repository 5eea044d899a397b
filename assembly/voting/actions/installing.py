"""Who was elected gets the seat and the term, with one confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.people import actions as people
from assembly.people.models import Person, Seat
from assembly.people.rules import Holding
from assembly.voting.actions.candidacies import going_on, tell
from assembly.voting.models import Candidate, Election
from assembly.voting.queries import alternates_so_far, counted_rounds, elected_so_far
from assembly.voting.rules import ElectionStatus


@dataclass(frozen=True, slots=True)
class Placing:
    """Somebody who was elected, and the seat she gets as principal or alternate (None: it is no seat)."""

    candidate: Candidate
    holding: Holding
    seat_id: int | None = None


def proposed(election: Election) -> list[Placing]:
    """The elected to the seats in their order, the alternates behind them in theirs."""
    by_number = {each.number: each for each in election.candidates if each.number}
    placings = []
    for holding, numbers in (
        (Holding.principal, elected_so_far(election)),
        (Holding.alternate, alternates_so_far(election)),
    ):
        for place, number in enumerate(numbers):
            seat_id = election.seats[place % len(election.seats)] if election.seats else None
            placings.append(Placing(by_number[number], holding, seat_id))
    return placings


def install_elected(
    session: Session,
    *,
    election: Election,
    placings: Sequence[Placing],
    start: date,
    end: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Give the elected their seats from ``start`` through ``end``; terms in the way end the day before.

    Whom the house did not know becomes a person of it. All or nothing; again it is refused.
    """
    election = going_on(session, election)
    _refuse_unless_elected(election, placings)
    if end is not None and end < start:
        raise RuleViolation("people.dates_order", field="end", start=start)
    seats = {seat.id: seat for seat in election.body.seats}
    told: list[dict[str, object]] = []
    for placing in placings:
        candidate = placing.candidate
        seat = seats.get(placing.seat_id) if placing.seat_id else None
        if seat is not None:
            person = candidate.person or _made(session, candidate, actor, at)
            _seat(session, seat, person, placing.holding, start, end, actor, at)
        told.append(
            {
                "name": candidate.name,
                "holding": placing.holding.value,
                "seat": seat.label if seat else "",
            }
        )
    election.installed = told
    election.term_start, election.term_end = start, end
    election.status = ElectionStatus.installed
    session.flush()
    tell(session, election, "install", {"installed": told, "start": start, "end": end}, actor, at)


def _refuse_unless_elected(election: Election, placings: Sequence[Placing]) -> None:
    counted = counted_rounds(election)
    if not counted or election.status is not ElectionStatus.counted:
        raise RuleViolation("voting.not_counted")
    if not elected_so_far(election):
        raise RuleViolation("voting.nobody_elected")
    numbers = {*elected_so_far(election), *alternates_so_far(election)}
    if {each.candidate.number for each in placings} != numbers:
        raise RuleViolation("voting.not_those_elected")
    principals = [each.seat_id for each in placings if each.holding is Holding.principal]
    if election.seats and len(set(principals)) < len(principals):
        raise RuleViolation("voting.seat_given_twice", field="seats")
    if any(each.seat_id not in election.seats for each in placings if election.seats):
        raise RuleViolation("voting.seat_of_another_body", field="seats")


def _made(session: Session, candidate: Candidate, actor: Actor, at: datetime) -> Person:
    person = people.create_person(session, name=candidate.name, actor=actor, at=at)
    candidate.person = person
    return person


def _seat(
    session: Session,
    seat: Seat,
    person: Person,
    holding: Holding,
    start: date,
    end: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    people.seat_person(
        session,
        seat=seat,
        person=person,
        holding=holding,
        start_date=start,
        end_date=end,
        replacing=True,
        actor=actor,
        at=at,
    )
