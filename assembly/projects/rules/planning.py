"""Planning backwards: when and how much to sow so that so many plants are ready on a day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from assembly.errors import RuleViolation


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
