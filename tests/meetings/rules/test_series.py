"""Rules of a series. The grammar is that of RFC 5545, section 3.3.10."""

from datetime import date, time

import pytest

from assembly.meetings.rules import (
    LAST,
    Pattern,
    SeriesError,
    Weekday,
    monthly,
    read_rule,
    weekly,
)


def test_every_wednesday():
    rule = weekly((Weekday.wednesday,))
    assert rule.text == "FREQ=WEEKLY;BYDAY=WE"
    assert (rule.pattern, rule.days, rule.interval) == (
        Pattern.weekly,
        (Weekday.wednesday,),
        1,
    )


def test_days_stand_in_the_order_of_the_week():
    rule = weekly((Weekday.friday, Weekday.monday), interval=2, until=date(2026, 12, 31))
    assert rule.text == "FREQ=WEEKLY;INTERVAL=2;UNTIL=20261231;BYDAY=MO,FR"
    assert rule.until == date(2026, 12, 31)


def test_the_last_wednesday_of_every_second_month():
    rule = monthly(LAST, Weekday.wednesday, interval=2)
    assert rule.text == "FREQ=MONTHLY;INTERVAL=2;BYDAY=-1WE"
    assert (rule.nth, rule.days) == (LAST, (Weekday.wednesday,))


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5, LAST])
@pytest.mark.parametrize("day", Weekday)
def test_what_is_said_in_words_is_read_back_as_the_same_words(nth, day):
    for rule in (weekly((day,), interval=3), monthly(nth, day, until=date(2030, 1, 2))):
        assert read_rule(rule.text) == rule


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("freq=weekly;byday=we", "FREQ=WEEKLY;BYDAY=WE"),
        ("RRULE:FREQ=WEEKLY;BYDAY=WE;", "FREQ=WEEKLY;BYDAY=WE"),
        (" BYDAY=WE ; FREQ=WEEKLY ; INTERVAL=1 ", "FREQ=WEEKLY;BYDAY=WE"),
        ("FREQ=MONTHLY;BYDAY=2WE,4WE", "FREQ=MONTHLY;BYDAY=2WE,4WE"),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=-1"),
        ("FREQ=DAILY;COUNT=10", "FREQ=DAILY;COUNT=10"),
    ],
)
def test_a_typed_rule_is_kept_in_one_form(typed, canonical):
    assert read_rule(typed).text == canonical
    assert read_rule(canonical).text == canonical


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "rule_unreadable"),
        ("every Wednesday", "rule_unreadable"),
        ("FREQ=WEEKLY;FREQ=DAILY", "rule_unreadable"),
        ("FREQ=WEEKLY;BYDAY=", "rule_unreadable"),
        ("BYDAY=WE", "rule_frequency"),
        ("FREQ=HOURLY", "rule_frequency"),
        ("FREQ=WEEKLY;BYHOUR=9", "rule_part"),
        ("FREQ=WEEKLY;X-OURS=1", "rule_part"),
        ("FREQ=WEEKLY;BYMONTHDAY=13", "rule_part"),  # RFC 5545: not with WEEKLY
        ("FREQ=MONTHLY;BYWEEKNO=3", "rule_part"),  # only with YEARLY
        ("FREQ=MONTHLY;BYSETPOS=1", "rule_part"),  # only beside another BY part
        ("FREQ=WEEKLY;BYDAY=2WE", "rule_value"),  # numbered days only by months and years
        ("FREQ=MONTHLY;BYDAY=6WE", "rule_value"),
        ("FREQ=MONTHLY;BYDAY=0WE", "rule_value"),
        ("FREQ=WEEKLY;BYDAY=XX", "rule_value"),
        ("FREQ=WEEKLY;INTERVAL=0", "rule_value"),  # dateutil would never end
        ("FREQ=WEEKLY;INTERVAL=-1", "rule_value"),
        ("FREQ=WEEKLY;COUNT=0", "rule_value"),
        ("FREQ=WEEKLY;UNTIL=20260230", "rule_value"),
        ("FREQ=WEEKLY;UNTIL=00010101", "rule_value"),
        ("FREQ=YEARLY;BYMONTH=13", "rule_value"),
        ("FREQ=YEARLY;BYMONTHDAY=32", "rule_value"),
        ("FREQ=WEEKLY;COUNT=3;UNTIL=20261231", "rule_count_and_until"),
        ("FREQ=WEEKLY\nDTSTART:20260101T000000;BYDAY=WE", "rule_frequency"),
    ],
)
def test_what_is_no_rule_is_refused_with_its_reason(typed, code):
    with pytest.raises(SeriesError) as caught:
        read_rule(typed)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("until", "last"),
    [
        # Caracas is four hours behind UTC: 13:00 there is 9:00 here, when the meeting begins.
        ("20261230T130000Z", date(2026, 12, 30)),
        ("20261230T125959Z", date(2026, 12, 29)),
        ("20261231T010000Z", date(2026, 12, 30)),  # still the 30th in Caracas
        ("20261230T080000", date(2026, 12, 29)),  # a local time before the meeting
        ("20261230", date(2026, 12, 30)),
    ],
)
def test_an_end_with_a_clock_time_becomes_the_last_day_that_is_still_meant(until, last):
    rule = read_rule(
        f"FREQ=WEEKLY;BYDAY=WE;UNTIL={until}", zone="America/Caracas", start_time=time(9)
    )
    assert rule.until == last
