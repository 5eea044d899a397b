"""Candidates in order of preference, by the Scottish rule for single transferable votes.

The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52; the
numbers in the comments are its own. With one place it is the instant run-off. Votes are counted in
hundred-thousandths: five decimals, «any remainder being ignored» (48(3)).

What the Order does not know are alternates: here they are those who were left when the last place was
filled, by their votes, and then those excluded last; nobody without a vote.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from assembly.voting.elections.rule import ElectionRule
from assembly.voting.elections.stages import Count, Deciding, Slips, Stage, StageKind, Tie, Transfer
from assembly.voting.elections.ties import Lots, NeedsLot, break_tie, in_order

ONE_VOTE: Final = 100_000

Ranking = tuple[int, ...]
Parcel = dict[int, list[tuple[Ranking, int]]]
"""Papers by the value they came with: (preferences still to come, how many papers)."""


def count_preferences(
    rule: ElectionRule,
    candidates: Sequence[int],
    rankings: Mapping[Ranking, int],
    slips: Slips,
    lots: Lots,
) -> Count:
    """Count rankings (with how many papers say so), stage by stage. Without any, nobody is elected."""
    counting = _Counting(rule, candidates, rankings, lots)
    awaits = None
    alternates: list[int] = []
    try:
        counting.run()
        alternates = counting.alternates()
    except NeedsLot as tied:
        awaits = tied.needed
    return Count(
        rule,
        tuple(candidates),
        slips=slips,
        stages=tuple(counting.stages),
        elected=tuple(counting.elected),
        alternates=tuple(alternates),
        quota=counting.quota // ONE_VOTE,
        awaits_lot=awaits,
    )


class _Counting:
    """The table with its piles of papers. Numbers of votes are in hundred-thousandths."""

    def __init__(
        self,
        rule: ElectionRule,
        candidates: Sequence[int],
        rankings: Mapping[Ranking, int],
        lots: Lots,
    ) -> None:
        self.places, self.alternates_wanted = rule.places, rule.alternates
        self.candidates = list(candidates)
        self.rankings = rankings
        self.lots = lots
        # 46: divided by the places and one, decimals ignored, and one more
        self.quota = (sum(rankings.values()) // (rule.places + 1) + 1) * ONE_VOTE
        self.continuing = set(candidates)
        self.elected: list[int] = []
        self.excluded: list[int] = []
        self.surpluses: set[int] = set()  # elected beyond the quota, not yet passed on
        self.votes: Counter[int] = Counter(dict.fromkeys(candidates, 0))
        self.papers: dict[int, Parcel] = {each: {} for each in candidates}
        self.not_transferable = 0
        self.remainders = 0
        self.history: list[dict[int, int]] = []
        self.stages: list[Stage] = []

    def run(self) -> None:
        self._first_preferences()
        while not self._finished():
            if self.surpluses:
                self._pass_on_surplus()
            else:
                self._exclude()

    def alternates(self) -> list[int]:
        """Those left over by their votes (equal ones by looking back, else by lot), then the excluded."""
        votes = {each: self.votes[each] for each in self.continuing if self.votes[each]}
        stage = len(self.stages)
        chosen, ties = in_order(
            votes,
            self.alternates_wanted,
            Deciding.alternate,
            stage=stage,
            lots=self.lots,
            earlier=self.history[:-1],
        )
        if ties:
            last = self.stages[-1]
            self.stages[-1] = replace(last, ties=(*last.ties, *ties))
        had_votes = [each for each in self.excluded if any(past[each] for past in self.history)]
        return (chosen + had_votes[::-1])[: self.alternates_wanted]

    def _first_preferences(self) -> None:
        for ranking, papers in sorted(self.rankings.items()):
            self._give(ranking[0], ranking[1:], papers, ONE_VOTE)
        self._end_stage(StageKind.first_preferences)

    def _finished(self) -> bool:
        return len(self.elected) >= self.places or not self.continuing or not self.rankings

    def _pass_on_surplus(self) -> None:
        """48 and 49: the highest surplus first; every paper at its share of it."""
        ties: list[Tie] = []
        most = max(self.votes[each] for each in self.surpluses)
        source = self._one_of(
            [each for each in self.surpluses if self.votes[each] == most], Deciding.surplus, ties
        )
        total, surplus = self.votes[source], self.votes[source] - self.quota
        self.surpluses.discard(source)
        parcel = self.papers[source]
        self.papers[source] = {}
        reduced: Parcel = {}
        for value, papers in parcel.items():
            reduced.setdefault(surplus * value // total, []).extend(papers)  # 48(3)
        transfers = self._transfer(source, reduced)
        passed = sum(value * n for value, papers in reduced.items() for _rest, n in papers)
        self.votes[source] = self.quota
        self.remainders += surplus - passed
        self._end_stage(StageKind.surplus, source, transfers, ties)

    def _exclude(self) -> None:
        """50 and 51: the candidate with the fewest votes goes; her papers keep their value."""
        ties: list[Tie] = []
        fewest = min(self.votes[each] for each in self.continuing)
        source = self._one_of(
            [each for each in self.continuing if self.votes[each] == fewest],
            Deciding.exclusion,
            ties,
        )
        self.continuing.discard(source)
        self.excluded.append(source)
        if len(self.continuing) <= self.places - len(self.elected):
            self._end_stage(StageKind.last_places, source, (), ties)  # 52(2): no further transfer
            return
        parcel = self.papers[source]
        self.papers[source] = {}
        self.votes[source] = 0
        transfers = self._transfer(source, parcel)
        self._end_stage(StageKind.exclusion, source, transfers, ties)

    def _one_of(self, equal: Sequence[int], deciding: Deciding, ties: list[Tie]) -> int:
        if len(equal) == 1:
            return equal[0]
        tie = break_tie(
            equal,
            deciding,
            stage=len(self.stages) + 1,
            earlier=self.history[:-1],
            lots=self.lots,
        )
        ties.append(tie)
        return tie.chosen

    def _give(self, target: int, rest: Ranking, papers: int, value: int) -> None:
        self.papers[target].setdefault(value, []).append((rest, papers))
        self.votes[target] += value * papers

    def _transfer(self, source: int, parcel: Parcel) -> tuple[Transfer, ...]:
        """Give every paper to the next continuing candidate on it."""
        moved: dict[int | None, list[int]] = {}
        for value, papers in parcel.items():
            for ranking, count in papers:
                target, rest = self._next(ranking)
                if target is None:
                    self.not_transferable += value * count
                else:
                    self._give(target, rest, count, value)
                sums = moved.setdefault(target, [0, 0])
                sums[0] += count
                sums[1] += value * count
        ordered = [each for each in (*self.candidates, None) if each in moved]
        return tuple(
            Transfer(source, target, moved[target][0], _decimal(moved[target][1]))
            for target in ordered
        )

    def _next(self, ranking: Ranking) -> tuple[int | None, Ranking]:
        for place, number in enumerate(ranking):
            if number in self.continuing:
                return number, ranking[place + 1 :]
        return None, ()

    def _end_stage(
        self,
        kind: StageKind,
        candidate: int | None = None,
        transfers: tuple[Transfer, ...] = (),
        ties: Sequence[Tie] = (),
    ) -> None:
        """47 and 52: who has the quota is elected; who is left when no more are left than places, too."""
        here = [each for each in self.continuing if self.votes[each] >= self.quota]
        here = self._by_votes(here)[: self.places - len(self.elected)]
        self.surpluses |= {each for each in here if self.votes[each] > self.quota}
        self._elect(here)
        if self.rankings and len(self.continuing) <= self.places - len(self.elected):
            last = self._by_votes(self.continuing)
            self._elect(last)
            here = [*here, *last]
        self.history.append(dict(self.votes))
        self.stages.append(
            Stage(
                number=len(self.stages) + 1,
                kind=kind,
                votes=tuple((each, _decimal(self.votes[each])) for each in self.candidates),
                candidate=candidate,
                transfers=transfers,
                not_transferable=_decimal(self.not_transferable),
                remainders=_decimal(self.remainders),
                elected=tuple(here),
                ties=tuple(ties),
            )
        )

    def _by_votes(self, numbers: Sequence[int] | set[int]) -> list[int]:
        return sorted(numbers, key=lambda each: (-self.votes[each], each))

    def _elect(self, numbers: Sequence[int]) -> None:
        self.elected += numbers
        self.continuing -= set(numbers)


def _decimal(votes: int) -> Decimal:
    return Decimal(votes).scaleb(-5)
