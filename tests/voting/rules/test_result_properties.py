"""What holds of every vote, whatever its numbers: arithmetic done another way, and what no rule may break."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import (
    PRESETS,
    Base,
    Electorate,
    Method,
    Option,
    Outcome,
    Preset,
    Requirement,
    Result,
    Tally,
    decide,
)

HANDS = Method.show_of_hands

counts = st.integers(0, 60)
tallies = st.builds(Tally, counts, counts, counts, counts, counts)
requirements = st.builds(
    Requirement,
    st.builds(
        Threshold,
        st.fractions(min_value=0, max_value=Fraction(19, 20), max_denominator=20),
        st.sampled_from(Comparison),
    )
    | st.just(Threshold(Fraction(1), Comparison.at_least)),
    st.sampled_from(Base),
) | st.sampled_from(list(PRESETS.values()))


@st.composite
def held(draw: st.DrawFn) -> tuple[Tally, Electorate]:
    """A vote whose numbers can be so: no more votes than present, no more present than seats."""
    tally = draw(tallies)
    present = tally.known_votes + draw(st.integers(0, 9))
    return tally, Electorate(present + draw(st.integers(0, 9)), present)


def decided(requirement: Requirement, tally: Tally, electorate: Electorate) -> Outcome:
    return decide(requirement, tally, electorate, method=HANDS)


@given(requirements, held())
def test_the_result_is_what_cross_multiplication_says(
    requirement: Requirement, vote: tuple[Tally, Electorate]
) -> None:
    tally, electorate = vote
    yes, no, abstain, blank, invalid = (
        tally.yes or 0,
        tally.no or 0,
        tally.abstain or 0,
        tally.blank or 0,
        tally.invalid or 0,
    )
    whole = {
        Base.for_and_against: yes + no,
        Base.valid: yes + no + abstain,
        Base.cast: yes + no + abstain + blank + invalid,
        Base.present: electorate.present or 0,
        Base.seats: electorate.seats or 0,
    }[requirement.base]
    share = requirement.threshold.share
    over = yes * share.denominator - whole * share.numerator
    enough = over >= 0 if requirement.threshold.comparison is Comparison.at_least else over > 0
    opposed = share >= Fraction(1, 2) and no >= yes
    outcome = decided(requirement, tally, electorate)
    assert outcome.base_count == whole
    assert (outcome.result is Result.passed) == (enough and yes > 0 and not opposed)
    assert outcome.result is not Result.unknown


@given(requirements, held())
def test_one_more_yes_never_loses_and_one_more_no_never_wins(
    requirement: Requirement, vote: tuple[Tally, Electorate]
) -> None:
    tally, electorate = vote
    room = replace(
        electorate, present=(electorate.present or 0) + 1, seats=(electorate.seats or 0) + 1
    )
    now = decided(requirement, tally, room).result
    more = decided(requirement, replace(tally, yes=(tally.yes or 0) + 1), room).result
    fewer = decided(requirement, replace(tally, no=(tally.no or 0) + 1), room).result
    idle = decided(requirement, replace(tally, abstain=(tally.abstain or 0) + 1), room).result
    if now is Result.passed:
        assert more is Result.passed
    else:
        assert Result.passed not in (fewer, idle)


@given(requirements, held(), st.integers(2, 50))
def test_the_unit_is_of_no_account(
    requirement: Requirement, vote: tuple[Tally, Electorate], weight: int
) -> None:
    tally, electorate = vote
    heavy = Tally(*(weight * (count or 0) for count in tally.parts.values()))
    room = Electorate(
        weight * (electorate.seats or 0), weight * (electorate.present or 0), weighted=True
    )
    for chair in (False, True):
        light_outcome, heavy_outcome = (
            decide(requirement, t, e, method=HANDS, chair_may_cast=chair, casting_vote=Option.yes)
            for t, e in ((tally, electorate), (heavy, room))
        )
        assert heavy_outcome.reason is light_outcome.reason


@given(held())
def test_what_carries_by_the_stricter_rule_carries_by_the_milder(
    vote: tuple[Tally, Electorate],
) -> None:
    def carries(preset: Preset) -> bool:
        return decided(PRESETS[preset], *vote).result is Result.passed

    for strict, mild in [
        (Preset.three_quarters_seats, Preset.two_thirds_seats),
        (Preset.two_thirds_seats, Preset.absolute_seats),
        (Preset.absolute_seats, Preset.absolute_present),
        (Preset.absolute_present, Preset.absolute_valid),
        (Preset.absolute_valid, Preset.simple),
        (Preset.two_thirds_seats, Preset.two_thirds_present),
        (Preset.two_thirds_present, Preset.two_thirds),
        (Preset.unanimity, Preset.three_quarters),
        (Preset.unanimity, Preset.consensus),
    ]:
        assert carries(mild) or not carries(strict)


few = st.none() | st.integers(0, 3)


def completions(tally: Tally, electorate: Electorate) -> Iterator[tuple[Tally, Electorate]]:
    """Every way in which the missing numbers can be so (seats are known)."""
    assert electorate.seats is not None
    seats = electorate.seats
    every = range(seats + 1)
    known = electorate.present
    for present in every if known is None else (known,):
        for parts in product(*(every if n is None else (n,) for n in tally.parts.values())):
            if sum(parts) <= present:
                yield Tally(*parts), Electorate(seats, present)


@given(
    requirements,
    st.builds(Tally, few, few, few, few | st.just(0), st.just(0)),
    st.integers(0, 6).flatmap(
        lambda seats: st.builds(Electorate, st.just(seats), st.none() | st.integers(0, seats))
    ),
    st.booleans(),
)
def test_missing_counts_leave_open_exactly_what_they_could_change(
    requirement: Requirement, tally: Tally, electorate: Electorate, chair: bool
) -> None:
    """All possible counts are gone through one by one."""

    def verdict(tally: Tally, electorate: Electorate) -> tuple[Result, bool]:
        outcome = decide(requirement, tally, electorate, method=HANDS, chair_may_cast=chair)
        return outcome.result, outcome.awaits_casting_vote

    possible = {verdict(*whole) for whole in completions(tally, electorate)}
    if possible:  # else the known counts contradict each other
        expected = possible.pop() if len(possible) == 1 else (Result.unknown, False)
        assert verdict(tally, electorate) == expected


@given(requirements, st.builds(Tally, few, few, few), few, few, st.sampled_from(Method))
def test_the_reasoning_can_be_kept_and_read_back(
    requirement: Requirement,
    tally: Tally,
    seats: int | None,
    present: int | None,
    method: Method,
) -> None:
    outcome = decide(
        requirement,
        tally,
        Electorate(seats, present),
        method=method,
        chair_may_cast=True,
        casting_vote=Option.yes,
    )
    kept = json.dumps(outcome.as_data())
    assert Outcome.from_data(json.loads(kept)) == outcome
