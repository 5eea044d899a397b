"""A count with several stages as a picture: a column for each stage, and the votes that flow between them.

Only geometry: what stands where. Floats will do for drawing; the numbers stand in the table beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from assembly.voting.elections.stages import Count, Stage

HEIGHT: Final = 240.0  # of all votes together
GAP: Final = 8.0  # between two candidates
STEP: Final = 104.0  # from one stage to the next
WIDTH: Final = 14.0  # of a column
LEFT: Final = 168.0  # for the names
TOP: Final = 22.0  # for the numbers of the stages
NOBODY: Final = None
"""Where the votes are that cannot be passed on, with the remainders."""


@dataclass(frozen=True, slots=True)
class Block:
    """The votes of a candidate (None: of nobody any more) at the end of a stage."""

    number: int | None
    x: float
    y: float
    height: float
    elected: bool

    @property
    def middle(self) -> float:
        """Where its name stands."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Votes on their way from one stage to the next; ``moved``: to somebody else."""

    path: str
    moved: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn. ``stages`` are the places of the stages' numbers."""

    width: float
    height: float
    blocks: tuple[Block, ...]
    ribbons: tuple[Ribbon, ...]
    stages: tuple[tuple[int, float], ...]


def picture(count: Count) -> Picture | None:
    """The picture of a count; None if it has one stage only, or no votes."""
    if len(count.stages) < 2 or not count.slips.valid:
        return None
    order = [*count.in_order, NOBODY]
    scale = HEIGHT / count.slips.valid
    columns = [
        _column(stage, order, LEFT + STEP * place, scale, _elected_by(count, place))
        for place, stage in enumerate(count.stages)
    ]
    ribbons: list[Ribbon] = []
    for place in range(1, len(count.stages)):
        ribbons += _between(count.stages[place], columns[place - 1], columns[place], order, scale)
    return Picture(
        width=LEFT + STEP * (len(columns) - 1) + WIDTH + 2,
        height=TOP + HEIGHT + GAP * len(order) + 4,
        blocks=tuple(block for column in columns for block in column if block.height > 0),
        ribbons=tuple(sorted(ribbons, key=lambda each: each.moved)),
        stages=tuple((stage.number, LEFT + STEP * n) for n, stage in enumerate(count.stages)),
    )


def _elected_by(count: Count, place: int) -> set[int]:
    return {each for stage in count.stages[: place + 1] for each in stage.elected}


def _column(
    stage: Stage, order: Sequence[int | None], x: float, scale: float, elected: set[int]
) -> list[Block]:
    votes: dict[int | None, Decimal] = dict(stage.votes)
    votes[NOBODY] = stage.not_transferable + stage.remainders
    blocks, y = [], TOP
    for number in order:
        height = float(votes[number]) * scale
        blocks.append(Block(number, x, y, height, number in elected))
        y += height + GAP
    return blocks


def _between(
    stage: Stage,
    before: Sequence[Block],
    after: Sequence[Block],
    order: Sequence[int | None],
    scale: float,
) -> list[Ribbon]:
    """What stays where it is, and what is passed on, each from the foot of what came before."""
    start = {block.number: block for block in before}
    end = {block.number: block for block in after}
    kept = {number: min(start[number].height, end[number].height) for number in order}
    ribbons = [
        _ribbon(start[number], 0, end[number], 0, kept[number], moved=False)
        for number in order
        if kept[number] > 0
    ]
    leaving, arriving = dict(kept), dict(kept)
    for target in order:
        moved = sum(float(t.votes) for t in stage.transfers if t.target == target) * scale
        if moved <= 0 or stage.candidate is None:
            continue
        source = stage.candidate
        ribbons.append(
            _ribbon(
                start[source], leaving[source], end[target], arriving[target], moved, moved=True
            )
        )
        leaving[source] += moved
        arriving[target] += moved
    return ribbons


def _ribbon(
    source: Block, below: float, target: Block, under: float, height: float, *, moved: bool
) -> Ribbon:
    x1, x2 = source.x + WIDTH, target.x
    y1, y2 = source.y + below, target.y + under
    middle = (x1 + x2) / 2
    path = (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"v{height:.1f}C{middle:.1f} {y2 + height:.1f} {middle:.1f} {y1 + height:.1f} "
        f"{x1:.1f} {y1 + height:.1f}Z"
    )
    return Ribbon(path, moved)
