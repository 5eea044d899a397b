"""The box: slips of paper beside the phones, and how all ballots become counts at closing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import empty_log_after_commit, locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.voting.actions.choosing import may_choose, option_of
from assembly.voting.actions.roll import printed_marks
from assembly.voting.models import Ballot, Elector, Participation, SecretBallot, Vote
from assembly.voting.rules import (
    Channel,
    Contradiction,
    Method,
    Slip,
    Tally,
    VoteStatus,
    slip_contradictions,
    tally_choices,
    too_few,
)
from assembly.voting.rules.receipts import unheld_receipt

# What only the box can contradict; kept as it was found when it was opened.
_OF_THE_BOX = ("slips_not_participations", "too_few_voted")


def hand_over_slip(session: Session, *, vote: Vote, seat_id: int, at: datetime) -> None:
    """A seat votes by slip: it has voted, however its slip is read. The same again changes nothing.

    Not told to the journal: with its hour it would tell when each one voted.
    """
    vote = taking_ballots(session, vote, at)
    if vote.method is not Method.secret_ballots:
        raise RuleViolation("voting.not_secret")
    _elector(session, vote, seat_id)
    there = session.get(Participation, (vote.id, seat_id))
    if there is not None and there.channel is not Channel.slip:
        raise RuleViolation("voting.already_voted")
    if there is None:
        session.add(Participation(vote_id=vote.id, seat_id=seat_id, channel=Channel.slip))
        session.flush()


def take_back_slip(session: Session, *, vote: Vote, seat_id: int, at: datetime) -> None:
    """The slip of a seat was marked by mistake: it has not voted yet."""
    vote = taking_ballots(session, vote, at)
    there = session.get(Participation, (vote.id, seat_id))
    if there is not None and there.channel is Channel.slip:
        session.delete(there)
        session.flush()


def record_told(
    session: Session, *, vote: Vote, seat_id: int, choice: str, actor: Actor, at: datetime
) -> None:
    """Enter the open ballot of a seat as it was told to the secretary; the journal says who entered it."""
    vote = taking_ballots(session, vote, at)
    if vote.method is not Method.open_ballots:
        raise RuleViolation("voting.not_open_ballots")
    elector = _elector(session, vote, seat_id)
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


def record_slips(
    session: Session, *, vote: Vote, slips: Sequence[Slip], actor: Actor, at: datetime
) -> None:
    """The slips as the tellers read them out; what was read out before is replaced.

    They become ballots when the vote closes. The journal is told how many there were, never what
    they said.
    """
    vote = locked(session, Vote, vote.id)
    if vote.method is not Method.secret_ballots:
        raise RuleViolation("voting.not_secret")
    if vote.status is not VoteStatus.open:
        raise RuleViolation("voting.already_closed")
    for slip in slips:
        if slip.count < 0:
            raise RuleViolation("voting.negative", field=slip.choice)
        if not may_choose(vote.round, slip.choice, secret=True, on_paper=True):
            raise RuleViolation("voting.choose_first", field=slip.choice)
    _refuse_marks(session, vote, slips)
    vote.slips = [asdict(slip) for slip in slips if slip.count]
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.slips",
        object_type="vote",
        object_id=vote.id,
        data={"slips": sum(slip.count for slip in slips)},
    )


def _refuse_marks(session: Session, vote: Vote, slips: Sequence[Slip]) -> None:
    """A slip carries a weight and an organisation of the roll, where the vote counts by them."""
    roll = session.execute(
        select(Elector.weight, Elector.group).where(Elector.vote_id == vote.id).distinct()
    )
    known = {printed_marks(vote, weight, group) for weight, group in roll}
    for slip in slips:
        plain = slip.weight == 1 or vote.weighted
        if not plain or printed_marks(vote, slip.weight, slip.group) not in known:
            raise RuleViolation("voting.no_such_slip", field=slip.choice)


def taking_ballots(session: Session, vote: Vote, at: datetime) -> Vote:
    """The vote, locked, if ballots are taken at this moment."""
    vote = locked(session, Vote, vote.id)
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    if vote.status is VoteStatus.closed or (vote.closes_at is not None and vote.closes_at <= at):
        raise RuleViolation("voting.too_late")
    return vote


def _elector(session: Session, vote: Vote, seat_id: int) -> Elector:
    elector = session.get(Elector, (vote.id, seat_id))
    if elector is None:
        raise RuleViolation("voting.not_on_the_roll")
    return elector


# ---- at closing -----------------------------------------------------------------------------------


def box_contradictions(session: Session, vote: Vote) -> list[Contradiction]:
    """What in the box cannot be so or would show how somebody voted; once opened, what was found then."""
    if vote.method is not Method.secret_ballots:
        return []
    if vote.status is not VoteStatus.open:
        return [
            Contradiction(str(each["code"]), int(str(each["said"])), int(str(each["known"])))
            for each in vote.contradictions or ()
            if each["code"] in _OF_THE_BOX
        ]
    by_slip = session.scalar(
        select(func.count())
        .select_from(Participation)
        .where(Participation.vote_id == vote.id, Participation.channel == Channel.slip)
    )
    found = slip_contradictions(sum(slip.count for slip in _slips(vote)), by_slip or 0)
    voted = select(Elector.weight, Elector.group).join(
        Participation,
        (Participation.vote_id == Elector.vote_id) & (Participation.seat_id == Elector.seat_id),
    )
    marks = [
        printed_marks(vote, weight, group)
        for weight, group in session.execute(voted.where(Elector.vote_id == vote.id))
    ]
    few = too_few(mark for mark in marks if any(mark))
    if few:
        found.append(Contradiction("too_few_voted", len(few), len(set(marks))))
    return found


def open_box(session: Session, vote: Vote) -> None:
    """At closing: slips become ballots, the rows lose what tells of their order, the counts are written.

    A page of SQLite keeps rows where they came, and rows that one transaction of PostgreSQL wrote
    share its number (``xmin``): so long as a secret vote is open, somebody who reads the files of the
    database could pair a ballot with its seat. Written anew in the order of their keys, in one
    transaction, nothing of it is left in the tables.
    """
    if vote.method is Method.secret_ballots:
        ballots = _ballots(session, vote)
        _rewrite(session, SecretBallot, vote, sorted(ballots, key=lambda row: str(row["receipt"])))
        took_part = [
            {"vote_id": vote.id, "seat_id": seat_id, "channel": channel}
            for seat_id, channel in session.execute(
                select(Participation.seat_id, Participation.channel)
                .where(Participation.vote_id == vote.id)
                .order_by(Participation.seat_id)
            )
        ]
        _rewrite(session, Participation, vote, took_part)
        empty_log_after_commit(session)
        vote.slips = None
    if vote.round is None:
        _write_tally(vote, tally_choices(cast_choices(session, vote)))


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


def _ballots(session: Session, vote: Vote) -> list[dict[str, object]]:
    """Those in the box, and the slips with receipts that nobody holds."""
    table = SecretBallot.__table__
    cast = session.execute(select(table).where(table.c.vote_id == vote.id)).mappings()
    found: list[dict[str, object]] = [dict(row) for row in cast]
    taken = {row["receipt"] for row in found}
    for slip in _slips(vote):
        for _copy in range(slip.count):
            receipt = unheld_receipt()
            while receipt in taken:
                receipt = unheld_receipt()
            taken.add(receipt)
            found.append(
                {
                    "vote_id": vote.id,
                    "receipt": receipt,
                    "choice": slip.choice,
                    "weight": slip.weight,
                    "group": slip.group,
                }
            )
    return found


def _rewrite(
    session: Session,
    model: type[SecretBallot | Participation],
    vote: Vote,
    rows: Iterable[dict[str, object]],
) -> None:
    session.execute(delete(model).where(model.vote_id == vote.id))
    if rows := list(rows):
        session.execute(insert(model), rows)


def _slips(vote: Vote) -> list[Slip]:
    return [
        Slip(str(s["choice"]), int(str(s["count"])), int(str(s["weight"])), str(s["group"]))
        for s in vote.slips or ()
    ]


def _write_tally(vote: Vote, tally: Tally) -> None:
    for part, count in tally.parts.items():
        setattr(vote, part, count)
