"""When commitments are overdue. The days are counted on a calendar of May 2026, from Wednesday 20."""

from datetime import date

import pytest

from assembly.commitments.rules import CommitmentStatus, is_overdue

WEDNESDAY = date(2026, 5, 20)


@pytest.mark.parametrize(
    ("due_on", "overdue"),
    [
        (date(2026, 5, 13), True),  # last Wednesday
        (date(2026, 5, 19), True),
        (date(2026, 5, 20), False),  # there is still time until tonight
        (date(2026, 5, 21), False),
        (None, False),
    ],
)
def test_only_what_is_open_and_was_due_before_today_is_overdue(due_on, overdue):
    assert is_overdue(CommitmentStatus.open, due_on, WEDNESDAY) is overdue
    for settled in (CommitmentStatus.done, CommitmentStatus.dropped):
        assert not is_overdue(settled, due_on, WEDNESDAY)
