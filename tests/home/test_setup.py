"""Starting a commune of one's own."""

import re
from pathlib import Path

import pytest
from sqlalchemy import func, select

from assembly.home import first_run
from assembly.meetings import queries as meetings
from assembly.people.models import Account, Body, Grant, Organization, Seat
from assembly.roles import Role

TYPED = {
    "commune": "Comuna Altos de Lídice",
    "place": "Casa de la comuna",
    "body": "Parlamento comunal",
    "councils": "Consejo Uno\n  Consejo   Dos \n\nConsejo Uno\nConsejo Tres",
    "others": "EPS Textil",
    "majority": "absolute_seats",
    "weekday": "WE",
    "start_time": "09:00",
    "language": "es",
    "administrator": "Yelitza Rondón",
    "login": "yelitza",
    "password": "clave larga 31",
}


@pytest.fixture
def code(app):
    return first_run.code(Path(app.config["INSTANCE"]))


def count(session, model):
    return session.scalar(select(func.count()).select_from(model))


def test_an_empty_house_leads_to_its_founding(client):
    assert client.get("/").location.startswith("/people/login")
    assert client.get("/people/login").location == "/home/setup"


def test_a_commune_is_founded_with_its_seats_rules_and_first_account(session, client, code):
    answer = client.post("/home/setup", data=TYPED | {"code": code.lower()})
    assert (answer.status_code, answer.location) == (303, "/people/")
    body = session.scalars(select(Body)).one()
    labels = session.scalars(select(Seat.label).order_by(Seat.position)).all()
    assert labels == ["Consejo Uno", "Consejo Dos", "Consejo Tres", "EPS Textil"]
    assert count(session, Organization) == 5
    (call,) = meetings.quorum_calls(session, body.id)
    assert call.threshold.needed(4) == 3  # more than half of four
    (series,) = meetings.series_of_body(session, body.id)
    assert (series.rule, f"{series.start_time:%H:%M}") == ("FREQ=WEEKLY;BYDAY=WE", "09:00")
    account = session.scalars(select(Account)).one()
    assert account.administrator
    assert session.scalars(select(Grant.role)).all() == [Role.secretary]
    assert client.get("/people/me").status_code == 200  # signed in at once


def test_the_code_guards_it(session, client, code):
    answer = client.post("/home/setup", data=TYPED | {"code": "AAAA-AAAA"})
    assert answer.status_code == 422
    assert 'id="code-error"' in answer.text
    assert "Comuna Altos de Lídice" in answer.text  # everything typed is still there
    assert count(session, Account) == 0


def test_guessing_the_code_is_slowed_down(client, code):
    answers = [
        client.post("/home/setup", data=TYPED | {"code": f"AAAA-AAA{n}"}).text for n in range(12)
    ]
    assert re.search(r"code-error.*\b1 min\b", answers[-1])
    # Even the right code waits now.
    assert client.post("/home/setup", data=TYPED | {"code": code}).status_code == 422


def test_it_is_done_once(session, client, app, code):
    client.post("/home/setup", data=TYPED | {"code": code})
    stranger = app.test_client()
    assert stranger.get("/home/setup").location == "/people/login"
    again = stranger.post("/home/setup", data=TYPED | {"code": code})
    assert again.location == "/people/login"
    assert count(session, Account) == 1


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("commune", ""),
        ("body", "x" * 201),
        ("councils", "x" * 2000),
        ("password", "1234"),
        ("login", ""),
        ("start_time", "25:00"),
        ("majority", "dictator"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(session, client, code, field, typed):
    answer = client.post("/home/setup", data=TYPED | {"code": code, field: typed})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert count(session, Account) == 0
