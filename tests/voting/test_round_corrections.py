"""A round on paper counted wrongly and corrected. Counts are added up by hand beside each test."""

import pytest

from assembly.minutes import queries as minutes
from assembly.minutes.phrases import elections as told
from assembly.voting import actions, queries
from assembly.voting.elections import CountingRule, ElectionRule
from assembly.voting.rules import ElectionStatus, Method
from assembly.web.i18n import in_language
from tests.voting.election_scene import BY, called, cast, counted, on_paper, opened, stand
from tests.voting.scene import SECRETARY, journal, violated

CHOOSE_ONE = ElectionRule(CountingRule.choose, 1, 1, most=1)


@pytest.fixture
def vote(session, there):
    """Ana 7, Beto 6, two blank: Ana."""
    election = stand(session, called(session, there, CHOOSE_ONE), "Ana", "Beto")
    return counted(session, opened(session, election), {1: 7, 2: 6}, blank=2, total=15)


def correct(session, vote, votes, reason="dos papeletas pegadas", **more):
    counts = on_paper(votes, **more)
    actions.correct_round(session, vote=vote, counts=counts, reason=reason, **BY)


def test_the_result_follows_and_the_older_count_stays(session, there, vote):
    """Two of Ana's slips were one of Beto's each: Ana 5, Beto 8."""
    correct(session, vote, {1: 5, 2: 8}, blank=2, total=15)
    election = vote.round.election
    assert queries.elected_so_far(election) == [2]
    (former,) = vote.round.former
    assert (former["slips"]["votes"], former["count"]["elected"]) == ({"1": 7, "2": 6}, [1])
    assert (former["reason"], former["by"]) == ("dos papeletas pegadas", SECRETARY.name)
    (entry,) = journal(session, "election.correct")
    assert entry["before"]["slips"]["votes"] == {"1": 7, "2": 6}
    assert entry["after"]["count"]["elected"] == [2]
    item = next(i for i in minutes.document_of(session, there.meeting.id).items if i.elections)
    with in_language("es"):
        (said,) = told.former(told.rounds(item.elections[0], item)[0])
    assert "dos papeletas pegadas. Antes era: Electa o electo: Ana. Ana 7; Beto 6" in said


def test_a_correction_that_ties_waits_for_a_lot_and_the_lot_stands(session, vote):
    """Seven each: the lot decides; corrected once more, to one blank less, it is not drawn again."""
    correct(session, vote, {1: 7, 2: 7}, blank=1, total=15)
    assert vote.round.election.status is ElectionStatus.voting
    actions.draw_lot(session, vote=vote, number=2, **BY)
    assert queries.elected_so_far(vote.round.election) == [2]
    correct(session, vote, {1: 7, 2: 7}, blank=0, total=14)
    assert queries.elected_so_far(vote.round.election) == [2]
    assert len(vote.round.former) == 2


def test_what_stands_against_a_correction(session, there, vote):
    violated("voting.why_corrected", correct, session, vote, {1: 5, 2: 8}, " ", field="why")
    with pytest.raises(actions.Contradicted):
        correct(session, vote, {1: 9, 2: 8}, total=15)
    session.refresh(vote.round)
    actions.install_elected(
        session,
        election=vote.round.election,
        placings=actions.proposed(vote.round.election),
        start=there.meeting.scheduled_at.date(),
        end=None,
        **BY,
    )
    violated("voting.election_over", correct, session, vote, {1: 5, 2: 8})


def test_a_later_round_or_ballots_cast_one_by_one_stand_against_it(session, there):
    two = ElectionRule(CountingRule.choose, 2, most=2)
    election = stand(session, called(session, there, two), "Ana", "Beto", "Celia")
    first = counted(session, opened(session, election), {1: 9}, valid=9)
    second = opened(session, election, Method.secret_ballots)
    violated("voting.later_round", correct, session, first, {1: 8}, valid=8)
    cancel = {"vote": first, "reason": "Se contó mal."}
    violated("voting.later_round", actions.cancel_vote, session, **cancel, **BY)
    cast(session, there, second, ["2"])
    actions.close_vote(session, vote=second, **BY)
    violated("voting.ballots_stand", correct, session, second, {2: 8}, valid=8)


def test_the_page_shows_what_was_counted_and_asks_why(session, secretary, vote):
    session.commit()
    where = f"/voting/elections/{vote.round.election_id}"
    assert f"{where}/counts/correct" in secretary.get(where).text
    assert 'value="7"' in secretary.get(f"{where}/counts/correct").text
    sent = {"votes_1": "5", "votes_2": "8", "blank": "2", "invalid": "0", "total": "15", "why": ""}
    answer = secretary.post(f"{where}/counts/correct", data=sent)
    assert answer.status_code == 422
    assert 'value="8"' in answer.text
    assert secretary.post(f"{where}/counts/correct", data=sent | {"why": "x"}).status_code == 303
    assert "Before it was: Elected: Ana" in secretary.get(where).text
