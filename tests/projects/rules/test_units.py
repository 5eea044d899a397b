"""Numbers as people type them, and exact conversions."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.errors import RuleViolation
from assembly.projects.rules import Measure
from assembly.projects.rules.units import (
    UNITS,
    checked_unit,
    convert,
    convertible,
    exact,
    measure_of,
    total,
)


@pytest.mark.parametrize(
    ("typed", "decimal", "meant"),
    [
        # Spanish of Venezuela: the point groups, the comma begins the decimals.
        ("6.000", ",", "6000"),
        ("1.250,5", ",", "1250.5"),
        ("0,1", ",", "0.1"),
        ("1.234.567", ",", "1234567"),
        ("1.5", ",", "1.5"),  # cannot be thousands
        ("0.125", ",", "0.125"),
        (" 12 000 ", ",", "12000"),
        # English the other way round.
        ("6,000", ".", "6000"),
        ("1.250", ".", "1.25"),
        ("1,234.5", ".", "1234.5"),
    ],
)
def test_numbers_are_read_as_they_are_written_there(typed, decimal, meant):
    assert exact(typed, decimal=decimal) == Decimal(meant)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("-3", "projects.negative"),
        ("−3", "projects.negative"),
        ("doce", "projects.not_a_number"),
        ("1e5", "projects.not_a_number"),
        ("NaN", "projects.not_a_number"),
        ("1,2,3", "projects.not_a_number"),
        ("1.23.456", "projects.not_a_number"),
        ("", "projects.not_a_number"),
        (",", "projects.not_a_number"),
        ("0,1234567", "projects.too_fine"),
        ("1000000000000", "projects.too_big"),
    ],
)
def test_what_is_no_number_is_named(typed, code):
    with pytest.raises(RuleViolation) as caught:
        exact(typed)
    assert caught.value.code == code


def test_a_tenth_and_two_tenths_are_three_tenths():
    assert exact("0,1") + exact("0,2") == Decimal("0.3")


@given(st.decimals(min_value=0, max_value=10**11, places=6))
def test_what_is_exact_stays_exact(value):
    assert exact(value) == value
    assert "E" not in str(exact(value)) or value == 0 or abs(value) < 1


def test_a_pound_and_a_quintal_by_definition():
    # International pound: 453.59237 g. Venezuelan quintal of coffee: 46 kg.
    assert convert(1, "lb", "g") == Fraction("453.59237")
    assert convert(2, "quintal", "kg") == 92
    assert convert(Decimal("2.5"), "ha", "m2") == 25_000


@given(
    st.sampled_from(sorted(UNITS)),
    st.sampled_from(sorted(UNITS)),
    st.decimals(min_value=0, max_value=10**9, places=6),
)
def test_there_and_back_is_the_same(unit, other, value):
    if convertible(unit, other):
        assert convert(convert(value, unit, other), other, unit) == Fraction(value)
    else:
        with pytest.raises(RuleViolation):
            convert(value, unit, other)


def test_money_is_never_converted_silently():
    with pytest.raises(RuleViolation) as caught:
        total([(Decimal(10), "USD"), (Decimal(10), "VES")], "USD")
    assert caught.value.code == "projects.units_differ"


def test_kilograms_and_pieces_are_no_sum():
    with pytest.raises(RuleViolation):
        total([(Decimal(1), "kg"), (Decimal(1), "unit")], "kg")
    assert total([(Decimal("0.5"), "kg"), (Decimal(500), "g")], "kg") == 1


def test_a_communes_own_unit_counts_things_if_its_kind_has_it():
    assert checked_unit("sacos", ["sacos"]) is Measure.count
    assert measure_of("kg") is Measure.weight
    with pytest.raises(RuleViolation) as caught:
        checked_unit("cestas", ["sacos"])
    assert caught.value.code == "projects.unit_unknown"
