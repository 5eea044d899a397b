"""Planning: how much to sow by when for plants on a day, and what can be promised for which month."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from assembly.errors import RuleViolation
from assembly.projects.rules.batch import BatchFlow


@dataclass(frozen=True, slots=True)
class Plan:
    """What must be in which place by when. ``kilograms`` is None where the lot's grains are unknown."""

    ready_on: date
    wanted: int
    pot_by: date
    to_pot: int
    to_emerge: int
    sow_by: date
    grains: int
    kilograms: Fraction | None


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def plan_back(
    *,
    wanted: int,
    ready_on: date,
    germination: Fraction,
    potting: Fraction,
    loss: Fraction,
    weeks_to_emerge: int,
    months_to_grow: int,
    grains_per_kg: int | None = None,
) -> Plan:
    """Reckon back from ``wanted`` plants ready on ``ready_on``; every step rounds up.

    ``germination`` and ``potting`` are what passes, ``loss`` what dies in the bags: shares from 0 to 1.
    Raises ``RuleViolation`` where a share leaves nothing over.
    """
    if wanted < 1:
        raise RuleViolation("projects.plan_nothing", field="wanted")
    for field, share in (("germination", germination), ("potting", potting), ("loss", 1 - loss)):
        if not 0 < share <= 1:
            raise RuleViolation("projects.share_out_of_range", field=field)
    to_pot = math.ceil(wanted / (1 - loss))
    to_emerge = math.ceil(to_pot / potting)
    grains = math.ceil(to_emerge / germination)
    pot_by = months_before(ready_on, months_to_grow)
    return Plan(
        ready_on=ready_on,
        wanted=wanted,
        pot_by=pot_by,
        to_pot=to_pot,
        to_emerge=to_emerge,
        sow_by=pot_by - timedelta(weeks=weeks_to_emerge),
        grains=grains,
        kilograms=Fraction(grains, grains_per_kg) if grains_per_kg else None,
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """What the commune's own batches have shown; None where nobody can know."""

    germination: Fraction | None
    potting: Fraction | None
    loss: Fraction | None


def rates_of(flows: Iterable[BatchFlow]) -> Rates:
    """The rates of all batches together, each counted only where its own rate is known."""
    listed = list(flows)
    came_up = [each for each in listed if each.germination_rate is not None]
    potted = [each for each in listed if each.potting_rate is not None]
    kept = [each for each in potted if each.loss_rate is not None]
    return Rates(
        germination=_share(
            sum((each.emerged or Decimal(0) for each in came_up), Decimal(0)),
            sum((each.sown for each in came_up), Decimal(0)),
        ),
        potting=_share(
            sum((each.potted or Decimal(0) for each in potted), Decimal(0)),
            sum((each.emerged or Decimal(0) for each in potted), Decimal(0)),
        ),
        loss=_share(
            sum((each.lost for each in kept), Decimal(0)),
            sum((each.left + each.lost + each.stock for each in kept), Decimal(0)),
        ),
    )


def _share(part: Decimal, whole: Decimal) -> Fraction | None:
    return Fraction(part) / Fraction(whole) if whole else None


@dataclass(frozen=True, slots=True)
class Promise:
    """A month: what gets ready in it, what is planned to go, and what can still be promised for it."""

    month: date
    ready: Decimal
    planned: Decimal
    free: Decimal


def promises(
    ready: Iterable[tuple[date, Decimal]], planned: Iterable[tuple[date, Decimal]]
) -> list[Promise]:
    """What can be promised month by month, so that every later promise can still be kept.

    Both are (day, how many). What is promised for a month must be there then, and must not be what a
    later month was promised: so it is the least that is left over in this month and in all after it.
    """
    came: dict[date, Decimal] = defaultdict(Decimal)
    went: dict[date, Decimal] = defaultdict(Decimal)
    for day, value in ready:
        came[day.replace(day=1)] += value
    for day, value in planned:
        went[day.replace(day=1)] += value
    months = sorted(came.keys() | went.keys())
    left, over = Decimal(0), []
    for month in months:
        left += came[month] - went[month]
        over.append(left)
    found: list[Promise] = []
    least: Decimal | None = None
    for month, here in zip(reversed(months), reversed(over), strict=True):
        least = here if least is None else min(least, here)
        found.append(Promise(month, came[month], went[month], max(Decimal(0), least)))
    return found[::-1]
