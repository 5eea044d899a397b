"""Workdays: people × hours, both kept; nobody is doubled."""

import sys
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from assembly import clock
from assembly.errors import RuleViolation
from assembly.people.models import Person
from assembly.projects.actions import workdays as actions
from assembly.projects.models import Hands, Workday
from assembly.projects.queries import workdays as queries
from assembly.projects.queries.reports import worked
from assembly.projects.rules.workdays import Came, person_hours, read_list
from tests.projects.scene import COORDINATOR, NOW, make_project

SATURDAY = date(2026, 5, 16)


@pytest.fixture(autouse=True)
def on_the_wednesday():
    with clock.stopped_at(NOW):
        yield


def call(session, commune, day=SATURDAY, **more):
    return actions.call_workday(
        session,
        body=commune.body,
        call=actions.Call(title="Abrir el paso en la vía", day=day, **more),
        actor=COORDINATOR,
        at=NOW,
    )


def came(session, workday, *hands, hours="5"):
    return actions.note_hands(
        session,
        workday=workday,
        hands=[actions.Hand(*hand) for hand in hands],
        hours=Decimal(hours),
        actor=COORDINATOR,
        at=NOW,
    )


def test_a_list_as_it_is_typed_from_paper():
    typed = "María  Solano\n\n Familia Rondón × 4\nBrigada x 12\nPedro Xavier\n"
    assert read_list(typed) == [
        Came("María Solano", 1),
        Came("Familia Rondón", 4),
        Came("Brigada", 12),
        Came("Pedro Xavier", 1),
    ]
    for wrong in ("", "Familia × 0", "Familia × 501"):
        with pytest.raises(RuleViolation):
            read_list(wrong)


def test_people_times_hours():
    # By hand: 1 × 5 + 4 × 5 + 2 × 3.5 = 32.
    assert person_hours([(1, Decimal(5)), (4, Decimal(5)), (2, Decimal("3.5"))]) == 32


@given(st.lists(st.tuples(st.integers(1, 50), st.integers(1, 96).map(lambda q: Decimal(q) / 4))))
def test_hours_of_all_do_not_depend_on_the_order(rows):
    assert person_hours(rows) == person_hours(reversed(rows))


def test_who_came_is_noted_once(session, commune):
    workday, person = call(session, commune), commune.principals[0]
    came(session, workday, (person.id, "", 1), (None, "Familia Rondón", 4))
    for again in ((person.id, "", 1), (None, "familia rondon", 2)):
        with pytest.raises(RuleViolation) as caught:
            came(session, workday, (None, "Nueva", 1), again)
        assert caught.value.code == "projects.came_already"
    session.expire_all()
    assert [(each.people, each.hours) for each in workday.hands] == [(1, 5), (4, 5)]


@pytest.mark.parametrize("hours", ["0", "25"])
def test_hours_that_no_day_has_are_refused(session, commune, hours):
    with pytest.raises(RuleViolation) as caught:
        came(session, call(session, commune), (None, "Ana", 1), hours=hours)
    assert caught.value.code == "projects.hours_of_a_day"


def test_nobody_came_to_a_day_that_has_not_come(session, commune):
    with pytest.raises(RuleViolation) as caught:
        came(session, call(session, commune, date(2026, 5, 23)), (None, "Ana", 1))
    assert caught.value.code == "projects.not_held_yet"


def test_what_each_one_gave_over_the_year(session, commune):
    first, second = call(session, commune), call(session, commune, date(2026, 5, 9))
    before = call(session, commune, date(2025, 12, 6))
    ana, juan = commune.principals[:2]
    came(session, first, (ana.id, "", 1), (None, "Familia Rondón", 4))
    came(session, second, (ana.id, "", 1), (juan.id, "", 1), hours="3.5")
    came(session, before, (ana.id, "", 1), hours="8")
    given = {each.name: (each.days, each.hours) for each in queries.given_in_year(session, 2026)}
    assert given == {
        "Familia Rondón": (1, Decimal(20)),
        ana.name: (2, Decimal("8.5")),
        juan.name: (1, Decimal("3.5")),
    }
    assert queries.years(session) == [2026, 2025]


def test_a_projects_workdays_stand_in_its_figures(session, commune):
    project = make_project(session, commune)
    workday = call(session, commune, project_id=project.id)
    came(session, workday, (None, "Familia Rondón", 4), (None, "Ana", 1))
    found = worked(session, project.id, date(2026, 5, 14), date(2026, 5, 20))
    assert (found.held, found.people, found.hours) == (1, 5, 25)
    assert worked(session, project.id, date(2026, 5, 17), date(2026, 5, 20)).held == 0


def test_one_at_which_people_worked_is_not_called_off(session, commune):
    workday = call(session, commune)
    off = {"workday": workday, "actor": COORDINATOR, "at": NOW}
    with pytest.raises(RuleViolation):
        actions.call_off(session, reason=" ", **off)
    came(session, workday, (None, "Ana", 1))
    told = call(session, commune)  # of one nobody kept the names, but what was done is written
    actions.tell_done(session, workday=told, done="Se abrió el paso", actor=COORDINATOR, at=NOW)
    for held in (workday, told):
        with pytest.raises(RuleViolation) as caught:
            actions.call_off(session, reason="Llovió", **{**off, "workday": held})
        assert caught.value.code == "projects.was_held"
    assert told.done == "Se abrió el paso"


def test_it_is_called_and_typed_on_its_pages(session, commune, sign_in):
    client = sign_in("secretary")
    address = f"/projects/bodies/{commune.body.id}/workdays/new"
    sent = {
        "title": "Abrir el paso",
        "day": "2026-05-16",
        "begins": "07:00",
        "place": "La Ceiba",
        "project": 0,
        "decision": 0,
        "mark": str(uuid4()),
    }
    for _ in range(2):
        answer = client.post(address, data=sent)
        assert answer.status_code == 303
    assert len(session.scalars(select(Workday)).all()) == 1
    person = commune.principals[0]
    typed = {"names": f"{person.name}\nFamilia Rondón × 4", "hours": "4,5"}
    assert client.post(f"{answer.location}/came", data=typed).status_code == 303
    rows = session.scalars(select(Hands).order_by(Hands.id)).all()
    assert [(each.person_id, each.name, each.people, each.hours) for each in rows] == [
        (person.id, "", 1, Decimal("4.5")),
        (None, "Familia Rondón", 4, Decimal("4.5")),
    ]
    again = client.post(f"{answer.location}/came", data=typed)
    assert again.status_code == 422
    assert "Familia Rondón × 4" in again.text
    page = client.get(answer.location).text
    assert "22,5" in page  # 5 people × 4.5 hours
    assert "22,5" in client.get("/projects/contributions?year=2026").text
    assert sign_in("member").post(f"{answer.location}/came", data=typed).status_code == 403


def test_namesakes_are_asked_about_however_many_people_there_are(
    session, commune, sign_in, count_queries, monkeypatch
):
    monkeypatch.setattr(sys.modules["assembly.people.queries.persons"], "_PROPOSALS", 1)
    workday = call(session, commune)
    session.add_all([Person(name="Ada Abreu", name_key="ada abreu") for _ in range(2)])
    session.commit()
    client, asked = sign_in("secretary"), []
    for names in ("Ada Abreu", "Ada Abreu\n" + "\n".join(f"Nadie {n}" for n in range(30))):
        with count_queries() as counted:
            answer = client.post(
                f"/projects/workdays/{workday.id}/came", data={"names": names, "hours": "4"}
            )
        assert answer.status_code == 422
        asked.append(counted.count)
    assert asked[0] == asked[1]
    assert session.scalars(select(Hands)).all() == []


def test_the_call_and_the_sheet_are_printed(session, commune, sign_in):
    workday = call(session, commune, place="La Ceiba", bring="Palas y agua")
    session.commit()
    client = sign_in("member")
    for paper in ("call", "sheet"):
        answer = client.get(f"/printing/workdays/{workday.id}/{paper}.pdf")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        assert answer.data.startswith(b"%PDF")
