"""Elections from the call to the seats: who stands, rounds, counts, lots, run-offs, terms.

The first is that of domain.md §7.14: fifteen slips, nine for Yusmary Rojas, five for Efraín Silva, one
blank. More than half of the fourteen valid ones is eight. The others are added up by hand.
"""

import json
from datetime import date, timedelta

import pytest
from sqlalchemy.orm.attributes import set_committed_value

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.people.rules import Holding
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.voting import actions, queries
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.models import Ballot, SecretBallot
from assembly.voting.rules import (
    CandidacyStatus,
    ElectionStatus,
    Method,
    Result,
    Slip,
    VoteStatus,
)
from tests.voting.election_scene import (
    AT,
    BY,
    HALF,
    LATER,
    called,
    cast,
    counted,
    on_paper,
    opened,
    stand,
)
from tests.voting.scene import SECRETARY, hall, journal, violated

RANKED = ElectionRule(CountingRule.scottish_stv, 2, 1)


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def nursery(session, there):
    return stand(session, called(session, there), "Yusmary Rojas", "Efraín Silva")


def test_the_coordination_of_the_nursery_by_slips(session, nursery):
    vote = opened(session, nursery)
    counted(session, vote, {1: 9, 2: 5}, blank=1, total=15, tellers="Rosa Tineo y Petra Guaina")
    count = vote.round.counted
    assert (count.required, count.elected, count.alternates) == (8, (1,), (2,))
    assert vote.result is Result.passed
    assert nursery.status is ElectionStatus.counted
    assert queries.elected_so_far(nursery) == [1]
    assert vote.contradictions is None
    (told,) = journal(session, "vote.close")
    assert (told["count"]["elected"], told["tellers"]) == ([1], "Rosa Tineo y Petra Guaina")


def test_nobody_stands_who_did_not_accept(session, there):
    election = called(session, there)
    named = actions.nominate(session, election=election, name="Luis Marcano", **BY)
    with pytest.raises(RuleViolation, match="nobody_stands"):
        opened(session, election)
    actions.answer_nomination(session, candidate=named, status=CandidacyStatus.declined, **BY)
    with pytest.raises(RuleViolation, match="nobody_stands"):
        opened(session, election)
    actions.answer_nomination(session, candidate=named, status=CandidacyStatus.accepted, **BY)
    vote = opened(session, election)
    assert vote.round.names == {1: "Luis Marcano"}


def test_candidates_change_only_between_rounds(session, nursery):
    opened(session, nursery)
    for act in (
        lambda: actions.nominate(session, election=nursery, name="Otra", **BY),
        lambda: actions.answer_nomination(
            session, candidate=nursery.candidates[0], status=CandidacyStatus.withdrawn, **BY
        ),
        lambda: opened(session, nursery),
        lambda: actions.cancel_election(session, election=nursery, reason="lluvia", **BY),
    ):
        with pytest.raises(RuleViolation, match="round_open"):
            act()


def test_a_nomination_sent_twice_is_one(session, nursery):
    for _ in range(2):
        actions.nominate(session, election=nursery, name="efrain silva", **BY)
    assert len(nursery.candidates) == 2


def test_an_answer_that_cannot_follow_is_refused(session, nursery):
    first = nursery.candidates[0]
    with pytest.raises(RuleViolation, match="candidacy_order"):
        actions.answer_nomination(session, candidate=first, status=CandidacyStatus.declined, **BY)


def test_a_run_off_of_the_first_two(session, there):
    """15 slips: 6, 5, 4; eight are needed. In the run-off 7 to 8."""
    election = stand(session, called(session, there), "Ana", "Beto", "Celia")
    first = counted(session, opened(session, election), {1: 6, 2: 5, 3: 4}, total=15)
    assert first.round.counted.run_off == (1, 2)
    assert (first.result, election.status) == (Result.failed, ElectionStatus.voting)
    second = opened(session, election)
    assert (second.round.number, second.round.names) == (2, {1: "Ana", 2: "Beto"})
    counted(session, second, {1: 7, 2: 8}, total=15)
    assert queries.elected_so_far(election) == [2]
    assert election.status is ElectionStatus.counted


def test_a_tie_waits_for_the_lot_drawn_in_the_room(session, there):
    rule = ElectionRule(CountingRule.choose, 1, most=1)
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    vote = counted(session, opened(session, election), {1: 7, 2: 7, 3: 1}, total=15)
    assert vote.round.counted.awaits_lot.among == (1, 2)
    assert (vote.result, election.status) == (Result.unknown, ElectionStatus.voting)
    with pytest.raises(RuleViolation, match="lot_first"):
        opened(session, election)
    with pytest.raises(RuleViolation, match="not_in_the_lot"):
        actions.draw_lot(session, vote=vote, number=3, **BY)
    actions.draw_lot(session, vote=vote, number=2, **BY)
    assert queries.elected_so_far(election) == [2]
    assert (vote.result, election.status) == (Result.passed, ElectionStatus.counted)
    with pytest.raises(RuleViolation, match="no_lot_needed"):
        actions.draw_lot(session, vote=vote, number=1, **BY)
    told = session.query(JournalEntry).filter_by(verb="election.lot").one()
    assert '"drawn":2' in told.data


def test_preferences_by_phone_and_slip_are_published_and_recounted(session, there):
    """Seven phones and two slips; quota 9 // 3 + 1 = 4. Ana has 5 (surplus 1 to Beto, 5 × 0.2 = 1):
    Beto 3, Celia 2. Celia is excluded: Beto fills the last place."""
    election = stand(session, called(session, there, RANKED), "Ana", "Beto", "Celia")
    vote = opened(session, election, Method.secret_ballots)
    cast(session, there, vote, ["1>2"] * 4 + ["2"] * 2 + ["3>2"])
    for seat in there.commune.seats[7:9]:
        actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
    slips = [Slip("1>2"), Slip("3")]
    actions.record_slips(session, vote=vote, slips=slips, actor=SECRETARY, at=AT)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    count = vote.round.counted
    assert (count.quota, count.elected, count.alternates) == (4, (1, 2), (3,))
    found = recount(read(vote.published.encode()))
    assert found.agrees, found.findings
    assert found.counted == count
    assert vote.blank == 0


def test_a_lot_is_published_with_the_count(session, there):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = stand(session, called(session, there, rule), "Ana", "Beto")
    vote = opened(session, election, Method.secret_ballots)
    cast(session, there, vote, ["1", "2"])
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    before = json.loads(vote.published)
    actions.draw_lot(session, vote=vote, number=1, **BY)  # she is excluded
    after = json.loads(vote.published)
    assert before["digests"] == after["digests"]
    assert after["lots"] == [{"stage": 2, "among": [1, 2], "drawn": 1}]
    assert after["result"]["elected"] == [2]
    assert recount(read(vote.published.encode())).agrees


@pytest.mark.parametrize("choice", ["3", "1>1", "1,2", "yes", "invalid", "2>1>3", ""])
def test_a_ballot_that_is_no_choice_is_refused(session, there, choice):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = stand(session, called(session, there, rule), "Ana", "Beto")
    vote = opened(session, election, Method.secret_ballots)
    with pytest.raises(RuleViolation, match="choose_first"):
        cast(session, there, vote, [choice])
    assert session.query(SecretBallot).count() == 0


def test_an_open_election_keeps_each_choice_by_name_and_lets_it_change(session, there):
    rule = ElectionRule(CountingRule.approval, 1)
    election = stand(session, called(session, there, rule, secret=False), "Ana", "Beto")
    vote = opened(session, election, Method.open_ballots)
    cast(session, there, vote, ["1,2", "2", "blank"])
    cast(session, there, vote, ["1", "2", "blank"])
    ballots = session.query(Ballot).order_by(Ballot.seat_id)
    assert [each.choice for each in ballots] == ["1", "2", "blank"]
    session.expire(vote, ["ballots"])
    actions.record_told(
        session, vote=vote, seat_id=there.commune.seats[3].id, choice="2", actor=SECRETARY, at=AT
    )
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    assert vote.round.counted.elected == (2,)
    assert recount(read(vote.published.encode())).agrees


def answers(tallies):
    """Fifteen slips that answer for or against each candidate."""
    return actions.RoundCounts(totals=[Totals(Slips(15), tallies=tallies)], total=15)


def test_for_or_against_each_and_another_round_for_what_is_left(session, there):
    """Two places, eight of fifteen needed. Ana 9 for, Beto 7 for: one place is left; then Celia has 10."""
    rule = ElectionRule(CountingRule.yes_no, 2, requirement=HALF)
    election = stand(session, called(session, there, rule), "Ana", "Beto")
    vote = opened(session, election)
    tallies = {1: (9, 6, 0), 2: (7, 8, 0)}
    actions.record_candidate_counts(session, vote=vote, counts=answers(tallies), **BY)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    assert queries.elected_so_far(election) == [1]
    stand(session, election, "Celia")
    again = opened(session, election)
    assert again.round.asked.places == 1
    assert again.round.names == {2: "Beto", 3: "Celia"}
    tallies = {2: (5, 10, 0), 3: (10, 5, 0)}
    actions.record_candidate_counts(session, vote=again, counts=answers(tallies), **BY)
    actions.close_vote(session, vote=again, actor=SECRETARY, at=LATER)
    assert queries.elected_so_far(election) == [1, 3]
    with pytest.raises(RuleViolation, match="places_filled"):
        opened(session, election)


@pytest.mark.parametrize(
    ("votes", "more", "codes"),
    [
        ({1: 9, 2: 5}, {"blank": 1, "total": 14}, ["parts_not_total"]),
        ({1: 12, 2: 5}, {"total": 17}, ["more_votes_than_present"]),
        ({1: 9, 2: 5}, {"valid": 8, "total": 8}, ["marks_over_slips"]),
        ({1: 6, 2: 6}, {"valid": 10, "total": 10}, ["marks_over_slips"]),
    ],
)
def test_counts_that_cannot_be_so_are_named_and_kept_only_with_a_reason(
    session, nursery, votes, more, codes
):
    vote = opened(session, nursery)
    actions.record_candidate_counts(session, vote=vote, counts=on_paper(votes, **more), **BY)
    with pytest.raises(actions.Contradicted) as refused:
        actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    assert [each["code"] for each in refused.value.found] == codes
    actions.close_vote(session, vote=vote, as_it_is="así fue", actor=SECRETARY, at=LATER)
    assert [each["code"] for each in vote.contradictions] == codes


def test_a_round_without_counts_is_not_closed(session, nursery):
    vote = opened(session, nursery)
    with pytest.raises(RuleViolation, match="counts_missing"):
        actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)


def test_a_cancelled_round_is_voted_again_with_the_same_number(session, nursery):
    vote = counted(session, opened(session, nursery), {1: 9, 2: 5}, blank=1, total=15)
    actions.cancel_vote(session, vote=vote, reason="sobró una papeleta", **BY)
    assert vote.status is VoteStatus.cancelled
    assert nursery.status is ElectionStatus.nominating
    assert queries.elected_so_far(nursery) == []
    assert opened(session, nursery).round.number == 1
    violated("voting.cancelled", counted, session, vote, {1: 9, 2: 5})


def test_the_same_form_opens_one_round(session, nursery):
    """Also where the election had been read before the first of the two was through."""
    first = opened(session, nursery)
    set_committed_value(nursery, "rounds", [])
    again = actions.open_round(
        session, election=nursery, method=Method.secret_paper, number=first.uuid, **BY
    )
    assert again is first
    session.refresh(nursery)
    assert len(nursery.rounds) == 1


# ---- seats and terms ------------------------------------------------------------------------------


def test_the_elected_get_their_seats_and_terms_with_one_confirmation(session, there):
    commune = there.commune
    seats = commune.seats[:2]
    rule = ElectionRule(CountingRule.choose, 2, 1, most=2)
    election = called(session, there, rule, seat_ids=[seat.id for seat in seats])
    for person in (commune.alternates[5], commune.alternates[6]):
        actions.nominate(session, election=election, person=person, accepts=True, **BY)
    stand(session, election, "Recién Llegada")
    counted(session, opened(session, election), {1: 9, 2: 12, 3: 4}, valid=14, total=14)
    placings = actions.proposed(election)
    assert [(each.candidate.number, each.seat_id) for each in placings] == [
        (2, seats[0].id),
        (1, seats[1].id),
        (3, seats[0].id),
    ]
    start, end = date(2026, 6, 1), date(2029, 5, 31)
    actions.install_elected(
        session, election=election, placings=placings, start=start, end=end, **BY
    )
    session.expire_all()
    holders = [
        (each.person.name, each.start_date, each.end_date)
        for each in seats[0].memberships
        if each.holding is Holding.principal and each.end_date != start - timedelta(days=1)
    ]
    assert holders == [(commune.alternates[6].name, start, end)]
    assert any(
        each.person.name == "Recién Llegada" and each.holding is Holding.alternate
        for each in seats[0].memberships
    )
    ended = [each for each in seats[0].memberships if each.person_id == commune.principals[0].id]
    assert [each.end_date for each in ended] == [start - timedelta(days=1)]
    assert election.status is ElectionStatus.installed
    with pytest.raises(RuleViolation, match="election_over"):
        actions.install_elected(
            session, election=election, placings=placings, start=start, end=end, **BY
        )
    with pytest.raises(RuleViolation, match="election_over"):
        actions.cancel_vote(session, vote=election.rounds[0].vote, reason="tarde", **BY)


def test_only_those_elected_are_installed_each_in_a_seat_of_her_own(session, there):
    seats = [seat.id for seat in there.commune.seats[:2]]
    rule = ElectionRule(CountingRule.choose, 2, most=2)
    election = stand(session, called(session, there, rule, seat_ids=seats), "Ana", "Beto", "Celia")
    start = date(2026, 6, 1)

    def install(placings):
        actions.install_elected(
            session, election=election, placings=placings, start=start, end=None, **BY
        )

    with pytest.raises(RuleViolation, match="not_counted"):
        install([])
    counted(session, opened(session, election), {1: 9, 2: 8, 3: 4}, valid=14, total=14)
    ana, beto, celia = election.candidates
    principal = Holding.principal
    with pytest.raises(RuleViolation, match="not_those_elected"):
        install([actions.Placing(ana, principal, seats[0])])
    with pytest.raises(RuleViolation, match="not_those_elected"):
        install([actions.Placing(each, principal, seats[0]) for each in (ana, celia)])
    with pytest.raises(RuleViolation, match="seat_given_twice"):
        install([actions.Placing(each, principal, seats[0]) for each in (ana, beto)])
    other = there.commune.seats[5].id
    with pytest.raises(RuleViolation, match="seat_of_another_body"):
        install(
            [actions.Placing(ana, principal, seats[0]), actions.Placing(beto, principal, other)]
        )


def test_a_coordination_is_no_seat(session, nursery):
    counted(session, opened(session, nursery), {1: 9, 2: 5}, blank=1, total=15)
    placings = actions.proposed(nursery)
    actions.install_elected(
        session, election=nursery, placings=placings, start=date(2026, 5, 20), end=None, **BY
    )
    assert [each["name"] for each in nursery.installed] == ["Yusmary Rojas", "Efraín Silva"]


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": "  "}, "election_title_missing"),
        ({"seat_ids": [1, 2]}, "seats_not_places"),
        ({"seat_ids": [9999]}, "seat_of_another_body"),
    ],
)
def test_an_election_that_cannot_be_is_not_called(session, there, more, code):
    with pytest.raises(RuleViolation, match=code):
        called(session, there, **more)


def test_no_choice_of_a_secret_election_is_told_to_the_journal(session, there):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    vote = opened(session, election, Method.secret_ballots)
    cast(session, there, vote, ["3>1>2", "2>3>1"])
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    told = " ".join(entry.data for entry in session.query(JournalEntry))
    assert "3>1>2" not in told
