"""How acts take the leaves of a volume (the practice of minute books: numbered leaves, none used twice)."""

from hypothesis import given
from hypothesis import strategies as st

from assembly.minutes.rules import Side, Sides, few_left, leaves_for, room, sides_of

PAGES = st.integers(1, 300)
SIDES = st.sampled_from(Sides)


def test_three_pages_on_one_side_and_on_both():
    """Counted by hand on a bound book: 60, 61, 62 — or 60, its back, 61, and the back of 61 void."""
    assert sides_of(60, 3, Sides.one) == (Side(60), Side(61), Side(62))
    assert sides_of(60, 3, Sides.both) == (
        Side(60),
        Side(60, verso=True),
        Side(61),
        Side(61, verso=True, void=True),
    )
    assert leaves_for(3, Sides.one) == 3
    assert leaves_for(3, Sides.both) == 2
    assert leaves_for(4, Sides.both) == 2


@given(st.integers(1, 2000), PAGES, SIDES)
def test_an_act_begins_on_a_leaf_of_its_own_and_fills_what_it_takes(first, pages, sides):
    taken = sides_of(first, pages, sides)
    leaves = {each.leaf for each in taken}
    assert leaves == set(range(first, first + leaves_for(pages, sides)))
    assert not taken[0].verso
    assert sum(not each.void for each in taken) == pages
    if sides is Sides.both:
        assert len(taken) == 2 * len(leaves)  # every leaf is used up, front and back


@given(st.lists(PAGES, min_size=1, max_size=30), SIDES)
def test_acts_one_after_the_other_share_no_leaf_and_leave_none_out(acts, sides):
    next_leaf, taken = 1, []
    for pages in acts:
        taken += sorted({each.leaf for each in sides_of(next_leaf, pages, sides)})
        next_leaf += leaves_for(pages, sides)
    assert taken == list(range(1, next_leaf))


def test_the_last_leaf_is_kept_for_the_closing_note():
    assert room(200, 0) == 199
    assert room(200, 198) == 1
    assert room(200, 199) == 0
    assert room(200, 200) == 0


def test_it_is_time_when_two_more_long_acts_may_not_fit():
    assert not few_left(16, [8, 4])
    assert few_left(15, [8, 4])
    assert few_left(5, [])  # nobody knows yet: three leaves an act
    assert not few_left(6, [])
