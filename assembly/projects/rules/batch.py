"""Where every seedling of a batch went, and the rates that follow from it.

A rate that can no longer be known is None, never invented: once a count has reset the stock with a
difference, some plants came or went and nobody knows how (``domain.md`` §6, after farmOS).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assembly.projects.rules.enums import Adjustment, LogType, Measure, Part
from assembly.projects.rules.stock import Entry, balance, counts_made

PIECES = (Measure.count, "unit")
PASSES = (LogType.germination, LogType.potting)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch: what was there after it, and what left the batch in it.

    ``name``: came (with its log type), passed, loss, count or left. ``parts`` are what went, each with
    its reason (a loss) or the type of its log.
    """

    name: str
    type: LogType | None
    stayed: Decimal
    parts: tuple[tuple[str, Decimal], ...] = ()

    @property
    def gone(self) -> Decimal:
        """What left in this step; for a count that found more, below zero."""
        return sum((value for _, value in self.parts), Decimal(0))


@dataclass(frozen=True, slots=True)
class BatchFlow:
    """A batch from what came in to what is there: ``came = gone in all steps + stock``."""

    came: Decimal
    stock: Decimal
    steps: tuple[Step, ...]
    sown: Decimal
    emerged: Decimal | None
    potted: Decimal | None
    lost: Decimal
    left: Decimal
    difference: Decimal
    """What the counts found more (or fewer, below zero) than was expected."""

    counted: Decimal | None
    expected: Decimal | None

    @property
    def germination_rate(self) -> Fraction | None:
        """Emerged of sown; None while nothing was seen to emerge."""
        if self.emerged is None or not self.sown:
            return None
        return Fraction(self.emerged) / Fraction(self.sown)

    @property
    def potting_rate(self) -> Fraction | None:
        """Potted of emerged; None while it is not known."""
        if self.potted is None or not self.emerged:
            return None
        return Fraction(self.potted) / Fraction(self.emerged)

    @property
    def loss_rate(self) -> Fraction | None:
        """Lost of (left + lost + in stock), from potting on. Unknown after a count that differed."""
        whole = self.left + self.lost + self.stock
        if self.difference or not whole or whole < self.lost:
            return None
        return Fraction(self.lost) / Fraction(whole)


def flow(entries: Iterable[Entry]) -> BatchFlow:
    """The flow of one batch, in pieces. Entries in other units are not part of it."""
    listed = [each for each in entries if each.key == PIECES]
    came = _sum(each for each in listed if each.adjustment is Adjustment.increment)
    sown = _sum(each for each in listed if each.type is LogType.seeding and each.signed > 0)
    steps = [Step("came", _first_in(listed), came)]
    stayed = came
    passed: dict[LogType, Decimal | None] = {}
    for type_ in PASSES:
        here = [each for each in listed if each.type is type_]
        told = [each for each in here if each.part is Part.main]
        passed[type_] = _sum(told) if told else None
        if here:
            dropped = -sum((each.signed for each in here), Decimal(0))
            stayed -= dropped
            steps.append(Step("passed", type_, stayed, _parts([(type_.value, dropped)])))
    losses = [each for each in listed if each.type is LogType.loss]
    lost = _sum(losses)
    if losses:
        stayed -= lost
        steps.append(Step("loss", LogType.loss, stayed, _by_reason(losses)))
    counts = counts_made(listed, PIECES)
    difference = sum((each.difference for each in counts), Decimal(0))
    if counts:
        # Shown before what left: a batch is counted to know what can be given away.
        stayed += difference
        steps.append(Step("count", LogType.count, stayed, _parts([("count", -difference)])))
    left = [each for each in listed if each.adjustment is Adjustment.decrement]
    left = [each for each in left if each.type not in (*PASSES, LogType.loss)]
    if left:
        gone = _by_type(left)
        stayed -= sum((value for _, value in gone), Decimal(0))
        steps.append(Step("left", None, stayed, gone))
    last = counts[-1] if counts else None
    return BatchFlow(
        came=came,
        stock=balance(listed, PIECES),
        steps=tuple(steps),
        sown=sown,
        emerged=passed[LogType.germination],
        potted=passed[LogType.potting],
        lost=lost,
        left=_sum(left),
        difference=difference,
        counted=last.counted if last else None,
        expected=last.expected if last else None,
    )


def _sum(entries: Iterable[Entry]) -> Decimal:
    return sum((each.value for each in entries), Decimal(0))


def _first_in(entries: Sequence[Entry]) -> LogType | None:
    came = [each for each in entries if each.adjustment is Adjustment.increment]
    return min(came, key=lambda each: (each.at, each.mark)).type if came else None


def _by_reason(entries: Iterable[Entry]) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for each in entries:
        found[each.reason] += each.value
    return tuple(sorted(found.items(), key=lambda part: (-part[1], part[0])))


def _by_type(entries: Iterable[Entry]) -> tuple[tuple[str, Decimal], ...]:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for each in entries:
        found[each.type.value] += each.value
    return tuple(sorted(found.items(), key=lambda part: (-part[1], part[0])))


def _parts(parts: list[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(part for part in parts if part[1])
