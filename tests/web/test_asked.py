"""What a request costs before its page asks anything; and that faults are still told in words."""

from datetime import timedelta

import pytest
from flask import Flask

from assembly import clock
from assembly.db import db
from assembly.people.models import Person
from assembly.roles import Role
from assembly.web.access import public, requires
from tests.commune import PASSWORD


@pytest.fixture
def own(make_app, database_url) -> Flask:
    """The house with three more pages that show nothing, and one that breaks."""
    app = make_app(SQLALCHEMY_DATABASE_URI=database_url, PROPAGATE_EXCEPTIONS=False)

    def broken() -> str:
        db.session.add(Person())  # without a name: refused by the database
        db.session.flush()
        return "never"

    for name, declare in {
        "open": public,
        "member": requires(Role.member),
        "chair": requires(Role.chair, anywhere=True),
    }.items():
        app.add_url_rule(f"/home/{name}", f"home.{name}", declare(lambda: "nothing"))
    app.add_url_rule("/home/broken", "home.broken", requires(Role.member)(broken))
    return app


def signed_in(app, login):
    client = app.test_client()
    answer = client.post("/people/login", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303
    return client


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/home/open", 0),
        ("/static/css/base.css", 0),
        ("/healthz", 1),  # it asks whether the database answers
        ("/home/member", 1),  # the account: its sessions may have been ended
        ("/home/chair", 2),  # and its roles
    ],
)
def test_only_what_a_page_uses_is_asked(own, commune, count_queries, address, queries):
    client = signed_in(own, "chair")
    client.get("/home/open")
    with count_queries() as counted:
        answer = client.get(address)
    answer.close()  # a static file is sent from an open one
    assert answer.status_code == 200
    assert counted.count == queries


def test_the_cookie_is_written_at_most_once_a_minute(stopped, commune, sign_in):
    client = sign_in("member")
    assert "Set-Cookie" in client.get("/people/me").headers
    assert "Set-Cookie" not in client.get("/people/me").headers
    with clock.stopped_at(stopped + timedelta(minutes=2)):
        assert "Expires=" in client.get("/people/me").headers["Set-Cookie"]


def test_who_goes_on_working_stays_signed_in(stopped, commune, sign_in):
    client = sign_in("member")
    for minutes in range(0, 180, 50):  # never idle for an hour
        with clock.stopped_at(stopped + timedelta(minutes=minutes)):
            assert client.get("/people/me").status_code == 200


def test_a_page_that_breaks_in_the_database_is_answered_in_words(own, commune):
    answer = signed_in(own, "member").get("/home/broken")
    assert answer.status_code == 500
    assert commune.organization.name in answer.text
