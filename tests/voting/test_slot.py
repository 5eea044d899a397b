"""The slot in front of the application takes a good ballot, and lets nobody further than the whole way does."""

from contextlib import contextmanager
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import request, request_started
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select, update

from assembly import clock
from assembly.people.models import Account, Card
from assembly.voting.models import Ballot, Elector, SecretBallot
from assembly.voting.rules import Method, Option, Terms
from tests.voting.scene import AT, opened
from tests.voting.test_ballot_views import RECEIPT, answer_of, english, form_of, page

pytestmark = pytest.mark.both_databases

MINUTE = timedelta(minutes=1)
BEFORE = "it had been cast already"


@pytest.fixture(autouse=True)
def at_that_time():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def phone(sign_in):
    """The principal of the first seat, on her phone; it sends the mark of the form and no other."""
    client = english(sign_in("spokesperson"))
    client.token = False
    return client


@pytest.fixture
def where(session, secret):
    session.commit()
    return f"/voting/{secret.id}/ballot"


@pytest.fixture
def sent(phone, there, secret, where):
    return form_of(phone.get(where)) | answer_of(there, secret)


@contextmanager
def whole_way(app):
    """The requests that the application is asked meanwhile."""
    asked = []

    def note(sender, **_more):
        asked.append(request.endpoint)

    with request_started.connected_to(note, app):
        yield asked


def in_the_box(session):
    session.rollback()
    return session.scalar(select(func.count()).select_from(SecretBallot))


def test_a_good_ballot_is_taken_without_the_application(app, session, phone, sent, where):
    phone.post(where, data=sent)  # now its pages are made
    with whole_way(app) as asked:
        short = phone.post(where, data=sent)
    assert asked == []
    mark = {"X-CSRFToken": sent.pop("csrf_token")}
    with whole_way(app) as asked:
        whole = phone.post(where, data=sent, headers=mark)
    assert asked == ["voting.ballot"]
    assert RECEIPT.findall(short.text) == RECEIPT.findall(whole.text) != []
    plain = [
        [each for each in answer.headers if each[0] != "Content-Length"]
        for answer in (short, whole)
    ]
    assert plain[0] == plain[1]
    assert in_the_box(session) == 1


def test_a_question_may_hold_any_sign(session, phone, secret, sent, where):
    secret.question = odd = "\ue0007\ue000 ¿\ue0019\ue001?"
    session.commit()
    answer = phone.post(where, data=sent)
    assert odd in answer.text
    assert len(RECEIPT.findall(answer.text)) == 1


def test_her_page_of_the_vote_counts_her_at_once(phone, sent, where):
    page, tenth = where.removesuffix("/ballot"), timedelta(seconds=0.1)
    with clock.stopped_at(AT + tenth):
        assert "0 of 15 have voted" in phone.get(page).text
    with clock.stopped_at(AT + 2 * tenth):
        phone.post(where, data=sent)
    with clock.stopped_at(AT + 3 * tenth):
        assert "1 of 15 has voted" in phone.get(page).text


def test_each_is_answered_in_her_language(phone, sent, where):
    assert "Your ballot is in" in phone.post(where, data=sent).text
    with phone.session_transaction() as kept:
        del kept["language"]
    assert "Su voto está depositado" in phone.post(where, data=sent).text
    accepted = {"Accept-Language": "en-GB,en;q=0.9"}
    assert "Your ballot is in" in phone.post(where, data=sent, headers=accepted).text


def no_mark(app, session, phone, sent):
    del sent["csrf_token"]


def mark_of_another(app, session, phone, sent):
    signer = URLSafeTimedSerializer(app.secret_key, salt="wtf-csrf-token")
    sent["csrf_token"] = signer.dumps("1" * 40)


def mark_by_another(app, session, phone, sent):
    with phone.session_transaction() as kept:
        signer = URLSafeTimedSerializer("somebody else", salt="wtf-csrf-token")
        sent["csrf_token"] = signer.dumps(kept["csrf_token"])


def cookie_by_another(app, session, phone, sent):
    name = app.config["SESSION_COOKIE_NAME"]
    kept = phone.get_cookie(name).value
    phone.set_cookie(name, kept[:-8] + ("A" if kept[-8] != "A" else "B") + kept[-7:])


def left_idle(app, session, phone, sent):
    with phone.session_transaction() as kept:
        kept["seen"] = (AT - 61 * MINUTE).isoformat()


def new_pin(app, session, phone, sent):
    session.scalars(select(Account).where(Account.login == "spokesperson")).one().stamp = "1"


def switched_off(app, session, phone, sent):
    session.scalars(select(Account).where(Account.login == "spokesperson")).one().active = False


def card_that_ended(app, session, phone, sent):
    with phone.session_transaction() as kept:
        kept["card"] = card(session, AT).id


def card_of_another(app, session, phone, sent):
    with phone.session_transaction() as kept:
        kept["card"] = card(session, None, login="secretary").id


def card(session, ended_at, login="spokesperson"):
    account = session.scalars(select(Account).where(Account.login == login)).one()
    made = Card(
        account_id=account.id,
        body_id=1,
        digest=f"{login}",
        issued_at=AT - MINUTE,
        expires_at=AT + MINUTE,
        ended_at=ended_at,
    )
    session.add(made)
    session.commit()
    return made


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (no_mark, 400),
        (mark_of_another, 400),
        (mark_by_another, 400),
        (cookie_by_another, 400),
        (left_idle, 401),
        (new_pin, 401),
        (switched_off, 401),
        (card_that_ended, 401),
        (card_of_another, 401),
    ],
)
def test_what_the_whole_way_refuses_is_refused(app, session, phone, sent, where, spoil, code):
    spoil(app, session, phone, sent)
    session.commit()
    assert phone.post(where, data=sent).status_code == code
    assert in_the_box(session) == 0


def test_a_session_of_a_card_that_holds_votes(app, session, phone, sent, where):
    with phone.session_transaction() as kept:
        kept["card"] = card(session, None).id
    assert RECEIPT.findall(phone.post(where, data=sent).text)
    assert in_the_box(session) == 1


def test_who_looked_at_no_page_for_long_has_her_session_renewed(app, phone, sent, where):
    with phone.session_transaction() as kept:
        kept["seen"] = (AT - 31 * MINUTE).isoformat()
    answer = phone.post(where, data=sent)
    assert RECEIPT.findall(answer.text)
    with phone.session_transaction() as kept:
        assert kept["seen"] == AT.isoformat()


def test_a_host_that_is_not_trusted_gets_no_receipt(app, session, phone, sent, where, monkeypatch):
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["casa.lan"])
    answer = phone.post(where, data=sent)
    assert (answer.status_code, in_the_box(session)) == (400, 0)


@pytest.mark.parametrize(
    ("page", "code"),
    [(None, 400), ("https://elsewhere.example/", 400), ("https://localhost/voting/1", 200)],
)
def test_behind_tls_the_form_comes_from_our_own_page(session, phone, sent, where, page, code):
    headers = {"Referer": page} if page else {}
    answer = phone.post(where, data=sent, base_url="https://localhost", headers=headers)
    assert answer.status_code == code
    assert in_the_box(session) == (code == 200)


def test_what_is_odd_goes_the_whole_way_as_it_came(app, session, phone, sent, where):
    """Too long for a ballot, or in another form than a browser sends a ballot."""
    long = sent | {"aside": "x" * 5000}
    with whole_way(app) as asked:
        first = phone.post(where, data=sent, content_type="multipart/form-data")
        second = phone.post(where, data=long)
    assert asked == ["voting.ballot"] * 2
    assert RECEIPT.findall(first.text) == RECEIPT.findall(second.text) != []
    assert in_the_box(session) == 1


def test_an_open_vote_says_that_it_may_be_changed_and_not_that_it_was_cast_before(
    app, session, phone, there
):
    vote = opened(session, there, method=Method.open_ballots)
    vote.may_change = True
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    form = form_of(phone.get(where))
    with whole_way(app) as asked:
        first = page(phone.post(where, data=form | answer_of(there, vote)))
        changed = page(phone.post(where, data=form | answer_of(there, vote, "no")))
        same = page(phone.post(where, data=form | answer_of(there, vote, "no")))
    assert asked == []
    assert [BEFORE in each for each in (first, changed, same)] == [False, False, True]
    assert "Change my vote" in first
    session.rollback()
    assert [each.option for each in session.scalars(select(Ballot))] == [Option.no]


def test_who_has_more_to_vote_on_casts_the_whole_way_and_once(app, session, phone, there):
    """Two questions on a sheet, of which she answers the first."""
    terms = Terms(sheet=there.meeting.uuid)
    first, _second = [
        opened(session, there, method=Method.secret_ballots, terms=terms, number=uuid4())
        for _each in range(2)
    ]
    session.commit()
    where = f"/voting/{first.id}/ballot"
    form = form_of(phone.get(where))
    with whole_way(app) as asked:
        answer = page(phone.post(where, data=form | answer_of(there, first)))
    assert asked == ["voting.ballot"]
    assert BEFORE not in answer
    assert "Go on with what is still open" in answer
    assert in_the_box(session) == 1


def test_who_votes_for_two_seats_casts_one_the_whole_way_and_once(app, session, phone, there):
    vote = opened(session, there, method=Method.open_ballots)
    vote.may_change = True
    session.execute(update(Elector).values(person_id=there.commune.principals[0].id))
    session.commit()
    where = f"/voting/{vote.id}/ballot"
    form = form_of(phone.get(where))
    with whole_way(app) as asked:
        answer = page(phone.post(where, data=form | answer_of(there, vote, place=1)))
    assert asked == ["voting.ballot"]
    assert BEFORE not in answer
    assert "Go on with what is still open" in answer
    session.rollback()
    assert [each.seat_id for each in session.scalars(select(Ballot))] == [there.commune.seats[1].id]
