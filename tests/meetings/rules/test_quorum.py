"""Quorum by calls.

«Bylaw example» marks the numbers of a real rule or session; the rest is worked out by hand.
"""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.meetings.rules import (
    QuorumBase,
    QuorumCall,
    QuorumReason,
    calls_errors,
    check_call,
    check_quorum,
)
from assembly.thresholds import Comparison, Threshold, parse_share

NINE = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)  # 9:00 in Caracas


def call(base: str, share: str, *, number: int = 1, wait: int = 0) -> QuorumCall:
    """A call as bylaws say it: `>1/2` is more than half, `30%` at least 30 %."""
    comparison = Comparison.more_than if share.startswith(">") else Comparison.at_least
    threshold = Threshold(parse_share(share.lstrip(">")), comparison)
    return QuorumCall(number, QuorumBase(base), threshold, wait)


@pytest.mark.parametrize(
    ("rule", "present", "required", "valid"),
    [
        # Bylaw example: half plus one of 16 seats (12 councils + 3 + 1); first call 11 came.
        (call("seats", ">1/2"), 11, 9, True),
        (call("seats", ">1/2"), 9, 9, True),
        (call("seats", ">1/2"), 8, 9, False),
        # Two seats are vacant: half plus one of the 14 filled ones is 8.
        (call("filled_seats", ">1/2"), 8, 8, True),
        (call("filled_seats", ">1/2"), 7, 8, False),
        # Bylaw example: 30 % of the residents on first call, 20 % on second; here 412 residents.
        (call("census", "30%"), 124, 124, True),
        (call("census", "30%"), 123, 124, False),
        (call("census", "20%", number=2), 83, 83, True),
        (call("census", "20%", number=2), 82, 83, False),
        # Bylaw example: on third call whoever is present.
        (call("whoever", "0", number=3), 1, 1, True),
        (call("whoever", "0", number=3), 0, 1, False),
        # A share of nothing is still asked of somebody: an empty room is no quorum.
        (call("seats", "0"), 0, 1, False),
        (call("seats", "0"), 1, 1, True),
    ],
)
def test_enough_have_come(rule: QuorumCall, present: int, required: int, valid: bool) -> None:
    result = check_quorum(rule, present=present, seats=16, filled=14, census=412)
    assert (result.required, result.valid) == (required, valid)
    assert result.missing == (0 if valid else required - present)


def test_the_result_says_what_the_share_is_of() -> None:
    for base, count in [("seats", 16), ("filled_seats", 14), ("census", 412), ("whoever", None)]:
        result = check_quorum(call(base, "1/2"), present=12, seats=16, filled=14, census=412)
        assert (result.base_count, result.present) == (count, 12)


def test_a_body_without_seats_never_has_quorum() -> None:
    for share in ("0", "1/2", ">1/2", "1"):
        result = check_quorum(call("seats", share), present=0, seats=0, filled=0, census=None)
        assert result.valid is False


@pytest.mark.parametrize(
    ("rule", "present", "census", "reason", "required"),
    [
        (call("census", "30%"), 124, None, QuorumReason.base_unknown, None),
        (call("census", "30%"), None, 412, QuorumReason.present_unknown, 124),
        (call("whoever", "0"), None, None, QuorumReason.present_unknown, 1),
    ],
)
def test_what_is_not_known_stays_unknown(
    rule: QuorumCall,
    present: int | None,
    census: int | None,
    reason: QuorumReason,
    required: int | None,
) -> None:
    result = check_quorum(rule, present=present, seats=16, filled=14, census=census)
    assert (result.valid, result.reason, result.required) == (None, reason, required)
    assert result.missing is None


# Bylaw example: 10 %; after one hour the same; after one hour more whoever is present.
TEN, AGAIN = call("census", "10%"), call("census", "10%", number=2, wait=60)
WHOEVER = call("whoever", "0", number=3, wait=60)


@pytest.mark.parametrize(
    ("rule", "present", "minutes", "reason", "early"),
    [
        (TEN, 41, 0, QuorumReason.too_few, 0),
        (TEN, 42, 0, QuorumReason.enough, 0),  # 10 % of 412 is 41.2
        (AGAIN, 42, 59, QuorumReason.too_early, 1),
        (AGAIN, 42, 60, QuorumReason.enough, 0),
        (AGAIN, 42, 75, QuorumReason.enough, 0),
        (AGAIN, 41, 45, QuorumReason.too_few, 15),  # both: waiting alone would not mend it
        (WHOEVER, 3, 30, QuorumReason.too_early, 30),
        (WHOEVER, 3, 60, QuorumReason.enough, 0),
        (WHOEVER, 0, 60, QuorumReason.too_few, 0),
    ],
)
def test_a_later_call_waits(
    rule: QuorumCall, present: int, minutes: int, reason: QuorumReason, early: int
) -> None:
    result = check_call(
        rule,
        present=present,
        seats=None,
        filled=None,
        census=412,
        previous_call_at=NINE,
        now=NINE + timedelta(minutes=minutes),
    )
    assert (result.reason, result.too_early_by) == (reason, timedelta(minutes=early))
    assert result.valid is (reason is QuorumReason.enough)


def test_a_wait_between_unknown_hours_is_unknown() -> None:
    for before, now in [(None, NINE), (NINE, None), (None, None)]:
        result = check_call(
            AGAIN,
            present=42,
            seats=None,
            filled=None,
            census=412,
            previous_call_at=before,
            now=now,
        )
        assert (result.valid, result.reason) == (None, QuorumReason.time_unknown)
    too_few = check_call(AGAIN, present=3, seats=None, filled=None, census=412)
    assert too_few.reason is QuorumReason.too_few


def test_a_first_call_needs_no_clock() -> None:
    assert check_call(call("seats", ">1/2"), present=11, seats=16, filled=16, census=None).valid


bases = st.sampled_from(QuorumBase)
counts = st.integers(0, 3000)
calls = st.builds(
    QuorumCall,
    number=st.integers(1, 3),
    base=bases,
    threshold=st.builds(
        Threshold,
        st.fractions(min_value=0, max_value=Fraction(99, 100), max_denominator=100),
        st.sampled_from(Comparison),
    ),
    wait_minutes=st.integers(0, 180),
)


@given(calls, counts, counts, counts, counts)
def test_one_more_never_breaks_the_quorum(
    rule: QuorumCall, present: int, seats: int, filled: int, census: int
) -> None:
    now = check_quorum(rule, present=present, seats=seats, filled=filled, census=census)
    more = check_quorum(rule, present=present + 1, seats=seats, filled=filled, census=census)
    assert more.valid or not now.valid
    assert now.missing is not None
    assert more.missing == max(0, now.missing - 1)


@given(calls, counts, counts, counts, counts)
def test_exactly_what_is_missing_makes_the_quorum(
    rule: QuorumCall, present: int, seats: int, filled: int, census: int
) -> None:
    missing = check_quorum(rule, present=present, seats=seats, filled=filled, census=census).missing
    assert missing is not None
    came = present + missing
    assert check_quorum(rule, present=came, seats=seats, filled=filled, census=census).valid
    if missing:
        fewer = check_quorum(rule, present=came - 1, seats=seats, filled=filled, census=census)
        assert fewer.valid is False


@given(calls, counts, counts, st.integers(-300, 300))
def test_waiting_what_is_too_early_opens_the_call(
    rule: QuorumCall, present: int, seats: int, minutes: int
) -> None:
    def at(now: datetime) -> timedelta:
        return check_call(
            rule,
            present=present,
            seats=seats,
            filled=seats,
            census=seats,
            previous_call_at=NINE,
            now=now,
        ).too_early_by

    now = NINE + timedelta(minutes=minutes)
    early = at(now)
    assert at(now + early) == timedelta(0)
    if early:
        assert at(now + early - timedelta(seconds=1)) == timedelta(seconds=1)


@given(calls, st.none() | counts, st.none() | counts)
def test_quorum_is_never_declared_on_a_number_that_is_missing(
    rule: QuorumCall, present: int | None, base: int | None
) -> None:
    result = check_quorum(rule, present=present, seats=base, filled=base, census=base)
    known = present is not None and (base is not None or rule.base is QuorumBase.whoever)
    assert (result.valid is not None) == known


@pytest.mark.parametrize(
    ("rules", "codes"),
    [
        ([TEN, AGAIN, WHOEVER], []),
        ([TEN], []),
        ([], ["no_calls"]),
        ([AGAIN], ["calls_not_numbered", "first_call_waits"]),
        ([TEN, WHOEVER], ["calls_not_numbered"]),
        ([call("seats", "1/2"), call("seats", "1/2", number=2, wait=-5)], ["wait_negative"]),
        ([call("seats", "1/2", number=n) for n in (1, 2, 3, 4)], ["too_many_calls"]),
    ],
)
def test_the_calls_of_a_body_make_sense(rules: list[QuorumCall], codes: list[str]) -> None:
    assert [error.code for error in calls_errors(rules)] == codes
