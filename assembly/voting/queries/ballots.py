"""Reads of votes whose ballots are cast one by one: who may vote, who has. Never how, while it is secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, case, func, select
from sqlalchemy.orm import Session

from assembly.people.models import Person, Seat
from assembly.voting.models import Ballot, Elector, Participation, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, Channel, Option, VoteStatus


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many may vote and have voted, as seats and in weight; ``ways`` says which way they came."""

    seats: int
    voted: int
    weight: int
    voted_weight: int
    ways: dict[Channel, int]


@dataclass(frozen=True, slots=True)
class Mine:
    """A seat for which somebody may vote in a vote; ``channel`` is the way its ballot came, if it has.

    ``option`` is what was cast, in an open vote; a secret one does not know it.
    """

    vote_id: int
    seat_id: int
    seat: str
    weight: int
    channel: Channel | None
    option: Option | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the roll: the seat, who votes for it, and whether and which way it has voted."""

    seat_id: int
    seat: str
    person_id: int
    person: str
    group: str
    weight: int
    channel: Channel | None
    option: Option | None


_PARTICIPATED = and_(
    Participation.vote_id == Elector.vote_id, Participation.seat_id == Elector.seat_id
)
_BALLOTED = and_(Ballot.vote_id == Elector.vote_id, Ballot.seat_id == Elector.seat_id)


def _channel() -> ColumnElement[Channel | None]:
    """The way a ballot came, from wherever it is written."""
    return case(
        (Participation.channel.is_not(None), Participation.channel), else_=Ballot.channel
    ).label("way")


def turnout(session: Session, vote: Vote) -> Turnout:
    """How many of the roll have voted. One query."""
    way = _channel()
    statement = (
        select(way, func.count(), func.sum(Elector.weight))
        .select_from(Elector)
        .outerjoin(Participation, _PARTICIPATED)
        .outerjoin(Ballot, _BALLOTED)
        .where(Elector.vote_id == vote.id)
        .group_by(way)
    )
    rows = session.execute(statement).all()
    ways = {row.way: row for row in rows if row.way is not None}
    return Turnout(
        seats=sum(count for _way, count, _weight in rows),
        voted=sum(count for _way, count, _weight in ways.values()),
        weight=sum(weight for _way, _count, weight in rows),
        voted_weight=sum(weight for _way, _count, weight in ways.values()),
        ways={way: ways[way][1] for way in Channel if way in ways},
    )


def lines_of_roll(session: Session, vote: Vote) -> list[Line]:
    """The roll in the order of the seats, with who has voted. One query."""
    statement = (
        select(
            Seat.id,
            Seat.label,
            Person.id,
            Person.name,
            Elector.group,
            Elector.weight,
            _channel(),
            Ballot.option,
        )
        .select_from(Elector)
        .join(Seat, Elector.seat_id == Seat.id)
        .join(Person, Elector.person_id == Person.id)
        .outerjoin(Participation, _PARTICIPATED)
        .outerjoin(Ballot, _BALLOTED)
        .where(Elector.vote_id == vote.id)
        .order_by(Seat.position, Seat.id)
    )
    return [Line(*row) for row in session.execute(statement)]


def my_seats(session: Session, vote_ids: Iterable[int], person_id: int) -> list[Mine]:
    """The seats for which somebody may vote in these votes, in the order of votes and seats. One query."""
    asked = {"votes": list(vote_ids), "person": person_id}
    return [Mine(*row) for row in session.execute(_mine(), asked)]


@cache
def _mine() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Elector.vote_id,
            Seat.id,
            Seat.label,
            Elector.weight,
            _channel(),
            Ballot.option,
        )
        .select_from(Elector)
        .join(Seat, Elector.seat_id == Seat.id)
        .outerjoin(Participation, _PARTICIPATED)
        .outerjoin(Ballot, _BALLOTED)
        .where(
            Elector.vote_id.in_(bindparam("votes", expanding=True)),
            Elector.person_id == bindparam("person"),
        )
        .order_by(Elector.vote_id, Seat.position, Seat.id)
    )


def my_open_votes(session: Session, person_id: int, limit: int = 20) -> list[Vote]:
    """The votes that are open now in which somebody is on the roll, oldest first."""
    mine = select(Elector.vote_id).where(Elector.person_id == person_id)
    statement = (
        select(Vote)
        .where(
            Vote.status == VoteStatus.open,
            Vote.method.in_(CAST_ONE_BY_ONE),
            Vote.id.in_(mine),
        )
        .order_by(Vote.id)
        .limit(limit)
    )
    return list(session.scalars(statement))
