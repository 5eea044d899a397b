"""Terms include both their ends; an open end is open."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.people.rules import in_order, in_term, overlap

FIRST, LAST = date(2025, 1, 1), date(2027, 12, 31)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (FIRST - DAY, False),
        (FIRST, True),
        (date(2026, 5, 20), True),
        (LAST, True),
        (LAST + DAY, False),
    ],
)
def test_a_term_covers_its_first_and_its_last_day(day, inside):
    assert in_term(FIRST, LAST, day) is inside


def test_open_ends():
    assert in_term(None, LAST, date(1950, 1, 1))
    assert in_term(FIRST, None, date(2100, 1, 1))
    assert in_term(None, None, FIRST)


@pytest.mark.parametrize(
    ("first", "second", "touch"),
    [
        ((FIRST, LAST), (LAST, None), True),
        ((FIRST, LAST), (LAST + DAY, None), False),
        ((None, FIRST), (FIRST, LAST), True),
        ((None, FIRST - DAY), (FIRST, None), False),
        ((None, None), (FIRST, LAST), True),
        ((FIRST, None), (None, LAST), True),
    ],
)
def test_two_terms_touch_if_they_share_a_day(first, second, touch):
    assert overlap(*first, *second) is touch
    assert overlap(*second, *first) is touch


_offsets = st.none() | st.integers(0, 12)


@given(_offsets, _offsets, _offsets, _offsets)
def test_touching_is_having_a_day_in_common(a, b, c, d):
    ends = [None if each is None else FIRST + DAY * each for each in (a, b, c, d)]
    one, other = ends[:2], ends[2:]
    if not (in_order(*one) and in_order(*other)):
        return
    days = [FIRST + DAY * each for each in range(-1, 14)]
    shared = any(in_term(*one, day) and in_term(*other, day) for day in days)
    assert overlap(*one, *other) is shared


def test_a_term_may_last_one_day_but_not_less():
    assert in_order(FIRST, FIRST)
    assert not in_order(FIRST, FIRST - DAY)
    assert in_order(None, FIRST)
    assert in_order(FIRST, None)
