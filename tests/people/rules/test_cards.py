"""Codes of sign-in cards, and until when a card opens the door.

The signs are Crockford's base 32 (crockford.com/base32.html): no I, L, O, U; O is read as 0, I and L as 1.
"""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.people.rules import (
    CardFacts,
    CardState,
    CardUse,
    card_code,
    card_digest,
    card_state,
    code_shown,
    code_typed,
    session_goes_on,
)

CROCKFORD = set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
NOON = datetime(2026, 5, 20, 16, 0, tzinfo=UTC)
ADDRESS = "http://192.168.1.10:8000/people/card/7KQ2M8FD3X"


@given(st.uuids(), st.integers(1, 2**31 - 1))
def test_a_code_has_ten_signs_and_is_read_back_however_it_is_written(mark, person_id):
    code = card_code(mark, person_id)
    assert len(code) == 10
    assert set(code) <= CROCKFORD
    shown = code_shown(code)
    assert code_typed(shown) == code_typed(shown.lower()) == code_typed(f" {code} ") == code
    assert code_typed(f"http://192.168.1.10:8000/people/card/{code}") == code


@given(st.uuids(), st.integers(1, 2**31 - 2))
def test_the_same_form_gives_the_same_code_and_everyone_another(mark, person_id):
    assert card_code(mark, person_id) == card_code(UUID(str(mark)), person_id)
    assert card_code(mark, person_id) != card_code(mark, person_id + 1)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("7KQ2M-8FD3X", "7KQ2M8FD3X"),
        ("7kq2m 8fd3x", "7KQ2M8FD3X"),
        ("7KQ2M–8FD3X", "7KQ2M8FD3X"),
        ("OIL2M8FD3X", "0112M8FD3X"),
        (ADDRESS, "7KQ2M8FD3X"),
        # a scanner set to an American keyboard, on a Spanish one
        ("http>--192.168.1.10>8000-people-card-7KQ2M8FD3X", "7KQ2M8FD3X"),
        ("HTTPÑ--192.168.1.10Ñ8000-PEOPLE-CARD-7KQ2M8FD3X", "7KQ2M8FD3X"),
        ("7KQ2M8FD3", None),
        ("7KQ2M8FD3XX", None),
        ("7KQ2M8FD3U", None),  # U is no sign of it
        ("", None),
        ("١٢٣٤٥٦٧٨٩٠", None),
        ("http://192.168.1.10:8000/people/card", None),
    ],
)
def test_what_is_typed_or_scanned(typed, code):
    assert code_typed(typed) == code


def test_a_digest_is_nothing_without_the_key_of_the_house():
    one, other = card_digest("7KQ2M8FD3X", "key"), card_digest("7KQ2M8FD3X", "another")
    assert one != other
    assert len(one) == 64
    assert "7KQ2M" not in one.upper()


def facts(use, **more):
    return CardFacts(use, NOON, **more)


BEFORE, AFTER = NOON - timedelta(milliseconds=1), NOON


@pytest.mark.parametrize(
    ("card", "at", "state"),
    [
        (facts(CardUse.once), BEFORE, CardState.valid),
        (facts(CardUse.once), AFTER, CardState.expired),
        (facts(CardUse.once, used_at=BEFORE), BEFORE, CardState.used),
        (facts(CardUse.meeting, used_at=BEFORE), BEFORE, CardState.valid),
        (facts(CardUse.meeting, used_at=BEFORE), AFTER, CardState.expired),
        (facts(CardUse.meeting, ended_at=BEFORE), BEFORE, CardState.ended),
        (facts(CardUse.once, used_at=BEFORE, ended_at=BEFORE), BEFORE, CardState.ended),
    ],
)
def test_the_state_of_a_card(card, at, state):
    assert card_state(card, at) is state


@pytest.mark.parametrize(
    ("card", "at", "goes_on"),
    [
        (facts(CardUse.once, used_at=BEFORE), AFTER, True),  # one entry, once made, lasts
        (facts(CardUse.once, used_at=BEFORE, ended_at=BEFORE), AFTER, False),
        (facts(CardUse.meeting, used_at=BEFORE), BEFORE, True),
        (facts(CardUse.meeting, used_at=BEFORE), AFTER, False),
        (facts(CardUse.meeting, used_at=BEFORE, ended_at=BEFORE), BEFORE, False),
    ],
)
def test_how_long_who_came_in_with_it_may_stay(card, at, goes_on):
    assert session_goes_on(card, at) is goes_on
