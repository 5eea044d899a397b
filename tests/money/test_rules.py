"""Exact money: sums, division, spending, debts. Expected numbers are reckoned by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.errors import RuleViolation
from assembly.money.rules import (
    RATE_DECIMALS,
    Due,
    Objection,
    Period,
    Share,
    checked_repayment,
    currency_code,
    divide,
    exact,
    objections,
    owed_on,
    quarter_of,
    quarters_before,
)

D = Decimal
A_DAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("typed", "decimal", "value"),
    [
        ("1.250,50", ",", "1250.50"),
        ("1,250.50", ".", "1250.50"),
        ("1 250", ",", "1250"),
        ("1.250", ",", "1250"),  # in Spanish a point before three figures groups
        ("1.250", ".", "1.250"),
        ("35.5", ",", "35.5"),  # it cannot group, so it separates decimals
        ("12.000.000", ",", "12000000"),
        ("0,05", ",", "0.05"),
    ],
)
def test_amounts_are_read_as_they_are_written(typed, decimal, value):
    assert exact(typed, "kg de café", decimal=decimal) == D(value)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "money.not_an_amount"),
        ("abc", "money.not_an_amount"),
        ("1,2,3", "money.not_an_amount"),
        ("12,", "money.not_an_amount"),
        ("1.25.000", "money.not_an_amount"),
        ("1,255,5", "money.not_an_amount"),
        ("٣", "money.not_an_amount"),
        ("=1+1", "money.not_an_amount"),
        ("-3", "money.negative"),
        ("0", "money.nothing"),
        ("1,005", "money.too_fine"),
        ("1000000000000", "money.too_much"),
    ],
)
def test_what_is_no_amount_is_said(typed, code):
    with pytest.raises(RuleViolation) as refused:
        exact(typed, "VES")
    assert refused.value.code == code
    assert refused.value.field == "amount"


def test_a_rate_has_more_decimals_than_a_currency():
    """A rate of the central bank: 36,5123 bolívares for a dollar."""
    assert exact("36,5123", "VES", places=RATE_DECIMALS) == D("36.5123")


def test_currencies_are_known_by_their_everyday_names():
    assert [currency_code(each) for each in ("Bs", "bolívares", " usd", "$", "kg de café")] == [
        "VES",
        "VES",
        "USD",
        "USD",
        "kg de café",
    ]


money = st.decimals(min_value=0, max_value=10**6, places=2)


def test_a_surplus_is_divided_without_a_rest():
    """100,00 in thirds: 33,33 each leaves 0,01, which goes to the first of three cut alike."""
    thirds = [Share(name, Fraction(1, 3)) for name in ("reinversión", "fondo social", "obras")]
    assert [part.value for part in divide(D("100.00"), thirds, decimals=2)] == [
        D("33.34"),
        D("33.33"),
        D("33.33"),
    ]


def test_the_rest_goes_to_whoever_was_cut_most():
    """0,05 by halves, 30 % and 20 %: 2.5, 1.5 and 1 céntimos. One is left, cut alike: to the first."""
    shares = [Share("a", Fraction(1, 2)), Share("b", Fraction(3, 10)), Share("c", Fraction(1, 5))]
    assert [part.value for part in divide(D("0.05"), shares, decimals=2)] == [
        D("0.03"),
        D("0.01"),
        D("0.01"),
    ]


@pytest.mark.parametrize(
    ("shares", "code"),
    [
        ([], "money.no_shares"),
        ([Share("a", Fraction(1, 2))], "money.shares_not_whole"),
        ([Share("a", Fraction(1)), Share("b", Fraction(1, 10))], "money.shares_not_whole"),
        ([Share("a", Fraction(0)), Share("b", Fraction(1))], "money.share_not_positive"),
    ],
)
def test_shares_must_be_a_whole(shares, code):
    with pytest.raises(RuleViolation) as refused:
        divide(D(100), shares, decimals=2)
    assert refused.value.code == code


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.lists(st.integers(1, 1000), min_size=1, max_size=12),
)
def test_shares_sum_to_the_whole_and_none_is_a_cent_off(value, weights):
    whole = sum(weights)
    shares = [Share(str(place), Fraction(each, whole)) for place, each in enumerate(weights)]
    parts = divide(value, shares, decimals=2)
    assert sum((part.value for part in parts), D(0)) == value
    for part in parts:
        assert abs(Fraction(part.value) - Fraction(value) * part.share) < Fraction(1, 100)


def test_spending_asks_for_its_decision_and_for_the_money():
    """A decision approves 500, 450 are spent: 60 more would be 510. The fund holds 40."""
    found = objections(D(60), decided=True, approved=D(500), spent=D(450), balance=D(40))
    assert found == [
        Objection("above_decision", D(510), D(500)),
        Objection("above_balance", D(60), D(40)),
    ]


@pytest.mark.parametrize(
    ("decided", "approved", "codes"),
    [
        (False, None, ["no_decision"]),
        (True, None, ["not_approved"]),
        (True, D(500), []),
        (True, D("499.99"), ["above_decision"]),
    ],
)
def test_what_a_decision_covers(decided, approved, codes):
    found = objections(D(50), decided=decided, approved=approved, spent=D(450), balance=D(50))
    assert [each.code for each in found] == codes


def test_a_debt_in_two_halves():
    """domain.md §6: repaid half in year 4 and half in year 5. 300 planted in 2026, 100 came back in 2030."""
    parts = [Due(D(150), date(2030, 12, 31)), Due(D(150), date(2031, 12, 31))]
    now = owed_on(parts, D(100), date(2030, 6, 1))
    assert (now.left, now.overdue, now.next_due) == (D(200), D(0), Due(D(50), date(2030, 12, 31)))
    later = owed_on(parts, D(100), date(2031, 1, 1))
    assert (later.left, later.overdue) == (D(200), D(50))
    assert later.next_due == Due(D(150), date(2031, 12, 31))


def test_due_today_is_not_overdue():
    assert owed_on([Due(D(5), A_DAY)], D(0), A_DAY).overdue == 0


def test_more_than_is_owed_is_not_taken():
    with pytest.raises(RuleViolation) as refused:
        checked_repayment(D("50.01"), total=D(150), repaid=D(100))
    assert refused.value.code == "money.more_than_owed"
    assert refused.value.params == {"said": D("50.01"), "known": D(50)}
    checked_repayment(D(50), total=D(150), repaid=D(100))


@given(st.lists(st.builds(Due, value=money, due_on=st.none() | st.dates())), money)
def test_what_is_left_and_paid_is_the_whole(parts, repaid):
    owed = owed_on(parts, repaid, A_DAY)
    assert owed.left + owed.repaid == owed.total
    assert owed.overdue <= max(owed.left, D(0))


def test_quarters():
    assert quarter_of(date(2026, 11, 25)) == Period(date(2026, 10, 1), date(2026, 12, 31))
    assert quarter_of(date(2026, 3, 31)) == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert quarters_before(date(2026, 2, 1), 2)[1] == Period(date(2025, 10, 1), date(2025, 12, 31))
