"""The box: slips of paper beside the phones, and how all ballots become counts at closing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import empty_log_after_commit
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.voting.actions.choosing import may_choose, option_of
from assembly.voting.actions.roll import elector_of, taking_ballots
from assembly.voting.actions.slips import kept_apart
from assembly.voting.models import Ballot, Participation, SecretBallot, Vote
from assembly.voting.rules import (
    Channel,
    Method,
    Slip,
    tally_choices,
)
from assembly.voting.rules.receipts import unheld_receipt


def record_told(
    session: Session, *, vote: Vote, seat_id: int, choice: str, actor: Actor, at: datetime
) -> None:
    """Enter the open ballot of a seat as it was told to the secretary; the journal says who entered it."""
    vote = taking_ballots(session, vote, at)
    if vote.method is not Method.open_ballots:
        raise RuleViolation("voting.not_open_ballots")
    elector = elector_of(session, vote, seat_id)
    if not may_choose(vote.round, choice, secret=False):
        raise RuleViolation("voting.choose_first", field="choice")
    there = session.scalars(
        select(Ballot).where(Ballot.vote_id == vote.id, Ballot.seat_id == seat_id)
    ).one_or_none()
    before = (there.choice or there.option.value) if there else None
    if before == choice:
        return
    if there is not None and not vote.may_change:
        raise RuleViolation("voting.already_voted")
    if there is None:
        there = Ballot(
            vote_id=vote.id, seat_id=seat_id, person_id=elector.person_id, weight=elector.weight
        )
        session.add(there)
    for column, value in option_of(vote.round is not None, choice).items():
        setattr(there, column, value)
    there.channel = Channel.desk
    session.flush()
    session.expire(vote, ["ballots"])
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.told",
        object_type="vote",
        object_id=vote.id,
        data={"seat": seat_id, "choice": choice, "before": before},
    )


# ---- at closing -----------------------------------------------------------------------------------


def open_box(session: Session, vote: Vote) -> None:
    """At closing: slips become ballots, the rows lose what tells of their order, the counts are written."""
    if vote.method is Method.secret_ballots:
        ballots, slips = boxed(session, vote), []
        taken = {str(row["receipt"]) for row in ballots}
        for slip in vote.read_out:
            made = as_ballots(vote, slip, slip.count, taken)
            ballots += made
            slips.append(replace(slip, receipts=tuple(str(row["receipt"]) for row in made)))
        write_in_order(session, vote, ballots)
        vote.slips = kept_apart(session, vote, slips)
    if vote.round is None:
        write_tally(session, vote)


def cast_choices(session: Session, vote: Vote) -> list[tuple[str, int]]:
    """What was chosen, with its weight, ballot by ballot; of a secret vote in the order of receipts."""
    if vote.method is Method.secret_ballots:
        statement = (
            select(SecretBallot.choice, SecretBallot.weight)
            .where(SecretBallot.vote_id == vote.id)
            .order_by(SecretBallot.receipt)
        )
        return [(choice, weight) for choice, weight in session.execute(statement)]
    named = (
        select(Ballot.choice, Ballot.option, Ballot.weight)
        .where(Ballot.vote_id == vote.id)
        .order_by(Ballot.seat_id)
    )
    return [(choice or option.value, weight) for choice, option, weight in session.execute(named)]


Row: TypeAlias = dict[str, object]


def boxed(session: Session, vote: Vote) -> list[Row]:
    """The secret ballots of a vote."""
    table = SecretBallot.__table__
    rows = session.execute(select(table).where(table.c.vote_id == vote.id)).mappings()
    return [dict(row) for row in rows]


def as_ballots(vote: Vote, slip: Slip, count: int, taken: set[str]) -> list[Row]:
    """So many slips as ballots, with receipts that nobody holds and that are not ``taken``."""
    made: list[Row] = []
    for _copy in range(count):
        receipt = unheld_receipt()
        while receipt in taken:
            receipt = unheld_receipt()
        taken.add(receipt)
        said = {"choice": slip.choice, "weight": slip.weight, "group": slip.group}
        made.append({"vote_id": vote.id, "receipt": receipt, **said})
    return made


def write_in_order(session: Session, vote: Vote, ballots: Iterable[Row]) -> None:
    """The ballots of a secret vote and who took part, written anew when it ends.

    A page of SQLite keeps rows where they came, and rows that one transaction of PostgreSQL wrote
    share its number (``xmin``): so long as a secret vote is open, somebody who reads the files of the
    database could pair a ballot with its seat. Written anew in the order of their keys, in one
    transaction, nothing of it is left in the tables.
    """
    write_box(session, vote, ballots)
    took_part = [
        {"vote_id": vote.id, "seat_id": seat_id, "channel": channel}
        for seat_id, channel in session.execute(
            select(Participation.seat_id, Participation.channel)
            .where(Participation.vote_id == vote.id)
            .order_by(Participation.seat_id)
        )
    ]
    _rewrite(session, Participation, vote, took_part)


def write_box(session: Session, vote: Vote, ballots: Iterable[Row]) -> None:
    """The secret ballots of a vote, written anew in the order of their receipts."""
    _rewrite(session, SecretBallot, vote, sorted(ballots, key=lambda row: str(row["receipt"])))
    empty_log_after_commit(session)


def _rewrite(
    session: Session,
    model: type[SecretBallot | Participation],
    vote: Vote,
    rows: Iterable[Row],
) -> None:
    session.execute(delete(model).where(model.vote_id == vote.id))
    if rows := list(rows):
        session.execute(insert(model), rows)


def write_tally(session: Session, vote: Vote) -> None:
    """The counts of a question, from the ballots that were cast."""
    for part, count in tally_choices(cast_choices(session, vote)).parts.items():
        setattr(vote, part, count)
