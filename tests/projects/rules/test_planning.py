"""Reckoning back from the plants that are wanted."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.errors import RuleViolation
from assembly.projects.rules.batch import BatchFlow
from assembly.projects.rules.planning import Rates, months_before, plan_back, promises, rates_of


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


def test_what_can_be_promised_keeps_every_later_promise():
    """4,400 ready in May, 3,000 of them promised for June; 2,000 more in August, 2,500 promised then."""
    may, june, august = date(2026, 5, 4), date(2026, 6, 3), date(2026, 8, 10)
    found = promises(
        [(may, Decimal(4400)), (august, Decimal(2000))],
        [(june, Decimal(3000)), (august, Decimal(2500))],
    )
    assert [(each.month.month, each.ready, each.planned, each.free) for each in found] == [
        (5, 4400, 0, 900),  # of the 1,400 left in June, 500 more will go in August
        (6, 0, 3000, 900),
        (8, 2000, 2500, 900),
    ]


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
amounts = st.lists(st.tuples(days, st.integers(0, 900).map(Decimal)), max_size=12)


@given(amounts, amounts)
def test_a_promise_more_than_what_is_free_breaks_another(ready, planned):
    for each in promises(ready, planned):
        kept = promises(ready, [*planned, (each.month, each.free)])
        if each.free:
            # With all that is free promised, no month is short of what it was promised.
            left = Decimal(0)
            for month in kept:
                left += month.ready - month.planned
                if month.month >= each.month:
                    assert left >= 0


def test_rates_are_those_of_our_own_batches_or_unknown():
    known = BatchFlow(
        came=Decimal(6000), stock=Decimal(4460), steps=(), sown=Decimal(6000),
        emerged=Decimal(4980), potted=Decimal(4720), lost=Decimal(260), left=Decimal(0),
        difference=Decimal(0), counted=None, expected=None,
    )  # fmt: skip
    assert rates_of([known, known]) == Rates(
        Fraction(4980, 6000), Fraction(4720, 4980), Fraction(260, 4720)
    )
    # After a count that differed nobody knows what was lost.
    assert rates_of([replace(known, difference=Decimal(-59))]).loss is None
    assert rates_of([]) == Rates(None, None, None)
