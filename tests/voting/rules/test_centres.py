"""What the act of a voting centre contradicts, and what acts that do not come could have changed."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import (
    PRESETS,
    Centre,
    Contradiction,
    Electorate,
    Method,
    Preset,
    Tally,
    centre_contradictions,
    decide,
    nearest,
    pointing,
    sum_of,
    votes_left_out,
    would_change,
    wrongly_carried,
)

COUNTED = Centre("El Cedro", Tally(40, 24, 0, 1, 0), handed=66, found=65, names=45, lines=20)
LOST = Centre("La Ceiba", left_out="the box was lost", names=80, lines=20)


def test_more_slips_than_names_and_empty_lines_are_told_with_both_numbers():
    """45 names and 20 empty lines: 65 could sign."""
    found = centre_contradictions([COUNTED])
    assert Contradiction("centre_register", 66, 65, part="El Cedro") in found
    assert not centre_contradictions([replace(COUNTED, handed=65)])
    assert not centre_contradictions([replace(COUNTED, handed=65, names=None, lines=None)])


def test_an_act_that_does_not_count_adds_nothing_and_contradicts_nothing():
    annulled = replace(COUNTED, name="San José", left_out="its box stood open")
    assert sum_of([COUNTED, annulled, LOST]).counts == COUNTED.counts
    assert not centre_contradictions([annulled])


FEW = Centre("La Cruz", handed=2, carried_to="El Cedro")


def test_a_box_that_was_carried_to_another_is_counted_there_once():
    """65 signed in El Cedro and 2 in La Cruz: 67 slips in one box, 40 + 26 + 1."""
    both = replace(COUNTED, handed=65, found=67, tally=Tally(40, 26, 0, 1, 0))
    assert sum_of([both, FEW]).counts == both.counts | {"handed": 67}
    assert not centre_contradictions([both, FEW])
    (found,) = centre_contradictions([replace(both, found=66, tally=Tally(39, 26, 0, 1, 0)), FEW])
    assert found == Contradiction("centre_slips", 66, 67, part="El Cedro")


def test_a_box_is_carried_to_a_centre_that_counts_its_own_and_its_act_tells_no_votes():
    assert not wrongly_carried([COUNTED, FEW])
    for wrong in (
        [COUNTED, replace(FEW, carried_to="La Cruz")],
        [COUNTED, replace(FEW, carried_to="San José")],
        [replace(COUNTED, left_out="it burnt"), FEW],
        [COUNTED, replace(FEW, found=2)],
        [COUNTED, replace(FEW, tally=Tally(2, None, None, None, None))],
    ):
        assert [each.name for each in wrongly_carried(wrong)] == ["La Cruz"]
    assert not wrongly_carried(
        [replace(COUNTED, left_out="it burnt"), replace(FEW, left_out="too")]
    )


@pytest.mark.parametrize(
    ("handed", "found", "points"),
    [
        (0, 0, False),
        (1, None, True),
        (2, None, True),
        (3, None, False),
        (3, 2, True),
        (2, 3, False),
    ],
)
def test_one_or_two_slips_in_a_box_show_how_they_voted(handed, found, points):
    box = Centre("San José", handed=handed, found=found)
    assert bool(pointing([COUNTED, box])) is points
    assert not pointing([replace(box, left_out="the box was lost")])
    # where it was carried its slips lie among others; where it came they count too
    assert not pointing([COUNTED, replace(box, carried_to="El Cedro")])
    came = Centre("La Cruz", handed=3, carried_to="San José")
    assert bool(pointing([box, came])) is (found in (1, 2))


@pytest.mark.parametrize(
    ("received", "left_over", "known"),
    [(70, 4, None), (70, 5, 71), (70, 3, 69), (65, None, 66), (66, None, None), (None, 4, None)],
)
def test_slips_received_are_those_handed_out_and_left_over(received, left_over, known):
    """66 were handed out."""
    act = Centre("El Cedro", handed=66, received=received, left_over=left_over)
    told = (
        [] if known is None else [Contradiction("centre_received", received, known, part=act.name)]
    )
    assert centre_contradictions([act]) == told


@pytest.mark.parametrize(
    ("centres", "votes"),
    [
        ([COUNTED], 0),
        ([LOST], 100),  # 80 names and 20 lines
        ([replace(LOST, handed=31)], 31),
        ([LOST, replace(LOST, handed=31)], 131),
        ([replace(LOST, names=None, lines=None), LOST], None),
    ],
)
def test_as_many_votes_are_missing_as_slips_were_handed_out_or_people_could_sign(centres, votes):
    assert votes_left_out(centres) == votes


def outcome(yes, no, seats=300, turnout=None, preset=Preset.simple):
    return decide(
        PRESETS[preset],
        Tally(yes, no, 0),
        Electorate(seats, yes + no),
        method=Method.secret_paper,
        turnout=turnout,
    )


FIFTEEN_IN_A_HUNDRED = Threshold(Fraction(15, 100), Comparison.at_least)


@pytest.mark.parametrize(
    ("counted", "votes", "changes"),
    [
        (outcome(110, 46), 0, False),
        # 63 more against are 110 to 109: carried all the same; 64 make a tie
        (outcome(110, 46), 63, False),
        (outcome(110, 46), 64, True),
        (outcome(46, 110), 64, False),  # a tie does not carry either
        (outcome(46, 110), 65, True),
        # 15 % of 800 are 120: 104 and 15 are too few, 104 and 16 are enough
        (outcome(80, 24, 800, FIFTEEN_IN_A_HUNDRED), 15, False),
        (outcome(80, 24, 800, FIFTEEN_IN_A_HUNDRED), 16, True),
        # more than half of the 300 are 151, whatever else is said
        (outcome(151, 0, preset=Preset.absolute_seats), 100, False),
        (outcome(100, 0, preset=Preset.absolute_seats), 50, False),
        (outcome(100, 0, preset=Preset.absolute_seats), 51, True),
        # two thirds of 15 present are 10, of 16 they are 11
        (outcome(10, 2, preset=Preset.two_thirds_present), 3, False),
        (outcome(10, 2, preset=Preset.two_thirds_present), 4, True),
        (
            decide(
                PRESETS[Preset.simple],
                Tally(None, 3, 0),
                Electorate(300, 20),
                method=Method.secret_paper,
            ),
            1,
            True,
        ),
    ],
)
def test_whether_the_missing_votes_could_have_made_it_another_result(counted, votes, changes):
    assert would_change(counted, votes) is changes


def test_everybody_votes_in_the_nearest_centre():
    """The water committee (3) lies in El Cedro (2), and that in the commune (1)."""
    above = {1: None, 2: 1, 3: 2, 4: 1}
    assert [nearest({2}, above, each) for each in (1, 2, 3, 4)] == [None, 2, 2, None]
    assert [nearest({1, 3}, above, each) for each in (2, 3, 4)] == [1, 3, 1]
