"""Counts, roll calls, and the closing of a vote: the result follows from them, nobody types it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings import queries as meetings
from assembly.people.models import Body
from assembly.voting.actions.box import open_box
from assembly.voting.actions.candidacies import settle_election
from assembly.voting.actions.concluding import (
    Contradicted,
    cast_in,
    conclude,
    conclude_round,
    result_told,
    settle_motion,
)
from assembly.voting.actions.opening import freeze_electorate, still_open
from assembly.voting.actions.publishing import publish
from assembly.voting.actions.slips import look_into_box
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Method,
    Option,
    Outcome,
    Result,
    Tally,
    VoteStatus,
    tally_ballots,
)


def record_counts(
    session: Session,
    *,
    vote: Vote,
    tally: Tally,
    total: int | None = None,
    stated: Result | None = None,
    tellers: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Write down the counts of an open vote; None is «sin dato».

    ``total`` is what was counted apart (slips in the box, hands in all). ``stated`` is the result
    that a paper tells without the counts: it stands only where these leave the result unknown.
    """
    vote = still_open(session, vote)
    if vote.method is Method.roll_call:
        raise RuleViolation("voting.by_roll_call")
    if vote.method in CAST_ONE_BY_ONE:
        raise RuleViolation("voting.by_ballots")
    write_counts(session, vote, tally=tally, total=total, stated=stated, tellers=tellers)
    session.flush()
    _tell_counts(session, vote, actor=actor, at=at)


def record_roll_call(
    session: Session, *, vote: Vote, options: Mapping[int, Option], actor: Actor, at: datetime
) -> None:
    """Write down how seats (by id) voted by name; what was written for this vote before is replaced.

    A seat votes through who sits in it. Seats that are not named have no ballot yet.
    """
    vote = still_open(session, vote)
    if vote.method is not Method.roll_call:
        raise RuleViolation("voting.not_by_roll_call")
    write_ballots(session, vote, options)
    session.flush()
    _tell_counts(session, vote, actor=actor, at=at)


def close_vote(
    session: Session, *, vote: Vote, as_it_is: str = "", actor: Actor, at: datetime
) -> Outcome | None:
    """Close a vote: the result and its reasoning follow from the frozen rule, and the motion from both.

    Raises ``Contradicted`` if the counts cannot be so, unless ``as_it_is`` says why they are
    recorded all the same. A tie that the chair may break leaves the motion open until she did.
    Ballots that were cast one by one are counted now; named and secret ballots are published. A round of
    an election is counted by its own rule: it has no outcome (None), but a count (``vote.round``).
    """
    locked(session, Body, vote.item.meeting.body_id)
    vote = still_open(session, vote)
    found = look_into_box(session, vote)
    if found and not as_it_is.strip():
        raise Contradicted([asdict(each) | {"name": None} for each in found], beside=0)
    if vote.method in CAST_ONE_BY_ONE:
        open_box(session, vote)
    outcome = None
    if vote.round is None:
        outcome = conclude(session, vote, as_it_is=as_it_is, also=found)
    else:
        conclude_round(session, vote, as_it_is=as_it_is, also=found)
    vote.status = VoteStatus.closed
    vote.closed_at = at
    if vote.round is not None:
        settle_election(vote.round.election)
    publish(session, vote)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.close",
        object_type="vote",
        object_id=vote.id,
        data=result_told(vote),
    )
    if outcome is not None:
        settle_motion(session, vote, outcome, actor=actor, at=at)
    return outcome


# ---- shared with corrections ----------------------------------------------------------------------


def write_counts(
    session: Session,
    vote: Vote,
    *,
    tally: Tally,
    total: int | None,
    stated: Result | None,
    tellers: str,
) -> None:
    """The counts into the row, and the presence as the facts of attendance have it by now."""
    for part, count in tally.parts.items():
        if count is not None and count < 0:
            raise RuleViolation("voting.negative", field=part)
        setattr(vote, part, count)
    vote.total = total
    vote.stated = stated
    vote.tellers = tellers
    freeze_electorate(session, vote)


def write_ballots(session: Session, vote: Vote, options: Mapping[int, Option]) -> None:
    """One ballot per seat named, with who sits in it; the counts follow from the ballots."""
    there = meetings.quorum_at(session, vote.item.meeting, vote.item)
    seated = {each.seat.id: each for each in there.seated}
    if strangers := options.keys() - seated.keys():
        raise RuleViolation("voting.no_such_seat", seat=min(strangers))
    written = {ballot.seat_id: ballot for ballot in vote.ballots}
    ballots = []
    for seat_id, option in options.items():
        sits = seated[seat_id]
        ballot = written.get(seat_id) or Ballot(seat_id=seat_id)
        ballot.person_id = sits.holder.person_id if sits.holder else None
        ballot.option = option
        ballot.weight = sits.seat.weight
        ballots.append(ballot)
    vote.ballots = ballots
    tally = tally_ballots(cast_in(vote))
    write_counts(session, vote, tally=tally, total=None, stated=None, tellers=vote.tellers)


def _tell_counts(session: Session, vote: Vote, *, actor: Actor, at: datetime) -> None:
    named = {str(b.seat_id): b.option for b in vote.ballots}
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.count",
        object_type="vote",
        object_id=vote.id,
        data={
            **vote.tally.parts,
            "total": vote.total,
            "stated": vote.stated,
            "tellers": vote.tellers,
            **({"ballots": named} if named else {}),
        },
    )
