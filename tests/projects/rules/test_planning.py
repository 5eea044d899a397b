"""Reckoning back from the plants that are wanted."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.errors import RuleViolation
from assembly.projects.rules.planning import months_before, plan_back


def test_three_thousand_plants_in_june():
    """By hand: 3000 / 0.9445 = 3176.3 → 3177 bags; / 0.948 = 3351.3 → 3352; / 0.83 = 4038.6 → 4039."""
    plan = plan_back(
        wanted=3000,
        ready_on=date(2026, 6, 15),
        germination=Fraction(83, 100),
        potting=Fraction(948, 1000),
        loss=Fraction(555, 10_000),
        weeks_to_emerge=8,
        months_to_grow=6,
        grains_per_kg=4000,
    )
    assert (plan.to_pot, plan.to_emerge, plan.grains) == (3177, 3352, 4039)
    assert plan.pot_by == date(2025, 12, 15)
    assert plan.sow_by == date(2025, 10, 20)
    assert plan.kilograms == Fraction(4039, 4000)


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2024, 3, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2026, 6, 15), 18, date(2024, 12, 15)),
    ],
)
def test_months_before(day, months, earlier):
    assert months_before(day, months) == earlier


@pytest.mark.parametrize(
    ("field", "value"), [("germination", 0), ("potting", 2), ("loss", 1), ("loss", -1)]
)
def test_a_share_that_leaves_nothing_is_named(field, value):
    asked = {"germination": Fraction(1), "potting": Fraction(1), "loss": Fraction(0)}
    asked[field] = Fraction(value)
    with pytest.raises(RuleViolation) as caught:
        plan_back(
            wanted=10, ready_on=date(2026, 6, 1), weeks_to_emerge=8, months_to_grow=6, **asked
        )
    assert caught.value.field == field


shares = st.fractions(Fraction(1, 100), 1, max_denominator=1000)


@given(st.integers(1, 100_000), shares, shares, shares)
def test_what_is_sown_gives_what_is_wanted(wanted, germination, potting, living):
    plan = plan_back(
        wanted=wanted,
        ready_on=date(2026, 6, 15),
        germination=germination,
        potting=potting,
        loss=1 - living,
        weeks_to_emerge=8,
        months_to_grow=6,
    )
    assert plan.grains * germination >= plan.to_emerge
    assert plan.to_emerge * potting >= plan.to_pot
    assert plan.to_pot * living >= wanted
    assert plan.kilograms is None
