"""The Scottish rule: its own words, real wards with their declared results, hand calculations.

SSI 2007/42, schedule 1, rules 45-52; the number of the rule stands beside what it asks for.
"""

from decimal import Decimal
from pathlib import Path

import pytest

from assembly.voting.elections import (
    Count,
    CountingRule,
    Deciding,
    ElectionRule,
    Lot,
    StageKind,
    count_election,
    read_blt,
)

HERE = Path(__file__).parent


def counted(ballots: dict[str, int], places: int, candidates: int, **more: object) -> Count:
    alternates = more.pop("alternates", 0)
    rule = ElectionRule(CountingRule.scottish_stv, places, alternates)
    return count_election(rule, range(1, candidates + 1), ballots.items(), **more)


def of_ward(name: str, **more: object) -> Count:
    ward = read_blt((HERE / name).read_text())
    rule = ElectionRule(CountingRule.scottish_stv, ward.places)
    return count_election(rule, ward.candidates, ward.ballots, **more)


def votes(count: Count, stage: int) -> list[str]:
    return [str(each) for _number, each in count.stages[stage - 1].votes]


def test_north_isles_of_orkney_as_it_was_declared():
    """Orkney Islands Council, 4 May 2012, «Follow the Orkney Count»: Clackson and Hagan elected at stage 1,
    Sinclair at stage 4. The stages in between by hand from the published ballots."""
    count = of_ward("north-isles-2012.blt")
    clackson, hagan, sinclair, skuse = 1, 2, 3, 4
    assert count.quota == 1055 // 4 + 1 == 264
    assert [stage.elected for stage in count.stages] == [(hagan, clackson), (), (), (sinclair,)]
    assert count.elected == (hagan, clackson, sinclair)
    # 433 papers of Hagan pass on 169: 169/433 = 0.39030 each; 241 of them go to Sinclair
    assert Decimal(votes(count, 2)[2]) == 144 + 241 * Decimal("0.39030")
    assert count.stages[3].kind is StageKind.last_places
    assert count.stages[3].candidate == skuse


def test_calton_in_glasgow_as_another_program_counts_it():
    """Ballots of 2007 as published by Glasgow City Council; votes at the end of each stage as counted by
    Droop (J. Lundell 2010), an independent program, for the same ward."""
    count = of_ward("calton-2007.blt")
    assert count.quota == 1300
    assert votes(count, 1) == [
        f"{n}.00000" for n in (128, 219, 302, 245, 231, 195, 126, 1982, 628, 1143)
    ]
    expected = {
        2: "130.40863 224.84953 325.39812 250.84953 245.79587 217.36585 134.94634 1300.00000 "
        "1035.05847 1175.68855",
        5: "0.00000 264.91407 382.49493 348.69906 265.20450 0.00000 0.00000 1300.00000 "
        "1086.94027 1231.40900",
        7: "0.00000 0.00000 446.24765 409.10769 0.00000 0.00000 0.00000 1300.00000 "
        "1189.88661 1360.12945",
        9: "0.00000 0.00000 485.84120 0.00000 0.00000 0.00000 0.00000 1300.00000 "
        "1271.90931 1300.00000",
    }
    assert {stage: " ".join(votes(count, stage)) for stage in expected} == expected
    assert count.elected == (8, 10, 9)


def test_the_published_example_of_a_single_place():
    """The capital of Tennessee (the usual example of the instant run-off, Wikipedia): Memphis 42, Nashville
    26, Chattanooga 15, Knoxville 17; Chattanooga and then Nashville go, Knoxville has 58 to 42."""
    memphis, nashville, chattanooga, knoxville = 1, 2, 3, 4
    ballots = {"1>2>3>4": 42, "2>3>4>1": 26, "3>4>2>1": 15, "4>3>2>1": 17}
    count = counted(ballots, 1, 4)
    assert [stage.candidate for stage in count.stages[1:]] == [chattanooga, nashville]
    assert votes(count, 3) == ["42.00000", "0.00000", "0.00000", "58.00000"]
    assert count.elected == (knoxville,)
    assert memphis not in count.elected


def test_the_quota_ignores_decimals_and_adds_one():
    """Rule 46: 100 papers, 3 places: 25 and one; 103 papers: 25.75, so 25 and one again."""
    assert counted({"1": 100}, 3, 5).quota == 26
    assert counted({"1": 103}, 3, 5).quota == 26
    assert counted({"1": 104}, 3, 5).quota == 27


def test_the_value_of_a_paper_has_five_decimals_and_no_remainder():
    """Rule 48(3), by hand: 8 papers, 2 places, quota 3. Candidate 1 has 6: surplus 3, 3/6 = 0.50000 each.
    With 7 of 9 papers and quota 4: 3/7 = 0.42857; 7 × 0.42857 = 2.99999, the rest 0.00001 is ignored."""
    count = counted({"1>2": 6, "3": 2}, 2, 3)
    assert votes(count, 2) == ["3.00000", "3.00000", "2.00000"]
    count = counted({"1>2": 7, "3": 2}, 2, 3)
    assert votes(count, 2) == ["4.00000", "2.99999", "2.00000"]
    assert count.stages[1].remainders == Decimal("0.00001")


def test_a_paper_passed_on_twice_is_reduced_twice():
    """Rule 48(3)-(4), by hand: 20 papers, 3 places, quota 6. 1 has 10: 4/10 = 0.4 each; all go to 2, who
    has 3 and 10 × 0.4 = 7: surplus 1. Of it a first preference is worth 1/7 = 0.14285, and a paper that
    came with 0.4 is worth 0.4/7 = 0.05714. All go to 3: 3 × 0.14285 + 10 × 0.05714 = 0.99995."""
    count = counted({"1>2>3": 10, "2>3": 3, "3": 3, "4": 4}, 3, 4)
    assert votes(count, 2) == ["6.00000", "7.00000", "3.00000", "4.00000"]
    assert votes(count, 3) == ["6.00000", "6.00000", "3.99995", "4.00000"]
    assert count.stages[2].remainders == Decimal("0.00005")
    assert count.elected == (1, 2, 4)


def test_papers_of_an_excluded_candidate_keep_their_value():
    """Rule 50(4), by hand: 30 papers, 2 places, quota 11. 1 has 15: 4/15 = 0.26666; all pass to 2, who has
    1 + 3.99990 and is excluded: the first preference is worth 1 to 3, the others 0.26666 each."""
    count = counted({"1>2>3": 15, "2>3": 1, "3": 6, "4": 8}, 2, 4)
    assert votes(count, 2)[1] == "4.99990"
    moved = count.stages[2].transfers
    assert [(each.target, each.papers, str(each.votes)) for each in moved] == [(3, 16, "4.99990")]
    assert votes(count, 3) == ["11.00000", "0.00000", "10.99990", "8.00000"]
    assert count.elected == (1, 3)


def test_the_highest_surplus_goes_first():
    """Rule 49(1): of 20 papers, quota 6, 1 has 7 and 2 has 8."""
    count = counted({"1>3": 7, "2>3": 8, "3": 1, "4": 2, "5": 2}, 3, 5)
    assert count.quota == 6
    assert [stage.candidate for stage in count.stages[1:3]] == [2, 1]


def test_of_equal_surpluses_the_one_goes_first_that_was_higher_before():
    """Rule 49(2), by hand: 40 papers, 4 places, quota 9. 1 has 15 and passes 6 on, 15 × 0.4: 3 has 4 + 6 = 10,
    as many as 2; at stage 1 it was 4 to 10: 2 goes first."""
    ballots = {"1>3": 15, "2>5": 10, "3": 4, "4": 4, "5": 4, "6": 3}
    count = counted(ballots, 4, 6)
    assert votes(count, 2)[:3] == ["9.00000", "10.00000", "10.00000"]
    tie = count.stages[2].ties[0]
    assert (tie.among, tie.chosen, tie.deciding) == ((2, 3), 2, Deciding.surplus)
    assert tie.earlier_stage == 1


def test_of_equals_the_one_goes_who_had_fewest_before():
    """Rule 51(2)(a), Droop's example «weak tiebreak for defeat»: A 1 (passes to B), B 2, C 3, D 4, E 5. A
    goes; B and C are equal at 3; at stage 1 B had 2: B goes."""
    count = counted({"1>2": 1, "2": 2, "3": 3, "4": 4, "5": 5}, 2, 5)
    assert [stage.candidate for stage in count.stages[1:3]] == [1, 2]
    tie = count.stages[2].ties[0]
    assert (tie.among, tie.chosen, tie.earlier_stage) == ((2, 3), 2, 1)
    assert count.elected == (5, 4)


def test_who_were_always_equal_are_decided_by_lot_and_never_by_us():
    """Rule 51(2)(b)."""
    ballots = {"1": 4, "2>3": 2, "3>2": 2, "4": 3}
    waiting = counted(ballots, 1, 4)
    assert waiting.awaits_lot is not None
    assert (waiting.awaits_lot.stage, waiting.awaits_lot.among) == (2, (2, 3))
    assert waiting.awaits_lot.deciding is Deciding.exclusion
    assert waiting.elected == ()
    count = counted(ballots, 1, 4, lots=[Lot(2, (2, 3), 3)])
    assert count.stages[1].candidate == 3
    assert votes(count, 2) == ["4.00000", "4.00000", "0.00000", "3.00000"]
    tie = count.stages[1].ties[0]
    assert (tie.chosen, tie.earlier_stage) == (3, None)


def test_a_lot_of_another_stage_or_of_others_decides_nothing():
    ballots = {"1": 4, "2>3": 2, "3>2": 2, "4": 3}
    for lot in (Lot(3, (2, 3), 3), Lot(2, (2, 4), 2), Lot(2, (2, 3), 4)):
        assert counted(ballots, 1, 4, lots=[lot]).awaits_lot is not None


def test_the_last_places_are_filled_without_passing_anything_on():
    """Rule 52: 2 goes, 1 and 3 are left for the two places; 2's papers stay where they are."""
    count = counted({"1": 5, "2>1": 3, "3": 4}, 2, 3)
    assert count.quota == 5
    assert count.elected == (1, 3)
    last = count.stages[-1]
    assert (last.kind, last.candidate, last.transfers) == (StageKind.last_places, 2, ())


def test_no_more_candidates_than_places_are_all_elected():
    count = counted({"2": 3, "1": 1}, 3, 2)
    assert count.elected == (2, 1)
    assert count.vacant == 1


def test_nobody_is_elected_by_nobody():
    count = counted({"blank": 7, "invalid": 1}, 1, 2)
    assert count.elected == ()
    assert (count.slips.valid, count.slips.blank, count.slips.invalid) == (0, 7, 1)
    assert count.awaits_lot is None


def test_alternates_are_those_left_by_votes_and_then_the_last_excluded():
    """By hand: 10 papers, 1 place, quota 6. 4 goes, then 3 goes (2 + 0 to 2's 3); 1 reaches 6."""
    ballots = {"1": 4, "2": 3, "3>1": 2, "4>2": 1}
    count = counted(ballots, 1, 4, alternates=3)
    assert count.elected == (1,)
    assert count.alternates == (2, 3, 4)


def test_nobody_is_alternate_without_a_vote():
    """Of 2 and 3, whom nobody prefers to the end, there is no order to draw."""
    count = counted({"1": 5, "4": 2}, 1, 4, alternates=3)
    assert (count.elected, count.alternates, count.awaits_lot) == ((1,), (4,), None)


def test_equal_alternates_are_drawn_by_lot():
    ballots = {"1": 6, "2": 2, "3": 2}
    waiting = counted(ballots, 1, 3, alternates=1)
    assert waiting.elected == (1,)
    assert waiting.awaits_lot is not None
    assert waiting.awaits_lot.deciding is Deciding.alternate
    count = counted(ballots, 1, 3, alternates=1, lots=[Lot(1, (2, 3), 3)])
    assert count.alternates == (3,)
    assert counted(ballots, 1, 3).awaits_lot is None  # nobody asks for alternates


@pytest.mark.parametrize("name", ["north-isles-2012.blt", "calton-2007.blt"])
def test_a_count_reads_back_as_it_was_kept(name):
    count = of_ward(name)
    assert Count.from_data(count.as_data()) == count
