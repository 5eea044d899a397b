"""Votes in an export: the acts of voting centres, and what was told before it was told again."""

import json

import pytest

from assembly.copies.datasets import as_json, datasets
from assembly.people.rules import Electorate
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule
from assembly.voting.rules import Centre, Method, Option, Slip, Tally
from tests.voting.ballot_scene import close
from tests.voting.election_scene import BY, HALF
from tests.voting.scene import AT, SECRETARY, hall, opened
from tests.voting.test_centres import put, record
from tests.voting.test_slip_totals import mixed
from tests.voting.test_slips_again import correct, read_out


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


def table(session, name, *, public):
    (found,) = [each for each in datasets(public=public) if each.name == name]
    return json.loads(as_json(found.columns, found.rows(session)))


def test_the_acts_of_voting_centres_are_for_everybody_once_they_are_published(session, there):
    body = there.commune.body
    body.electorate, body.census = Electorate.census, 800
    vote = put(session, there, ("Guanape", "La Cruz", "La Ceiba"))
    guanape = Centre(
        "Guanape", Tally(52, 3, 0, 1, 0), 54, 56, "Rosa Tineo", received=60, left_over=6
    )
    few = Centre("La Cruz", handed=2, carried_to="Guanape")
    lost = Centre("La Ceiba", left_out="la urna se perdió en el río")
    record(session, vote, (guanape, few, lost))
    assert table(session, "voting_centres", public=True) == []
    whole = table(session, "voting_centres", public=False)
    close(session, vote)
    told = table(session, "voting_centres", public=True)
    assert [each["number"] for each in told] == [1, 2, 3]
    assert (told[0]["yes"], told[0]["handed"], told[0]["received"]) == (52, 54, 60)
    assert (told[1]["carried_to"], told[1]["yes"]) == ("Guanape", None)
    assert told[2]["left_out"] == "la urna se perdió en el río"
    published = {key for each in json.loads(vote.published)["centres"] for key in each}
    assert told[0].keys() - published == {"vote_id", "number"}
    assert whole[0].keys() - told[0].keys() == {"organization", "tellers"}
    assert whole[0]["tellers"] == "Rosa Tineo"


def test_what_a_vote_came_to_before_it_was_told_again(session, there):
    """By phone 2 for Ana and 1 for Beto; five slips: first 3 and 2, told again 1 and 4. Then three «no»."""
    rule = ElectionRule(CountingRule.majority, 1, requirement=HALF)
    election = mixed(session, there, rule, ["1", "1", "2"], 5)
    read_out(session, election, Slip("1", 3), Slip("2", 2))
    close(session, election)
    correct(session, election, Slip("1", 1), Slip("2", 4))
    question = opened(session, there, method=Method.secret_ballots)
    for seat in there.commune.seats[:3]:
        actions.hand_over_slip(session, vote=question, seat_id=seat.id, at=AT)
    read_out(session, question, Slip("no", 3))
    close(session, question)
    correct(session, question, Slip("no", 1), Slip("yes", 2), reason="leídas al revés")
    for public in (True, False):
        round_, asked = table(session, "earlier_results", public=public)
        assert (round_["vote_id"], round_["elected"], round_["invalid"]) == (election.id, "1", 0)
        assert (round_["reason"], round_["result"]) == ("dos papeletas mal leídas", None)
        assert (asked["vote_id"], asked["number"], asked["result"]) == (question.id, 1, "fail")
        assert (asked["yes"], asked["no"], asked["reason"]) == (0, 3, "leídas al revés")
        assert asked["at"] == BY["at"].isoformat()
        assert asked.get("by") == (None if public else SECRETARY.name)


def test_how_an_open_vote_stands_is_not_for_everybody(session, there):
    vote = opened(session, there, method=Method.roll_call)
    actions.record_roll_call(
        session, vote=vote, options={there.commune.seats[0].id: Option.yes}, actor=SECRETARY, at=AT
    )
    for name in ("votes", "roll_calls"):
        assert table(session, name, public=True) == []
        assert len(table(session, name, public=False)) == 1
    actions.cancel_vote(session, vote=vote, reason="mal preguntada", actor=SECRETARY, at=AT)
    assert len(table(session, "votes", public=True)) == 1


def test_what_no_published_file_tells_is_in_the_whole_edition_only(session, there):
    vote = opened(session, there)
    vote.former = [{"reason": "mal sumado", "at": AT.isoformat(), "by": "Ana"}]
    session.flush()
    assert table(session, "earlier_results", public=True) == []
    (told,) = table(session, "earlier_results", public=False)
    assert (told["by"], told["result"], told["yes"]) == ("Ana", None, None)
