"""What must hold for all ballots: order does not matter, nothing is lost, more votes never hurt; an oracle."""

import random
from decimal import Decimal
from fractions import Fraction

import pyrankvote
from hypothesis import given, settings
from hypothesis import strategies as st

from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import (
    Count,
    CountingRule,
    ElectionRule,
    Lot,
    count_election,
    write_marks,
    write_ranking,
)
from assembly.voting.rules import Base, Electorate, Requirement

CANDIDATES = (1, 2, 3, 4, 5)

rankings = st.permutations(CANDIDATES).flatmap(
    lambda order: st.integers(0, len(order)).map(lambda length: write_ranking(order[:length]))
)
boxes = st.lists(st.tuples(rankings, st.integers(1, 9)), max_size=30)
marks = st.lists(st.sets(st.sampled_from(CANDIDATES), max_size=2).map(write_marks), max_size=30)


def finished(rule: ElectionRule, ballots: list[tuple[str, int]], seed: int = 0) -> Count:
    """The count with every lot drawn that it asks for: the same ones for the same seed."""
    lots: list[Lot] = []
    while True:
        count = count_election(rule, CANDIDATES, ballots, lots=lots)
        if count.awaits_lot is None:
            return count
        needed = count.awaits_lot
        drawn = random.Random(f"{seed}{needed}").choice(needed.among)
        lots.append(Lot(needed.stage, needed.among, drawn))


@given(boxes, st.integers(1, 4), st.randoms())
def test_the_order_of_the_ballots_does_not_matter(box, places, shuffle):
    rule = ElectionRule(CountingRule.scottish_stv, places, alternates=2)
    loose = [(choice, 1) for choice, papers in box for _ in range(papers)]
    shuffle.shuffle(loose)
    assert finished(rule, loose) == finished(rule, box)


@given(boxes, st.integers(1, 4))
def test_at_every_stage_all_votes_are_somewhere(box, places):
    count = finished(ElectionRule(CountingRule.scottish_stv, places), box)
    for stage in count.stages:
        held = sum((votes for _number, votes in stage.votes), Decimal(0))
        assert held + stage.not_transferable + stage.remainders == count.slips.valid
        assert all(votes >= 0 for _number, votes in stage.votes)
    assert count.slips.total == sum(papers for _choice, papers in box)


@given(boxes, st.integers(1, 4))
def test_places_are_filled_once_each(box, places):
    count = finished(ElectionRule(CountingRule.scottish_stv, places, 5), box)
    assert len(set(count.elected)) == len(count.elected)
    assert len(count.elected) == (places if count.slips.valid else 0)
    if count.slips.valid:
        voted = {each for stage in count.stages for each, votes in stage.votes if votes}
        assert {*count.elected, *count.alternates} == voted | set(count.elected)
        assert not set(count.elected) & set(count.alternates)


@given(boxes)
def test_what_moves_from_a_candidate_is_what_she_loses(box):
    count = finished(ElectionRule(CountingRule.scottish_stv, 2), box)
    for before, stage in zip(count.stages, count.stages[1:], strict=False):
        moved = sum((each.votes for each in stage.transfers), Decimal(0))
        rest = stage.remainders - before.remainders
        if stage.candidate and stage.transfers:
            assert dict(before.votes)[stage.candidate] - dict(stage.votes)[stage.candidate] == (
                moved + rest
            )


@settings(max_examples=60)
@given(boxes.filter(lambda box: any(choice != "blank" for choice, _ in box)))
def test_a_single_place_agrees_with_another_program(box):
    """pyrankvote (2022) as an oracle, where nothing is tied: it breaks ties in its own way."""
    count = count_election(ElectionRule(CountingRule.scottish_stv, 1), CANDIDATES, box)
    if count.awaits_lot or any(stage.ties for stage in count.stages):
        return
    people = {n: pyrankvote.Candidate(str(n)) for n in CANDIDATES}
    ballots = [
        pyrankvote.Ballot([people[int(n)] for n in choice.split(">")])
        for choice, papers in box
        if choice != "blank"
        for _ in range(papers)
    ]
    theirs = pyrankvote.instant_runoff_voting(list(people.values()), ballots)
    assert [int(each.name) for each in theirs.get_winners()] == list(count.elected)


@given(marks, st.sampled_from(CANDIDATES))
def test_one_more_ballot_for_her_never_makes_her_lose_a_place(box, her):
    rule = ElectionRule(CountingRule.choose, 2, most=2)
    ballots = [(choice, 1) for choice in box]
    before = count_election(rule, CANDIDATES, ballots)
    after = count_election(rule, CANDIDATES, [*ballots, (str(her), 1)])
    if her in before.elected and not before.awaits_lot:
        assert her in after.elected


answers = st.dictionaries(
    st.sampled_from(CANDIDATES), st.sampled_from(["yes", "no", "abstain"]), min_size=1
).map(lambda said: ",".join(f"{n}:{said[n]}" for n in sorted(said)))
requirements = st.builds(
    Requirement,
    st.builds(
        Threshold,
        st.sampled_from([Fraction(1, 3), Fraction(1, 2), Fraction(2, 3)]),
        st.sampled_from(Comparison),
    ),
    st.sampled_from(Base),
)


@given(st.lists(answers, max_size=20), st.sampled_from(CANDIDATES), requirements)
def test_one_more_yes_never_makes_her_lose(box, her, requirement):
    """With places for all; who votes was present before, so that the whole does not grow."""
    rule = ElectionRule(CountingRule.yes_no, 5, requirement=requirement)
    electorate = Electorate(seats=30, present=25)
    ballots = [(choice, 1) for choice in box]
    before = count_election(rule, CANDIDATES, ballots, electorate=electorate)
    more = [*ballots, (f"{her}:yes", 1)]
    after = count_election(rule, CANDIDATES, more, electorate=electorate)
    if her in before.elected:
        assert her in after.elected


@given(boxes, st.integers(1, 3))
def test_counts_are_kept_whole(box, places):
    count = count_election(ElectionRule(CountingRule.scottish_stv, places, 1), CANDIDATES, box)
    assert Count.from_data(count.as_data()) == count
