"""The counts of a round: what tellers gave or what was cast, by the rule, with lots drawn in the room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings.actions import refuse_if_sealed
from assembly.people.models import Body
from assembly.voting.actions.box import cast_choices
from assembly.voting.actions.candidacies import going_on, settle_election, tell
from assembly.voting.actions.opening import freeze_electorate
from assembly.voting.actions.publishing import publish
from assembly.voting.actions.rounds import ON_PAPER
from assembly.voting.elections import Count, Lot, Slips, count_election, count_totals
from assembly.voting.models import Round, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Contradiction,
    Result,
    Tally,
    VoteStatus,
    contradictions,
)


def record_candidate_counts(
    session: Session,
    *,
    vote: Vote,
    votes: Mapping[int, int] | None = None,
    tallies: Mapping[int, tuple[int, int, int]] | None = None,
    ballots: Iterable[tuple[str, int]] = (),
    valid: int | None = None,
    blank: int = 0,
    invalid: int = 0,
    total: int | None = None,
    tellers: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Write down what tellers counted in an open round on paper, replacing what they said before.

    ``votes`` (or ``tallies`` of for, against, abstained) by candidate, with the slips that were
    ``valid``; preferences as ``ballots``, slip by slip. ``total`` is the slips in the box, counted apart.
    """
    vote = locked(session, Vote, vote.id)
    round_ = _round(vote)
    refuse_if_sealed(vote.item.meeting)
    if vote.status is not VoteStatus.open:
        raise RuleViolation("voting.already_closed")
    if vote.method not in ON_PAPER:
        raise RuleViolation("voting.by_ballots")
    numbers = list(round_.names)
    if votes is not None and valid is None:
        most = round_.asked.may_mark
        valid = sum(votes.values()) if most == 1 else None
    if votes is not None:
        round_.slips = {"votes": {str(n): votes.get(n, 0) for n in numbers}}
    elif tallies is not None:
        round_.slips = {"tallies": {str(n): list(tallies.get(n, (0, 0, 0))) for n in numbers}}
        if valid is None:
            valid = max((sum(each) for each in tallies.values()), default=0)
    else:
        round_.slips = {"ballots": [list(each) for each in ballots]}
    if votes is not None and valid is None:
        raise RuleViolation("voting.valid_missing", field="valid")
    round_.slips |= {"valid": valid, "blank": blank, "invalid": invalid}
    vote.total, vote.tellers = total, tellers
    freeze_electorate(session, vote)
    session.flush()
    told: dict[str, object] = {"vote": vote.id, "total": total, "tellers": tellers}
    tell(session, round_.election, "count", told, actor, at)


def count_round(session: Session, vote: Vote) -> Count:
    """Count what was cast or what the tellers gave, with the lots drawn so far."""
    round_ = _round(vote)
    rule, lots, electorate = round_.asked, round_.drawn, vote.electorate
    numbers = list(round_.names)
    if vote.method in CAST_ONE_BY_ONE:
        cast = cast_choices(session, vote)
        return count_election(rule, numbers, cast, electorate=electorate, lots=lots)
    slips = round_.slips
    if slips is None:
        raise RuleViolation("voting.counts_missing")
    if "ballots" in slips:
        cast = [(choice, count) for choice, count in slips["ballots"]]
        return count_election(rule, numbers, cast, electorate=electorate, lots=lots)
    total = Slips(slips["valid"], slips["blank"], slips["invalid"])
    if "tallies" in slips:
        tallies = {n: _tally(slips["tallies"][str(n)], total) for n in numbers}
        return count_totals(rule, tallies, total, electorate=electorate, lots=lots)
    votes = {n: int(slips["votes"][str(n)]) for n in numbers}
    return count_totals(rule, votes, total, electorate=electorate, lots=lots)


def _tally(said: Sequence[int], slips: Slips) -> Tally:
    """A candidate's counts; a valid slip that does not answer for her is blank there."""
    yes, no, abstain = said
    silent = max(0, slips.valid - yes - no - abstain)
    return Tally(yes, no, abstain, blank=slips.blank + silent, invalid=slips.invalid)


def round_contradictions(vote: Vote, count: Count) -> list[Contradiction]:
    """What in the counts of a round cannot be so.

    As of any vote, and `marks_over_slips`: a candidate has more votes than there are valid slips, or
    all together have more than the slips could mark (`part` is the candidate's number).
    """
    slips = count.slips
    tally = Tally(slips.valid, 0, 0, slips.blank, slips.invalid)
    found = contradictions(tally, vote.electorate, total=vote.total)
    if vote.method not in ON_PAPER:
        return found
    marked = {number: int(votes) for number, votes in count.stages[0].votes if votes > slips.valid}
    for number, outcome in count.confirmations:
        answers = (outcome.tally.yes or 0) + (outcome.tally.no or 0) + (outcome.tally.abstain or 0)
        if answers > slips.valid:
            marked[number] = answers
    names = _round(vote).names
    found += [
        Contradiction("marks_over_slips", votes, slips.valid, part=names[number])
        for number, votes in marked.items()
    ]
    most = count.rule.may_mark
    marks = sum(int(votes) for _number, votes in count.stages[0].votes)
    if most and not found and marks > most * slips.valid:
        found.append(Contradiction("marks_over_slips", marks, most * slips.valid))
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
