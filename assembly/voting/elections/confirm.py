"""For or against each candidate: who reaches the majority is elected, the most votes for first.

Each candidate is decided as a motion is (`voting.rules.decide`). If more reach it than there are
places, those with most votes for get them; the others are the alternates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assembly.voting.elections.plurality import one_stage
from assembly.voting.elections.rule import ElectionRule
from assembly.voting.elections.stages import Count, Deciding, Slips
from assembly.voting.elections.ties import Lots, NeedsLot, in_order
from assembly.voting.rules import Electorate, Method, Result, Tally, decide


def count_answers(
    rule: ElectionRule,
    candidates: Sequence[int],
    tallies: Mapping[int, Tally],
    electorate: Electorate,
    slips: Slips,
    lots: Lots,
) -> Count:
    """Decide on each candidate. The tallies are of known counts, blank ones included."""
    if rule.requirement is None:
        raise ValueError("for or against each candidate asks for a majority")
    decided = {
        each: decide(rule.requirement, tallies[each], electorate, method=Method.secret_paper)
        for each in candidates
    }
    votes = {each: tallies[each].yes or 0 for each in candidates}
    stage = one_stage(candidates, votes)
    count = Count(
        rule,
        tuple(candidates),
        slips,
        (stage,),
        confirmations=tuple(decided.items()),
    )
    passed = {each: votes[each] for each in candidates if decided[each].result is Result.passed}
    try:
        elected, ties = in_order(passed, rule.places, Deciding.place, stage=1, lots=lots)
        stage = replace(stage, elected=tuple(elected), ties=tuple(ties))
        count = replace(count, elected=tuple(elected), stages=(stage,))
        rest = {each: votes for each, votes in passed.items() if each not in elected}
        alternates, more = in_order(rest, rule.alternates, Deciding.alternate, stage=1, lots=lots)
    except NeedsLot as tied:
        return replace(count, awaits_lot=tied.needed)
    stage = replace(stage, ties=(*ties, *more))
    return replace(count, alternates=tuple(alternates), stages=(stage,))
