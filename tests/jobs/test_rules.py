"""How far a work is, in hundredths."""

import pytest

from assembly.jobs.rules import percent


@pytest.mark.parametrize(
    ("done", "total", "expected"),
    [
        (0, None, None),  # nobody knows how much there is
        (5, 0, None),
        (0, 52, 0),
        (26, 52, 50),
        (1, 3, 33),  # it never says more than was done
        (52, 52, 100),
        (60, 52, 100),
        (-1, 52, 0),
    ],
)
def test_how_far(done, total, expected):
    assert percent(done, total) == expected
