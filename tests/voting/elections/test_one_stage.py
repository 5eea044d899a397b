"""Counts with one stage: choose up to so many, approval, for or against each, majority with run-off.

The ballots are made up; every expected number is added up by hand beside them.
"""

from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import (
    Count,
    CountingRule,
    Deciding,
    ElectionRule,
    Lot,
    Slips,
    Totals,
    count_election,
    run_off_rule,
)
from assembly.voting.rules import Base, Electorate, Requirement, Result, Tally


def more_than_half(base: Base) -> Requirement:
    return Requirement(Threshold(Fraction(1, 2), Comparison.more_than), base)


CHOOSE_TWO = ElectionRule(CountingRule.choose, 2, alternates=1, most=2)


def test_who_has_most_votes_gets_the_places_and_the_next_is_the_alternate():
    """1: 3 + 4 = 7; 2: 3 + 2 = 5; 3: 4; 4: 1."""
    ballots = [("1,2", 3), ("1,3", 4), ("2", 2), ("4", 1), ("blank", 2), ("invalid", 1)]
    count = count_election(CHOOSE_TWO, (1, 2, 3, 4), ballots)
    assert dict(count.stages[0].votes) == {1: 7, 2: 5, 3: 4, 4: 1}
    assert count.elected == (1, 2)
    assert count.alternates == (3,)
    assert count.slips == Slips(valid=10, blank=2, invalid=1)


def test_a_tie_for_the_last_place_waits_for_the_lot():
    ballots = [("1", 5), ("2", 3), ("3", 3), ("4", 3)]
    waiting = count_election(CHOOSE_TWO, (1, 2, 3, 4), ballots)
    assert waiting.elected == ()
    assert waiting.awaits_lot is not None
    assert (waiting.awaits_lot.among, waiting.awaits_lot.deciding) == ((2, 3, 4), Deciding.place)
    lots = [Lot(1, (2, 3, 4), 4)]
    waiting = count_election(CHOOSE_TWO, (1, 2, 3, 4), ballots, lots=lots)
    assert waiting.elected == (1, 4)
    assert waiting.awaits_lot is not None
    assert waiting.awaits_lot.deciding is Deciding.alternate
    lots.append(Lot(1, (2, 3), 2))
    count = count_election(CHOOSE_TWO, (1, 2, 3, 4), ballots, lots=lots)
    assert (count.elected, count.alternates) == ((1, 4), (2,))
    assert [tie.chosen for tie in count.stages[0].ties] == [4, 2]


def test_equals_who_all_have_a_place_need_no_lot():
    count = count_election(CHOOSE_TWO, (1, 2, 3), [("1,2", 4), ("3", 1)])
    assert count.elected == (1, 2)
    assert count.stages[0].ties == ()


def test_nobody_is_elected_without_a_vote():
    rule = ElectionRule(CountingRule.approval, 2)
    count = count_election(rule, (1, 2, 3), [("2", 4), ("blank", 3)])
    assert count.elected == (2,)
    assert count.vacant == 1
    assert count_election(rule, (1, 2), []).elected == ()


def test_weights_count_as_so_many_votes():
    rule = ElectionRule(CountingRule.approval, 1)
    count = count_election(rule, (1, 2), [("1", 3), ("2", 1), ("2", 1)])
    assert count.elected == (1,)
    assert count.slips.valid == 5


def test_each_candidate_is_decided_like_a_motion():
    """16 seats, 15 voted, 9 for are needed. 1: 10 for, 4 against, 1 abstained; 2: 8 for and 7 silent;
    3: 9 for and 6 against."""
    rule = ElectionRule(CountingRule.yes_no, 3, requirement=more_than_half(Base.seats))
    ballots = [
        ("1:yes,2:yes,3:yes", 8),
        ("1:yes,3:yes", 1),
        ("1:yes,3:no", 1),
        ("1:no,3:no", 4),
        ("1:abstain,3:no", 1),
    ]
    electorate = Electorate(seats=16, present=15)
    count = count_election(rule, (1, 2, 3), ballots, electorate=electorate)
    decided = dict(count.confirmations)
    assert decided[1].tally == Tally(10, 4, 1, 0, 0)
    assert decided[2].tally == Tally(8, 0, 0, 7, 0)
    assert decided[3].tally == Tally(9, 6, 0, 0, 0)
    assert [each.result for each in decided.values()] == [
        Result.passed,
        Result.failed,
        Result.passed,
    ]
    assert decided[2].required == 9
    assert count.elected == (1, 3)
    assert count.vacant == 1


def test_of_more_who_carry_than_places_the_most_wanted_are_elected():
    rule = ElectionRule(CountingRule.yes_no, 1, 2, requirement=more_than_half(Base.valid))
    told = Totals(Slips(10), tallies={1: (6, 3, 1), 2: (9, 1, 0), 3: (7, 3, 0), 4: (2, 8, 0)})
    count = count_election(rule, (1, 2, 3, 4), (), totals=[told])
    assert (count.elected, count.alternates) == ((2,), (3, 1))


MAJORITY = ElectionRule(CountingRule.majority, 1, 1, requirement=more_than_half(Base.valid))


def test_the_majority_elects_at_once():
    """15 slips, one blank: more than half of 14 is 8. Domain.md §7.14 has nine to five and one blank."""
    count = count_election(MAJORITY, (1, 2), [("1", 9), ("2", 5), ("blank", 1)])
    assert (count.required, count.elected, count.alternates) == (8, (1,), (2,))


def test_without_a_majority_the_first_two_go_into_the_run_off():
    ballots = [("1", 6), ("2", 5), ("3", 3), ("blank", 1)]
    count = count_election(MAJORITY, (1, 2, 3), ballots)
    assert (count.elected, count.run_off) == ((), (1, 2))
    second = count_election(run_off_rule(MAJORITY), (1, 2), [("1", 6), ("2", 8)])
    assert (second.elected, second.alternates) == ((2,), (1,))


@pytest.mark.parametrize(
    ("base", "required"),
    [
        (Base.valid, 8),
        (Base.for_and_against, 8),
        (Base.cast, 9),
        (Base.present, 10),
        (Base.seats, 11),
    ],
)
def test_the_majority_is_of_what_the_rule_says(base, required):
    """15 marked, 1 blank, 1 invalid, 19 present, 20 seats; more than half of each."""
    rule = ElectionRule(CountingRule.majority, 1, requirement=more_than_half(base))
    ballots = [("1", 8), ("2", 7), ("blank", 1), ("invalid", 1)]
    count = count_election(rule, (1, 2), ballots, electorate=Electorate(seats=20, present=19))
    assert count.required == required
    assert bool(count.elected) is (required <= 8)


def test_a_tie_for_second_place_is_drawn():
    ballots = [("1", 6), ("2", 4), ("3", 4)]
    waiting = count_election(MAJORITY, (1, 2, 3), ballots)
    assert waiting.awaits_lot is not None
    assert waiting.awaits_lot.deciding is Deciding.run_off
    count = count_election(MAJORITY, (1, 2, 3), ballots, lots=[Lot(1, (2, 3), 3)])
    assert count.run_off == (1, 3)


def test_one_candidate_without_a_majority_is_not_elected_and_has_no_run_off():
    rule = ElectionRule(CountingRule.majority, 1, requirement=more_than_half(Base.seats))
    count = count_election(rule, (1,), [("1", 7)], electorate=Electorate(16, 15))
    assert (count.elected, count.run_off, count.awaits_lot) == ((), (), None)


def test_totals_of_tellers_give_the_same_as_the_slips():
    ballots = [("1,2", 3), ("1,3", 4), ("2", 2), ("4", 1), ("blank", 2), ("invalid", 1)]
    from_slips = count_election(CHOOSE_TWO, (1, 2, 3, 4), ballots)
    told = Totals(Slips(10, 2, 1), {1: 7, 2: 5, 3: 4, 4: 1})
    assert from_slips == count_election(CHOOSE_TWO, (1, 2, 3, 4), (), totals=[told])


def test_totals_are_added_to_ballots_each_with_its_weight():
    """Ballots: 1 has 2, 2 has 3. Three slips that count twice: 1 on 3, 2 on 1, 3 on 1 of them; one blank."""
    told = Totals(Slips(3, 1), {1: 3, 2: 1, 3: 1}, weight=2)
    count = count_election(CHOOSE_TWO, (1, 2, 3), [("1,2", 2), ("2", 1)], totals=[told])
    assert count.stages[0].votes == ((1, 8), (2, 5), (3, 2))
    assert count.slips == Slips(3 + 6, 2)


def test_totals_for_and_against_are_added_to_ballots():
    """Candidate 1: ballots 3 for, 1 against; slips 2 for, 3 against, and one of six does not answer."""
    rule = ElectionRule(CountingRule.yes_no, 1, requirement=more_than_half(Base.valid))
    told = Totals(Slips(6, 1), tallies={1: (2, 3, 0)})
    count = count_election(rule, (1,), [("1:yes", 3), ("1:no", 1)], totals=[told])
    ((_number, outcome),) = count.confirmations
    assert outcome.tally == Tally(5, 4, 0, blank=1 + 1, invalid=0)


def test_preferences_are_not_counted_from_totals():
    rule = ElectionRule(CountingRule.scottish_stv)
    with pytest.raises(ValueError, match="slips"):
        count_election(rule, (1,), (), totals=[Totals(Slips(3), {1: 3})])


def test_counts_read_back_as_they_were_kept():
    rule = ElectionRule(CountingRule.yes_no, 1, requirement=more_than_half(Base.valid))
    for count in (
        count_election(
            rule, (1, 2), [("1:yes,2:yes", 6), ("1:no,2:no", 3), ("1:abstain,2:abstain", 1)]
        ),
        count_election(MAJORITY, (1, 2, 3), [("1", 6), ("2", 5), ("3", 3)]),
    ):
        assert Count.from_data(count.as_data()) == count
