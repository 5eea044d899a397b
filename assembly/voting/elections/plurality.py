"""Choose up to so many, and approval: whoever has most votes gets the places.

The oldest rule there is. A tie for the last place is broken by lot: there is no earlier stage to look
at. Nobody is elected without a vote.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assembly.voting.elections.rule import ElectionRule
from assembly.voting.elections.stages import Count, Deciding, Slips, Stage, StageKind
from assembly.voting.elections.ties import Lots, NeedsLot, in_order


def count_votes(
    rule: ElectionRule,
    candidates: Sequence[int],
    votes: Mapping[int, int],
    slips: Slips,
    lots: Lots,
) -> Count:
    """Fill the places in the order of votes, and then the alternates."""
    stage = one_stage(candidates, votes)
    count = Count(rule, tuple(candidates), slips, (stage,))
    with_votes = {number: votes[number] for number in candidates if votes[number]}
    try:
        elected, ties = in_order(with_votes, rule.places, Deciding.place, stage=1, lots=lots)
        stage = replace(stage, elected=tuple(elected), ties=tuple(ties))
        count = replace(count, elected=tuple(elected), stages=(stage,))
        rest = {each: votes for each, votes in with_votes.items() if each not in elected}
        alternates, more = in_order(rest, rule.alternates, Deciding.alternate, stage=1, lots=lots)
    except NeedsLot as tied:
        return replace(count, awaits_lot=tied.needed)
    stage = replace(stage, ties=(*ties, *more))
    return replace(count, alternates=tuple(alternates), stages=(stage,))


def one_stage(candidates: Sequence[int], votes: Mapping[int, int]) -> Stage:
    """The only stage of a count that has one."""
    return Stage(1, StageKind.votes, tuple((each, Decimal(votes[each])) for each in candidates))
