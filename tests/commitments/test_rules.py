"""When commitments fall due. The days are counted on a calendar of May 2026, from Wednesday 20."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.commitments.rules import CommitmentStatus, Due, due_category, is_overdue

WEDNESDAY = date(2026, 5, 20)
OPEN = CommitmentStatus.open


@pytest.mark.parametrize(
    ("due_on", "due"),
    [
        (date(2026, 5, 13), Due.overdue),  # last Wednesday
        (date(2026, 5, 19), Due.overdue),
        (date(2026, 5, 20), Due.today),  # there is still time until tonight
        (date(2026, 5, 21), Due.soon),
        (date(2026, 5, 23), Due.soon),  # the workday on Saturday
        (date(2026, 5, 27), Due.soon),  # by the next meeting
        (date(2026, 5, 28), Due.later),
        (None, Due.undated),
    ],
)
def test_how_urgent_it_is_on_a_wednesday(due_on: date | None, due: Due) -> None:
    assert due_category(OPEN, due_on, WEDNESDAY) is due
    assert is_overdue(OPEN, due_on, WEDNESDAY) is (due is Due.overdue)


@pytest.mark.parametrize("status", [CommitmentStatus.done, CommitmentStatus.dropped])
def test_what_is_settled_is_not_overdue(status: CommitmentStatus) -> None:
    for due_on in (date(2026, 5, 13), WEDNESDAY, None):
        assert due_category(status, due_on, WEDNESDAY) is Due.settled
        assert not is_overdue(status, due_on, WEDNESDAY)


def test_a_body_that_meets_monthly_looks_further_ahead() -> None:
    assert due_category(OPEN, date(2026, 6, 17), WEDNESDAY) is Due.later
    assert due_category(OPEN, date(2026, 6, 17), WEDNESDAY, soon_days=28) is Due.soon
    assert due_category(OPEN, date(2026, 6, 18), WEDNESDAY, soon_days=28) is Due.later


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1))


@given(st.sampled_from(CommitmentStatus), st.none() | days, days)
def test_overdue_is_the_category_overdue(
    status: CommitmentStatus, due_on: date | None, today: date
) -> None:
    assert is_overdue(status, due_on, today) == (due_category(status, due_on, today) is Due.overdue)


@given(days, days)
def test_it_only_becomes_more_urgent_as_days_go_by(due_on: date, today: date) -> None:
    order = list(Due)
    now = order.index(due_category(OPEN, due_on, today))
    tomorrow = order.index(due_category(OPEN, due_on, today + timedelta(days=1)))
    assert tomorrow <= now
