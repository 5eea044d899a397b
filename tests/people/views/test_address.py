"""The address of the house: written once, said by cards, papers and the page that checks them."""

import re

import pytest

from assembly.journal import queries as journal
from assembly.minutes import press
from assembly.web.address import write_address
from tests.minutes.documents import document


@pytest.fixture(autouse=True)
def _none_is_left(app):
    """The instance is that of all tests."""
    yield
    with app.app_context():
        write_address("")


def test_it_is_written_once_and_said_everywhere(app, session, commune, sign_in):
    administrator = sign_in("administrator")
    wrong = administrator.post("/people/address", data={"address": "casa de la comuna"})
    assert (wrong.status_code, 'id="address-error"' in wrong.text) == (422, True)
    assert 'value="casa de la comuna"' in wrong.text
    assert journal.head(session) is None or "house" not in journal.head(session).verb
    assert (
        administrator.post("/people/address", data={"address": "casa.lan:8000/"}).status_code == 303
    )
    assert journal.head(session).verb == "house.address"
    secretary = sign_in("secretary")
    ordering = secretary.get(f"/people/bodies/{commune.body.id}/cards/new").text
    assert re.search(r'name="address"[^>]*value="http://casa.lan:8000"', ordering)
    assert "http://casa.lan:8000/minutes/verify" in secretary.get("/minutes/verify").text
    with app.test_request_context():
        assert "http://casa.lan:8000/minutes/verify" in press.html(document(number=31), "es")


def test_what_is_set_at_the_start_cannot_be_changed_on_the_page(app, monkeypatch, sign_in):
    monkeypatch.setitem(app.config, "ADDRESS", "https://comuna.example")
    administrator = sign_in("administrator")
    assert 'name="address"' not in administrator.get("/people/address").text
    assert administrator.post("/people/address", data={"address": "a.lan"}).status_code == 422
    assert "https://comuna.example" in administrator.get("/people/address").text
