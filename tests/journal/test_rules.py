"""How entries are sealed and chained."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.journal.rules import GENESIS, Break, Sealed, canonical, first_break

AT = datetime(2026, 5, 20, 13, 4, 5, tzinfo=UTC)


def entry(sequence: int, previous: str, **changes: object) -> Sealed:
    made = Sealed(
        sequence, AT, 7, "Yelitza Rondón", "meeting.open", "meeting", "31", "{}", previous
    )
    return replace(made, **changes)


def chain(length: int) -> list[tuple[Sealed, str]]:
    made, previous = [], GENESIS
    for sequence in range(1, length + 1):
        one = entry(sequence, previous)
        previous = one.digest()
        made.append((one, previous))
    return made


def test_the_seal_is_plain_sha256_that_anyone_can_recompute():
    # Written out by hand: a stranger with sha256sum must come to the same digest.
    text = (
        '[1,"2026-05-20T13:04:05.000000Z",7,"Yelitza Rondón","meeting.open","meeting","31","{}","'
        + "0" * 64
        + '"]'
    )
    assert entry(1, GENESIS).digest() == hashlib.sha256(text.encode()).hexdigest()


def test_the_same_moment_in_another_zone_is_sealed_alike():
    caracas = timezone(timedelta(hours=-4))
    assert entry(1, GENESIS, at=AT.astimezone(caracas)).digest() == entry(1, GENESIS).digest()


def test_canonical_text_is_sorted_exact_and_without_floats():
    data = {"b": Fraction(2, 3), "a": Decimal("0.10"), "ñ": [1, None, True]}
    assert canonical(data) == '{"a":"0.10","b":"2/3","ñ":[1,null,true]}'
    with pytest.raises(TypeError):
        canonical({"share": 0.1})


def test_a_whole_chain_holds():
    assert first_break(chain(5)) is None
    assert first_break([]) is None


@given(st.integers(2, 12), st.data())
def test_any_change_is_found_at_its_place(length, data):
    whole = chain(length)
    at = data.draw(st.integers(0, length - 1))
    broken, digest = whole[at]
    whole[at] = (replace(broken, data='{"yes":99}'), digest)
    assert first_break(whole) == Break(at + 1, "content")


@given(st.integers(3, 12), st.data())
def test_a_removed_entry_is_found_at_its_place(length, data):
    whole = chain(length)
    at = data.draw(st.integers(0, length - 2))  # the last one leaves a shorter, whole chain
    del whole[at]
    assert first_break(whole) == Break(at + 1, "missing")


def test_an_entry_sealed_anew_breaks_the_next_link():
    whole = chain(4)
    forged = replace(whole[1][0], data='{"yes":99}')
    whole[1] = (forged, forged.digest())
    assert first_break(whole) == Break(3, "link")
