"""Rounds on paper where seats have weights: the slips of each weight counted apart. Added up by hand.

Three seats count three votes each, twelve one: fifteen slips, twenty-one votes.
"""

import pytest

from assembly.minutes import queries as minutes
from assembly.minutes.phrases import ballots
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.rules import Method, Slip
from assembly.web.i18n import in_language
from tests.voting.election_scene import BY, called, opened, stand
from tests.voting.scene import AT, SECRETARY

LIGHT = Totals(Slips(11, 1), {1: 5, 2: 6})
HEAVY = Totals(Slips(3), {1: 2, 2: 1}, weight=3)


@pytest.fixture
def vote(session, there):
    """Ana and Beto, one place, by majority, with slips."""
    for seat in there.commune.seats[:3]:
        seat.weight = 3
    return opened(session, stand(session, called(session, there), "Ana", "Beto"))


def count(session, vote, *totals, total=15, as_it_is="", **more):
    counts = actions.RoundCounts(totals=totals, by_weight=True, total=total, **more)
    actions.record_candidate_counts(session, vote=vote, counts=counts, **BY)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT, as_it_is=as_it_is)


def test_each_slip_counts_as_many_votes_as_are_printed_on_it(session, there, vote):
    """Ana 5 + 2 × 3, Beto 6 + 3, one blank: 11 of 20 valid votes."""
    count(session, vote, LIGHT, HEAVY)
    counted = vote.round.counted
    assert (counted.elected, counted.slips) == ((1,), Slips(20, 1))
    assert dict(counted.stages[0].votes) == {1: 11, 2: 9}
    held = minutes.document_of(session, there.meeting.id).votes[0]
    with in_language("es"):
        assert ballots.added_up(held) == [
            (
                "12 papeletas, sumadas por los escrutadores",
                "Ana 5; Beto 6; válidas 11, en blanco 1, nulas 0",
            ),
            (
                "3 papeletas × 3, sumadas por los escrutadores",
                "Ana 2; Beto 1; válidas 3, en blanco 0, nulas 0",
            ),
        ]


@pytest.mark.parametrize(
    ("heavy", "total", "found"),
    [
        (HEAVY, 14, [("parts_not_total", 14, 15, None)]),
        (
            Totals(Slips(4), {1: 4}, weight=3),
            16,
            [("more_votes_than_present", 24, 21, None), ("slips_over_seats", 4, 3, "× 3")],
        ),
        (Totals(Slips(2), {1: 2}, weight=3), 14, [("few_of_weight", 2, 3, "× 3")]),
    ],
)
def test_what_the_slips_of_a_weight_contradict_or_would_give_away(
    session, vote, heavy, total, found
):
    with pytest.raises(actions.Contradicted) as refused:
        count(session, vote, LIGHT, heavy, total=total)
    told = [
        (each["code"], each["said"], each["known"], each["part"]) for each in refused.value.found
    ]
    assert told == found


def test_by_hand_nothing_is_given_away(session, there):
    there.commune.seats[0].weight = 3
    election = stand(session, called(session, there, secret=False), "Ana", "Beto")
    vote = opened(session, election, Method.show_of_hands)
    count(session, vote, Totals(Slips(1), {1: 1}, weight=3), total=1)
    assert vote.round.counted.elected == (1,)


def test_slips_read_out_keep_their_weight_and_the_file_for_other_programs_too(
    session, there, secretary, vote
):
    """Celia first on three slips of 3, Ana on four of 1, then Celia."""
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    ranked = opened(session, stand(session, called(session, there, rule), "Ana", "Celia"))
    slips = [Slip("2", 3, 3), Slip("1>2", 4)]
    count(session, ranked, slips=slips, total=7)
    assert dict(ranked.round.counted.stages[0].votes) == {1: 4, 2: 9}
    session.commit()
    file = f"/voting/elections/{ranked.round.election_id}/rounds/1/ballots.blt"
    assert {"9 2 0", "4 1 2 0"} <= set(secretary.get(file).text.splitlines())


def test_the_tellers_type_each_weight_and_correct_it(session, secretary, vote):
    """A weight of which nothing is typed had no slips: Ana 3 × 3. Then two of them, and one for Beto."""
    session.commit()
    where = f"/voting/elections/{vote.round.election_id}/counts"
    assert 'name="votes_2_x3"' in secretary.get(where).text
    blank = {"blank": "0", "invalid": "0", "blank_x3": "0", "invalid_x3": "0"}
    assert "Write a number" in secretary.post(where, data=blank).text
    answer = secretary.post(where, data=blank | {"votes_1_x3": "3"})
    assert answer.status_code == 422
    assert answer.text.count("Write a number, 0 if there is none.") == 1
    sent = blank | {"votes_1_x3": "3", "votes_2_x3": "0", "total": "3"}
    assert secretary.post(where, data=sent).status_code == 303
    page = secretary.get(f"{where}/correct").text
    assert 'name="votes_1_x3" type="text" value="3"' in page
    sent |= {"votes_1_x3": "2", "votes_2_x3": "1", "why": "una era de Beto"}
    assert secretary.post(f"{where}/correct", data=sent).status_code == 303
    session.refresh(vote.round)
    assert dict(vote.round.counted.stages[0].votes) == {1: 6, 2: 3}


def test_where_a_weight_would_tell_whose_it_is_votes_are_written_together(
    session, there, secretary
):
    """One seat counts three votes: nobody asks apart what its slip said."""
    there.commune.seats[0].weight = 3
    vote = opened(session, stand(session, called(session, there), "Ana", "Beto"))
    session.commit()
    where = f"/voting/elections/{vote.round.election_id}/counts"
    page = secretary.get(where).text
    assert "Write votes, not slips." in page
    assert "_x3" not in page
    assert 'name="votes_1_x3"' in secretary.get(f"{where}?how=weights").text
    sent = {"votes_1": "11", "votes_2": "5", "blank": "0", "invalid": "1", "total": "17"}
    assert secretary.post(where, data=sent).status_code == 303
    session.refresh(vote.round)
    assert (vote.round.counted.elected, vote.round.by_weight) == ((1,), False)
