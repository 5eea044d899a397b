"""The counts of a round: what tellers gave or what was cast, by the rule, with lots drawn in the room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people.models import Body
from assembly.voting.actions.box import cast_choices
from assembly.voting.actions.candidacies import going_on, settle_election, tell
from assembly.voting.actions.opening import freeze_electorate, still_open
from assembly.voting.actions.publishing import publish
from assembly.voting.actions.rounds import ON_PAPER
from assembly.voting.actions.slips import look_into_box
from assembly.voting.elections import Count, Lot, Totals, count_election
from assembly.voting.models import Round, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Contradiction,
    Method,
    Result,
    Slip,
    Tally,
    VoteStatus,
    contradictions,
    weight_contradictions,
)


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """What tellers counted in a round on paper: ``totals`` of the slips, or the ``slips`` read out.

    ``by_weight``: slips of each weight were counted apart; else all together, as votes where seats have
    weights. ``total`` is the slips in the box, counted apart.
    """

    totals: Sequence[Totals] = ()
    slips: Sequence[Slip] = ()
    by_weight: bool = False
    total: int | None = None
    tellers: str = ""


def record_candidate_counts(
    session: Session, *, vote: Vote, counts: RoundCounts, actor: Actor, at: datetime
) -> None:
    """Write down what tellers counted in an open round on paper, replacing what they said before."""
    vote = still_open(session, vote)
    round_ = _round(vote)
    write_round(session, vote, counts)
    session.flush()
    told: dict[str, object] = {"vote": vote.id, "total": counts.total, "tellers": counts.tellers}
    tell(session, round_.election, "count", told, actor, at)


def write_round(session: Session, vote: Vote, counts: RoundCounts) -> None:
    """What the tellers said into the rows of a round on paper."""
    round_ = _round(vote)
    if vote.method not in ON_PAPER:
        raise RuleViolation("voting.by_ballots")
    added = [each.as_data() for each in counts.totals]
    if not added:
        columns = ("choice", "count", "weight")[: 3 if counts.by_weight else 2]
        read = [[getattr(slip, column) for column in columns] for slip in counts.slips]
        round_.slips = {"ballots": read}
    else:
        round_.slips = {"totals": added} if counts.by_weight else added[0]
    vote.total, vote.tellers = counts.total, counts.tellers
    freeze_electorate(session, vote)


def count_round(session: Session, vote: Vote) -> Count:
    """Count what was cast and what the tellers gave, with the lots drawn so far."""
    round_ = _round(vote)
    if vote.method in CAST_ONE_BY_ONE:
        cast = cast_choices(session, vote)
    elif round_.slips is None:
        raise RuleViolation("voting.counts_missing")
    else:
        cast = [(slip.choice, slip.count * slip.weight) for slip in round_.read_out]
    return count_election(
        round_.asked,
        list(round_.names),
        cast,
        totals=round_.totals,
        electorate=vote.electorate,
        lots=round_.drawn,
    )


def round_contradictions(session: Session, vote: Vote, count: Count) -> list[Contradiction]:
    """What in the counts of a round cannot be so.

    As of any vote, and `marks_over_slips`: a candidate has more votes than there are valid slips, or
    all together have more than the slips could mark (`part` is the candidate's number).
    """
    slips, round_ = count.slips, _round(vote)
    tally = Tally(slips.valid, 0, 0, slips.blank, slips.invalid)
    apart = vote.method in ON_PAPER and round_.by_weight
    found = contradictions(tally, vote.electorate, total=None if apart else vote.total)
    if apart:
        found += _of_weights(session, vote, round_)
    return found + _marks_over_slips(round_)


def _of_weights(session: Session, vote: Vote, round_: Round) -> list[Contradiction]:
    """What contradicts in the slips of each weight, counted apart in a round on paper."""
    told = Counter({each.weight: each.slips.total for each in round_.totals})
    for slip in round_.read_out:
        told[slip.weight] += slip.count
    seats = meetings.quorum_at(session, vote.item.meeting, vote.item).by_weight
    secret = vote.method is Method.secret_paper
    return weight_contradictions(told, seats, total=vote.total, secret=secret)


def slips_in_doubt(session: Session, vote: Vote) -> list[dict[str, object]]:
    """What closing would find in the slips of an open secret vote as they were told so far."""
    found = look_into_box(session, vote)
    if vote.round is not None:
        found += _marks_over_slips(vote.round)
    return [asdict(each) | {"name": None} for each in found]


def _marks_over_slips(round_: Round) -> list[Contradiction]:
    found = []
    most, names = round_.asked.may_mark, round_.names
    for totals in round_.totals:
        valid = totals.slips.valid
        answers = {number: sum(each) for number, each in totals.tallies.items()}
        over = [
            Contradiction("marks_over_slips", marks, valid, part=names[number])
            for number, marks in (answers | dict(totals.votes)).items()
            if marks > valid
        ]
        marks = sum(totals.votes.values())
        if most and not over and marks > most * valid:
            over.append(Contradiction("marks_over_slips", marks, most * valid))
        found += over
    return found


def keep_count(vote: Vote, count: Count) -> None:
    """The count into the rows."""
    round_ = _round(vote)
    round_.count = count.as_data()
    vote.yes = vote.no = vote.abstain = None
    vote.blank, vote.invalid = count.slips.blank, count.slips.invalid
    if count.awaits_lot:
        vote.result = Result.unknown
    else:
        vote.result = Result.passed if count.elected else Result.failed


def draw_lot(session: Session, *, vote: Vote, number: int, actor: Actor, at: datetime) -> Count:
    """Record the lot that was drawn in the room (a candidate's number); the count goes on from there.

    The same lot again changes nothing.
    """
    locked(session, Body, vote.item.meeting.body_id)
    vote = locked(session, Vote, vote.id)
    round_ = _round(vote)
    election = going_on(session, round_.election)
    count = round_.counted
    if vote.status is not VoteStatus.closed or count is None or count.awaits_lot is None:
        raise RuleViolation("voting.no_lot_needed")
    needed = count.awaits_lot
    if number not in needed.among:
        raise RuleViolation("voting.not_in_the_lot", field="drawn")
    lot = Lot(needed.stage, needed.among, number)
    round_.lots = [*round_.lots, lot.as_data()]
    count = count_round(session, vote)
    keep_count(vote, count)
    settle_election(election)
    publish(session, vote)
    session.flush()
    data = {"vote": vote.id, **lot.as_data(), "deciding": needed.deciding}
    tell(session, election, "lot", data | {"elected": list(count.elected)}, actor, at)
    return count


def _round(vote: Vote) -> Round:
    if vote.round is None:
        raise RuleViolation("voting.no_round")
    return vote.round
