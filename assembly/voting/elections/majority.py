"""One place, one candidate on each ballot: elected by a majority, else a run-off of the first two.

The run-off itself is a round of its own that whoever has more votes wins (`choose` one).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assembly.voting.elections.plurality import one_stage
from assembly.voting.elections.rule import CountingRule, ElectionRule
from assembly.voting.elections.stages import Count, Deciding, Slips
from assembly.voting.elections.ties import Lots, NeedsLot, in_order
from assembly.voting.rules import Base, Electorate

INTO_RUN_OFF = 2


def run_off_rule(rule: ElectionRule) -> ElectionRule:
    """What the run-off is counted by: more votes than the other."""
    return ElectionRule(CountingRule.choose, 1, rule.alternates, most=1)


def count_for_majority(
    rule: ElectionRule,
    candidates: Sequence[int],
    votes: Mapping[int, int],
    electorate: Electorate,
    slips: Slips,
    lots: Lots,
) -> Count:
    """Elect who reaches the majority; else say who goes into the run-off."""
    if rule.requirement is None:
        raise ValueError("a majority must be asked for")
    required = rule.requirement.required(_counted_on(rule.requirement.base, electorate, slips))
    stage = one_stage(candidates, votes)
    count = Count(rule, tuple(candidates), slips, (stage,), required=required)
    with_votes = {number: votes[number] for number in candidates if votes[number]}
    reached = {each: mine for each, mine in with_votes.items() if mine >= required}
    try:
        if not reached:
            first, ties = in_order(with_votes, INTO_RUN_OFF, Deciding.run_off, stage=1, lots=lots)
            stage = replace(stage, ties=tuple(ties))
            run_off = tuple(first) if len(first) == INTO_RUN_OFF else ()
            return replace(count, run_off=run_off, stages=(stage,))
        # A share below half can be reached by several: most votes first.
        elected, ties = in_order(reached, 1, Deciding.place, stage=1, lots=lots)
        stage = replace(stage, elected=tuple(elected), ties=tuple(ties))
        count = replace(count, elected=tuple(elected), stages=(stage,))
        rest = {each: mine for each, mine in with_votes.items() if each not in elected}
        alternates, more = in_order(rest, rule.alternates, Deciding.alternate, stage=1, lots=lots)
    except NeedsLot as tied:
        return replace(count, awaits_lot=tied.needed)
    stage = replace(stage, ties=(*ties, *more))
    return replace(count, alternates=tuple(alternates), stages=(stage,))


def _counted_on(base: Base, electorate: Electorate, slips: Slips) -> int:
    """What the majority is a share of; who abstains leaves the ballot blank."""
    match base:
        case Base.for_and_against | Base.valid:
            return slips.valid
        case Base.cast:
            return slips.total
        case Base.present:
            known = electorate.present
        case Base.seats:
            known = electorate.seats
    return slips.total if known is None else known
