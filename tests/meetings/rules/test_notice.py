"""Notice periods. The weekdays are those of the calendar of May 2026, counted on the fingers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings.rules import notice_in_time

SUNDAY, WEDNESDAY = date(2026, 5, 17), date(2026, 5, 20)

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("given_on", "asked", "clear", "in_time", "short_by"),
    [
        # Bylaw example: 3 days; given on Sunday for Wednesday: Monday, Tuesday, Wednesday.
        (SUNDAY, 3, False, True, 0),
        # The same in clear days: only Monday and Tuesday lie in between.
        (SUNDAY, 3, True, False, 1),
        (SUNDAY, 2, True, True, 0),
        (SUNDAY - timedelta(days=1), 3, True, True, 0),
        (date(2026, 5, 18), 3, False, False, 1),
        (date(2026, 5, 19), 3, False, False, 2),
        (WEDNESDAY, 3, False, False, 3),
        (WEDNESDAY, 0, False, True, 0),
        (WEDNESDAY, 0, True, False, 1),
        # Given the day after the meeting: minus one day.
        (date(2026, 5, 21), 3, False, False, 4),
        # Across the end of a month and of a leap February.
        (date(2026, 4, 30), 20, False, True, 0),
    ],
)
def test_days_are_counted_as_the_bylaw_says(
    given_on: date, asked: int, clear: bool, in_time: bool, short_by: int
) -> None:
    result = notice_in_time(given_on, WEDNESDAY, asked, clear_days=clear)
    assert (result.in_time, result.short_by) == (in_time, short_by)


def test_a_leap_february_has_its_day() -> None:
    assert notice_in_time(date(2028, 2, 28), date(2028, 3, 1), 2).days_given == 2


@given(days, days, st.integers(0, 60), st.booleans())
def test_notice_given_earlier_by_what_is_missing_is_in_time(
    given_on: date, meeting_on: date, asked: int, clear: bool
) -> None:
    result = notice_in_time(given_on, meeting_on, asked, clear_days=clear)
    mended = given_on - timedelta(days=result.short_by)
    assert notice_in_time(mended, meeting_on, asked, clear_days=clear).in_time
    if result.short_by:
        late = mended + timedelta(days=1)
        assert not notice_in_time(late, meeting_on, asked, clear_days=clear).in_time
