"""The booth: one after the other comes in, votes, and nothing of her is left."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.journal.models import JournalEntry
from assembly.meetings import actions as meetings
from assembly.people import actions as people
from assembly.people.passwords import hash_password
from assembly.people.rules import card_code, card_digest
from assembly.voting import actions
from assembly.voting.models import Booth, Participation, SecretBallot
from assembly.voting.rules import Channel, Method
from assembly.voting.rules.booth import LONGEST
from tests.commune import PASSWORD
from tests.html import form_data
from tests.voting.scene import AT, SECRETARY, hall, opened

pytestmark = pytest.mark.both_databases

MARK = UUID("5c8a4f7e-0000-4000-8000-000000000001")
RECEIPT = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}")
BOOTH, ENTER, CAST, OUT = (
    "/voting/booth",
    "/voting/booth/enter",
    "/voting/booth/cast",
    "/voting/booth/out",
)


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def there(session, commune):
    return hall(session, commune)


@pytest.fixture
def cards(app, session, there):
    """The codes of cards for this meeting: of the second and the third principal."""
    persons = there.commune.principals[1:3]
    codes = {person.id: card_code(MARK, person.id) for person in persons}
    people.issue_cards(
        session,
        body=there.commune.body,
        digests={key: card_digest(code, str(app.secret_key)) for key, code in codes.items()},
        meeting_id=there.meeting.id,
        expires_at=AT + timedelta(hours=8),
        open_accounts=True,
        actor=SECRETARY,
        at=AT,
    )
    session.commit()
    return list(codes.values())


@pytest.fixture
def vote(session, there):
    made = opened(session, there, method=Method.secret_ballots, question="¿Se compra el motor?")
    session.commit()
    return made


@pytest.fixture
def booth(there, sign_in):
    """The secretary's laptop, which she has made a booth."""
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    answer = client.post(f"/voting/meetings/{there.meeting.id}/booths")
    assert (answer.status_code, answer.location) == (303, BOOTH)
    return client


def enter(client, code):
    assert client.post(ENTER, data={"code": code}).location == BOOTH
    return client.get(BOOTH).text


def ballot(page, choice="yes"):
    """The form of the ballot with this choice everywhere."""
    fields = form_data(page, CAST)
    names = set(re.findall(r'name="(choice-[0-9]+-[0-9]+)"', page))
    return fields | {name: [choice] for name in names}


def test_one_after_the_other_votes_and_gets_a_receipt(session, vote, cards, booth, there):
    receipts = []
    for code, seat in zip(cards, there.commune.seats[1:3], strict=True):
        page = enter(booth, code)
        assert "¿Se compra el motor?" in page
        assert seat.label in page
        assert booth.post(CAST, data=ballot(page)).location == BOOTH
        thanks = booth.get(BOOTH).text
        receipts += RECEIPT.findall(thanks)
        booth.post(OUT)
        free = booth.get(BOOTH).text
        assert "Come in" in free
        assert seat.label not in free
    session.expire_all()
    assert len(set(receipts)) == 2
    stored = session.scalars(select(SecretBallot.receipt)).all()
    assert sorted(stored) == sorted(each.replace("-", "") for each in receipts)
    assert session.scalars(select(Participation.channel)).all() == [Channel.booth] * 2


def test_the_scanner_types_the_whole_address(vote, cards, booth):
    page = enter(booth, f"http>--192.168.1.10>8000-people-card-{cards[0]}")
    assert "¿Se compra el motor?" in page


def test_number_and_pin_open_it_too_and_a_wrong_pin_does_not(session, vote, booth, commune):
    account = commune.accounts["spokesperson"]
    account.password_hash = hash_password("408257")
    session.commit()
    booth.post(ENTER, data={"login": "V-10.000.001", "pin": "408258"})
    page = booth.get(BOOTH).text
    assert "The name or the password is not right." in page
    assert "10.000.001" not in page  # nothing of who tried is left for the next one
    assert "is not right" not in booth.get(BOOTH).text
    booth.post(ENTER, data={"login": "V-10.000.001", "pin": "408257"})
    assert "¿Se compra el motor?" in booth.get(BOOTH).text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"code": ""}, "Write the code of the card."),
        ({"code": "0000000000"}, "No card has this code."),
        ({"code": "x" * 400}, "Field cannot be longer than 300 characters."),
        ({"login": "", "pin": ""}, "Write your name or your number."),
        ({"login": "\x00<script>", "pin": "1"}, "The name or the password is not right."),
    ],
)
def test_what_is_wrong_is_told_after_the_redirect(vote, booth, sent, told):
    assert booth.post(ENTER, data=sent).location == BOOTH
    assert told in booth.get(BOOTH).text


def test_a_double_click_casts_once_and_shows_the_same_receipt(session, vote, cards, booth):
    sent = ballot(enter(booth, cards[0]))
    booth.post(CAST, data=sent)
    first = RECEIPT.findall(booth.get(BOOTH).text)
    booth.post(CAST, data=sent)
    assert RECEIPT.findall(booth.get(BOOTH).text) == first
    assert len(session.scalars(select(SecretBallot)).all()) == 1


def test_a_ballot_sent_again_after_the_close_shows_its_receipt(session, vote, cards, booth):
    sent = ballot(enter(booth, cards[0]))
    booth.post(CAST, data=sent)
    first = RECEIPT.findall(booth.get(BOOTH).text)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT)
    session.commit()
    booth.post(CAST, data=sent)
    assert RECEIPT.findall(booth.get(BOOTH).text) == first


def test_the_ballot_of_who_is_gone_cannot_be_sent_by_the_next(session, vote, cards, booth):
    """Her form, kept from the browser's memory, and even her cookie lead nowhere."""
    sent = ballot(enter(booth, cards[0]))
    with booth.session_transaction() as kept:
        cookie = dict(kept)
    booth.post(OUT)
    booth.post(CAST, data=sent)
    with booth.session_transaction() as kept:
        kept.update(cookie)
    booth.post(CAST, data=sent)
    assert "Come in" in booth.get(BOOTH).text
    assert session.scalars(select(SecretBallot)).all() == []


def test_a_page_left_alone_is_nobodys(vote, cards, booth):
    sent = ballot(enter(booth, cards[0]))
    assert booth.get(OUT).location == BOOTH  # what page or script do when nobody touches anything
    assert "Come in" in booth.get(BOOTH).text
    enter(booth, cards[0])
    with clock.stopped_at(AT + LONGEST):
        booth.post(CAST, data=sent)
        assert "Come in" in booth.get(BOOTH).text


def test_without_scripts_the_page_leads_back_by_itself(vote, cards, booth):
    assert 'http-equiv="refresh" content="300; url=/voting/booth/out"' in enter(booth, cards[0])
    booth.post(CAST, data=ballot(booth.get(BOOTH).text))
    assert 'http-equiv="refresh" content="60; url=/voting/booth/out"' in booth.get(BOOTH).text
    booth.post(OUT)
    assert 'http-equiv="refresh"' not in booth.get(BOOTH).text


def test_what_cannot_be_taken_comes_back_as_it_was_chosen(session, vote, cards, booth):
    page = enter(booth, cards[0])
    sent = ballot(page)
    for wrong in (form_data(page, CAST), sent | {"token": ["x"]}):
        assert booth.post(CAST, data=wrong).location == BOOTH
        answer = booth.get(BOOTH)
        assert 'role="alert"' in answer.text
        assert "¿Se compra el motor?" in answer.text
    assert re.search(r'value="yes" required checked', answer.text)
    with booth.session_transaction() as kept:
        assert "chosen" not in kept
        assert not kept.permanent  # no cookie on the disk
    assert session.scalars(select(SecretBallot)).all() == []


def test_who_has_voted_or_is_on_no_roll_is_told_so(session, vote, cards, booth):
    booth.post(CAST, data=ballot(enter(booth, cards[0])))
    booth.post(OUT)
    assert "Nothing is open for you to vote on now" in enter(booth, cards[0])


def test_who_answered_one_of_two_goes_on_with_the_other(session, there, vote, cards, booth):
    opened(session, there, method=Method.open_ballots, question="¿Se presta la bomba?")
    session.commit()
    sent = ballot(enter(booth, cards[0]))
    other = next(name for name in sent if name.startswith("choice-") and f"-{vote.id}-" not in name)
    booth.post(CAST, data={name: value for name, value in sent.items() if name != other})
    assert "Go on with what is still open" in booth.get(BOOTH).text
    booth.post(OUT, data={"again": "1"})
    page = booth.get(BOOTH).text
    assert "¿Se presta la bomba?" in page
    assert "¿Se compra el motor?" not in page


def test_only_votes_of_its_meeting_are_open_in_it(session, there, vote, cards, booth):
    other = hall(session, there.commune, number=33)
    opened(session, other, method=Method.open_ballots, question="¿De otra sesión?")
    session.commit()
    page = enter(booth, cards[0])
    assert "¿Se compra el motor?" in page
    assert "¿De otra sesión?" not in page


def test_nothing_else_of_the_house_can_be_opened(booth, there, cards):
    for where in (
        "/",
        "/people/login",
        "/home/help",
        f"/meetings/{there.meeting.id}/desk",
        f"/people/card/{cards[0]}",
        "/people/persons",
    ):
        found = booth.get(where, follow_redirects=True)
        assert found.request.path == BOOTH, where
    assert booth.post("/people/card", data={"code": cards[0]}).location == BOOTH


def test_the_password_of_who_opened_it_makes_it_the_house_again(session, booth, there):
    leave = f"{BOOTH}/leave"
    assert "Secretary" in booth.get(leave).text
    wrong = booth.post(leave, data={"password": "wrong"})
    assert wrong.status_code == 422
    assert booth.get("/", follow_redirects=True).request.path == BOOTH
    right = booth.post(leave, data={"password": PASSWORD})
    assert right.location == f"/meetings/{there.meeting.id}/desk"
    assert booth.get(right.location).status_code == 200
    session.expire_all()
    assert session.scalars(select(Booth)).one().closed_at == AT


def test_it_can_be_closed_from_the_desk_and_shows_the_door(
    session, booth, vote, cards, there, sign_in
):
    enter(booth, cards[0])
    made = session.scalars(select(Booth)).one()
    desk = sign_in("secretary")
    assert desk.post(f"/voting/booths/{made.id}/close").status_code == 303
    assert booth.get(BOOTH).location == "/people/login"
    assert booth.get("/people/login").status_code == 200


def test_it_ends_with_the_meeting(session, booth, vote, cards, there):
    sent = ballot(enter(booth, cards[0]))
    actions.cancel_vote(session, vote=vote, reason="Se fue la luz", actor=SECRETARY, at=AT)
    meetings.end_session(session, meeting=there.meeting, when=AT, actor=SECRETARY, at=AT)
    session.commit()
    booth.post(CAST, data=sent)
    assert booth.get(BOOTH).location == "/people/login"
    assert session.scalars(select(SecretBallot)).all() == []


def test_a_meeting_that_is_over_has_no_booth(session, there, sign_in):
    meetings.end_session(session, meeting=there.meeting, when=AT, actor=SECRETARY, at=AT)
    session.commit()
    client = sign_in("secretary")
    assert client.post(f"/voting/meetings/{there.meeting.id}/booths").status_code == 422
    assert client.get("/people/me").status_code == 200


def test_each_voter_may_choose_her_language_and_the_next_finds_that_of_the_booth(
    vote, cards, booth
):
    booth.post("/people/language", data={"language": "es", "next": BOOTH})
    assert 'lang="es"' in enter(booth, cards[0])
    booth.post(OUT)
    assert 'lang="en"' in booth.get(BOOTH).text


def test_a_card_for_one_entry_is_good_for_one_visit(app, session, vote, there, booth):
    person = there.commune.principals[5]
    code = card_code(MARK, person.id)
    people.issue_cards(
        session,
        body=there.commune.body,
        digests={person.id: card_digest(code, str(app.secret_key))},
        meeting_id=None,
        expires_at=AT + timedelta(hours=8),
        open_accounts=True,
        actor=SECRETARY,
        at=AT,
    )
    session.commit()
    assert "¿Se compra el motor?" in enter(booth, code)
    booth.post(OUT)
    assert "has been used" in enter(booth, code)


def test_the_journal_tells_of_the_booth_and_of_nobody_in_it(session, vote, cards, booth, there):
    before = len(session.scalars(select(JournalEntry)).all())
    booth.post(CAST, data=ballot(enter(booth, cards[0])))
    booth.post(OUT)
    session.expire_all()
    told = session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)).all()
    assert len(told) == before
    assert told[-1] == "booth.open"
    assert session.scalars(select(Booth.visit)).all() == [None]


def test_whoever_comes_to_the_address_elsewhere_finds_the_door(client, commune):
    assert client.get(BOOTH).location == "/people/login"
    for where in (ENTER, CAST, OUT):
        assert client.post(where).location == BOOTH
