"""The parts of the minutes in the order that a body gives them."""

from hypothesis import given
from hypothesis import strategies as st

from assembly.minutes.rules import ALWAYS, SHIPPED_PARTS, Part, in_order, known_parts

PLACES = st.dictionaries(st.sampled_from(Part), st.none() | st.integers(1, 9))


def test_as_shipped_quorum_comes_first_and_the_lists_to_sign_last():
    assert in_order({part: place for place, part in enumerate(Part, 1)}) == SHIPPED_PARTS
    assert SHIPPED_PARTS[0] is Part.facts
    assert SHIPPED_PARTS[-1] is Part.arrival


def test_a_part_goes_where_it_is_put_and_one_without_place_is_not_printed():
    places = {Part.debate: 1, Part.facts: 2, Part.attendance: 3, Part.agenda: None}
    assert in_order(places) == (Part.debate, Part.facts, Part.attendance)


def test_the_same_place_keeps_the_order_as_shipped():
    assert in_order(dict.fromkeys(Part, 4)) == SHIPPED_PARTS


@given(PLACES)
def test_who_came_and_what_was_decided_are_always_printed_and_nothing_twice(places):
    parts = in_order(places)
    assert set(parts) >= ALWAYS
    assert len(set(parts)) == len(parts)
    if Part.arrival in parts:
        assert parts[-1] is Part.arrival


def test_what_was_stored_by_a_later_program_is_left_out():
    assert known_parts(["debate", "songs", "attendance"]) == (Part.debate, Part.attendance)
    assert known_parts(None) == known_parts("debate") == ()
