"""Slips of an election that tellers add up for each candidate, beside ballots by phone.

Every count is added up by hand beside it.
"""

import json
from hashlib import sha256

import pytest

from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.recount.telling import tell_recount
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.models import SecretBallot
from assembly.voting.rules import Method
from tests.voting.election_scene import HALF, called, cast, opened, stand
from tests.voting.scene import AT, SECRETARY, journal, violated

CHOOSE_TWO = ElectionRule(CountingRule.choose, 2, most=2)
FIVE_SLIPS = Totals(Slips(4, 1), {1: 3, 2: 1, 3: 4})


def mixed(session, there, rule, choices, slips):
    """An election with ballots by phone of the first seats, and slips of so many seats after them."""
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    vote = opened(session, election, Method.secret_ballots)
    cast(session, there, vote, choices)
    for seat in there.commune.seats[len(choices) : len(choices) + slips]:
        actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
    return vote


def tell(session, vote, *totals):
    actions.record_slip_totals(session, vote=vote, totals=totals, actor=SECRETARY, at=AT)


def close(session, vote, **more):
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT, **more)
    return vote.round.counted


def test_totals_and_phones_are_counted_published_and_recounted_together(session, there):
    """Phones: Ana 4, Beto 3, Celia 1. Slips: Ana 3, Beto 1, Celia 4, one blank. Ana 7, Celia 5, Beto 4."""
    vote = mixed(session, there, CHOOSE_TWO, ["1,2"] * 3 + ["1,3"], 5)
    tell(session, vote, FIVE_SLIPS)
    count = close(session, vote)
    assert count.elected == (1, 3)
    assert dict(count.stages[0].votes) == {1: 7, 2: 4, 3: 5}
    assert count.slips == Slips(8, 1)
    told = json.loads(vote.published)
    assert len(told["ballots"]) == 4
    line = "1\t4\t1\t0\t1:3,2:1,3:4\n"
    assert told["digests"]["totals"] == sha256(line.encode()).hexdigest()
    found = recount(read(vote.published.encode()))
    assert found.agrees, found.findings
    assert found.counted == count
    assert "Papeletas sumadas por los escrutadores: 5." in tell_recount(found, "es")
    told["totals"][0]["votes"]["1"] = 2
    forged = recount(read(json.dumps(told).encode()))
    assert [(each.code, each.where) for each in forged.findings] == [
        ("digest", "totals"),
        ("digest", "both"),
        ("result", ""),
    ]


def test_where_a_slip_has_one_mark_totals_become_ballots_like_any_other(session, there):
    rule = ElectionRule(CountingRule.majority, 1, requirement=HALF)
    vote = mixed(session, there, rule, ["1", "2"], 3)
    tell(session, vote, Totals(Slips(2, 0, 1), {1: 2}))
    count = close(session, vote)
    assert (count.elected, dict(count.stages[0].votes)) == ((1,), {1: 3, 2: 1, 3: 0})
    choices = [row.choice for row in session.query(SecretBallot).filter_by(vote_id=vote.id)]
    assert sorted(choices) == ["1", "1", "1", "2", "invalid"]
    assert "totals" not in json.loads(vote.published)
    assert journal(session, "vote.slips") == [{"slips": 3}]


def test_for_and_against_each_candidate(session, there):
    """Ana: phones 2 for and 1 against, slips 3 for of 4 valid: 5 of 7 valid answers. Beto 1 + 0 of 7."""
    rule = ElectionRule(CountingRule.yes_no, 1, requirement=HALF)
    answers = ["1:yes,2:yes", "1:yes,2:no", "1:no,2:no"]
    vote = mixed(session, there, rule, answers, 4)
    tell(session, vote, Totals(Slips(4), tallies={1: (3, 1, 0), 2: (0, 4, 0), 3: (0, 0, 0)}))
    count = close(session, vote)
    assert count.elected == (1,)
    assert {n: (o.tally.yes, o.tally.no) for n, o in count.confirmations} == {
        1: (5, 2),
        2: (1, 6),
        3: (0, 0),
    }
    assert recount(read(vote.published.encode())).agrees


@pytest.mark.parametrize(
    ("phones", "slips", "told", "found"),
    [
        (4, 5, Totals(Slips(4), {1: 4}), [("slips_not_participations", 4, 5)]),
        (4, 5, Totals(Slips(5), {1: 6, 2: 1}), [("marks_over_slips", 6, 5)]),
        (4, 5, Totals(Slips(5), {1: 5, 2: 5, 3: 1}), [("marks_over_slips", 11, 10)]),
        (4, 2, Totals(Slips(2), {1: 2}), [("few_slips_apart", 2, 3)]),
        (1, 5, Totals(Slips(5), {1: 5}), [("few_others_apart", 1, 3)]),
    ],
)
def test_what_the_totals_contradict_or_would_give_away(session, there, phones, slips, told, found):
    vote = mixed(session, there, CHOOSE_TWO, ["1"] * phones, slips)
    tell(session, vote, told)
    with pytest.raises(actions.Contradicted) as refused:
        close(session, vote)
    assert [(each["code"], each["said"], each["known"]) for each in refused.value.found] == found
    close(session, vote, as_it_is="así fue")
    assert [each["code"] for each in vote.contradictions] == [found[0][0]]


def test_slips_count_by_the_weight_printed_on_them(session, there):
    """Six seats of weight 3. Phones: three of weight 3 for Ana, three of 1 for Beto. Slips: three of 3 for
    Beto, three of 1 for Ana. Ana 9 + 3, Beto 3 + 9; Celia one mark on a slip of 3."""
    seats = there.commune.seats
    for place in (0, 1, 2, 6, 7, 8):
        seats[place].weight = 3
    vote = mixed(session, there, CHOOSE_TWO, ["1"] * 3 + ["2"] * 3, 6)
    odd = Totals(Slips(3), {1: 3}, weight=2)
    violated("voting.no_such_slip", tell, session, vote, odd, field="valid")
    heavy = Totals(Slips(3), {2: 3, 3: 1}, weight=3)
    tell(session, vote, Totals(Slips(4), {1: 4}), heavy)
    with pytest.raises(actions.Contradicted) as refused:
        close(session, vote)
    (told,) = refused.value.found
    assert (told["code"], told["said"], told["known"], told["part"]) == (
        "slips_not_participations",
        4,
        3,
        "× 1",
    )
    tell(session, vote, Totals(Slips(3), {1: 3}), heavy)
    count = close(session, vote)
    assert dict(count.stages[0].votes) == {1: 12, 2: 12, 3: 3}
    assert recount(read(vote.published.encode())).agrees


def test_preferences_have_no_totals(session, there):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    vote = mixed(session, there, rule, [], 3)
    violated("voting.ranked_by_slip", tell, session, vote, Totals(Slips(3), {1: 3}))


def test_the_tellers_type_totals_and_find_them_again(session, there, secretary):
    """Ana 3 + 3, Beto 2 + 1, Celia 0 + 4."""
    vote = mixed(session, there, CHOOSE_TWO, ["1,2"] * 2 + ["1"], 5)
    session.commit()
    where = f"/voting/elections/{vote.round.election_id}/counts"
    assert "5 handed over" in secretary.get(where).text
    sent = {
        "votes_1": "3",
        "votes_2": "1",
        "votes_3": "4",
        "valid": "3",
        "blank": "1",
        "invalid": "",
    }
    answer = secretary.post(where, data=sent)
    assert answer.status_code == 422
    assert "Write a number, 0 if there is none." in answer.text
    assert 'value="4"' in answer.text
    answer = secretary.post(where, data=sent | {"invalid": "0", "tellers": "Rosa Tineo"})
    assert answer.status_code == 303
    page = secretary.get(answer.headers["Location"]).text
    assert "Slips in the box: 4. But 5 seats voted by slip." in page
    assert 'value="4"' in secretary.get(where).text
    secretary.post(where, data=sent | {"valid": "4", "invalid": "0"})
    assert secretary.post(answer.headers["Location"], data={}).status_code == 303
    session.expire_all()
    assert vote.round.counted.elected == (1, 3)
    assert vote.tellers == "Rosa Tineo"
    published = secretary.get(f"/voting/{vote.id}/published").text
    assert "Ana 3; Beto 1; Celia 4; valid 4, blank 1, invalid 0" in published
    assert (
        "1\t4\t1\t0\t1:3,2:1,3:4" in secretary.get(f"/voting/{vote.id}/published/totals.txt").text
    )


def test_so_few_slips_are_read_out(session, there, secretary):
    vote = mixed(session, there, CHOOSE_TWO, ["1,2"] * 3, 2)
    session.commit()
    page = secretary.get(f"/voting/elections/{vote.round.election_id}/counts").text
    assert "Only 2 seats voted by slip: totals of so few slips would show how." in page
    assert "votes_1" not in page
    assert (
        "cannot be told again once the vote is closed"
        in secretary.get(f"/voting/{vote.id}/standing").text
    )


def test_who_opens_a_vote_is_told_where_mixing_slips_and_phones_leaves_too_few(
    session, there, secretary
):
    """Four seats count three votes: three and one, or two and two, are what may come of them."""
    election = stand(session, called(session, there, CHOOSE_TWO), "Ana")
    session.commit()
    pages = (f"/voting/elections/{election.id}/rounds/open", f"/voting/items/{there.item.id}/open")
    assert not [each for each in pages if "may be alone" in secretary.get(each).text]
    for seat in there.commune.seats[:4]:
        seat.weight = 3
    session.commit()
    assert ["4 seats × 3" in secretary.get(each).text for each in pages] == [True, True]
