"""Rules of elections, and ballots as strings: one way to write each choice, read strictly."""

from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import (
    ChoiceError,
    CountingRule,
    ElectionRule,
    ElectionRuleError,
    read_choice,
    write_answers,
    write_marks,
    write_ranking,
)
from assembly.voting.rules import Base, Option, Requirement

HALF = Requirement(Threshold(Fraction(1, 2), Comparison.more_than), Base.valid)
YES_NO = ElectionRule(CountingRule.yes_no, 2, requirement=HALF)
CHOOSE = ElectionRule(CountingRule.choose, 2, most=2)
APPROVAL = ElectionRule(CountingRule.approval, 1)
RANKED = ElectionRule(CountingRule.scottish_stv, 2)
MAJORITY = ElectionRule(CountingRule.majority, 1, requirement=HALF)


@pytest.mark.parametrize(
    ("rule", "text", "numbers"),
    [
        (YES_NO, "1:yes,2:no,3:abstain", (1, 2, 3)),
        (YES_NO, "2:no", (2,)),
        (CHOOSE, "1,3", (1, 3)),
        (APPROVAL, "1,2,3", (1, 2, 3)),
        (RANKED, "3>1>2", (3, 1, 2)),
        (MAJORITY, "2", (2,)),
        (MAJORITY, "blank", ()),
    ],
)
def test_what_is_written_exactly_is_read(rule, text, numbers):
    choice = read_choice(rule, (1, 2, 3), text)
    assert choice.numbers == numbers
    assert choice.blank is (not numbers)


@pytest.mark.parametrize(
    ("rule", "text", "code"),
    [
        (YES_NO, "1:maybe", "choice_unreadable"),
        (YES_NO, "1:absent", "choice_unreadable"),
        (YES_NO, "1", "choice_unreadable"),
        (YES_NO, "2:no,1:yes", "choice_order"),
        (YES_NO, "1:no,1:yes", "choice_twice"),
        (CHOOSE, "1,2,3", "choice_too_many"),
        (CHOOSE, "3,1", "choice_order"),
        (CHOOSE, "1, 3", "choice_unreadable"),
        (CHOOSE, "01", "choice_unreadable"),
        (CHOOSE, "", "choice_unreadable"),
        (CHOOSE, "4", "choice_stranger"),
        (APPROVAL, "1,1", "choice_twice"),
        (APPROVAL, "invalid", "choice_unreadable"),
        (RANKED, "1>1", "choice_twice"),
        (RANKED, "1,2", "choice_unreadable"),
        (RANKED, "1>9", "choice_stranger"),
        (RANKED, "١", "choice_unreadable"),
        (MAJORITY, "1,2", "choice_too_many"),
    ],
)
def test_everything_else_is_refused(rule, text, code):
    with pytest.raises(ChoiceError) as refused:
        read_choice(rule, (1, 2, 3), text)
    assert refused.value.code == code


def test_only_a_slip_can_be_invalid():
    assert read_choice(CHOOSE, (1, 2), "invalid", slip=True).invalid
    assert not read_choice(CHOOSE, (1, 2), "invalid", slip=True).blank


def test_choices_are_written_in_one_way():
    assert write_marks([3, 1]) == "1,3"
    assert write_ranking([3, 1]) == "3>1"
    assert write_answers({2: Option.no, 1: Option.yes}) == "1:yes,2:no"
    assert write_marks([]) == write_ranking([]) == write_answers({}) == "blank"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"count": CountingRule.approval, "places": 0}, "no_place"),
        ({"count": CountingRule.approval, "alternates": -1}, "alternates_negative"),
        ({"count": CountingRule.majority, "places": 2, "requirement": HALF}, "one_place"),
        ({"count": CountingRule.choose}, "most_missing"),
        ({"count": CountingRule.yes_no}, "requirement_missing"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_none(given, code):
    with pytest.raises(ElectionRuleError) as refused:
        ElectionRule(**given)
    assert refused.value.code == code


@pytest.mark.parametrize("rule", [YES_NO, CHOOSE, APPROVAL, RANKED, MAJORITY])
def test_a_rule_reads_back_as_it_was_kept(rule):
    assert ElectionRule.from_data(rule.as_data()) == rule
