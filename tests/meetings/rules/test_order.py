"""The order in which items were taken up, and to which of them an hour belongs. Worked out by hand."""

from datetime import UTC, datetime, time, timedelta, timezone
from fractions import Fraction

import pytest

from assembly.meetings.rules import (
    Direction,
    QuorumBase,
    QuorumCall,
    Taken,
    frozen,
    item_at,
    moment,
    taken_up,
    thawed,
)
from assembly.thresholds import Comparison, Threshold

NINE = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)
CARACAS = timezone(timedelta(hours=-4))


def at(minute: int) -> datetime:
    return NINE + timedelta(minutes=minute)


def test_items_typed_from_paper_keep_the_order_of_the_agenda() -> None:
    assert taken_up([Taken(7), Taken(3), Taken(5)]) == {7: 1, 3: 2, 5: 3}


def test_items_with_hours_trade_places_among_themselves() -> None:
    # On the agenda 1 to 4; 3 was taken up before 2, and of 4 nobody knows the hour.
    items = [Taken(1, at(0)), Taken(2, at(40)), Taken(3, at(10)), Taken(4)]
    assert taken_up(items) == {1: 1, 3: 2, 2: 3, 4: 4}


@pytest.mark.parametrize(
    ("minute", "arrival", "departure"),
    [
        (-5, None, None),  # before anything was taken up: the opening
        (3, 1, 1),
        (12, 2, 1),  # between items 1 and 2
        (20, 2, 2),
        (45, 3, 2),  # after item 2: item 3 waits its turn
    ],
)
def test_an_hour_belongs_to_an_item(minute: int, arrival: int, departure: int) -> None:
    items = [Taken(1, at(0), at(10)), Taken(2, at(15), at(40)), Taken(3)]
    assert item_at(items, at(minute), Direction.arrival) == arrival
    assert item_at(items, at(minute), Direction.departure) == departure


def test_an_item_passed_over_takes_nobody_in() -> None:
    items = [Taken(1, at(0), at(10)), Taken(2), Taken(3, at(20))]
    assert item_at(items, at(30), Direction.arrival) == 3


@pytest.mark.parametrize(
    ("start", "clock", "day"),
    [
        ((9, 0), time(9, 5), 20),
        ((9, 0), time(8, 40), 20),
        ((9, 0), time(22, 30), 20),
        ((19, 0), time(1, 30), 21),  # an evening that went past midnight
        ((19, 0), time(7, 0), 20),  # half a day before is still the same day
    ],
)
def test_an_hour_on_the_clock_means_the_meetings_day_or_the_night_after(
    start: tuple[int, int], clock: time, day: int
) -> None:
    begun = datetime(2026, 5, 20, *start, tzinfo=CARACAS)
    assert moment(clock, begun) == datetime.combine(begun.replace(day=day), clock, CARACAS)


@pytest.mark.parametrize("base", QuorumBase)
def test_a_rule_thaws_as_it_was_frozen(base: QuorumBase) -> None:
    call = QuorumCall(2, base, Threshold(Fraction(1, 3), Comparison.at_least), 60)
    assert thawed(frozen(call)) == call
    assert frozen(call)["share"] == "1/3"  # exact: never 0.333
