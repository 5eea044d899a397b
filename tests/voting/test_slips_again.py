"""Slips beside phones that were misread, told again after closing. Every count is added up by hand beside it."""

import json
from hashlib import sha256

import pytest

from assembly.minutes import queries as minutes
from assembly.minutes.phrases import ballots, elections, results
from assembly.recount.checking import recount
from assembly.recount.reading import read
from assembly.recount.telling import tell_recount
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.rules import Method, Result, Slip
from assembly.web.i18n import in_language
from tests.voting.ballot_scene import boxed, cast, close
from tests.voting.election_scene import BY, HALF
from tests.voting.scene import AT, SECRETARY, journal, opened, violated
from tests.voting.test_slip_totals import CHOOSE_TWO, FIVE_SLIPS, mixed

ONE = ElectionRule(CountingRule.majority, 1, requirement=HALF)


def read_out(session, vote, *slips):
    actions.record_slips(session, vote=vote, slips=slips, actor=SECRETARY, at=AT)


def correct(session, vote, *slips, reason="dos papeletas mal leídas", **more):
    actions.correct_slips(session, vote=vote, slips=slips, reason=reason, **BY | more)


@pytest.fixture
def one(session, there):
    """Phones: Ana 2, Beto 1. Slips: Ana 3, Beto 2. Ana 5 of 8."""
    vote = mixed(session, there, ONE, ["1", "1", "2"], 5)
    read_out(session, vote, Slip("1", 3), Slip("2", 2))
    return close(session, vote)


def test_only_the_misread_slips_leave_the_list(session, one):
    """Two of Ana's slips were Beto's: Ana 3, Beto 5. Six of the eight ballots keep their receipts."""
    before, digests = dict(boxed(session, one)), json.loads(one.published)["digests"]
    was = one.published_digest
    assert one.round.counted.elected == (1,)
    correct(session, one, Slip("1", 1), Slip("2", 4), tellers="Rosa Tineo")
    after = dict(boxed(session, one))
    gone = {receipt: choice for receipt, choice in before.items() if receipt not in after}
    new = {receipt: choice for receipt, choice in after.items() if receipt not in before}
    assert sorted(gone.values()) == ["1", "1"]
    assert sorted(new.values()) == ["2", "2"]
    assert dict(one.round.counted.stages[0].votes) == {1: 3, 2: 5, 3: 0}
    assert one.round.counted.elected == (2,)
    told = json.loads(one.published)
    (correction,) = told["corrections"]
    assert {row["receipt"] for row in correction["withdrawn"]} == gone.keys()
    assert set(correction["entered"]) == new.keys()
    assert (correction["digests"], correction["published"]) == (digests, was)
    line = f"{correction['at']}\tdos papeletas mal leídas\t{digests['both']}\t{was}\n"
    assert told["digests"]["corrections"] == sha256(line.encode()).hexdigest()
    found = recount(read(one.published.encode()))
    assert found.agrees, found.findings
    said = "\n".join(tell_recount(found, "es"))
    assert "dos papeletas mal leídas." in said
    assert "Votos que salieron de la lista: 2. Que entraron: 2. Los demás quedaron." in said
    assert "Antes era:\n  Resultan electos o electas: Ana." in said
    (entry,) = journal(session, "election.correct")
    assert (entry["withdrawn"], entry["entered"]) == (2, 2)
    assert not gone.keys() & set(json.dumps(entry).split('"'))


@pytest.mark.parametrize(
    ("forge", "found"),
    [
        (lambda told: told["corrections"].clear(), "digest"),
        (lambda told: told["corrections"][0].update(reason="otra"), "digest"),
        (lambda told: told["corrections"][0]["withdrawn"].pop(), "former_digest"),
        (lambda told: told["corrections"][0]["entered"].append("0000000000"), "entered_missing"),
        (lambda told: told["corrections"][0]["result"].update(elected=[2]), "former_result"),
        (lambda told: [row.update(channel="phone") for row in told["voters"]], "more_than_slips"),
    ],
)
def test_a_history_that_was_changed_is_found(session, one, forge, found):
    correct(session, one, Slip("1", 1), Slip("2", 4))
    told = json.loads(one.published)
    forge(told)
    told["version"] = 3 if told["corrections"] else 1
    assert found in {each.code for each in recount(read(json.dumps(told).encode())).findings}


def test_corrected_twice_both_earlier_counts_can_be_counted(session, one):
    """Beto 5 of 8; then one of Ana's slips was no vote at all: Ana 2, Beto 5, one invalid."""
    correct(session, one, Slip("1", 1), Slip("2", 4))
    correct(session, one, Slip("2", 4), Slip("invalid", 1), reason="una tenía dos marcas")
    assert [each["count"]["elected"] for each in one.round.former] == [[1], [2]]
    assert one.round.counted.slips == Slips(7, 0, 1)
    assert recount(read(one.published.encode())).agrees


def test_a_number_of_slips_that_contradicts_is_named(session, one):
    with pytest.raises(actions.Contradicted) as refused:
        correct(session, one, Slip("1", 1), Slip("2", 3))
    (told,) = refused.value.found
    assert (told["code"], told["said"], told["known"]) == ("slips_not_participations", 4, 5)
    session.rollback()


def test_what_stands_against_it(session, one):
    again = Slip("1", 3), Slip("2", 2)
    violated("voting.why_corrected", correct, session, one, *again, reason=" ", field="why")
    violated("voting.same_slips", correct, session, one, *again)
    violated("voting.choose_first", correct, session, one, Slip("9", 5), field="9")
    actions.forget_slips(session, meeting_id=one.item.meeting_id)
    session.expire(one)
    violated("voting.slips_forgotten", correct, session, one, Slip("1", 1), Slip("2", 4))


def test_a_later_round_stands_against_it(session, there):
    """Only Ana has votes: the second place goes to another round."""
    vote = mixed(session, there, CHOOSE_TWO, [], 3)
    read_out(session, vote, Slip("1", 3))
    close(session, vote)
    actions.open_round(session, election=vote.round.election, method=Method.secret_paper, **BY)
    violated("voting.later_round", correct, session, vote, Slip("2", 3))


def test_totals_are_corrected_as_totals_or_slip_by_slip(session, there):
    """Phones: Ana 4, Beto 3, Celia 1. Slips as totals Ana 3, Beto 1, Celia 4; then Beto 4, Celia 1; then read
    out: two of them Ana and Beto, two Beto, one blank."""
    vote = mixed(session, there, CHOOSE_TWO, ["1,2"] * 3 + ["1,3"], 5)
    actions.record_slip_totals(session, vote=vote, totals=[FIVE_SLIPS], actor=SECRETARY, at=AT)
    close(session, vote)
    actions.correct_slips(
        session,
        vote=vote,
        totals=[Totals(Slips(4, 1), {1: 3, 2: 4, 3: 1})],
        reason="otra suma",
        **BY,
    )
    assert dict(vote.round.counted.stages[0].votes) == {1: 7, 2: 7, 3: 2}
    correct(session, vote, Slip("1,2", 2), Slip("2", 2), Slip("blank"))
    assert dict(vote.round.counted.stages[0].votes) == {1: 6, 2: 7, 3: 1}
    assert "totals" not in json.loads(vote.published)
    found = recount(read(vote.published.encode()))
    assert found.agrees, found.findings


def test_so_few_slips_cannot_be_told_from_the_others(session, there):
    """Of weight 3 three by slip and none otherwise, of weight 1 two by slip and three by phone: only the
    heavy ones are told again, from nine votes for Ana to six, with three for Beto."""
    seats = there.commune.seats
    for place in (3, 4, 5):
        seats[place].weight = 3
    vote = mixed(session, there, ONE, ["1", "2", "2"], 5)
    light = Slip("2", 2)
    read_out(session, vote, light, Slip("1", 3, 3))
    close(session, vote)
    kept = [(each["choice"], each["weight"], len(each["receipts"])) for each in vote.slips]
    assert kept == [("1", 3, 3), ("", 1, 0)]
    heavy = Slip("1", 2, 3), Slip("2", 1, 3)
    violated("voting.slips_not_apart", correct, session, vote, light, *heavy, field="2")
    correct(session, vote, *heavy)
    assert dict(vote.round.counted.stages[0].votes) == {1: 7, 2: 7, 3: 0}
    assert recount(read(vote.published.encode())).agrees


def test_a_question_is_corrected_too_and_its_motion_follows(session, there):
    """Eight phones for; of four slips one more was for: 9 of the 16 seats carry."""
    vote = opened(session, there, method=Method.secret_ballots)
    for place in range(8):
        cast(session, vote, there, place)
    for seat in there.commune.seats[8:12]:
        actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
    read_out(session, vote, Slip("no", 3), Slip("blank"))
    close(session, vote)
    assert vote.result is Result.failed
    correct(session, vote, Slip("no", 2), Slip("yes"), Slip("blank"))
    assert (vote.yes, vote.no, vote.blank, vote.result) == (9, 2, 1, Result.passed)
    (former,) = vote.former
    assert former["reasoning"]["tally"]["yes"] == 8
    document = minutes.document_of(session, there.meeting.id)
    with in_language("es"):
        (said,) = results.former(document.votes[0], document.header)
    assert "dos papeletas mal leídas. Antes era: Negada. 8 a favor, 3 en contra" in said
    (entry,) = journal(session, "vote.correct")
    assert (entry["before"]["yes"], entry["after"]["yes"]) == (8, 9)
    found = recount(read(vote.published.encode()))
    assert found.agrees, found.findings


def test_the_minutes_say_what_it_was_and_print_the_number_of_the_corrections(session, there, one):
    correct(session, one, Slip("1", 1), Slip("2", 4))
    held = minutes.document_of(session, there.meeting.id).votes[0]
    told = json.loads(one.published)["digests"]["corrections"]
    with in_language("es"):
        (said,) = elections.former(held)
        assert ("Correcciones", told) in ballots.digests(held.published)
    assert "dos papeletas mal leídas. Antes era: Electa o electo: Ana" in said


def test_the_page_of_a_round_asks_for_the_slips_alone(session, secretary, one):
    """Two of Ana's three slips were Beto's: 1 and 4."""
    session.commit()
    where = f"/voting/elections/{one.round.election_id}"
    assert f"{where}/counts/correct" in secretary.get(where).text
    page = secretary.get(f"{where}/counts/correct").text
    assert "5 handed over" in page
    assert 'value="3"' in page
    sent = {"votes_1": "1", "votes_2": "3", "votes_3": "0", "blank": "0", "invalid": "0"}
    answer = secretary.post(f"{where}/counts/correct", data=sent | {"why": "mal leídas"})
    assert answer.status_code == 422
    assert "Slips in the box: 4. But 5 seats voted by slip." in answer.text
    sent |= {"votes_2": "4", "why": "mal leídas"}
    assert secretary.post(f"{where}/counts/correct", data=sent).status_code == 303
    assert "Before it was: Elected: Ana" in secretary.get(where).text
    session.refresh(one)
    (correction,) = json.loads(one.published)["corrections"]
    listed = secretary.get(f"/voting/{one.id}/published").text
    assert correction["digests"]["both"] in listed
    lines = secretary.get(f"/voting/{one.id}/published/corrections.txt").text
    assert lines.startswith(f"{correction['at']}\tmal leídas\t")


def test_the_page_of_a_question_asks_for_the_slips_alone(session, there, secretary):
    """Three slips against, of which one was for; what is typed stays when the reason is missing."""
    vote = opened(session, there, method=Method.secret_ballots)
    for seat in there.commune.seats[:3]:
        actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
    read_out(session, vote, Slip("no", 3))
    close(session, vote)
    session.commit()
    where = f"/voting/{vote.id}/slips/correct"
    assert where in secretary.get(f"/voting/{vote.id}").text
    assert 'value="3"' in secretary.get(where).text
    sent = {"no-0": "2", "yes-0": "1"}
    answer = secretary.post(where, data=sent)
    assert answer.status_code == 422
    assert "Write why it is corrected." in answer.text
    assert 'name="no-0" value="2"' in answer.text
    assert secretary.post(where, data=sent | {"why": "mal leída"}).status_code == 303
    assert "Before it was: Rejected. 0 for, 3 against" in secretary.get(f"/voting/{vote.id}").text


def test_slips_that_nobody_can_tell_apart_any_more_say_why(session, there, secretary, one):
    """Of three slips and no other ballot, until the minutes closed once; of two slips from the beginning."""
    votes = [one]
    for slips in (3, 2):
        vote = opened(session, there, method=Method.secret_ballots)
        for seat in there.commune.seats[:slips]:
            actions.hand_over_slip(session, vote=vote, seat_id=seat.id, at=AT)
        read_out(session, vote, Slip("no", slips))
        votes.append(close(session, vote))
    first, three, two = votes
    actions.forget_slips(session, meeting_id=there.meeting.id)
    session.commit()
    forgotten, few = "The minutes were closed once", "So few voted by slip"
    assert forgotten in secretary.get(f"/voting/elections/{first.round.election_id}").text
    assert forgotten in secretary.get(f"/voting/{three.id}").text
    assert few in secretary.get(f"/voting/{two.id}").text
