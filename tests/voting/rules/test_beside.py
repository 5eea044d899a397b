"""Turnout and organisations beside the majority: worked out by hand, with the shares of domain.md §4.

A founding referendum there asks for 15 % turnout and a majority of yes.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import (
    PRESETS,
    Base,
    Electorate,
    Group,
    GroupRule,
    Method,
    Option,
    Outcome,
    Preset,
    Reason,
    Result,
    Tally,
    decide,
    groups_needed,
)

FIFTEEN = Threshold(Fraction(15, 100), Comparison.at_least)
SIMPLE = PRESETS[Preset.simple]
SECRET = Method.secret_ballots


def referendum(yes, no, census=400, blank=0, **more):
    tally = Tally(yes, no, 0, blank)
    return decide(SIMPLE, tally, Electorate(census, None), method=SECRET, turnout=FIFTEEN, **more)


@pytest.mark.parametrize(
    ("yes", "no", "blank", "reason"),
    [
        (40, 20, 0, Reason.reached),  # 60 of 400 are 15 %
        (39, 20, 0, Reason.turnout_not_met),
        (39, 20, 1, Reason.reached),  # who votes blank has voted
        (20, 40, 0, Reason.not_reached),
        (20, 20, 0, Reason.tie),
    ],
)
def test_a_referendum_asks_for_its_turnout_and_a_majority(yes, no, blank, reason):
    outcome = referendum(yes, no, blank=blank)
    assert outcome.reason is reason
    assert (outcome.turnout.required, outcome.turnout.of) == (60, 400)
    assert outcome.result is (Result.passed if reason is Reason.reached else Result.failed)


def test_more_than_a_quarter_is_not_a_quarter():
    more = Threshold(Fraction(1, 4), Comparison.more_than)
    for yes, met in ((4, False), (5, True)):  # of 16
        outcome = decide(SIMPLE, Tally(yes, 0, 0), Electorate(16, 16), method=SECRET, turnout=more)
        assert outcome.turnout.met is met


def test_known_votes_may_be_enough_where_a_count_is_missing():
    outcome = referendum(61, None)
    assert (outcome.turnout.met, outcome.turnout.voted) == (True, None)
    assert referendum(30, None).turnout.met is None


def test_without_a_census_the_turnout_is_not_known():
    outcome = referendum(100, 1, census=None)
    assert (outcome.turnout.met, outcome.result, outcome.reason) == (
        *(None, Result.unknown),
        Reason.counts_missing,
    )


def test_a_casting_vote_cannot_mend_a_turnout():
    outcome = referendum(20, 20, chair_may_cast=True)
    assert (outcome.reason, outcome.awaits_casting_vote) == (Reason.turnout_not_met, False)


# ---- organisations --------------------------------------------------------------------------------


def group(name, yes, no, seats=None, present=None):
    cast = yes + no
    return Group(
        name, Tally(yes, no, 0), Electorate(seats or cast, cast if present is None else present)
    )


def by_groups(rule, groups, requirement=SIMPLE, **more):
    tally = Tally(sum(each.tally.yes for each in groups), sum(each.tally.no for each in groups), 0)
    seats = sum(each.electorate.seats for each in groups)
    present = sum(each.electorate.present for each in groups)
    return decide(
        requirement,
        tally,
        Electorate(seats, present),
        method=Method.open_ballots,
        group_rule=rule,
        groups=groups,
        **more,
    )


# 48 communes would be too many to write: five, of which three are for it and one is large.
FIVE = [
    group("Altos de Lídice", 2, 1),
    group("Che Guevara", 3, 1),
    group("El Maizal", 2, 1),
    group("Luisa Cáceres", 0, 2),
    group("Monte Sinaí", 1, 1),
]


def test_each_organisation_must_pass():
    outcome = by_groups(GroupRule.each_group, FIVE)
    assert (outcome.result, outcome.reason) == (Result.failed, Reason.groups_against)
    assert [each.result for each in outcome.groups] == [
        *3 * [Result.passed],
        *2 * [Result.failed],  # a tie does not pass
    ]
    assert by_groups(GroupRule.each_group, FIVE[:3]).result is Result.passed


def test_a_majority_of_organisations_beside_the_majority_of_delegates():
    assert by_groups(GroupRule.double_majority, FIVE).result is Result.passed  # 3 of 5, 8 of 14
    small = [group("a", 9, 0), group("b", 0, 1), group("c", 1, 1)]
    assert by_groups(GroupRule.double_majority, small).reason is Reason.groups_against  # 1 of 3
    # and the reverse: most organisations, but not most delegates
    large = [group("a", 0, 9), group("b", 1, 0), group("c", 1, 0)]
    assert by_groups(GroupRule.double_majority, large).reason is Reason.not_reached


@pytest.mark.parametrize(
    ("rule", "count", "needed"),
    [
        (GroupRule.each_group, 5, 5),
        (GroupRule.double_majority, 5, 3),
        (GroupRule.double_majority, 4, 3),
        (GroupRule.double_majority, 48, 25),
    ],
)
def test_how_many_organisations_are_needed(rule, count, needed):
    assert groups_needed(rule, count) == needed


def test_an_organisation_that_nobody_came_for_counts_where_the_majority_is_of_all_seats():
    away = group("Ausente", 0, 0, seats=2, present=0)
    here = [group("a", 3, 0), away]
    assert by_groups(GroupRule.each_group, here).result is Result.passed
    of_seats = PRESETS[Preset.absolute_seats]
    outcome = by_groups(GroupRule.each_group, here, requirement=of_seats)
    assert (outcome.reason, len(outcome.groups)) == (Reason.groups_against, 2)


def test_a_casting_vote_tips_the_whole_and_no_organisation():
    tied = [group("a", 2, 1), group("b", 1, 2)]
    waiting = by_groups(GroupRule.each_group, tied, chair_may_cast=True)
    assert (waiting.reason, waiting.awaits_casting_vote) == (Reason.groups_against, False)
    three = [group("a", 2, 0), group("b", 1, 0), group("c", 0, 3)]
    cast = by_groups(GroupRule.double_majority, three, chair_may_cast=True, casting_vote=Option.yes)
    assert cast.reason is Reason.casting_vote_for


few = st.integers(0, 6)


@given(
    st.lists(st.tuples(few, few, few), min_size=1, max_size=6),
    st.sampled_from([GroupRule.each_group, GroupRule.double_majority]),
    st.sampled_from(list(PRESETS.values())),
)
def test_organisations_and_turnout_only_ever_stand_against(rows, rule, requirement):
    groups = [
        Group(str(place), Tally(yes, no, 0), Electorate(yes + no + away, yes + no))
        for place, (yes, no, away) in enumerate(rows)
    ]
    outcome = by_groups(rule, groups, requirement, turnout=FIFTEEN)
    plain = by_groups(GroupRule.none, groups, requirement)
    assert outcome.result is Result.failed or plain.result is Result.passed
    assert Outcome.from_data(outcome.as_data()) == outcome
    assert sum(each.tally.yes for each in outcome.groups) <= outcome.tally.yes
    if requirement.base is Base.seats:
        assert len(outcome.groups) == len(groups)
    # turned round, the same
    again = by_groups(rule, groups[::-1], requirement, turnout=FIFTEEN)
    assert again == outcome


def test_what_was_stored_before_organisations_counted_is_read():
    old = decide(SIMPLE, Tally(2, 1, 0), Electorate(3, 3), method=SECRET).as_data()
    for key in ("turnout", "group_rule", "groups"):
        del old[key]
    assert Outcome.from_data(old).groups == ()
