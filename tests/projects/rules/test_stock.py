"""Stock from logs by farmOS's rule, however the logs arrive."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assembly.projects.rules import Adjustment, LogType, Measure, Part
from assembly.projects.rules.stock import Entry, balance, balances, counts_made, lowest

START = datetime(2026, 1, 1, 12, tzinfo=UTC)
PIECES = (Measure.count, "unit")
IN, OUT, RESET = Adjustment.increment, Adjustment.decrement, Adjustment.reset


def entry(day, adjustment, value, unit="unit", mark="", type_=LogType.activity, measure=None):
    at = START + timedelta(days=day)
    measure = measure or (Measure.count if unit == "unit" else Measure.weight)
    return Entry(at, mark, type_, Part.main, adjustment, measure, unit, Decimal(value))


def test_from_the_latest_count_on():
    # farmOS: start from the latest reset (else 0), add increments, subtract decrements.
    logs = [entry(1, IN, 100), entry(2, OUT, 10), entry(3, RESET, 85), entry(4, OUT, 5)]
    assert balance(logs, PIECES) == 80
    assert balance(logs, PIECES, START + timedelta(days=2)) == 90
    assert balance(logs, PIECES, START + timedelta(days=3)) == 85
    assert balance(logs, PIECES, START) == 0


def test_a_count_includes_what_has_its_own_time():
    logs = [entry(1, IN, 100), entry(2, OUT, 10), entry(2, RESET, 95)]
    assert balance(logs, PIECES) == 95


def test_what_comes_late_does_not_change_what_was_counted_after_it():
    logs = [entry(1, IN, 100), entry(5, RESET, 90)]
    assert balance([*logs, entry(3, OUT, 20)], PIECES) == 90


def test_each_measure_and_unit_has_a_balance_of_its_own():
    logs = [entry(1, IN, 3, "kg"), entry(1, IN, 2, "lb"), entry(2, OUT, 1, "kg")]
    assert balances(logs) == {(Measure.weight, "kg"): 2, (Measure.weight, "lb"): 2}


def test_a_count_shows_its_difference():
    # The scene of domain.md §7.10: expected 4,460, counted 4,401, difference −59.
    logs = [entry(1, IN, 6000), entry(2, OUT, 1020), entry(3, OUT, 260), entry(4, OUT, 260)]
    (made,) = counts_made([*logs, entry(5, RESET, 4401)], PIECES)
    assert (made.expected, made.counted, made.difference) == (4460, 4401, -59)


def test_how_much_may_be_taken_at_an_earlier_time():
    logs = [entry(1, IN, 100), entry(5, OUT, 80)]
    assert lowest(logs, PIECES, START + timedelta(days=2)) == 20
    assert lowest([*logs, entry(2, OUT, 30)], PIECES, START + timedelta(days=2)) == -10
    # After a count the stock is what was counted: what was taken before it does not weigh.
    assert lowest([*logs, entry(4, RESET, 95)], PIECES, START + timedelta(days=2)) == 100


numbers = st.integers(0, 500)
logs = st.lists(
    st.builds(
        entry,
        st.integers(0, 6),
        st.sampled_from([IN, OUT, RESET, None]),
        numbers,
        st.sampled_from(["unit", "kg", "lb"]),
        st.uuids().map(str),
    ),
    max_size=25,
)


@given(logs, st.randoms(use_true_random=False), st.integers(-1, 7))
def test_any_order_of_arrival_gives_the_same_stock(made, random, day):
    shuffled = list(made)
    random.shuffle(shuffled)
    until = START + timedelta(days=day)
    assert balances(shuffled, until) == balances(made, until)
    assert counts_made(shuffled, PIECES) == counts_made(made, PIECES)
    assert lowest(shuffled, PIECES, until) == lowest(made, PIECES, until)


@given(logs)
def test_counts_and_moves_explain_the_stock_to_the_last_piece(made):
    here = [each for each in made if each.key == PIECES]
    moved = sum((each.signed for each in here), Decimal(0))
    differences = sum((each.difference for each in counts_made(here, PIECES)), Decimal(0))
    assert moved + differences == balance(here, PIECES)
