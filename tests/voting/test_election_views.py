"""The pages of an election, walked as the secretary and as somebody who votes.

Numbers are those of domain.md §7.14 (nine, five, one blank) or added up by hand.
"""

import re

import pytest
from sqlalchemy import select

from assembly.voting import actions, queries
from assembly.voting.elections import CountingRule, ElectionRule, read_blt
from assembly.voting.models import Ballot, Election, SecretBallot, Vote
from assembly.voting.rules import ElectionStatus, Method
from tests.voting.election_scene import HALF, LATER, called, cast, counted, opened, stand
from tests.voting.scene import hall

pytestmark = pytest.mark.both_databases

CALL = {
    "title": "Coordinación del vivero",
    "counting": "majority",
    "places": "1",
    "alternates": "1",
    "asked": "absolute_valid",
    "secret": "y",
}


@pytest.fixture
def there(session, commune):
    made = hall(session, commune)
    session.commit()
    return made


@pytest.fixture
def secretary(there, sign_in):
    return sign_in("secretary")


def the_election(session) -> Election:
    session.expire_all()
    return session.scalars(select(Election)).one()


def test_the_whole_way_from_the_call_to_the_place(session, there, secretary):
    page = secretary.get(f"/meetings/{there.meeting.id}/desk?item={there.item.id}")
    assert f"/voting/items/{there.item.id}/elections/call" in page.text
    answer = secretary.post(f"/voting/items/{there.item.id}/elections/call", data=CALL)
    assert answer.status_code == 303
    election = the_election(session)
    where = f"/voting/elections/{election.id}"
    for name in ("Yusmary Rojas", "Efraín Silva"):
        sent = {"person": name, "nominated_by": "Luis Marcano", "accepts": "y"}
        assert secretary.post(f"{where}/nominate", data=sent).status_code == 303
    answer = secretary.post(f"{where}/rounds/open", data={"method": "secret_paper", "minutes": "5"})
    counts = answer.headers["Location"]
    assert session.scalars(select(Vote)).one().closes_at is None  # tellers are not hurried
    sent = {"votes_1": "9", "votes_2": "5", "blank": "1", "invalid": "0", "total": "15"}
    answer = secretary.post(counts, data=sent | {"tellers": "Rosa Tineo y Petra Guaina"})
    assert answer.headers["Location"].endswith(where)
    page = secretary.get(where)
    assert "Electa o electo: Yusmary Rojas" in page.text
    assert "Hacen falta 8 votos." in page.text
    answer = secretary.post(f"{where}/install", data={"start": "2026-05-20", "end": ""})
    assert answer.status_code == 303
    assert the_election(session).status is ElectionStatus.installed
    assert "20 de mayo de 2026" in secretary.get(where).text


def test_calling_twice_makes_one_election(session, there, secretary):
    where = f"/voting/items/{there.item.id}/elections/call"
    mark = re.search(r'name="mark"[^>]*value="([^"]+)"', secretary.get(where).text)[1]
    first, second = (secretary.post(where, data=CALL | {"mark": mark}) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    the_election(session)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": " "}, "Escriba qué se elige."),
        ({"places": "0"}, "Escriba un número del 1 al 50."),
        ({"places": "2"}, "Una mayoría llena un solo puesto."),
        ({"counting": "dice"}, ""),
        ({"seats": ["1", "2"]}, "Las vocerías escogidas (2) no son tantas como los puestos (1)."),
    ],
)
def test_a_call_that_cannot_be_keeps_what_was_typed(there, secretary, wrong, said):
    sent = CALL | {"alternates": "3"} | wrong
    answer = secretary.post(f"/voting/items/{there.item.id}/elections/call", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="3"' in answer.text


def test_counts_that_contradict_are_shown_and_kept_with_a_reason(session, there, secretary):
    election = stand(session, called(session, there), "Ana", "Beto")
    opened(session, election)
    session.commit()
    where = f"/voting/elections/{election.id}/counts"
    sent = {"votes_1": "9", "votes_2": "5", "blank": "0", "invalid": "0", "total": "15"}
    answer = secretary.post(where, data=sent)
    assert answer.status_code == 422
    assert 'value="9"' in answer.text
    assert "15" in answer.text
    answer = secretary.post(where, data=sent | {"votes_1": "x", "votes_2": ""})
    assert answer.status_code == 422
    answer = secretary.post(where, data=sent | {"as_it_is": "y", "reason": "sobró una"})
    assert answer.status_code == 303


def test_where_nobody_has_the_majority_the_next_step_is_said_and_nobody_has_failed(
    session, there, secretary
):
    """6, 5 and 3 of 14 valid votes: eight are needed. Then seven and seven: a lot."""
    election = stand(session, called(session, there), "Ana", "Beto", "Celia")
    where = f"/voting/elections/{election.id}"
    counted(session, opened(session, election), {1: 6, 2: 5, 3: 3})
    page = secretary.get(where).text
    assert '<p class="why open"><strong>Segunda vuelta.</strong>' in page
    assert "Falta otra vuelta" in page
    assert "Se vota ahora" not in page
    counted(session, opened(session, election), {1: 7, 2: 7})
    assert "Hay que sortear\n" in secretary.get(where).text


def test_slips_in_order_of_preference_are_typed_line_by_line(session, there, secretary):
    """Quota 7 // 2 + 1 = 4: Ana 3, Beto 2, Celia 2; at a lot Celia goes, her two papers go to Beto: 4."""
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    opened(session, election)
    session.commit()
    where = f"/voting/elections/{election.id}/counts"
    answer = secretary.post(where, data={"slips": "1 2 x3\n2 2", "total": "8"})
    assert answer.status_code == 422
    assert "La línea 2 nombra a alguien dos veces" in answer.text
    assert "1 2 x3" in answer.text
    sent = {"slips": "1 2 x3\n2 x2\n3 2 x2\nb", "total": "8"}
    answer = secretary.post(where, data=sent)
    page = secretary.get(answer.headers["Location"])
    assert "El programa nunca sortea." in page.text
    assert (
        secretary.post(f"/voting/elections/{election.id}/lot", data={"drawn": "9"}).status_code
        == 422
    )
    answer = secretary.post(f"/voting/elections/{election.id}/lot", data={"drawn": "3"})
    assert answer.status_code == 303
    page = secretary.get(answer.headers["Location"])
    assert "Electa o electo: Beto" in page.text
    assert "<svg" in page.text
    blt = secretary.get(f"/voting/elections/{election.id}/rounds/1/ballots.blt")
    read = read_blt(blt.text)
    assert dict(read.ballots) == {"1>2": 3, "2": 2, "3>2": 2, "blank": 1}
    assert read.names == ("Ana", "Beto", "Celia")


def test_for_or_against_each_is_typed_as_a_table(session, there, secretary):
    """More than half of the 16 seats are nine."""
    rule = ElectionRule(CountingRule.yes_no, 2, requirement=there.ordinary(session))
    election = stand(session, called(session, there, rule), "Ana", "Beto")
    opened(session, election)
    session.commit()
    sent = {
        **{"yes_1": "9", "no_1": "6", "abstain_1": "0"},
        **{"yes_2": "8", "no_2": "7", "abstain_2": "0"},
        **{"valid": "15", "blank": "0", "invalid": "0", "total": "15"},
    }
    answer = secretary.post(f"/voting/elections/{election.id}/counts", data=sent)
    assert answer.status_code == 303
    session.expire_all()
    assert queries.elected_so_far(queries.election(session, election.id)) == [1]


def test_a_member_sees_the_election_and_changes_nothing(session, there, sign_in):
    election = stand(session, called(session, there), "Ana", "Beto")
    counted(session, opened(session, election), {1: 9, 2: 5}, total=14)
    session.commit()
    member = sign_in("spokesperson")
    page = member.get(f"/voting/elections/{election.id}")
    assert "Ana" in page.text
    assert "nominate" not in page.text
    for path in ("nominate", "install", "cancel", "rounds/open", "candidates/1/withdrawn"):
        assert member.post(f"/voting/elections/{election.id}/{path}").status_code == 403


def test_how_votes_are_counted_can_be_read_by_anybody(client, there):
    page = client.get("/voting/counting")
    assert "El programa nunca sortea" in page.text


def test_a_long_election_costs_as_few_queries_as_a_short_one(
    session, there, secretary, count_queries
):
    rule = ElectionRule(CountingRule.scottish_stv, 1)
    few = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    many = stand(session, called(session, there, rule), *(f"Candidata {n}" for n in range(40)))
    session.commit()
    found = []
    for election in (few, many):
        with count_queries() as counted_queries:
            assert secretary.get(f"/voting/elections/{election.id}").status_code == 200
        found.append(counted_queries.count)
    assert found[0] == found[1]


def test_an_election_is_called_off_with_a_reason(session, there, secretary):
    election = stand(session, called(session, there), "Ana")
    session.commit()
    where = f"/voting/elections/{election.id}/cancel"
    assert secretary.post(where, data={"reason": " "}).status_code == 422
    assert secretary.post(where, data={"reason": "Falta una candidatura"}).status_code == 303
    assert "Falta una candidatura" in secretary.get(f"/voting/elections/{election.id}").text


def test_phones_and_slips_together(session, there, secretary):
    rule = ElectionRule(CountingRule.approval, 1)
    election = stand(session, called(session, there, rule), "Ana", "Beto")
    vote = opened(session, election, Method.secret_ballots)
    cast(session, there, vote, ["1,2", "2"])
    actions.hand_over_slip(session, vote=vote, seat_id=there.commune.seats[4].id, at=LATER)
    session.commit()
    answer = secretary.post(
        f"/voting/elections/{election.id}/counts?how=lines", data={"slips": "1"}
    )
    assert answer.headers["Location"].endswith(f"/voting/{vote.id}/close")
    assert secretary.post(answer.headers["Location"], data={}).status_code == 303
    session.expire_all()
    assert session.get(Vote, vote.id).round.counted.awaits_lot.among == (1, 2)


# ---- ballots among candidates, on a phone ---------------------------------------------------------


def ballot(session, there, sign_in, rule, method=Method.secret_ballots):
    """An open round and the phone of the first seat's spokesperson, with her fields' name and token."""
    election = stand(session, called(session, there, rule), "Ana", "Beto", "Celia")
    vote = opened(session, election, method)
    session.commit()
    phone = sign_in("spokesperson")
    page = phone.get(f"/voting/{vote.id}/ballot")
    token = re.search(r'name="token"[^>]*value="([^"]+)"', page.text)[1]
    return phone, vote, f"choice-{vote.id}-{there.commune.seats[0].id}", token


def in_the_box(session) -> list[str]:
    session.expire_all()
    return list(session.scalars(select(SecretBallot.choice)))


RANKED = ElectionRule(CountingRule.scottish_stv, 1)


def test_numbers_of_preference_become_a_ranking(session, there, sign_in):
    phone, vote, name, token = ballot(session, there, sign_in, RANKED)
    sent = {"token": token, f"{name}-1": "3", f"{name}-2": "1", f"{name}-3": ""}
    for _twice in range(2):
        assert phone.post(f"/voting/{vote.id}/ballot", data=sent).status_code == 200
    assert in_the_box(session) == ["2>1"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({1: "1", 2: "1"}, "Dos candidaturas tienen el mismo número."),
        ({1: "primera"}, "Escriba las preferencias como 1, 2, 3"),
        ({1: "0"}, "Escriba las preferencias como 1, 2, 3"),
        ({1: "1", "blank": "blank"}, "Su voto está en blanco y marcado"),
        ({}, ""),
    ],
)
def test_a_ranking_that_cannot_be_read_comes_back_as_typed(session, there, sign_in, typed, said):
    phone, vote, name, token = ballot(session, there, sign_in, RANKED)
    sent = {f"{name}-{key}": value for key, value in typed.items()} | {"token": token}
    answer = phone.post(f"/voting/{vote.id}/ballot", data=sent)
    assert answer.status_code == 422
    assert said in answer.text
    if typed:
        assert f'value="{typed[1]}"' in answer.text
    assert in_the_box(session) == []


@pytest.mark.parametrize(
    ("rule", "typed", "choice"),
    [
        (ElectionRule(CountingRule.choose, 2, most=2), {"-1": "1", "-3": "3"}, "1,3"),
        (ElectionRule(CountingRule.approval), {"-blank": "blank"}, "blank"),
        (ElectionRule(CountingRule.choose, most=1), {"": "2"}, "2"),
        (ElectionRule(CountingRule.choose, most=1), {"": "blank"}, "blank"),
        (
            ElectionRule(CountingRule.yes_no, requirement=HALF),
            {"-1": "yes", "-2": "no"},
            "1:yes,2:no",
        ),
    ],
)
def test_marks_and_answers_become_a_choice(session, there, sign_in, rule, typed, choice):
    phone, vote, name, token = ballot(session, there, sign_in, rule)
    sent = {f"{name}{key}": value for key, value in typed.items()} | {"token": token}
    assert phone.post(f"/voting/{vote.id}/ballot", data=sent).status_code == 200
    assert in_the_box(session) == [choice]


def test_more_marks_than_agreed_are_refused(session, there, sign_in):
    rule = ElectionRule(CountingRule.choose, 2, most=2)
    phone, vote, name, token = ballot(session, there, sign_in, rule)
    sent = {f"{name}-{n}": str(n) for n in (1, 2, 3)} | {"token": token}
    answer = phone.post(f"/voting/{vote.id}/ballot", data=sent)
    assert answer.status_code == 422
    assert "Puede marcar 2 como máximo." in answer.text
    assert in_the_box(session) == []


def test_who_has_no_device_tells_an_open_ballot_to_the_secretary(session, there, secretary):
    """Two phones for Ana, one seat told for Beto, and changed to Ana: three to none."""
    election = stand(session, called(session, there, RANKED, secret=False), "Ana", "Beto")
    vote = opened(session, election, Method.open_ballots)
    cast(session, there, vote, ["1>2", "1"])
    session.commit()
    where = f"/voting/elections/{election.id}/told"
    assert "Han votado 2 de 15" in secretary.get(where).text
    seat = there.commune.seats[2].id
    answer = secretary.post(where, data={"seat": seat})
    assert answer.status_code == 422
    for typed in ({"choice-1": "2", "choice-2": "1"}, {"choice-1": "1", "choice-2": ""}):
        assert secretary.post(where, data={"seat": seat, **typed}).status_code == 303
    assert secretary.post(where, data={"seat": 9999, "choice-1": "1"}).status_code == 422
    assert "Han votado 3 de 15" in secretary.get(where).text
    session.expire_all()
    told = session.scalars(select(Ballot).where(Ballot.seat_id == seat)).one()
    assert (told.choice, told.channel) == ("1", "desk")
    assert secretary.post(f"/voting/{vote.id}/close", data={}).status_code == 303
    session.expire_all()
    assert queries.elected_so_far(queries.election(session, election.id)) == [1]
