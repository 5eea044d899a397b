"""The lines of the roll on which ballots are cast, with what was cast on them: read at once for many."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.engine import Connection

from assembly.db import one_of
from assembly.people.models import Seat
from assembly.voting.models import Ballot, Elector, Participation, Round, Vote

Lines = Mapping[tuple[int, int], list[Any]]
"""By vote and person: each line with its seat, the vote, and the ballot that is there already."""

_VOTE, _ELECTOR, _TOOK_PART = Vote.__table__.c, Elector.__table__.c, Participation.__table__.c
_BALLOT, _SEAT, _ROUND = Ballot.__table__.c, Seat.__table__.c, Round.__table__.c


def lines_of(connection: Connection, asked: Collection[tuple[int, int]]) -> Lines:
    """The lines of these votes and people, and any other that they have in these votes. One query.

    On PostgreSQL the vote is held as it is until the ballots are in: it closes before or after.
    """
    given = {
        "votes": list({vote for vote, _person in asked}),
        "people": list({person for _vote, person in asked}),
    }
    lines: dict[tuple[int, int], list[Any]] = {}
    for line in connection.execute(_lines(connection.dialect.name), given):
        lines.setdefault((line.id, line.person_id), []).append(line)
    return lines


def has_voted(line: Any) -> bool:
    """Whether a ballot is there for the seat of this line, secret or by name."""
    return line.channel is not None or line.option is not None


@cache
def _lines(dialect: str) -> Select[Any]:
    return (
        select(
            _VOTE.id,
            _VOTE.uuid,
            _VOTE.question,
            _VOTE.sheet,
            _VOTE.method,
            _VOTE.status,
            _VOTE.closes_at,
            _VOTE.may_change,
            _VOTE.group_rule,
            _ELECTOR.seat_id,
            _SEAT.label,
            _ELECTOR.person_id,
            _ELECTOR.weight,
            _ELECTOR.group,
            _TOOK_PART.channel,
            _BALLOT.option,
            _BALLOT.choice,
            _ROUND.rule,
            _ROUND.candidates,
        )
        .join(Elector.__table__, _ELECTOR.vote_id == _VOTE.id)
        .join(Seat.__table__, _SEAT.id == _ELECTOR.seat_id)
        .outerjoin(
            Participation.__table__,
            and_(_TOOK_PART.vote_id == _VOTE.id, _TOOK_PART.seat_id == _ELECTOR.seat_id),
        )
        .outerjoin(
            Ballot.__table__, and_(_BALLOT.vote_id == _VOTE.id, _BALLOT.seat_id == _ELECTOR.seat_id)
        )
        .outerjoin(Round.__table__, _ROUND.vote_id == _VOTE.id)
        .where(
            one_of(dialect, _VOTE.id, "votes"),
            one_of(dialect, _ELECTOR.person_id, "people"),
        )
        .order_by(_VOTE.id, _ELECTOR.seat_id)
        .with_for_update(read=True, key_share=True, of=Vote.__table__)
    )
