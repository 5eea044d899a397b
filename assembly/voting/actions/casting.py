"""Casting a ballot: one short transaction, harmless when it is sent twice.

Of a secret vote two rows are written that share nothing but the vote: that the seat took part, and the
ballot under its receipt. Nothing of a single ballot goes to the journal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, and_, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Session

from assembly.errors import RuleViolation
from assembly.voting.actions.choosing import is_choice, option_of
from assembly.voting.models import Ballot, Elector, Participation, Round, SecretBallot, Vote
from assembly.voting.rules import Channel, GroupRule, Method, VoteStatus, is_answer
from assembly.voting.rules.receipts import SHORTEST_TOKEN, receipt

_VOTE, _ELECTOR, _TOOK_PART = Vote.__table__.c, Elector.__table__.c, Participation.__table__.c
_BOX, _BALLOT = SecretBallot.__table__.c, Ballot.__table__.c
_ROUND = Round.__table__.c

_TWICE = 2  # a second look, when another transaction was faster


@dataclass(frozen=True, slots=True)
class Cast:
    """What became of a seat's ballot. ``receipt`` is None in an open vote.

    ``again``: it had been cast before, with this token; nothing was written now.
    """

    seat_id: int
    receipt: str | None
    again: bool


def cast(
    session: Session,
    *,
    vote_id: int,
    person_id: int,
    choices: Mapping[int, str],
    token: str,
    channel: Channel,
    at: datetime,
) -> list[Cast]:
    """Cast the ballots of a person for her seats (``choices`` by seat), all of them or none.

    Sent again with the same token it is answered the same, also after the vote has closed. Raises
    ``RuleViolation``: not on the roll, already voted, too late, closed, cancelled, or no valid choice.
    """
    if not choices:
        raise RuleViolation("voting.choose_first", field="choice")
    if len(token) < SHORTEST_TOKEN:
        raise RuleViolation("voting.form_too_old")
    for _look in range(_TWICE):
        roll = _roll(session, vote_id, person_id, choices)
        if roll[0].method is Method.secret_ballots:
            done = _secretly(session, roll, choices, token, channel, at)
        else:
            done = _openly(session, roll, choices, channel, at)
        if done is not None:
            return done
    raise RuleViolation("voting.already_voted")


def _roll(
    session: Session, vote_id: int, person_id: int, choices: Mapping[int, str]
) -> Sequence[Any]:
    """The vote and the lines of its roll that are meant, with what was cast for them, in one query.

    On PostgreSQL the vote is held as it is until the ballot is in: it closes before or after.
    """
    line = and_(_ELECTOR.vote_id == _VOTE.id, _ELECTOR.person_id == person_id)
    statement = (
        select(
            _VOTE.id,
            _VOTE.uuid,
            _VOTE.method,
            _VOTE.status,
            _VOTE.closes_at,
            _VOTE.may_change,
            _VOTE.group_rule,
            _ELECTOR.seat_id,
            _ELECTOR.person_id,
            _ELECTOR.weight,
            _ELECTOR.group,
            _TOOK_PART.channel,
            _BALLOT.option,
            _BALLOT.choice,
            _ROUND.rule,
            _ROUND.candidates,
        )
        .join(Elector.__table__, line)
        .outerjoin(
            Participation.__table__,
            and_(_TOOK_PART.vote_id == _VOTE.id, _TOOK_PART.seat_id == _ELECTOR.seat_id),
        )
        .outerjoin(Round.__table__, _ROUND.vote_id == _VOTE.id)
        .outerjoin(
            Ballot.__table__,
            and_(_BALLOT.vote_id == _VOTE.id, _BALLOT.seat_id == _ELECTOR.seat_id),
        )
        .where(_VOTE.id == vote_id)
        .order_by(_ELECTOR.seat_id)
        .with_for_update(read=True, key_share=True, of=Vote.__table__)
    )
    lines = [row for row in session.execute(statement) if row.seat_id in choices]
    if len(lines) < len(choices):
        raise RuleViolation("voting.not_on_the_roll")
    return lines


def _refuse_if_over(line: Any, at: datetime) -> None:
    if line.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    if line.status is VoteStatus.closed or (line.closes_at is not None and line.closes_at <= at):
        raise RuleViolation("voting.too_late")


def _can_be_said(line: Any, choices: Mapping[int, str], *, secret: bool) -> bool:
    choice = choices[line.seat_id]
    if line.rule is None:
        return is_answer(choice, secret=secret)
    return is_choice(line.rule, line.candidates, choice)


def _secretly(
    session: Session,
    roll: Sequence[Any],
    choices: Mapping[int, str],
    token: str,
    channel: Channel,
    at: datetime,
) -> list[Cast] | None:
    """Both rows of each seat. None: somebody was faster, look again."""
    vote = roll[0]
    receipts = {line.seat_id: receipt(vote.uuid, line.seat_id, token) for line in roll}
    voted = [line for line in roll if line.channel is not None]
    if voted:
        _refuse_unless_mine(session, voted, receipts)
    fresh = [line for line in roll if line.channel is None]
    if fresh:
        _refuse_if_over(vote, at)
        if not all(_can_be_said(line, choices, secret=True) for line in fresh):
            raise RuleViolation("voting.choose_first", field="choice")
        took_part = [
            {"vote_id": vote.id, "seat_id": line.seat_id, "channel": channel} for line in fresh
        ]
        if not _put(session, Participation, took_part):
            return None
        grouped = vote.group_rule is not GroupRule.none
        ballots = [
            {
                "vote_id": vote.id,
                "receipt": receipts[line.seat_id],
                "choice": choices[line.seat_id],
                "weight": line.weight,
                "group": line.group if grouped else "",
            }
            for line in fresh
        ]
        session.execute(insert(SecretBallot.__table__), ballots)  # type: ignore[arg-type]
    again = {line.seat_id for line in voted}
    return [Cast(line.seat_id, receipts[line.seat_id], line.seat_id in again) for line in roll]


def _refuse_unless_mine(
    session: Session, voted: Sequence[Any], receipts: Mapping[int, str]
) -> None:
    """A seat has voted: with this token (then its receipt is in the box), or another way."""
    if any(line.channel is Channel.slip for line in voted):
        raise RuleViolation("voting.voted_by_slip")
    mine = [receipts[line.seat_id] for line in voted]
    statement = select(_BOX.receipt).where(_BOX.vote_id == voted[0].id, _BOX.receipt.in_(mine))
    if len(session.execute(statement).all()) < len(mine):
        raise RuleViolation("voting.already_voted")


def _openly(
    session: Session,
    roll: Sequence[Any],
    choices: Mapping[int, str],
    channel: Channel,
    at: datetime,
) -> list[Cast] | None:
    """A ballot by name for each seat, or another choice in it. None: somebody was faster."""
    vote = roll[0]
    differs = [line for line in roll if (line.choice or line.option) != choices[line.seat_id]]
    if differs:
        _refuse_if_over(vote, at)
        if not all(_can_be_said(line, choices, secret=False) for line in differs):
            raise RuleViolation("voting.choose_first", field="choice")
        if not vote.may_change and any(line.option is not None for line in differs):
            raise RuleViolation("voting.already_voted")
    fresh = [
        {
            "vote_id": vote.id,
            "seat_id": line.seat_id,
            "person_id": line.person_id,
            **option_of(line.rule is not None, choices[line.seat_id]),
            "weight": line.weight,
            "channel": channel,
        }
        for line in differs
        if line.option is None
    ]
    if fresh and not _put(session, Ballot, fresh):
        return None
    for line in differs:
        if line.option is not None:
            session.execute(
                update(Ballot.__table__)  # type: ignore[arg-type]
                .where(_BALLOT.vote_id == vote.id, _BALLOT.seat_id == line.seat_id)
                .values(**option_of(line.rule is not None, choices[line.seat_id]), channel=channel)
            )
    changed = {line.seat_id for line in differs}
    return [Cast(line.seat_id, None, line.seat_id not in changed) for line in roll]


def _put(
    session: Session, model: type[Participation | Ballot], rows: list[dict[str, object]]
) -> bool:
    """Insert the rows unless a seat has one by now; False if one was there: one seat, one ballot."""
    postgresql = session.get_bind().dialect.name == "postgresql"
    statement: Insert = (postgresql_insert if postgresql else sqlite_insert)(model.__table__)  # type: ignore[arg-type]
    result = session.execute(
        statement.values(rows).on_conflict_do_nothing(index_elements=["vote_id", "seat_id"]),  # type: ignore[attr-defined]
        execution_options={"preserve_rowcount": True},
    )
    return bool(result.rowcount == len(rows))  # type: ignore[attr-defined]
