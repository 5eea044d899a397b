"""Casting ballots: one short transaction, harmless when a ballot is sent twice.

Of a secret vote two rows are written that share nothing but the vote: that the seat took part, and the
ballot under its receipt. Nothing of a single ballot goes to the journal. Ballots that arrive together
are written together, with as many statements as a single one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Update, bindparam, select, update
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

from assembly.db import Base, insert_rows
from assembly.errors import RuleViolation
from assembly.voting.actions.choosing import is_choice, option_of
from assembly.voting.actions.lines import Lines, has_voted, lines_of
from assembly.voting.models import Ballot, Participation, SecretBallot
from assembly.voting.rules import Channel, GroupRule, Method, VoteStatus, is_answer
from assembly.voting.rules.receipts import SHORTEST_TOKEN, receipt

_BOX, _BALLOT = SecretBallot.__table__.c, Ballot.__table__.c

_TWICE = 2  # a second look, when another transaction was faster


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: a choice for each of her seats (by id) in a vote, at a moment.

    ``only_last``: nothing is cast if another ballot of hers could follow on the same sheet.
    """

    vote_id: int
    person_id: int
    choices: Mapping[int, str]
    token: str
    channel: Channel
    at: datetime
    only_last: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """What became of a seat's ballot. ``receipt`` is None in an open vote.

    ``again``: it had been cast before, with this token; nothing was written now. ``may_change``: as
    long as the vote is open she can cast another instead.
    """

    seat_id: int
    receipt: str | None
    again: bool
    seat: str
    question: str
    may_change: bool


class MoreFollows(Exception):
    """Another ballot of hers could follow, and she asked for this one only as her last."""


Refusal = RuleViolation | MoreFollows


class Overtaken(Exception):
    """Another transaction cast for one of the seats meanwhile: end this one and look again."""


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
    wish = Wish(vote_id, person_id, choices, token, channel, at)
    for _look in range(_TWICE):
        try:
            (done,) = cast_together(session, [[wish]])
        except Overtaken:
            continue
        if isinstance(done, Refusal):
            raise done
        return done
    raise RuleViolation("voting.already_voted")


def cast_together(
    session: Session, requests: Sequence[Sequence[Wish]]
) -> list[list[Cast] | Refusal]:
    """Cast what several people ask for; of each one all or nothing, in the order in which it was asked.

    No two requests may be for the same seat of a vote. Raises ``Overtaken``.
    """
    connection = session.connection()
    wishes = [wish for request in requests for wish in request]
    roll = lines_of(connection, {(wish.vote_id, wish.person_id) for wish in wishes})
    boxed = _boxed(connection, wishes, roll)
    plan, done = _Plan(), list[list[Cast] | Refusal]()
    for request in requests:
        hers = _Plan()
        try:
            if not request:
                raise RuleViolation("voting.choose_first", field="choice")
            done.append([each for wish in request for each in hers.add(wish, roll, boxed)])
        except (RuleViolation, MoreFollows) as refusal:
            done.append(refusal)
        else:
            plan.take(hers)
    plan.write(connection)
    return done


def _boxed(connection: Connection, wishes: Sequence[Wish], roll: Lines) -> set[str]:
    """Of seats that have voted in secret: which of the receipts that they would get now are in the box."""
    mine = [
        receipt(line.uuid, line.seat_id, wish.token)
        for wish in wishes
        for line in roll.get((wish.vote_id, wish.person_id), ())
        if line.channel is not None
    ]
    if not mine:
        return set()
    votes = {wish.vote_id for wish in wishes}
    statement = select(_BOX.receipt).where(_BOX.vote_id.in_(votes), _BOX.receipt.in_(mine))
    return set(connection.scalars(statement))


@dataclass
class _Plan:
    """The rows to be written."""

    took_part: list[dict[str, object]] = field(default_factory=list)
    boxed: list[dict[str, object]] = field(default_factory=list)
    named: list[dict[str, object]] = field(default_factory=list)
    changed: list[dict[str, object]] = field(default_factory=list)

    def add(self, wish: Wish, roll: Lines, boxed: set[str]) -> list[Cast]:
        """Plan what somebody asks for in a vote; raises ``RuleViolation`` or ``MoreFollows``."""
        if not wish.choices:
            raise RuleViolation("voting.choose_first", field="choice")
        if len(wish.token) < SHORTEST_TOKEN:
            raise RuleViolation("voting.form_too_old")
        hers = roll.get((wish.vote_id, wish.person_id), ())
        lines = [line for line in hers if line.seat_id in wish.choices]
        if len(lines) < len(wish.choices):
            raise RuleViolation("voting.not_on_the_roll")
        others = [line for line in hers if line.seat_id not in wish.choices]
        if wish.only_last and (lines[0].sheet is not None or not all(map(has_voted, others))):
            raise MoreFollows
        if lines[0].method is Method.secret_ballots:
            return [self._secretly(line, wish, boxed) for line in lines]
        return [self._openly(line, wish) for line in lines]

    def _secretly(self, line: Any, wish: Wish, boxed: set[str]) -> Cast:
        """Both rows of a seat; if it has voted with this token, none."""
        mine = receipt(line.uuid, line.seat_id, wish.token)
        if line.channel is Channel.slip:
            raise RuleViolation("voting.voted_by_slip")
        if line.channel is not None and mine not in boxed:
            raise RuleViolation("voting.already_voted")
        if line.channel is None:
            _refuse(line, wish, secret=True)
            self.took_part.append(
                {"vote_id": line.id, "seat_id": line.seat_id, "channel": wish.channel}
            )
            self.boxed.append(
                {
                    "vote_id": line.id,
                    "receipt": mine,
                    "choice": wish.choices[line.seat_id],
                    "weight": line.weight,
                    "group": line.group if line.group_rule is not GroupRule.none else "",
                }
            )
        again = line.channel is not None
        return Cast(line.seat_id, mine, again, line.label, line.question, line.may_change)

    def _openly(self, line: Any, wish: Wish) -> Cast:
        """A ballot by name, or another choice in it; if it says this already, nothing."""
        choice = wish.choices[line.seat_id]
        again = (line.choice or line.option) == choice
        if not again:
            _refuse(line, wish, secret=False)
            said = option_of(line.rule is not None, choice) | {"channel": wish.channel}
            if line.option is None:
                key = {"vote_id": line.id, "seat_id": line.seat_id}
                self.named.append(key | said | {"person_id": line.person_id, "weight": line.weight})
            elif line.may_change:
                self.changed.append({"of_vote": line.id, "of_seat": line.seat_id} | said)
            else:
                raise RuleViolation("voting.already_voted")
        return Cast(line.seat_id, None, again, line.label, line.question, line.may_change)

    def take(self, other: _Plan) -> None:
        """Add the rows of another plan."""
        self.took_part += other.took_part
        self.boxed += other.boxed
        self.named += other.named
        self.changed += other.changed

    def write(self, connection: Connection) -> None:
        """Write the rows, always in the same order; raises ``Overtaken``."""
        for model, rows in ((Participation, self.took_part), (Ballot, self.named)):
            if rows:
                _put(connection, model, sorted(rows, key=_place))
        if self.boxed:
            insert_rows(connection, SecretBallot, self.boxed)
        if self.changed:
            connection.execute(_CHANGE, self.changed)


def _place(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["vote_id"], row["seat_id"]


def _refuse(line: Any, wish: Wish, *, secret: bool) -> None:
    """Unless the vote takes ballots at this moment, and the choice is one."""
    if line.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    closes_at = line.closes_at
    if line.status is VoteStatus.closed or (closes_at is not None and closes_at <= wish.at):
        raise RuleViolation("voting.too_late")
    choice = wish.choices[line.seat_id]
    said = (
        is_answer(choice, secret=secret)
        if line.rule is None
        else is_choice(line.rule, line.candidates, choice)
    )
    if not said:
        raise RuleViolation("voting.choose_first", field="choice")


_CHANGE: Update = (
    update(Ballot.__table__)  # type: ignore[arg-type]
    .where(_BALLOT.vote_id == bindparam("of_vote"), _BALLOT.seat_id == bindparam("of_seat"))
    .values(option=bindparam("option"), choice=bindparam("choice"), channel=bindparam("channel"))
)


def _put(connection: Connection, model: type[Base], rows: list[dict[str, object]]) -> None:
    """One seat, one ballot: a row that is there already is left as it is."""
    if insert_rows(connection, model, rows, skip_existing=True) < len(rows):
        raise Overtaken
