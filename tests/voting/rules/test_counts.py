"""Counts: roll calls added up, and numbers that cannot both be so.

The numbers come from a parliament of 16 seats with 15 present, counted by hand.
"""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.voting.rules import (
    Ballot,
    Base,
    Contradiction,
    Electorate,
    Option,
    SeatTwice,
    Tally,
    contradictions,
    counted_on,
    slip_contradictions,
    tally_ballots,
)

PARLIAMENT = Electorate(seats=16, present=15)


def test_a_roll_call_is_added_up_by_seat() -> None:
    # By hand: 12 for, 1 against, 2 abstain, 1 absent: the 16 seats.
    said = ["yes"] * 12 + ["no"] + ["abstain"] * 2 + ["absent"]
    ballots = [Ballot(seat, Option(word)) for seat, word in enumerate(said, start=1)]
    assert tally_ballots(ballots) == Tally(12, 1, 2)


def test_a_roll_call_of_delegates_is_added_up_by_weight() -> None:
    ballots = [
        Ballot(1, Option.yes, weight=5),
        Ballot(2, Option.yes, weight=3),
        Ballot(3, Option.no, weight=4),
        Ballot(4, Option.not_voting, weight=9),
    ]
    assert tally_ballots(ballots) == Tally(8, 4, 0)


def test_one_seat_has_one_ballot() -> None:
    with pytest.raises(SeatTwice) as caught:
        tally_ballots([Ballot(7, Option.yes, 1), Ballot(8, Option.yes), Ballot(7, Option.no, 2)])
    assert (caught.value.seat, caught.value.code) == (7, "seat_twice")


def test_the_words_of_popolo() -> None:
    # Published: the Popolo specification, class Vote, property option.
    assert set(Option) == {"yes", "no", "abstain", "absent", "not voting"}


@pytest.mark.parametrize(
    ("base", "count"),
    [
        ("for_and_against", 8),
        ("valid", 11),
        ("cast", 14),
        ("present", 15),
        ("seats", 16),
    ],
)
def test_what_a_share_is_of(base: str, count: int) -> None:
    assert counted_on(Base(base), Tally(5, 3, 3, 2, 1), PARLIAMENT) == count


@pytest.mark.parametrize("part", ["yes", "no", "abstain", "blank", "invalid"])
def test_a_base_with_a_part_that_is_not_known_is_not_known(part: str) -> None:
    counts: dict[str, int | None] = {"yes": 5, "no": 3, "abstain": 3, "blank": 2, "invalid": 1}
    tally = Tally(**(counts | {part: None}))
    narrowest = {"yes": 0, "no": 0, "abstain": 1, "blank": 2, "invalid": 2}[part]
    sums = (Base.for_and_against, Base.valid, Base.cast)
    known = [counted_on(base, tally, PARLIAMENT) is not None for base in sums]
    assert known == [place < narrowest for place in range(3)]
    assert tally.votes is None
    assert counted_on(Base.present, tally, PARLIAMENT) == 15


@pytest.mark.parametrize(
    ("tally", "electorate", "total", "found"),
    [
        (Tally(12, 1, 2), PARLIAMENT, 15, []),
        (Tally(12, 1, 2), PARLIAMENT, None, []),
        (Tally(12, 1, 0), PARLIAMENT, None, []),  # two did not vote
        (Tally(12, 2, 2), PARLIAMENT, None, [Contradiction("more_votes_than_present", 16, 15)]),
        # More than the seats, too; the nearer number is enough to look into.
        (Tally(15, 2, 0), PARLIAMENT, None, [Contradiction("more_votes_than_present", 17, 15)]),
        (Tally(12, 1, 2), PARLIAMENT, 14, [Contradiction("parts_not_total", 14, 15)]),
        (Tally(12, 1, 2), PARLIAMENT, 16, [Contradiction("parts_not_total", 16, 15)]),
        (Tally(10, 2, 1, 1, 1), PARLIAMENT, 15, []),
        (
            Tally(13, 2, 2),
            Electorate(16, None),
            None,
            [Contradiction("more_votes_than_seats", 17, 16)],
        ),
        (Tally(16, 0, 0), Electorate(16, None), None, []),
        (
            Tally(12, 1, 2),
            Electorate(16, 17),
            None,
            [Contradiction("more_present_than_seats", 17, 16)],
        ),
        (
            Tally(12, 3, 2),
            Electorate(16, 17),
            None,
            [
                Contradiction("more_present_than_seats", 17, 16),
                Contradiction("more_votes_than_seats", 17, 16),
            ],
        ),
        (
            Tally(12, -1, 2),
            PARLIAMENT,
            None,
            [Contradiction("negative", -1, 0, part="no")],
        ),
        # What is not known contradicts nothing, unless what is known is already too much.
        (Tally(12, None, 2), PARLIAMENT, 15, []),
        (Tally(12, None, 2), PARLIAMENT, 13, [Contradiction("parts_not_total", 13, 14)]),
        (
            Tally(14, None, 2),
            PARLIAMENT,
            None,
            [Contradiction("more_votes_than_present", 16, 15)],
        ),
        (Tally(None, None, None), Electorate(None, None), None, []),
    ],
)
def test_contradictions_are_named_with_both_numbers(
    tally: Tally, electorate: Electorate, total: int | None, found: list[Contradiction]
) -> None:
    assert contradictions(tally, electorate, total=total) == found


@pytest.mark.parametrize(
    ("ballots", "found"),
    [
        ([Ballot(1, Option.yes, 10), Ballot(2, Option.no, 20)], []),
        (
            [Ballot(1, Option.yes, 10), Ballot(1, Option.yes, 11), Ballot(2, Option.no, 20)],
            [Contradiction("principal_and_alternate", 2, 1, seat=1)],
        ),
        (
            [Ballot(1, Option.yes, 10), Ballot(1, Option.no, 10)],
            [Contradiction("ballot_twice", 2, 1, seat=1)],
        ),
        (
            [Ballot(1, Option.yes, 10), Ballot(2, Option.yes, 20)],
            [
                Contradiction("ballots_not_count", 1, 2, part="yes"),
                Contradiction("ballots_not_count", 1, 0, part="no"),
            ],
        ),
    ],
)
def test_named_ballots_are_held_against_the_counts(
    ballots: list[Ballot], found: list[Contradiction]
) -> None:
    assert contradictions(Tally(1, 1, 0), PARLIAMENT, ballots=ballots) == found


rolls = st.lists(
    st.builds(
        Ballot,
        seat=st.integers(1, 500),
        option=st.sampled_from(Option),
        person=st.none() | st.integers(1, 900),
        weight=st.integers(1, 20),
    ),
    unique_by=lambda ballot: ballot.seat,
    max_size=60,
)


@given(rolls, st.randoms(use_true_random=False))
def test_the_parts_make_the_whole_in_any_order(ballots: list[Ballot], random: Random) -> None:
    tally = tally_ballots(ballots)
    silent = {Option.absent, Option.not_voting}
    assert tally.votes == sum(b.weight for b in ballots if b.option not in silent)
    shuffled = list(ballots)
    random.shuffle(shuffled)
    assert tally_ballots(shuffled) == tally


@given(rolls)
def test_an_honest_roll_call_has_no_contradictions(ballots: list[Ballot]) -> None:
    tally = tally_ballots(ballots)
    present = sum(b.weight for b in ballots if b.option is not Option.absent)
    room = Electorate(sum(b.weight for b in ballots), present, weighted=True)
    assert contradictions(tally, room, ballots=ballots, total=tally.votes) == []


counts = st.none() | st.integers(0, 30)


@given(st.builds(Tally, counts, counts, counts, counts, counts), counts, counts, counts)
def test_known_numbers_that_can_be_so_contradict_nothing(
    tally: Tally, seats: int | None, present: int | None, total: int | None
) -> None:
    found = {c.code for c in contradictions(tally, Electorate(seats, present), total=total)}
    room = [limit for limit in (seats, present, total) if limit is not None]
    crowded = any(tally.known_votes > limit for limit in room)
    people = seats is not None and present is not None and present > seats
    uneven = total is not None and tally.votes is not None and tally.votes != total
    assert bool(found) == (crowded or people or uneven)


def test_slips_are_called_by_all_that_is_printed_on_them() -> None:
    """Four slips of two organisations and weights, of which one is missing."""
    handed = {(3, "Comuna A"): 1, (1, "Comuna A"): 1, (1, ""): 2}
    (missing,) = slip_contradictions({(1, "Comuna A"): 1, (1, ""): 2}, handed)
    assert (missing.said, missing.known, missing.part) == (0, 1, "Comuna A × 3")
