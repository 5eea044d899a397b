"""Slips typed line by line as the tellers read them out."""

from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import CountingRule, ElectionRule, SlipError, read_slips
from assembly.voting.rules import Base, Requirement

HALF = Requirement(Threshold(Fraction(1, 2), Comparison.more_than), Base.valid)
RANKED = ElectionRule(CountingRule.scottish_stv, 2)
CHOOSE = ElectionRule(CountingRule.choose, 2, most=2)
YES_NO = ElectionRule(CountingRule.yes_no, 2, requirement=HALF)


@pytest.mark.parametrize(
    ("rule", "typed", "read"),
    [
        (
            RANKED,
            "2 1 3\n\n 3,1 x4 \nb\nn ×2",
            [("2>1>3", 1), ("3>1", 4), ("blank", 1), ("invalid", 2)],
        ),
        (RANKED, "2>1", [("2>1", 1)]),
        (CHOOSE, "3 1\n2 * 5", [("1,3", 1), ("2", 5)]),
        (
            YES_NO,
            "+ - o\n+.- x3\n...",
            [("1:yes,2:no,3:abstain", 1), ("1:yes,3:no", 3), ("blank", 1)],
        ),
        (YES_NO, "– − +\n…", [("1:no,2:no,3:yes", 1), ("blank", 1)]),  # as phones correct - and ...
        (RANKED, "", []),
    ],
)
def test_what_is_typed_as_it_is_read_out_becomes_choices(rule, typed, read):
    assert read_slips(rule, (1, 2, 3), typed) == read


@pytest.mark.parametrize(
    ("rule", "typed", "line", "code"),
    [
        (RANKED, "1 2\n1 1", 2, "choice_twice"),
        (RANKED, "uno", 1, "choice_unreadable"),
        (RANKED, "1 9", 1, "choice_stranger"),
        (RANKED, "1 2 x0", 1, "times_unreadable"),
        (RANKED, "1 2 x999999", 1, "times_unreadable"),
        (CHOOSE, "1 2 3", 1, "choice_too_many"),
        (CHOOSE, "1 1", 1, "choice_twice"),
        (YES_NO, "+ -", 1, "answers_missing"),
        (YES_NO, "s n a", 1, "choice_unreadable"),
        (RANKED, "1\n" * 10_001, 10_001, "too_many_lines"),
    ],
)
def test_a_line_that_is_no_slip_is_told_by_its_number(rule, typed, line, code):
    with pytest.raises(SlipError) as refused:
        read_slips(rule, (1, 2, 3), typed)
    assert (refused.value.line, refused.value.code) == (line, code)
