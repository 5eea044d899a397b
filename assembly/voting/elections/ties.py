"""Ties: broken by an earlier stage if the rule says so, else by a lot drawn in the room, never by us."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from assembly.voting.elections.stages import Deciding, Lot, LotNeeded, Tie


class NeedsLot(Exception):
    """The count cannot go on before a lot is drawn."""

    def __init__(self, needed: LotNeeded) -> None:
        super().__init__(f"a lot among {needed.among} at stage {needed.stage}")
        self.needed = needed


class Lots:
    """The lots that were drawn, each to be used where it was drawn."""

    def __init__(self, drawn: Iterable[Lot]) -> None:
        self._drawn = {(lot.stage, frozenset(lot.among)): lot.drawn for lot in drawn}

    def draw(self, stage: int, among: Collection[int], deciding: Deciding) -> int:
        """Who was drawn among these at this stage. Raises `NeedsLot` if nobody drew yet."""
        found = self._drawn.get((stage, frozenset(among)))
        if found is None or found not in among:
            raise NeedsLot(LotNeeded(stage, tuple(sorted(among)), deciding))
        return found


def break_tie(
    among: Collection[int],
    deciding: Deciding,
    *,
    stage: int,
    earlier: Sequence[Mapping[int, int]],
    lots: Lots,
) -> Tie:
    """Choose one of several who are equal, by looking back, else by lot.

    `earlier` are the votes at the end of the stages before, the first one first. The most recent of
    them at which they differ decides: the highest then, or for an exclusion the lowest. If several
    share that, they alone are compared further back (Scottish Local Government Elections Order 2007,
    schedule 1, rules 49(2)-(3) and 51(2)).
    """
    left = sorted(among)
    best = min if deciding is Deciding.exclusion else max
    for number in range(len(earlier), 0, -1):
        votes = earlier[number - 1]
        mark = best(votes[each] for each in left)
        left = [each for each in left if votes[each] == mark]
        if len(left) == 1:
            return Tie(tuple(sorted(among)), left[0], deciding, earlier_stage=number)
    return Tie(tuple(sorted(among)), lots.draw(stage, left, deciding), deciding)


def in_order(
    votes: Mapping[int, int],
    wanted: int,
    deciding: Deciding,
    *,
    stage: int,
    lots: Lots,
    earlier: Sequence[Mapping[int, int]] = (),
) -> tuple[list[int], list[Tie]]:
    """The first so many by their votes; equal ones by `break_tie`, where their order matters."""
    left = dict(votes)
    chosen: list[int] = []
    ties: list[Tie] = []
    while left and len(chosen) < wanted:
        most = max(left.values())
        equal = sorted(each for each, count in left.items() if count == most)
        order_matters = deciding is Deciding.alternate or len(equal) > wanted - len(chosen)
        if len(equal) > 1 and order_matters:
            tie = break_tie(equal, deciding, stage=stage, earlier=earlier, lots=lots)
            ties.append(tie)
            equal = [tie.chosen]
        chosen += equal
        for each in equal:
            del left[each]
    return chosen, ties
