"""The ground that the other tests stand on: a new database each time, a client like a browser."""

import pytest
from sqlalchemy import func, select

from assembly.db import db
from assembly.people.models import Person


def people(session) -> int:
    return session.scalar(select(func.count()).select_from(Person))


@pytest.mark.parametrize("again", [1, 2, 3])
def test_what_a_test_commits_is_gone_in_the_next(session, again):
    assert people(session) == 0
    session.add(Person(name="Ana", name_key="ana"))
    session.commit()
    assert people(session) == 1


def test_the_client_sees_what_the_test_prepared_and_keeps_its_own_login(sign_in, client, session):
    secretary, chair = sign_in("secretary"), sign_in("chair")
    assert secretary.get("/people/me").status_code == 200
    assert chair.get("/people/me").status_code == 200
    assert client.get("/people/me").status_code == 303
    assert people(session) > 0


def test_a_form_without_its_token_is_refused(client):
    client.token = False
    assert client.post("/people/login", data={"login": "a", "password": "b"}).status_code == 400


def test_queries_are_counted(session, count_queries):
    with count_queries() as counted:
        people(session)
        people(session)
        db.session.rollback()
    assert counted.count == 2


@pytest.mark.browser
def test_the_browser_reaches_the_application(commune, new_page):
    page = new_page(width=320)
    page.goto("/people/login")
    assert "Monte Sinaí" in page.title()
