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
    sum_of,
    votes_left_out,
    would_change,
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
