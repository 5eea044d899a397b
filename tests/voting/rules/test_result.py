"""What carries and why.

Expected values: «bylaw example» is a real rule or session of a commune; «published» are majorities
that are public knowledge; the rest is worked out by hand, the fractions written beside.
"""

from fractions import Fraction

import pytest

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import (
    PRESETS,
    Base,
    Electorate,
    Method,
    Option,
    Outcome,
    Preset,
    Reason,
    Requirement,
    Result,
    Tally,
    decide,
    preset_of,
)

HANDS = Method.show_of_hands
PARLIAMENT = Electorate(seats=16, present=15)


def by_hands(
    preset: str, tally: Tally, electorate: Electorate = PARLIAMENT, chair: str | None = None
) -> Outcome:
    """Decide by show of hands; `chair`: None may not cast, "" may but has not, else her vote."""
    return decide(
        PRESETS[Preset(preset)],
        tally,
        electorate,
        method=HANDS,
        chair_may_cast=chair is not None,
        casting_vote=Option(chair) if chair else None,
    )


def test_the_wednesday_of_the_nursery() -> None:
    # Bylaw example: 12 for, 1 against, 2 abstain; more than half of the 16 seats, that is 9.
    outcome = by_hands("absolute_seats", Tally(12, 1, 2))
    assert (outcome.result, outcome.reason) == (Result.passed, Reason.reached)
    assert (outcome.required, outcome.base_count, outcome.tally.yes) == (9, 16, 12)
    assert not outcome.incomplete


@pytest.mark.parametrize(
    ("preset", "members", "needed"),
    [
        # Published: the Venezuelan National Assembly elected in 2015 had 167 seats; an absolute
        # majority was 84 and two thirds 112.
        ("absolute_seats", 167, 84),
        ("two_thirds_seats", 167, 112),
        # Published: three quarters of the 50 United States, 38, ratify an amendment.
        ("three_quarters_seats", 50, 38),
        # Published: two thirds of the 435 members of its House are 290.
        ("two_thirds_seats", 435, 290),
    ],
)
def test_majorities_everybody_knows(preset: str, members: int, needed: int) -> None:
    everybody = Electorate(seats=members, present=members)
    carried = by_hands(preset, Tally(needed, members - needed, 0), everybody)
    assert (carried.required, carried.result) == (needed, Result.passed)
    short = by_hands(preset, Tally(needed - 1, members - needed + 1, 0), everybody)
    assert short.result is Result.failed


@pytest.mark.parametrize(
    ("preset", "tally", "base_count", "required", "result"),
    [
        # 15 present of 16; slips: yes, no, abstain, blank, invalid.
        ("simple", Tally(6, 5, 4), 11, 6, "pass"),
        ("simple", Tally(5, 6, 4), 11, 6, "fail"),
        ("simple", Tally(1, 0, 14), 1, 1, "pass"),
        ("absolute_valid", Tally(8, 5, 2), 15, 8, "pass"),
        ("absolute_valid", Tally(7, 5, 3), 15, 8, "fail"),  # simple would carry it
        ("absolute_valid", Tally(7, 5, 1, 1, 1), 13, 7, "pass"),  # slips left out
        ("absolute_present", Tally(7, 5, 1, 1, 1), 15, 8, "fail"),
        ("absolute_present", Tally(8, 2, 0), 15, 8, "pass"),
        ("absolute_seats", Tally(8, 2, 5), 16, 9, "fail"),
        ("absolute_seats", Tally(9, 6, 0), 16, 9, "pass"),
        ("two_thirds", Tally(10, 5, 0), 15, 10, "pass"),  # exactly two thirds is enough
        ("two_thirds", Tally(9, 4, 1), 14, 10, "fail"),  # 28/3 = 9.33
        ("two_thirds_present", Tally(9, 3, 0), 15, 10, "fail"),
        ("two_thirds_seats", Tally(10, 5, 0), 16, 11, "fail"),  # 32/3 = 10.67
        ("two_thirds_seats", Tally(11, 4, 0), 16, 11, "pass"),
        ("three_quarters", Tally(9, 2, 1), 12, 9, "pass"),
        ("three_quarters", Tally(9, 2, 2), 13, 10, "fail"),  # 39/4 = 9.75
        ("three_quarters_seats", Tally(12, 3, 0), 16, 12, "pass"),
        ("unanimity", Tally(15, 0, 0), 15, 15, "pass"),
        ("unanimity", Tally(14, 0, 1), 15, 15, "fail"),  # an abstention breaks it
        ("unanimity", Tally(13, 0, 0, 1, 1), 13, 13, "pass"),
        ("consensus", Tally(14, 0, 1), 14, 14, "pass"),  # an abstention does not block
        ("consensus", Tally(14, 1, 0), 15, 15, "fail"),
    ],
)
def test_each_majority_by_hand(
    preset: str, tally: Tally, base_count: int, required: int, result: str
) -> None:
    outcome = by_hands(preset, tally)
    assert (outcome.base_count, outcome.required) == (base_count, required)
    assert outcome.result is Result(result)
    assert outcome.reason in {Reason.reached, Reason.not_reached}


def test_blank_and_invalid_slips_count_among_those_cast() -> None:
    most = Requirement(Threshold(Fraction(1, 2), Comparison.more_than), Base.cast)
    for tally, result in [
        (Tally(7, 5, 1, 1, 1), Result.failed),
        (Tally(8, 5, 0, 1, 1), Result.passed),
    ]:
        outcome = decide(most, tally, PARLIAMENT, method=Method.secret_paper)
        assert (outcome.base_count, outcome.required, outcome.result) == (15, 8, result)


@pytest.mark.parametrize("preset", Preset)
def test_nothing_carries_without_a_valid_vote(preset: Preset) -> None:
    for tally in (Tally(0, 0, 0), Tally(0, 0, 0, 9, 6)):
        outcome = by_hands(preset, tally, chair="yes")
        assert (outcome.result, outcome.reason) == (Result.failed, Reason.no_valid_votes)
    idle = by_hands(preset, Tally(0, 0, 15), chair="yes")
    assert (idle.result, idle.reason) == (Result.failed, Reason.not_reached)
    assert by_hands(preset, Tally(0, 0, 0), Electorate(0, 0)).result is Result.failed


def test_no_share_is_so_small_that_nobody_need_be_for_it() -> None:
    nothing = Requirement(Threshold(Fraction(0), Comparison.at_least), Base.seats)
    assert decide(nothing, Tally(0, 0, 5), PARLIAMENT, method=HANDS).result is Result.failed


@pytest.mark.parametrize(
    ("preset", "tally", "electorate", "chair", "reason"),
    [
        ("simple", Tally(6, 6, 3), PARLIAMENT, None, "tie"),
        ("simple", Tally(6, 6, 3), PARLIAMENT, "", "tie"),
        ("simple", Tally(6, 6, 3), PARLIAMENT, "yes", "casting_vote_for"),
        ("simple", Tally(6, 6, 3), PARLIAMENT, "no", "casting_vote_against"),
        ("simple", Tally(6, 6, 3), PARLIAMENT, "abstain", "tie"),
        # No tie, nothing to cast.
        ("simple", Tally(7, 6, 2), PARLIAMENT, "no", "reached"),
        ("simple", Tally(6, 7, 2), PARLIAMENT, "yes", "not_reached"),
        # Half of all 16 seats, and half of 14 present.
        ("absolute_seats", Tally(8, 8, 0), Electorate(16, 16), "yes", "casting_vote_for"),
        ("absolute_present", Tally(7, 7, 0), Electorate(16, 14), "yes", "casting_vote_for"),
        # 7 of 16 seats are less than half: as many against, but it is not the tie that fails it.
        ("absolute_seats", Tally(7, 7, 1), PARLIAMENT, "yes", "not_reached"),
        ("absolute_valid", Tally(7, 7, 1), PARLIAMENT, "yes", "not_reached"),
        # A casting vote does not make two thirds of 1 : 1, nor a consensus.
        ("two_thirds", Tally(1, 1, 0), PARLIAMENT, "yes", "not_reached"),
        ("consensus", Tally(1, 1, 0), PARLIAMENT, "yes", "not_reached"),
    ],
)
def test_a_tie_fails_unless_the_chair_casts(
    preset: str, tally: Tally, electorate: Electorate, chair: str | None, reason: str
) -> None:
    outcome = by_hands(preset, tally, electorate, chair)
    assert outcome.reason is Reason(reason)
    cast = reason.startswith("casting_vote")
    assert outcome.casting_vote == (Option(chair) if chair and cast else None)
    assert outcome.awaits_casting_vote == (reason == "tie" and chair is not None)
    assert outcome.result is (
        Result.passed if reason in {"reached", "casting_vote_for"} else Result.failed
    )


def test_at_least_half_does_not_carry_what_as_many_oppose() -> None:
    half = Requirement(Threshold(Fraction(1, 2), Comparison.at_least), Base.for_and_against)
    assert decide(half, Tally(6, 6, 0), PARLIAMENT, method=HANDS).reason is Reason.tie
    assert decide(half, Tally(7, 6, 0), PARLIAMENT, method=HANDS).result is Result.passed


def test_a_right_of_a_minority_carries_against_a_majority() -> None:
    # By hand: a third of 16 seats, 5.33, may ask for a secret ballot; 6 do, 9 do not.
    third = Requirement(Threshold(Fraction(1, 3), Comparison.at_least), Base.seats)
    outcome = decide(third, Tally(6, 9, 0), PARLIAMENT, method=HANDS)
    assert (outcome.required, outcome.result) == (6, Result.passed)


@pytest.mark.parametrize(
    ("method", "tally", "present", "reason"),
    [
        ("consensus", Tally(0, 0, 0), 15, "nobody_blocks"),  # nobody raised a hand against
        ("consensus", Tally(None, 0, None), 15, "nobody_blocks"),
        ("consensus", Tally(3, 0, 0), None, "nobody_blocks"),
        ("consensus", Tally(14, 1, 0), 15, "blocked"),
        ("consensus", Tally(None, 1, None), None, "blocked"),
        ("consensus", Tally(0, 0, 0), 0, "nobody_present"),
        ("consensus", Tally(None, None, None), 15, "counts_missing"),
        ("consensus", Tally(None, 0, None), None, "counts_missing"),
        ("acclamation", Tally(None, None, None), 15, "acclaimed"),
        ("acclamation", Tally(None, None, None), None, "acclaimed"),
        ("acclamation", Tally(None, 2, None), 15, "opposed"),
        ("acclamation", Tally(None, None, None), 0, "nobody_present"),
    ],
)
def test_consensus_and_acclamation(
    method: str, tally: Tally, present: int | None, reason: str
) -> None:
    outcome = decide(
        PRESETS[Preset.absolute_seats],
        tally,
        Electorate(16, present),
        method=Method(method),
    )
    assert outcome.reason is Reason(reason)
    assert (outcome.required, outcome.base_count) == (None, None)
    expected = {"nobody_blocks": "pass", "acclaimed": "pass", "counts_missing": "unknown"}
    assert outcome.result is Result(expected.get(reason, "fail"))


@pytest.mark.parametrize(
    ("preset", "tally", "electorate", "result", "required"),
    [
        # 9 of 16 seats are there, whatever the others did.
        ("absolute_seats", Tally(9, None, None), PARLIAMENT, "pass", 9),
        ("absolute_seats", Tally(8, None, None), PARLIAMENT, "fail", 9),
        ("absolute_seats", Tally(None, 7, 0), PARLIAMENT, "fail", 9),  # at most 8 of 15 present
        ("absolute_seats", Tally(None, 3, 0), PARLIAMENT, "unknown", 9),
        # 8 for, 15 present: at most 7 can be against.
        ("simple", Tally(8, None, 0), PARLIAMENT, "pass", None),
        ("simple", Tally(7, None, 0), PARLIAMENT, "unknown", None),
        ("simple", Tally(8, None, 0, None, None), PARLIAMENT, "pass", None),
        ("simple", Tally(7, None, 0, None, None), PARLIAMENT, "unknown", None),
        # Abstentions do not count between for and against.
        ("simple", Tally(7, 5, None), PARLIAMENT, "pass", 7),
        ("absolute_valid", Tally(7, 5, None), PARLIAMENT, "unknown", None),
        # Nobody counted who was there: 9 is more than half of all 16, 7 may or may not be enough.
        ("absolute_present", Tally(9, 3, 0), Electorate(16, None), "pass", None),
        ("absolute_present", Tally(7, 3, 0), Electorate(16, None), "unknown", None),
        ("absolute_present", Tally(3, 7, 0), Electorate(16, None), "fail", None),
        # A census that nobody knows.
        ("absolute_seats", Tally(40, 2, 0), Electorate(None, 60), "unknown", None),
        ("simple", Tally(40, None, 0), Electorate(None, None), "unknown", None),
    ],
)
def test_a_result_is_never_guessed(
    preset: str, tally: Tally, electorate: Electorate, result: str, required: int | None
) -> None:
    outcome = by_hands(preset, tally, electorate)
    assert (outcome.result, outcome.required) == (Result(result), required)
    assert outcome.incomplete
    if result == "unknown":
        assert outcome.reason is Reason.counts_missing


def test_a_chair_may_cast_only_on_a_tie_that_is_known() -> None:
    tie = by_hands("simple", Tally(6, 6, None), chair="yes")
    assert tie.reason is Reason.casting_vote_for
    # 8 for, and 7 or 8 against: a tie is possible, so is none.
    maybe = by_hands("absolute_seats", Tally(8, None, 0), Electorate(16, 16), chair="yes")
    assert (maybe.result, maybe.casting_vote) == (Result.unknown, None)
    without = by_hands("absolute_seats", Tally(8, None, 0), Electorate(16, 16))
    assert without.result is Result.failed


def test_the_kept_reasoning_reads_as_plain_words() -> None:
    data = by_hands("two_thirds_seats", Tally(12, 1, 2)).as_data()
    assert data["result"] == "pass"
    assert data["requirement"] == {"share": "2/3", "comparison": "at_least", "base": "seats"}


def test_a_requirement_with_a_name_is_known_by_it() -> None:
    assert [preset_of(requirement) for requirement in PRESETS.values()] == list(Preset)
    fifth = Requirement(Threshold(Fraction(1, 5), Comparison.at_least), Base.seats)
    assert preset_of(fifth) is None
