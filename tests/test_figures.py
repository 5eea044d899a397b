"""Numbers as people type them, in Spanish and in English."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly import figures


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_what_is_written_with_groups_is_read_back(whole, part):
    grouped = f"{whole:,}"
    assert figures.read(f"{grouped}.{part:02}", decimal=".") == Decimal(f"{whole}.{part:02}")
    spanish = grouped.replace(",", ".")
    assert figures.read(f"{spanish},{part:02}", decimal=",") == Decimal(f"{whole}.{part:02}")


@pytest.mark.parametrize(
    "typed", ["", "-", ".", ",5,", "1,", "1..2", "12.34.567", "1e3", "٣", "NaN"]
)
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):
        figures.read(typed)
