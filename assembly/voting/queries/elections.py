"""Reads of elections: candidates, rounds, and who is elected so far."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.people.models import Body, Seat
from assembly.voting.models import Candidate, Election, Round, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, VoteStatus


def body_id_of_election(session: Session, election_id: int) -> int | None:
    """The body that elects, None if there is no such election."""
    statement = (
        select(Meeting.body_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Election, Election.item_id == AgendaItem.id)
        .where(Election.id == election_id)
    )
    return session.scalar(statement)


def _whole() -> tuple[ExecutableOption, ...]:
    return (
        joinedload(Election.item).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
        joinedload(Election.body),
        selectinload(Election.candidates).joinedload(Candidate.person),
        selectinload(Election.rounds).joinedload(Round.vote),
    )


def election(session: Session, election_id: int) -> Election | None:
    """One election with its candidates, rounds, and the seats of the body it fills."""
    statement = (
        select(Election)
        .where(Election.id == election_id)
        .options(*_whole(), joinedload(Election.body).selectinload(Body.seats))
    )
    return session.scalars(statement).one_or_none()


def election_by_uuid(session: Session, uuid: UUID) -> Election | None:
    """The election that was already made from this form, if it was sent twice."""
    return session.scalars(select(Election).where(Election.uuid == uuid)).one_or_none()


def elections_of(session: Session, item_ids: Iterable[int]) -> list[Election]:
    """All elections of these items, in the order in which they were called. Constant queries."""
    statement = (
        select(Election)
        .where(Election.item_id.in_(item_ids))
        .options(*_whole())
        .order_by(Election.id)
    )
    return list(session.scalars(statement))


@cache
def _called_in() -> Select[Election]:
    of_item = Election.item_id == bindparam("item_id")
    return select(Election).where(of_item, ~Election.rounds.any()).order_by(Election.id)


def called_in(session: Session, item_id: int) -> list[Election]:
    """The elections called in an item of which no round was opened yet. One query."""
    return list(session.scalars(_called_in(), {"item_id": item_id}))


def counted_rounds(election: Election) -> list[Round]:
    """The rounds that were closed; cancelled ones do not count."""
    return [
        each
        for each in election.rounds
        if each.vote.status is VoteStatus.closed and each.count is not None
    ]


def elected_so_far(election: Election) -> list[int]:
    """The numbers of those elected in all rounds, in order."""
    found: list[int] = []
    for each in counted_rounds(election):
        found += each.counted.elected if each.counted else ()
    return found


def alternates_so_far(election: Election) -> list[int]:
    """The numbers of the alternates, as many as were asked for, without those elected later."""
    elected = set(elected_so_far(election))
    found: list[int] = []
    for each in counted_rounds(election):
        found += each.counted.alternates if each.counted else ()
    return [number for number in dict.fromkeys(found) if number not in elected][
        : election.alternates
    ]


def open_round_of(election: Election) -> Vote | None:
    """The vote of the round that is open."""
    return next(
        (each.vote for each in election.rounds if each.vote.status is VoteStatus.open), None
    )


MOST_SEATS = 60
"""A body with more seats than this is not filled seat by seat in a list to tick."""


def seats_to_fill(session: Session, on: date) -> list[tuple[Seat, Body]]:
    """The seats in force of all bodies that are small enough to be filled from a list. One query."""
    statement = (
        select(Seat, Body)
        .join(Body, Seat.body_id == Body.id)
        .where(
            Body.active,
            or_(Seat.start_date.is_(None), Seat.start_date <= on),
            or_(Seat.end_date.is_(None), Seat.end_date >= on),
            Body.id.in_(
                select(Seat.body_id).group_by(Seat.body_id).having(func.count() <= MOST_SEATS)
            ),
        )
        .order_by(Body.name, Seat.position, Seat.id)
    )
    return [(seat, body) for seat, body in session.execute(statement)]


def last_counted(election: Election) -> Round | None:
    """The last round that was counted, if no other round follows from it."""
    counted = counted_rounds(election)
    return counted[-1] if counted and not open_round_of(election) else None


def correctable_round(election: Election) -> Round | None:
    """The last round that was counted, if tellers counted slips in it that can be told again."""
    last = last_counted(election)
    if last is None or last.vote.slips_stand_apart or last.vote.method not in CAST_ONE_BY_ONE:
        return last
    return None
