"""Sign-in cards: the sheet, the list, the door, and what a card does not open."""

import re
import subprocess
from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.meetings import actions as meetings
from assembly.meetings.rules import MeetingKind
from assembly.people.models import Account, Card
from assembly.people.rules import card_code, code_shown
from tests import html
from tests.commune import HOUSE, NOW, PASSWORD
from tests.papers import complaints


@pytest.fixture(autouse=True)
def still():
    with clock.stopped_at(NOW):
        yield


@pytest.fixture
def meeting(session, commune):
    made = meetings.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=NOW + timedelta(hours=1),
        place="Casa de la comuna",
        actor=HOUSE,
        at=NOW,
    )
    session.commit()
    return made


def order(client, commune, **changed):
    """Fill the form as it is offered, with these changes, and send it."""
    where = f"/people/bodies/{commune.body.id}/cards/new"
    data = html.form_data(client.get(where).text, None)
    data |= {"open_accounts": ["1"], "persons": []}
    data |= {name: value if isinstance(value, list) else [value] for name, value in changed.items()}
    return client.post(where, data=data), data


def words(pdf, tmp_path):
    path = tmp_path / "cards.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def test_the_sheet_has_a_card_for_everyone_with_code_and_address(
    session, commune, meeting, sign_in, tmp_path
):
    answer, data = order(sign_in("secretary"), commune, address="192.168.1.10:8000/")
    assert answer.mimetype == "application/pdf"
    assert complaints(answer.data, tmp_path) == []
    text = words(answer.data, tmp_path)
    mark = uuid_of(data)
    for person in (*commune.principals, *commune.alternates):
        assert person.name in text
        assert code_shown(card_code(mark, person.id)) in text
    assert text.count("http://192.168.1.10:8000") == 32
    assert len(session.scalars(select(Card)).all()) == 32


def uuid_of(data):
    return type(uuid4())(data["once"][0])


def test_a_double_click_prints_the_same_sheet(session, commune, meeting, sign_in):
    client = sign_in("secretary")
    first, data = order(client, commune)
    again = client.post(f"/people/bodies/{commune.body.id}/cards/new", data=data)
    assert again.data == first.data
    assert len(session.scalars(select(Card)).all()) == 32


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"whom": "chosen"}, "persons"),
        ({"open_accounts": []}, "open_accounts"),
        ({"until": "2026-05-19"}, "until"),
        ({"until": "2026-12-19"}, "until"),
        ({"until": ""}, "until"),
        ({"hour": "09:59"}, "until"),  # the meeting begins at ten
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": "http://x/y?z=<script>"}, "address"),
        ({"meeting_id": ""}, "meeting_id"),
    ],
)
def test_what_is_wrong_stands_beside_its_field_and_nothing_is_made(
    session, commune, meeting, sign_in, changed, field
):
    answer, data = order(sign_in("secretary"), commune, **changed)
    assert answer.status_code == 422
    again = html.form_data(answer.text, None)
    assert again["once"] == data["once"]
    assert 'class="error"' in answer.text
    assert session.scalars(select(Card)).all() == []
    assert len(session.scalars(select(Account)).all()) == len(commune.accounts)
    assert field in again or field in ("persons", "open_accounts")


def test_without_phones_the_page_says_what_to_do(commune, meeting, sign_in, make_app, database_url):
    where = f"/people/bodies/{commune.body.id}/cards/new"
    assert "--host 0.0.0.0" in sign_in("secretary").get(where).text
    open_house = make_app(SQLALCHEMY_DATABASE_URI=database_url, HOST="192.0.2.10", PORT=8123)
    client = open_house.test_client()
    client.post("/people/login", data={"login": "secretary", "password": PASSWORD})
    page = client.get(where).text
    assert "--host 0.0.0.0" not in page
    assert html.form_data(page, None)["address"] == ["http://192.0.2.10:8123"]


# ---- the door --------------------------------------------------------------------------------------


@pytest.fixture
def card(session, commune, meeting, sign_in):
    """The code of a card for the meeting: that of a spokesperson who has no account yet."""
    person = commune.principals[1]
    _, data = order(sign_in("secretary"), commune, whom="chosen", persons=[str(person.id)])
    return card_code(uuid_of(data), person.id)


def test_opening_the_address_uses_nothing_up_and_one_button_comes_in(
    session, commune, card, client
):
    for _ in range(2):
        page = client.get(f"/people/card/{card}")
        assert "Vocera El Guásimo" in page.text
    assert session.scalars(select(Card.used_at)).all() == [None]
    answer = client.post("/people/card", data=html.form_data(page.text, "/people/card"))
    assert (answer.status_code, answer.location) == (303, "/")
    assert "Vocera El Guásimo" in client.get("/people/me").text


def test_the_code_can_be_typed(card, client):
    assert client.post("/people/card", data={"code": code_shown(card).lower()}).status_code == 303
    assert client.get("/people/me").status_code == 200


@pytest.mark.parametrize("code", ["7KQ2M8FD3X", "1", "<script>", "x" * 250, "%00"])
def test_a_code_that_is_none_is_told_and_kept(commune, client, code):
    for answer in (
        client.get(f"/people/card/{code}"),
        client.post("/people/card", data={"code": code}),
    ):
        assert answer.status_code == 422
        assert 'class="error"' in answer.text


def test_a_card_that_was_withdrawn_signs_out_who_came_in_with_it(
    session, commune, card, client, sign_in
):
    client.post("/people/card", data={"code": card})
    held = session.scalars(select(Card)).one()
    answer = sign_in("secretary").post(f"/people/cards/{held.id}/withdraw")
    assert answer.status_code == 303
    assert client.get("/people/me").status_code == 303
    assert client.post("/people/card", data={"code": card}).status_code == 422


def test_who_came_in_for_a_meeting_goes_out_at_the_hour_set(card, client):
    client.post("/people/card", data={"code": card})
    # 23:59 of 20 May in Caracas, four hours behind
    last = NOW.replace(hour=3, minute=59) + timedelta(days=1)
    for at, code in ((last - timedelta(seconds=1), 200), (last, 303)):
        with clock.stopped_at(at), client.session_transaction() as held:
            held["seen"] = at.isoformat()
        with clock.stopped_at(at):
            assert client.get("/people/me").status_code == code


def test_a_card_gives_what_the_seat_gives_and_no_role(session, commune, meeting, sign_in, client):
    account = commune.accounts["secretary"]
    membership = commune.seats[0].memberships[0]
    membership.person = account.person  # the secretary holds the first seat
    session.commit()
    _, data = order(sign_in("secretary"), commune, whom="chosen", persons=[str(account.person_id)])
    client.post("/people/card", data={"code": card_code(uuid_of(data), account.person_id)})
    assert client.get("/people/me").status_code == 200
    assert client.get(f"/people/bodies/{commune.body.id}/cards").status_code == 403
    # Nor does it give a PIN with which the role could be had.
    page = client.get("/people/me/password").text
    assert "old" in html.form_data(page, None)


def test_with_a_card_a_pin_is_set_and_works_afterwards(session, commune, card, client, app):
    client.post("/people/card", data={"code": card})
    page = client.get("/people/me/password").text
    assert "old" not in html.form_data(page, None)
    short = client.post("/people/me/password", data={"password": "123", "again": "123"})
    assert short.status_code == 422
    done = client.post("/people/me/password", data={"password": "408257", "again": "408257"})
    assert done.status_code == 303
    assert client.get("/people/me").status_code == 200
    other = app.test_client()
    entered = other.post("/people/login", data={"login": "V-10.000.002", "password": "408257"})
    assert entered.status_code == 303


def test_without_a_card_the_pin_so_far_is_asked(session, commune, sign_in):
    client = sign_in("spokesperson")
    sent = {"password": "408257", "again": "408257"}
    assert client.post("/people/me/password", data=sent).status_code == 422


# ---- the list --------------------------------------------------------------------------------------


def test_the_list_says_who_holds_a_card_and_withdraws_one_or_all(session, commune, card, sign_in):
    client = sign_in("secretary")
    where = f"/people/bodies/{commune.body.id}/cards"
    page = client.get(where).text
    assert "Vocera El Guásimo" in page
    assert "Vocera El Cedro" not in page
    assert not re.search(card, page)
    assert client.post(f"{where}/withdraw").status_code == 303
    assert "Vocera El Guásimo" not in client.get(where).text


def test_the_list_asks_as_much_for_few_as_for_many(
    session, commune, meeting, sign_in, count_queries
):
    client = sign_in("secretary")
    where = f"/people/bodies/{commune.body.id}/cards"
    chosen = [str(person.id) for person in commune.principals[:3]]
    order(client, commune, whom="chosen", persons=chosen)
    with count_queries() as few:
        client.get(where)
    order(client, commune, whom="everyone")
    with count_queries() as many:
        client.get(where)
    assert many.count == few.count
