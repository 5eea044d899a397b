"""Shares and thresholds: whole numbers out of exact fractions.

Where a row says «bylaw example» the number is the one that a commune's own rule gives; the other
expected values were worked out by hand on paper.
"""

from contextlib import suppress
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.thresholds import (
    Comparison,
    ShareError,
    Threshold,
    format_share,
    parse_share,
)

AT_LEAST = Comparison.at_least
MORE_THAN = Comparison.more_than

shares = st.fractions(min_value=0, max_value=1, max_denominator=1000)
totals = st.integers(min_value=0, max_value=100_000)


@st.composite
def thresholds(draw: st.DrawFn) -> Threshold:
    share = draw(shares)
    comparison = AT_LEAST if share == 1 else draw(st.sampled_from(Comparison))
    return Threshold(share, comparison)


@pytest.mark.parametrize(
    ("share", "comparison", "total", "needed"),
    [
        # Bylaw example: half plus one of a parliament of 16 seats (12 councils + 3 + 1) is 9.
        ("1/2", MORE_THAN, 16, 9),
        # Bylaw example: 30 % of the residents on first call, 20 % on second; 10 % elsewhere.
        ("30%", AT_LEAST, 412, 124),  # 123.6
        ("20%", AT_LEAST, 412, 83),  # 82.4
        ("10%", AT_LEAST, 410, 41),  # 41 exactly: no more is asked
        # Bylaw example: 70 % of the councils may call an extraordinary meeting; 12 councils: 8.4.
        ("70%", AT_LEAST, 12, 9),
        # Bylaw example: a founding referendum needs 15 % to come; 6,000 residents.
        ("15%", AT_LEAST, 6000, 900),
        # By hand. Half of an odd number: 7.5, so 8 whichever way it is said.
        ("1/2", MORE_THAN, 15, 8),
        ("1/2", AT_LEAST, 15, 8),
        ("1/2", AT_LEAST, 16, 8),
        # Two thirds of 16 is 10.67, of 15 exactly 10, of 3 exactly 2.
        ("2/3", AT_LEAST, 16, 11),
        ("2/3", AT_LEAST, 15, 10),
        ("2/3", AT_LEAST, 3, 2),
        ("2/3", MORE_THAN, 15, 11),
        ("3/4", AT_LEAST, 16, 12),
        ("1", AT_LEAST, 16, 16),
        # In binary floating point 0.07 * 100 is 7.000000000000001, which would ask for 8.
        ("7%", AT_LEAST, 100, 7),
        # In binary floating point 0.29 * 100 is 28.999999999999996, so «more than» would say 29.
        ("29%", MORE_THAN, 100, 30),
        ("1/2", MORE_THAN, 0, 1),
        ("1/2", AT_LEAST, 0, 0),
        ("0", AT_LEAST, 16, 0),
    ],
)
def test_needed_is_the_bylaws_number(
    share: str, comparison: Comparison, total: int, needed: int
) -> None:
    assert Threshold(parse_share(share), comparison).needed(total) == needed


@given(thresholds(), totals)
def test_needed_is_the_smallest_number_that_satisfies(threshold: Threshold, total: int) -> None:
    def satisfies(count: int) -> bool:
        # Cross-multiplied in whole numbers, so that no division can hide an error.
        left, right = (
            count * threshold.share.denominator,
            total * threshold.share.numerator,
        )
        return left >= right if threshold.comparison is AT_LEAST else left > right

    needed = threshold.needed(total)
    assert satisfies(needed)
    assert needed == 0 or not satisfies(needed - 1)


@given(thresholds(), totals)
def test_one_more_member_asks_for_at_most_one_more(threshold: Threshold, total: int) -> None:
    assert 0 <= threshold.needed(total + 1) - threshold.needed(total) <= 1


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("1/2", Fraction(1, 2)),
        ("2/3", Fraction(2, 3)),
        (" 2 / 3 ", Fraction(2, 3)),
        ("30%", Fraction(3, 10)),
        ("30 %", Fraction(3, 10)),
        ("30\N{NO-BREAK SPACE}%", Fraction(3, 10)),
        ("12,5 %", Fraction(1, 8)),
        ("0,5", Fraction(1, 2)),
        ("0.5", Fraction(1, 2)),
        ("0.30", Fraction(3, 10)),
        ("33,3%", Fraction(333, 1000)),
        ("1", Fraction(1)),
        ("100%", Fraction(1)),
        ("0", Fraction(0)),
    ],
)
def test_a_share_is_read_as_people_write_it(text: str, share: Fraction) -> None:
    assert parse_share(text) == share


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "share_missing"),
        ("  ", "share_missing"),
        ("half", "share_unreadable"),
        ("-1/2", "share_unreadable"),
        ("1/2/3", "share_unreadable"),
        ("1/2 %", "share_unreadable"),
        ("0,5,5", "share_unreadable"),
        ("1e-1", "share_unreadable"),
        (".5", "share_unreadable"),
        ("½", "share_unreadable"),
        ("٣٠%", "share_unreadable"),
        ("1" * 5000, "share_unreadable"),
        ("1/0", "share_zero_denominator"),
        ("3/2", "share_out_of_range"),
        ("30", "share_out_of_range"),
        ("101 %", "share_out_of_range"),
    ],
)
def test_a_share_that_cannot_be_meant_is_named(text: str, code: str) -> None:
    with pytest.raises(ShareError) as caught:
        parse_share(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("share", "english", "spanish"),
    [
        (Fraction(1, 2), "1/2", "1/2"),
        (Fraction(2, 3), "2/3", "2/3"),
        (Fraction(3, 4), "3/4", "3/4"),
        (Fraction(3, 10), "30%", "30\N{NO-BREAK SPACE}%"),
        (Fraction(1, 10), "10%", "10\N{NO-BREAK SPACE}%"),
        (Fraction(1, 8), "12.5%", "12,5\N{NO-BREAK SPACE}%"),
        (Fraction(1, 16), "6.25%", "6,25\N{NO-BREAK SPACE}%"),
        (Fraction(1, 2000), "0.05%", "0,05\N{NO-BREAK SPACE}%"),
        (Fraction(4, 7), "4/7", "4/7"),
        (Fraction(1), "100%", "100\N{NO-BREAK SPACE}%"),
        (Fraction(0), "0%", "0\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_share_is_written_as_people_say_it(share: Fraction, english: str, spanish: str) -> None:
    assert format_share(share) == english
    assert format_share(share, comma=True) == spanish


@given(shares, st.booleans())
def test_what_is_written_is_read_back(share: Fraction, comma: bool) -> None:
    assert parse_share(format_share(share, comma=comma)) == share


@given(st.text())
def test_any_text_gives_a_share_or_a_named_error(text: str) -> None:
    with suppress(ShareError):
        assert 0 <= parse_share(text) <= 1


@pytest.mark.parametrize(
    ("share", "comparison", "code"),
    [
        (Fraction(3, 2), AT_LEAST, "share_out_of_range"),
        (Fraction(-1, 2), AT_LEAST, "share_out_of_range"),
        (Fraction(1), MORE_THAN, "share_unreachable"),
    ],
)
def test_a_threshold_nobody_can_mean_is_refused(
    share: Fraction, comparison: Comparison, code: str
) -> None:
    with pytest.raises(ShareError) as caught:
        Threshold(share, comparison)
    assert caught.value.code == code


def test_a_negative_total_is_refused() -> None:
    with pytest.raises(ShareError) as caught:
        Threshold(Fraction(1, 2), AT_LEAST).needed(-1)
    assert caught.value.code == "total_negative"
