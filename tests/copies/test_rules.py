"""Which copies stay, when one is due, and what a list of files may say."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.copies.rules import (
    Entry,
    Manifest,
    ManifestError,
    file_name,
    is_due,
    kept,
    moment_of,
    read,
)

NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)  # a Wednesday
DAY = timedelta(days=1)
MOMENTS = st.lists(
    st.integers(0, 80_000).map(lambda hours: NOON - timedelta(hours=hours)), max_size=60
)


def test_three_days_three_weeks_and_three_months_stay():
    """By hand: a copy every noon of sixty days up to Wednesday 20 May 2026."""
    every_day = [NOON - number * DAY for number in range(60)]
    assert sorted(kept(every_day)) == [
        datetime(2026, 3, 31, 12, tzinfo=UTC),  # the last of March
        datetime(2026, 4, 30, 12, tzinfo=UTC),  # the last of April
        datetime(2026, 5, 10, 12, tzinfo=UTC),  # the last Sundays
        datetime(2026, 5, 17, 12, tzinfo=UTC),
        datetime(2026, 5, 18, 12, tzinfo=UTC),  # the last days; the 20th is also the last of May
        datetime(2026, 5, 19, 12, tzinfo=UTC),
        NOON,
    ]


def test_of_one_day_the_last_stays():
    assert kept([NOON, NOON - timedelta(hours=2)]) == {NOON}


def test_what_slept_for_a_year_keeps_its_old_copies():
    old = [NOON - number * 365 * DAY for number in range(3)]
    assert kept(old) == set(old)


@given(MOMENTS)
def test_the_newest_always_stays_and_never_more_than_nine(moments):
    stay = kept(moments)
    assert stay <= set(moments)
    assert len(stay) <= 9
    assert not moments or max(moments) in stay
    assert kept(stay) == stay  # letting go once more lets go of nothing


@pytest.mark.parametrize(
    ("last", "hours", "expected"),
    [(None, 24, True), (23, 24, False), (24, 24, True), (None, 0, False), (1000, 0, False)],
)
def test_when_one_is_due(last, hours, expected):
    made = None if last is None else NOON - timedelta(hours=last)
    assert is_due(made, NOON, timedelta(hours=hours)) is expected


def test_a_name_tells_its_moment():
    assert file_name(NOON) == "assembly-20260520-120000.zip"
    assert moment_of(file_name(NOON)) == NOON
    for other in ("assembly.zip", "assembly-20261320-120000.zip", "x-20260520-120000.zip"):
        assert moment_of(other) is None


LIST = Manifest(
    made_at="2026-05-20T12:00:00+00:00",
    program="1.0",
    commune="Monte Sinaí",
    database="sqlite",
    revision="0067",
    head="ab" * 32,
    rows={"person": 3},
    files=(Entry("files/ab/abc", 3, "cd" * 32),),
    damaged=("files/ab/abc",),
)


def test_a_list_reads_back_and_can_be_checked_by_standard_programs():
    assert read(LIST.text()) == LIST
    assert LIST.sums() == "cd" * 32 + "  files/ab/abc\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        LIST.text().replace('"format": 1', '"format": 2'),
        LIST.text().replace("files/ab/abc", "../../etc/passwd"),
        LIST.text().replace("files/ab/abc", "/etc/passwd"),
        LIST.text().replace('"size"', '"weight"'),
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ManifestError):
        read(text)
