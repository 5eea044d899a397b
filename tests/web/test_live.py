"""Parts of pages that a whole hall asks for again and again: cheap, true, and by permission only.

The part is that of a meeting in session; what it says is tested in `tests/meetings`.
"""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from flask import request_started

from assembly import clock
from assembly.meetings.rules import ItemStatus
from assembly.voting.rules import Method
from tests.conftest import A_WEDNESDAY
from tests.voting.scene import add_item, hall, opened, voted


@pytest.fixture
def there(session, commune, stopped):
    made = hall(session, commune)
    made.item.status = ItemStatus.open
    session.commit()
    return made


def part(answer) -> str:
    """The signed address in a page."""
    (found,) = re.findall(r'data-live="([^"]+)"', answer.get_data(as_text=True))
    return found


@pytest.fixture
def address(there, sign_in) -> str:
    return part(sign_in("member").get(f"/meetings/{there.meeting.id}"))


def test_whoever_has_the_address_sees_the_part_without_a_session(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    assert "Vivero de café" in answer.text
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_address_that_was_not_signed_here_leads_nowhere(app, client, address):
    head, _, token = address.rpartition("/")
    # Not the last letter of the signature: it holds bits that no byte needs.
    content, _, signature = token.rpartition(".")
    forged = f"{content}.{'A' if signature[0] != 'A' else 'B'}{signature[1:]}"
    wrong = [f"{head}/{forged}", f"{head}/31", f"{head}/"]
    wrong.append(f"/meetings/wall/{token}")  # what was signed for one part opens no other
    assert [client.get(each).status_code for each in wrong] == [404] * 4


def test_an_address_ends_with_its_day(client, there, sign_in, address, monkeypatch):
    """Also while the part is on the shelf, fresh, for those who opened the page again."""
    assert client.get(address).status_code == 200
    later = time.time() + 25 * 3600
    monkeypatch.setattr("itsdangerous.timed.time.time", lambda: later)
    with clock.stopped_at(datetime.fromtimestamp(later, UTC)):
        opened_again = part(sign_in("member").get(f"/meetings/{there.meeting.id}"))
        assert client.get(opened_again).status_code == 200
        assert client.get(address).status_code == 404


def test_a_hall_that_asks_costs_the_database_one_phone(client, address, count_queries):
    with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=2)):
        with count_queries() as once:
            tag = client.get(address).headers["ETag"]
        with count_queries() as often:
            answers = [client.get(address, headers={"If-None-Match": tag}) for _ in range(50)]
    assert 0 < once.count <= 12
    assert often.count == 0
    assert {(each.status_code, each.data) for each in answers} == {(304, b"")}
    for each in answers:  # also what does not go through the whole house has its headers
        assert "default-src 'none'" in each.headers["Content-Security-Policy"]
        assert each.headers["Cache-Control"] == "no-store"
        assert each.headers["ETag"] == tag


def test_a_short_part_that_is_fresh_is_answered_without_the_application(
    app, session, there, sign_in, client
):
    vote = opened(session, there, method=Method.secret_ballots)
    session.commit()
    address = part(sign_in("member").get(f"/voting/{vote.id}"))
    first = client.get(address)
    asked = []
    with request_started.connected_to(lambda sender, **_more: asked.append(sender), app):
        again = client.get(address)
    assert asked == []
    assert "0 de 15" in again.text
    assert again.data == first.data
    apart = ("Vary", "Date")
    headers = [
        sorted(each for each in answer.headers if each[0] not in apart) for answer in (first, again)
    ]
    assert headers[0] == headers[1]


def test_what_changed_is_there_a_second_later_and_no_earlier(session, client, there, address):
    before = client.get(address)
    opened(session, there, question="¿Se agrega el punto previo?")
    session.commit()
    assert client.get(address).data == before.data
    with clock.stopped_at(A_WEDNESDAY + timedelta(seconds=1)):
        after = client.get(address, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "¿Se agrega el punto previo?" in after.text
    turns = [re.search(r'data-turn="([^"]+)"', each.text)[1] for each in (before, after)]
    assert turns[0] != turns[1]


def test_a_clock_set_back_makes_nothing_last_longer(session, client, there, address):
    client.get(address)
    opened(session, there, question="¿Otra vez?")
    session.commit()
    with clock.stopped_at(A_WEDNESDAY - timedelta(hours=1)):
        assert "¿Otra vez?" in client.get(address).text


def test_the_page_itself_shows_at_once_what_was_done_on_it(session, there, sign_in):
    secretary = sign_in("secretary")
    page = f"/meetings/{there.meeting.id}"
    secretary.get(page)
    new = add_item(session, there.meeting, "Puntos varios")
    session.commit()
    secretary.post(f"/meetings/items/{new.id}/step", data={"act": "take_over"})
    found = re.search(r"<div data-live=.*?</div>\s*</div>", secretary.get(page).text, re.DOTALL)
    assert "Puntos varios" in found[0]


def test_the_part_speaks_the_language_of_its_page(session, there, sign_in, client):
    voted(session, there)
    session.commit()
    said = {}
    for code in ("es", "en"):
        reader = sign_in("member")
        reader.post("/people/language", data={"language": code})
        address = part(reader.get(f"/meetings/{there.meeting.id}"))
        said[code] = client.get(address, headers={"Accept-Language": "de"}).text
    assert "Aprobada" in said["es"]
    assert "Carried" in said["en"]
