"""Pages of bodies, their seats and terms: who changes what, and what happens to bad input."""

from datetime import date

import pytest
from sqlalchemy import func, select

from assembly.people import queries
from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.rules import Classification, Electorate, Holding
from tests import html
from tests.people.views.asking import only, post

TODAY = "2026-06-03"  # the fixture `stopped`


# ---- bodies --------------------------------------------------------------------------------------


def body_data(commune, **changes):
    return {
        "name": "Contraloría",
        "organization_id": str(commune.organization.id),
        "electorate": "seats",
        "census": "",
        "place": "",
        "timezone": "America/Caracas",
        "language": "es",
        "paper": "letter",
        **changes,
    }


def test_a_body_is_founded_and_changed(session, commune, sign_in):
    client = sign_in("administrator")
    answer = post(client, "/people/bodies/new", **body_data(commune, paper="a4"))
    assert answer.status_code == 303
    body = only(session, Body, name="Contraloría")
    edit = f"/people/bodies/{body.id}/edit"
    data = html.form_data(client.get(edit).text, None)
    assert data["paper"] == ["a4"]
    assert data["active"] == ["y"]
    changed = {**data, "electorate": "census", "census": "3482"}
    del changed["active"]
    assert client.post(edit, data=changed).status_code == 303
    body = only(session, Body, id=body.id)
    assert (body.electorate, body.census, body.active) == (Electorate.census, 3482, False)
    assert client.get(f"/people/bodies/{body.id}").status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "PARLAMENTO comunal"},
        {"organization_id": ""},
        {"organization_id": "999"},
        {"electorate": "everyone"},
        {"electorate": "census"},
        {"census": "-5"},
        {"census": "many"},
        {"census": "9" * 30},
        {"timezone": "Mars/Olympus"},
        {"language": "xx"},
        {"paper": "a0"},
    ],
)
def test_a_wrong_body_is_not_founded(session, commune, sign_in, changes):
    typed = body_data(commune, place="El galpón", **changes)
    answer = post(sign_in("administrator"), "/people/bodies/new", **typed)
    assert answer.status_code == 422
    again = html.form_data(answer.text, None)
    assert again["place"] == ["El galpón"]
    assert again["name"] == [typed["name"].strip()]
    assert again["census"] == [typed["census"]]
    assert session.scalar(select(func.count(Body.id))) == 1


# ---- seats and terms -----------------------------------------------------------------------------


def test_seats_for_all_councils_in_one_act(session, commune, sign_in):
    session.add_all(
        Organization(
            name=name,
            name_key=name.lower(),
            classification=Classification.communal_council,
            parent=commune.organization,
        )
        for name in ("Zamora", "Yaguara")
    )
    client = sign_in("secretary")
    address = "/people/bodies/1/seats-for-organizations"
    for _twice in range(2):  # a double click
        answer = post(client, address, classification="communal_council")
        assert answer.status_code == 303
    rows = queries.seats_of_body(session, 1, date(2026, 6, 3))
    assert [held.seat.label for held in rows][16:] == ["Yaguara", "Zamora"]
    assert post(client, address, classification="nonsense").status_code == 303


def test_a_seat_is_added_moved_changed_ended_and_taken_back(session, commune, sign_in, stopped):
    client = sign_in("secretary")
    answer = post(client, "/people/bodies/1/seats/new", label="Milicia", weight="2", place="1")
    assert answer.status_code == 303
    seat = only(session, Seat, label="Milicia")
    assert (seat.position, seat.weight) == (1, 2)
    edit = f"/people/seats/{seat.id}/edit"
    data = html.form_data(client.get(edit).text, None)
    assert data["place"] == ["1"]
    client.post(edit, data={**data, "label": "Milicia comunal", "place": "17"})
    assert only(session, Seat, id=seat.id).position == 17
    end = f"/people/seats/{seat.id}/end"
    assert html.form_data(client.get(end).text, None)["end_date"] == [TODAY]
    assert post(client, end, end_date=TODAY).status_code == 303
    assert only(session, Seat, id=seat.id).end_date == date(2026, 6, 3)
    assert post(client, f"/people/seats/{seat.id}/reopen").status_code == 303
    assert only(session, Seat, id=seat.id).end_date is None


@pytest.mark.parametrize(
    "changes",
    [
        {"label": ""},
        {"label": "x" * 201},
        {"weight": "0"},
        {"weight": "1.5"},
        {"weight": ""},
        {"start_date": "31/12/2026"},
        {"place": "0"},
    ],
)
def test_a_wrong_seat_is_not_added(session, commune, sign_in, changes):
    typed = {"label": "Milicia", "weight": "1", "start_date": "", "place": "", **changes}
    answer = post(sign_in("secretary"), "/people/bodies/1/seats/new", **typed)
    assert answer.status_code == 422
    again = html.form_data(answer.text, None)
    assert {name: again[name] for name in typed} == {name: [typed[name]] for name in typed}
    assert session.scalar(select(func.count(Seat.id))) == 16


def test_a_known_person_takes_a_seat(session, commune, sign_in, stopped):
    client = sign_in("secretary")
    seat = commune.seats[0]
    answer = post(
        client,
        f"/people/seats/{seat.id}/person",
        person="Suplente la union",
        holding="alternate",
        start_date=TODAY,
    )
    assert answer.status_code == 303
    term = only(session, Membership, seat_id=seat.id, rank=2)
    assert term.person_id == commune.alternates[2].id
    assert (term.holding, term.start_date, term.end_date) == (
        Holding.alternate,
        date(2026, 6, 3),
        None,
    )


def test_a_second_principal_is_refused_with_both_names(session, commune, sign_in, stopped):
    client, seat = sign_in("secretary"), commune.seats[0]
    typed = {"person": "Suplente La Unión", "holding": "principal", "start_date": TODAY}
    answer = post(client, f"/people/seats/{seat.id}/person", **typed)
    assert answer.status_code == 422
    assert "Vocera El Cedro" in answer.text
    again = html.form_data(answer.text, None)
    assert {name: again[name][0] for name in typed} == typed
    answer = post(client, f"/people/seats/{seat.id}/person", **typed, replacing="y")
    assert answer.status_code == 303
    held = queries.seats_of_body(session, 1, date(2026, 6, 3))[0]
    assert held.principal.name == "Suplente La Unión"
    assert queries.seats_of_body(session, 1, date(2026, 6, 2))[0].principal.name == (
        "Vocera El Cedro"
    )


def test_a_new_person_takes_a_seat_in_one_act(session, commune, sign_in, stopped):
    client, seat = sign_in("secretary"), commune.seats[0]
    address = f"/people/seats/{seat.id}/person"
    typed = {"person": "Ana Guaregua", "holding": "alternate", "start_date": TODAY}
    answer = post(client, address, **typed)
    assert answer.status_code == 422  # nobody is called so: a slip of the pen, or someone new?
    answer = post(client, address, **typed, new_person="y", identity_number="10.000.001")
    assert answer.status_code == 422  # that is somebody else's
    assert only(session, Person, name_key="vocera el cedro")
    answer = post(client, address, **typed, new_person="y", identity_number="12.345.678")
    assert answer.status_code == 303
    ana = only(session, Person, name="Ana Guaregua")
    assert (ana.identity_number, ana.organization_id) == ("V-12345678", seat.organization_id)
    answer = post(client, address, **typed, new_person="y")  # a double click
    assert answer.status_code == 422
    assert session.scalar(select(func.count()).where(Person.name == "Ana Guaregua")) == 1


def test_of_two_namesakes_one_is_chosen(session, commune, sign_in, stopped):
    twin = Person(name="Vocera El Cedro", name_key="vocera el cedro")
    session.add(twin)
    session.commit()
    client = sign_in("secretary")
    address = f"/people/seats/{commune.seats[1].id}/person"
    typed = {"holding": "alternate", "start_date": TODAY}
    answer = post(client, address, person="Vocera El Cedro", **typed)
    assert answer.status_code == 422
    assert "Vocera El Cedro · V-10.000.001" in answer.text
    assert f"Vocera El Cedro · #{twin.id}" in answer.text
    chosen = post(client, address, person=f"Vocera El Cedro · #{twin.id}", **typed)
    assert chosen.status_code == 303
    assert only(session, Membership, person_id=twin.id).seat_id == commune.seats[1].id


def test_a_roll_grows_a_person_at_a_time(session, commune, sign_in, stopped):
    admin, client = sign_in("administrator"), sign_in("secretary")
    post(admin, "/people/bodies/new", **body_data(commune, name="Asamblea", electorate="roll"))
    body = only(session, Body, name="Asamblea")
    address = f"/people/bodies/{body.id}/roll/new"
    assert client.get(address).status_code == 403  # she is secretary of another body
    for person in ("Vocera El Cedro", "V-10.000.002"):
        answer = post(admin, address, person=person, start_date=TODAY)
        assert (answer.status_code, answer.location) == (303, address)
    answer = post(admin, address, person="Luz Nueva", new_person="y", start_date=TODAY)
    assert answer.status_code == 303
    answer = post(admin, address, person="Luz Nueva", start_date=TODAY)
    assert answer.status_code == 422
    page = admin.get(f"/people/bodies/{body.id}").text
    for name in ("Vocera El Cedro", "Vocera El Guásimo", "Luz Nueva"):
        assert name in page


def test_a_term_ends_or_is_corrected(session, commune, sign_in, stopped):
    client = sign_in("secretary")
    term = queries.terms_of_seat(session, commune.seats[0].id)[0]
    end, correct = (f"/people/memberships/{term.id}/{act}" for act in ("end", "correct"))
    answer = post(client, end, end_date="2024-12-31")
    assert answer.status_code == 422
    assert html.form_data(answer.text, None)["end_date"] == ["2024-12-31"]
    assert post(client, end, end_date=TODAY).status_code == 303
    data = html.form_data(client.get(correct).text, None)
    assert data["person"] == ["Vocera El Cedro"]
    assert data["end_date"] == [TODAY]
    answer = client.post(correct, data={**data, "person": "Nadie Conocido"})
    assert answer.status_code == 422
    assert html.form_data(answer.text, None)["person"] == ["Nadie Conocido"]
    assert client.post(correct, data={**data, "end_date": ""}).status_code == 303
    assert only(session, Membership, id=term.id).end_date is None


def test_seats_are_put_in_order(session, commune, sign_in, stopped):
    assert post(sign_in("secretary"), "/people/bodies/1/sort").status_code == 303
    labels = [held.seat.label for held in queries.seats_of_body(session, 1, date(2026, 6, 3))]
    assert labels[:3] == ["Agua Fría", "Banco de la comuna", "El Cedro"]
