"""An open vote in everybody's sight, and what the secretary does while it is open."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.voting import actions, queries
from assembly.voting.models import Ballot, Mandate, Participation, SecretBallot, Vote
from assembly.voting.rules import Channel, GroupRule, Method, Option, Terms, VoteStatus
from tests.html import form_data
from tests.voting.scene import AT, SECRETARY, grow, hall, opened

pytestmark = pytest.mark.both_databases


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def secretary(sign_in):
    return english(sign_in("secretary"))


def english(client):
    client.post("/people/language", data={"language": "en"})
    return client


def page(answer):
    return re.sub(r"\s+", " ", answer.get_data(as_text=True))


def form_of(answer):
    return {name: values[-1] for name, values in form_data(answer.get_data(as_text=True)).items()}


def cast(session, there, vote, choices, channel=Channel.phone):
    """The principals of the first seats vote."""
    for place, choice in enumerate(choices):
        seat, person = there.commune.seats[place], there.commune.principals[place]
        actions.cast(
            session,
            vote_id=vote.id,
            person_id=person.id,
            choices={seat.id: choice},
            token=f"a token of some length {place}",
            channel=channel,
            at=AT,
        )
    session.commit()


def secret(session, there, **more):
    vote = opened(session, there, method=Method.secret_ballots, **more)
    session.commit()
    return vote


# ---- in everybody's sight -------------------------------------------------------------------------


def test_turnout_is_told_and_never_how_before_the_close(session, there, sign_in):
    vote = secret(session, there, terms=Terms(closes_at=AT + timedelta(minutes=5)))
    cast(session, there, vote, ["yes", "yes", "no"])
    member = english(sign_in("member"))
    for path in (f"/voting/{vote.id}", f"/meetings/{there.meeting.id}/wall"):
        told = page(member.get(path))
        assert "3 of 15" in told
        assert "10:35" in told or "until" in told
        for word in ("2 for", "1 against", 'f-no"', "Carried"):
            assert word not in told
        for name in ("El Cedro", "Vocera"):  # nor who
            assert name not in told


def test_the_wall_shows_an_open_vote_seat_by_seat(session, there, sign_in):
    vote = opened(session, there, method=Method.open_ballots)
    there.item.status = "open"
    queries.rule_of_body(session, there.meeting.body_id).shows_names = True
    cast(session, there, vote, ["yes", "yes", "no", "abstain"])
    told = sign_in("member").get(f"/meetings/{there.meeting.id}/wall").text
    arc = re.search(r'<figure class="arc">.*?</figure>', told, re.DOTALL)[0]
    drawn = re.findall(r'<circle[^>]*class="([^"]+)"', arc)
    assert drawn == ["f-yes", "f-yes", "f-no", "f-abstain"] + ["f-none"] * 11


def test_whoever_looks_after_the_time_closes_the_vote(session, there, sign_in, client):
    vote = secret(session, there, terms=Terms(closes_at=AT + timedelta(minutes=5)))
    cast(session, there, vote, ["yes"] * 9)
    found = re.search(r'data-live="([^"]+)"', sign_in("member").get(f"/voting/{vote.id}").text)
    with clock.stopped_at(AT + timedelta(minutes=5)):
        told = client.get(found[1]).text
    session.expire_all()
    assert session.get(Vote, vote.id).status is VoteStatus.closed
    assert "Aprobada" in told or "Carried" in told


def test_today_shows_first_to_those_who_may_vote_what_is_open(session, there, sign_in):
    one = secret(
        session, there, question="¿Se compra el motor?", terms=Terms(sheet=there.meeting.uuid)
    )
    secret(session, there, question="¿Y la bomba?", terms=Terms(sheet=there.meeting.uuid))
    asked = f'href="/voting/{one.id}/ballot"'
    phone, member = sign_in("spokesperson"), sign_in("member")
    told = phone.get("/").text
    assert told.count("/ballot") == 1  # one page for all that is asked together
    assert told.index(asked) < told.index("<h2")
    assert asked not in member.get("/").text
    with clock.stopped_at(AT + timedelta(seconds=2)):
        cast(session, there, one, ["yes"])
        other = phone.get("/").text
    assert asked not in other
    assert "/ballot" in other  # the second question is still open


def test_organisations_stand_beside_the_whole(session, commune, sign_in):
    """Each has to carry it: of three communes with three delegates each, one is against (0 of 3 for)."""
    grow(session, commune, 25, organizations=3)
    there = hall(session, commune, present=25)
    terms = Terms(group_rule=GroupRule.each_group)
    vote = opened(session, there, method=Method.open_ballots, terms=terms)
    against = commune.seats[20].organization
    choices = ["no" if seat.organization is against else "yes" for seat in commune.seats]
    cast(session, there, vote, choices)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT)
    told = page(english(sign_in("member")).get(f"/voting/{vote.id}"))
    beside = re.search(r'<ul class="small-bars">.*?</ul>', told)[0]
    assert beside.count("<li>") == 16 + 3
    assert beside.count('class="failed"') == 1
    assert f"<span>{against.name}</span>" in beside
    assert "Rejected: 0 for, 3 against, 0 abstentions" in beside


def test_a_spokesperson_cites_the_mandate_of_her_own_seat(session, there, sign_in):
    vote = opened(session, there, method=Method.open_ballots)
    session.commit()
    where = f"/voting/{vote.id}/my-mandate"
    phone = english(sign_in("spokesperson"))  # the principal of El Cedro
    seat, other = there.commune.seats[:2]
    said = {"seat": seat.id, "assembly": "Asamblea de El Cedro", "held_on": "2026-05-05"}
    assert "no seat named" not in page(phone.get(where))
    assert phone.post(where, data=said | {"seat": other.id}).status_code == 422
    answer = phone.post(where, data=said | {"assembly": "", "held_on": ""})
    assert "Say which assembly gave the mandate" in page(answer)
    assert phone.post(where, data=said).location == f"/voting/{vote.id}"
    assert "Asamblea de El Cedro" in page(phone.get(f"/voting/{vote.id}"))
    (cited,) = session.scalars(select(Mandate))
    assert (cited.seat_id, cited.person_id) == (seat.id, there.commune.principals[0].id)
    stranger = english(sign_in("member"))
    assert "You are not on the roll" in page(stranger.get(where))
    assert stranger.post(where, data=said).status_code == 422


def test_in_a_secret_vote_nobody_says_how_she_was_told_to_vote(session, there, sign_in):
    vote = secret(session, there)
    answer = sign_in("spokesperson").get(f"/voting/{vote.id}/my-mandate")
    assert answer.location == f"/voting/{vote.id}"


# ---- the secretary's list -------------------------------------------------------------------------


def test_who_is_missing_and_a_slip_handed_over_and_taken_back(session, there, secretary):
    vote = secret(session, there)
    cast(session, there, vote, ["yes", "no"])
    where = f"/voting/{vote.id}/standing"
    told = page(secretary.get(where))
    assert "13 have not voted yet" in told
    assert told.index("La Unión") < told.index("2 have voted") < told.index("El Cedro")
    seat = there.commune.seats[4]
    assert secretary.post(where, data={"slip": seat.id}).location == where
    assert secretary.post(where, data={"slip": seat.id}).status_code == 303  # a double click
    row = session.get(Participation, (vote.id, seat.id))
    assert row.channel is Channel.slip
    assert "12 have not voted yet" in page(secretary.get(where))
    beyond = secretary.post(where, data={"slip": "9" * 20})
    assert "One of the seats is no longer on the roll." in page(beyond)
    secretary.post(where, data={"back": seat.id})
    session.expire_all()
    assert session.get(Participation, (vote.id, seat.id)) is None


def test_a_seat_that_voted_by_phone_hands_over_no_slip(session, there, secretary):
    vote = secret(session, there)
    cast(session, there, vote, ["yes"])
    answer = secretary.post(f"/voting/{vote.id}/standing", data={"slip": there.commune.seats[0].id})
    assert answer.status_code == 422
    assert "This seat has voted already" in page(answer)
    assert page(answer).count("Slip handed over") >= 14  # the list is still there


def test_what_is_told_to_the_secretary_is_entered_as_what_it_is(session, there, secretary):
    vote = opened(session, there, method=Method.open_ballots)
    session.commit()
    where = f"/voting/{vote.id}/standing"
    seat = there.commune.seats[2]
    assert secretary.post(where, data={"told": f"{seat.id}:no"}).status_code == 303
    ballot = session.scalars(select(Ballot)).one()
    assert (ballot.seat_id, ballot.option, ballot.channel) == (seat.id, Option.no, Channel.desk)
    assert "told to the secretary: Against" in page(secretary.get(where))
    for wrong in ("x:no", f"{seat.id}:perhaps", "999999:yes"):
        assert secretary.post(where, data={"told": wrong}).status_code == 422
    assert len(session.scalars(select(Ballot)).all()) == 1


def test_slips_are_read_out_by_number_and_become_ballots(session, there, secretary):
    vote = secret(session, there)
    cast(session, there, vote, ["yes"] * 6)
    for seat in there.commune.seats[6:10]:
        secretary.post(f"/voting/{vote.id}/standing", data={"slip": seat.id})
    where = f"/voting/{vote.id}/slips"
    answer = secretary.post(where, data={"yes-0": "3", "no-0": "one", "blank-0": ""})
    assert answer.status_code == 422
    assert "Write a whole number." in page(answer)
    assert form_of(answer)["yes-0"] == "3"
    assert (
        secretary.post(where, data={"yes-0": "3", "no-0": "0", "blank-0": "1"}).status_code == 303
    )
    assert form_of(secretary.get(where))["yes-0"] == "3"
    assert "Slips handed over: 4; read out so far: 4." in page(
        secretary.get(f"/voting/{vote.id}/standing")
    )
    secretary.post(f"/voting/{vote.id}/close")
    session.expire_all()
    vote = session.get(Vote, vote.id)
    assert (vote.yes, vote.blank, vote.status) == (9, 1, VoteStatus.closed)
    assert len(session.scalars(select(SecretBallot)).all()) == 10


def test_a_box_that_does_not_add_up_is_named_with_both_numbers(session, there, secretary):
    vote = secret(session, there)
    secretary.post(f"/voting/{vote.id}/standing", data={"slip": there.commune.seats[0].id})
    answer = secretary.post(f"/voting/{vote.id}/close")
    assert answer.status_code == 422
    told = page(answer)
    assert "0" in told
    assert "1" in told
    assert session.get(Vote, vote.id).status is VoteStatus.open


def test_more_time_and_no_end(session, there, secretary):
    vote = secret(session, there, terms=Terms(closes_at=AT + timedelta(minutes=5)))
    where = f"/voting/{vote.id}/extend"
    assert secretary.post(where, data={"minutes": "0"}).status_code == 422
    for minutes, end in (("30", AT + timedelta(minutes=30)), ("", None)):
        assert secretary.post(where, data={"minutes": minutes}).status_code == 303
        session.expire_all()
        assert session.get(Vote, vote.id).closes_at == end


def test_the_list_asks_as_often_for_a_congress(session, commune, secretary, count_queries):
    asked = []
    for seats, number in ((16, 31), (450, 32)):
        grow(session, commune, seats, organizations=44)
        there = hall(session, commune, present=seats, number=number)
        vote = secret(session, there)
        with count_queries() as counted:
            answer = secretary.get(f"/voting/{vote.id}/standing")
        asked.append(counted.count)
    assert asked[0] == asked[1]
    assert page(answer).count('name="slip"') == 450
    assert queries.turnout(session, vote).seats == 450
