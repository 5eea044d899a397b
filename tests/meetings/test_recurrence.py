"""Dates of a series. Expected dates are read off the calendar; offsets from the IANA time zone database."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings import recurrence
from assembly.meetings.rules import LAST, SeriesError, Weekday, monthly, read_rule, weekly

WEDNESDAYS = "FREQ=WEEKLY;BYDAY=WE"


def test_every_wednesday_from_the_day_after_on():
    found = recurrence.days(WEDNESDAYS, date(2026, 5, 20), after=date(2026, 5, 20), limit=2)
    assert found == [date(2026, 5, 27), date(2026, 6, 3)]


def test_a_series_does_not_begin_before_its_first_day():
    found = recurrence.days(WEDNESDAYS, date(2026, 5, 20), after=date(2026, 1, 1), limit=1)
    assert found == [date(2026, 5, 20)]


def test_every_second_week_counts_from_the_first_day():
    rule = weekly((Weekday.wednesday,), interval=2).text
    found = recurrence.days(rule, date(2026, 5, 20), after=date(2026, 5, 21), limit=2)
    assert found == [date(2026, 6, 3), date(2026, 6, 17)]


def test_months_without_a_fifth_wednesday_have_no_meeting():
    # 2026: fifth Wednesdays fall on 29 July, 30 September, 30 December.
    rule = monthly(5, Weekday.wednesday).text
    found = recurrence.days(rule, date(2026, 6, 1), after=date(2026, 6, 1), limit=3)
    assert found == [date(2026, 7, 29), date(2026, 9, 30), date(2026, 12, 30)]


def test_every_month_has_a_last_wednesday():
    rule = monthly(LAST, Weekday.wednesday).text
    found = recurrence.days(rule, date(2026, 6, 1), after=date(2026, 6, 1), limit=4)
    assert found == [date(2026, 6, 24), date(2026, 7, 29), date(2026, 8, 26), date(2026, 9, 30)]


def test_the_31st_is_not_in_every_month():
    found = recurrence.days("FREQ=MONTHLY", date(2026, 1, 31), after=date(2026, 1, 31), limit=2)
    assert found == [date(2026, 3, 31), date(2026, 5, 31)]


def test_the_last_day_is_included_whatever_the_hour():
    rule = f"{WEDNESDAYS};UNTIL=20260603"
    found = recurrence.days(rule, date(2026, 5, 20), after=date(2026, 5, 20), limit=9)
    assert found == [date(2026, 5, 27), date(2026, 6, 3)]


def test_a_count_is_counted_from_the_first_day():
    rule = f"{WEDNESDAYS};COUNT=3"
    found = recurrence.days(rule, date(2026, 5, 20), after=date(2026, 5, 20), limit=9)
    assert found == [date(2026, 5, 27), date(2026, 6, 3)]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;COUNT=3;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=999;BYYEARDAY=366",
    ],
)
def test_a_rule_without_any_date_ends_without_one(rule):
    assert recurrence.days(rule, date(2026, 1, 1), after=date(2026, 1, 1), limit=5) == []


def test_the_hour_stays_when_the_clocks_change():
    # Chile: UTC-4 in winter, UTC-3 from Sunday 6 September 2026 on.
    zone, nine = "America/Santiago", time(9)
    assert recurrence.moment(date(2026, 9, 2), nine, zone) == datetime(2026, 9, 2, 13, tzinfo=UTC)
    assert recurrence.moment(date(2026, 9, 9), nine, zone) == datetime(2026, 9, 9, 12, tzinfo=UTC)


def test_an_hour_that_the_clocks_skip_counts_by_the_offset_before():
    # At 24:00 of 5 September 2026 the clocks of Chile go to 1:00. RFC 5545, section 3.3.5.
    found = recurrence.moment(date(2026, 9, 6), time(0, 30), "America/Santiago")
    assert found == datetime(2026, 9, 6, 4, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first():
    # At 24:00 of 4 April 2026 the clocks of Chile go back to 23:00; the first 23:30 is at UTC-3.
    found = recurrence.moment(date(2026, 4, 4), time(23, 30), "America/Santiago")
    assert found == datetime(2026, 4, 5, 2, 30, tzinfo=UTC)


def test_caracas_has_no_summer_time():
    for day in (date(2026, 1, 7), date(2026, 7, 8)):
        assert recurrence.moment(day, time(9), "America/Caracas").hour == 13


PARTS = st.dictionaries(
    st.sampled_from(
        ["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"]
    ),
    st.sampled_from(
        ["DAILY", "WEEKLY", "MONTHLY", "1", "2", "12", "31", "-1", "WE", "MO,FR", "2WE", "20270101"]
    ),
    min_size=1,
)


@given(PARTS, st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_any_rule_that_is_read_can_be_expanded(parts, first):
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    try:
        rule = read_rule(text)
    except SeriesError:
        return
    found = recurrence.days(rule.text, first, after=first - timedelta(days=1), limit=3)
    assert found == sorted(set(found))
    assert all(day >= first for day in found)
    if rule.until:
        assert all(day <= rule.until for day in found)
