"""The counts of a round: what tellers gave or what was cast, by the rule, with lots drawn in the room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings.actions import refuse_if_sealed
from assembly.people.models import Body
from assembly.voting.actions.box import box_contradictions, cast_choices
from assembly.voting.actions.candidacies import going_on, settle_election, tell
from assembly.voting.actions.opening import freeze_electorate
from assembly.voting.actions.publishing import publish
from assembly.voting.actions.rounds import ON_PAPER
from assembly.voting.elections import Count, Lot, Slips, Totals, count_election
from assembly.voting.models import Round, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Contradiction,
    Result,
    Tally,
    VoteStatus,
    contradictions,
)


@dataclass(frozen=True, slots=True)
class RoundCounts:
    """What tellers counted in a round on paper.

    ``votes`` (or ``tallies`` of for, against, abstained) by candidate, with the slips that were
    ``valid``; preferences as ``ballots``, slip by slip. ``total`` is the slips in the box, counted apart.
    """

    votes: Mapping[int, int] | None = None
    tallies: Mapping[int, tuple[int, int, int]] | None = None
    ballots: Sequence[tuple[str, int]] = ()
    valid: int | None = None
    blank: int = 0
    invalid: int = 0
    total: int | None = None
    tellers: str = ""


def record_candidate_counts(
    session: Session, *, vote: Vote, counts: RoundCounts, actor: Actor, at: datetime
) -> None:
    """Write down what tellers counted in an open round on paper, replacing what they said before."""
    vote = locked(session, Vote, vote.id)
    round_ = _round(vote)
    refuse_if_sealed(vote.item.meeting)
    if vote.status is not VoteStatus.open:
        raise RuleViolation("voting.already_closed")
    write_round(session, vote, counts)
    session.flush()
    told: dict[str, object] = {"vote": vote.id, "total": counts.total, "tellers": counts.tellers}
    tell(session, round_.election, "count", told, actor, at)


def write_round(session: Session, vote: Vote, counts: RoundCounts) -> None:
    """What the tellers said into the rows of a round on paper."""
    round_ = _round(vote)
    if vote.method not in ON_PAPER:
        raise RuleViolation("voting.by_ballots")
    if counts.votes is None and counts.tallies is None:
        round_.slips = {"ballots": [list(each) for each in counts.ballots]}
    else:
        round_.slips = _added_up(round_, counts).as_data()
    vote.total, vote.tellers = counts.total, counts.tellers
    freeze_electorate(session, vote)


def _added_up(round_: Round, counts: RoundCounts) -> Totals:
    """What tellers gave, with a number for each candidate; where a slip has one mark, they are the slips."""
    valid, blank, invalid = counts.valid, counts.blank, counts.invalid
    if counts.votes is not None:
        if valid is None and round_.asked.may_mark != 1:
            raise RuleViolation("voting.valid_missing", field="valid")
        told = {number: counts.votes.get(number, 0) for number in round_.names}
        return Totals(Slips(sum(told.values()) if valid is None else valid, blank, invalid), told)
    tallies = counts.tallies or {}
    answers = {number: tallies.get(number, (0, 0, 0)) for number in round_.names}
    if valid is None:
        valid = max(sum(each) for each in answers.values())
    return Totals(Slips(valid, blank, invalid), tallies=answers)


def count_round(session: Session, vote: Vote) -> Count:
    """Count what was cast and what the tellers gave, with the lots drawn so far."""
    round_ = _round(vote)
    if vote.method in CAST_ONE_BY_ONE:
        cast = cast_choices(session, vote)
    elif round_.slips is None:
        raise RuleViolation("voting.counts_missing")
    else:
        cast = [(choice, count) for choice, count in round_.slips.get("ballots", ())]
    return count_election(
        round_.asked,
        list(round_.names),
        cast,
        totals=round_.totals,
        electorate=vote.electorate,
        lots=round_.drawn,
    )


def round_contradictions(vote: Vote, count: Count) -> list[Contradiction]:
    """What in the counts of a round cannot be so.

    As of any vote, and `marks_over_slips`: a candidate has more votes than there are valid slips, or
    all together have more than the slips could mark (`part` is the candidate's number).
    """
    slips = count.slips
    tally = Tally(slips.valid, 0, 0, slips.blank, slips.invalid)
    found = contradictions(tally, vote.electorate, total=vote.total)
    return found + _marks_over_slips(_round(vote))


def slips_in_doubt(session: Session, vote: Vote) -> list[dict[str, object]]:
    """What closing would find in the slips of an open secret vote as they were told so far."""
    found = box_contradictions(session, vote)
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
