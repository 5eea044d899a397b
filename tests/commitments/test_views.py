"""Pages of commitments, as a browser sends and gets them."""

import re
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.commitments import actions
from assembly.commitments.models import Commitment, FollowUp
from assembly.commitments.rules import CommitmentStatus
from tests.html import form_data
from tests.motions.scene import AT, SECRETARY, add_item, carry, put, wednesday


@pytest.fixture
def scene(session, commune):
    return wednesday(session, commune)


@pytest.fixture(autouse=True)
def on_the_25th():
    """Monday 25 May 2026: what was due on the 23rd is overdue, on the 28th not yet."""
    with clock.stopped_at(AT.replace(day=25)):
        yield


@pytest.fixture
def secretary(sign_in):
    return in_english(sign_in("secretary"))


def in_english(client):
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def text_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


def take_on(session, scene, text, due_on, person=None, **more):
    return actions.take_on(
        session,
        meeting=scene.meeting,
        item=scene.item,
        text=text,
        due_on=due_on,
        person_id=person.id if person else None,
        responsible="" if person else "J. Rondón",
        actor=SECRETARY,
        at=AT,
        **more,
    )


def in_order(page, *words):
    places = [page.find(each) for each in words]
    return -1 not in places and places == sorted(places)


def test_the_overdue_come_first_and_are_called_so(session, scene, sign_in):
    take_on(session, scene, "sin fecha", None)
    take_on(session, scene, "a tiempo", date(2026, 5, 28))
    take_on(session, scene, "tarde", date(2026, 5, 23))
    take_on(session, scene, "hoy", date(2026, 5, 25))
    page = text_of(in_english(sign_in("member")).get("/commitments/"))
    assert in_order(
        page, "tarde", "overdue: May 23", "hoy", "by May 25", "a tiempo", "by May 28", "sin fecha"
    )
    assert page.count("overdue") == 1


def test_mine_a_persons_and_the_closed_ones(session, scene, commune, sign_in):
    mine = take_on(session, scene, "lo mío", date(2026, 5, 28), commune.principals[0])
    other = take_on(session, scene, "lo ajeno", date(2026, 5, 28), commune.principals[1])
    done = take_on(session, scene, "lo hecho", date(2026, 5, 28), commune.principals[1])
    actions.report(session, commitment=done, status=CommitmentStatus.done, actor=SECRETARY, at=AT)
    client = in_english(sign_in("spokesperson"))  # she is principals[0]
    asked = {
        "": {mine, other},
        "?show=mine": {mine},
        f"?person={commune.principals[1].id}": {other},
        "?show=closed": {done},
        f"?show=closed&person={commune.principals[0].id}": set(),
    }
    for address, shown in asked.items():
        page = client.get(f"/commitments/{address}").get_data(as_text=True)
        for each in (mine, other, done):
            assert (each.text in page) == (each in shown), (address, each.text)
    assert client.get("/commitments/?person=9999").status_code == 404


def test_who_what_by_when_in_an_item(session, scene, commune, secretary):
    decision = carry(session, scene, put(session, scene))
    data = {
        "responsible": commune.principals[2].name,
        "text": "Comprar cal",
        "due_on": "2026-05-28",
        "mark": str(uuid4()),
        "next": "/meetings/1/desk?item=1",
    }
    address = f"/commitments/items/{scene.item.id}/new"
    answer = secretary.post(address, data=data)
    assert (answer.status_code, answer.location) == (303, "/meetings/1/desk?item=1")
    assert secretary.post(address, data=data).status_code == 303  # double click
    made = session.scalars(select(Commitment)).one()
    assert (made.person_id, made.due_on) == (commune.principals[2].id, date(2026, 5, 28))
    assert made.decision_id == decision.id  # the only one that was taken in the item


def test_with_several_decisions_nobody_guesses(session, scene, secretary):
    _first, second = (carry(session, scene, put(session, scene, text)) for text in ("Uno", "Dos"))
    address = f"/commitments/items/{scene.item.id}/new"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert data["decision"] == ["0"]
    data |= {"responsible": "Ana", "text": "Algo"}
    secretary.post(address, data=data)
    chosen = data | {"decision": str(second.id), "mark": str(uuid4()), "text": "Otra cosa"}
    secretary.post(address, data=chosen)
    found = session.scalars(select(Commitment).order_by(Commitment.id)).all()
    assert [each.decision_id for each in found] == [None, second.id]
    stranger = secretary.post(address, data=data | {"decision": "999"})
    assert stranger.status_code == 422


def test_for_a_decision(session, scene, secretary):
    decision = carry(session, scene, put(session, scene))
    address = f"/commitments/decisions/{decision.id}/new"
    data = form_data(secretary.get(address).get_data(as_text=True))
    assert secretary.post(address, data=data | {"responsible": "A", "text": "B"}).status_code == 303
    assert session.scalars(select(Commitment.decision_id)).one() == decision.id


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"responsible": " "}, "Write who will do it."),
        ({"text": ""}, "Write what is to be done."),
        ({"text": "x" * 2001}, "too long"),
        ({"responsible": "N" * 2000}, "200"),
        ({"due_on": "2026-05-19"}, "lies before"),
        ({"due_on": "31/31/2026"}, "Not a valid date"),
    ],
)
def test_a_wrong_form_comes_back_with_what_was_typed(session, scene, secretary, wrong, told):
    data = {"responsible": "Ana", "text": "Comprar cal", "due_on": "2026-05-28"} | wrong
    answer = secretary.post(f"/commitments/items/{scene.item.id}/new", data=data)
    assert answer.status_code == 422
    assert told in text_of(answer)
    back = form_data(answer.get_data(as_text=True))
    for name, value in data.items():
        assert back[name] == [value.strip()]
    assert session.query(Commitment).count() == 0


def test_reporting_from_the_item_for_it(session, scene, commune, secretary):
    made = take_on(session, scene, "Comprar cal", date(2026, 5, 23))
    next_week = wednesday(session, commune, 32)
    address = f"/commitments/{made.id}/report"
    where = {"meeting": str(next_week.meeting.id), "next": "/meetings/2/desk"}
    late = secretary.post(address, data=where | {"status": "open", "note": "Sin gasolina"})
    assert late.status_code == 422
    assert "Write the new date." in text_of(late)
    back = form_data(late.get_data(as_text=True), address)
    assert back["note"] == ["Sin gasolina"]
    on = where | {"status": "open", "note": "Sin gasolina", "due_on": "2026-06-03"}
    assert secretary.post(address, data=on).location == "/meetings/2/desk"
    done = where | {"status": "done", "note": "Listo"}
    assert secretary.post(address, data=done).status_code == 303
    twice = secretary.post(address, data=done)
    assert twice.status_code == 422
    assert "closed already" in text_of(twice)
    page = text_of(secretary.get(f"/commitments/{made.id}"))
    assert in_order(page, "First due", "May 23", "Was done", "Listo", "Carried on", "Sin gasolina")
    assert session.query(FollowUp).count() == 2


@pytest.mark.parametrize("status", ["", "nonsense"])
def test_a_report_says_what_became_of_it(session, scene, secretary, status):
    made = take_on(session, scene, "Comprar cal", None)
    answer = secretary.post(f"/commitments/{made.id}/report", data={"status": status, "note": "x"})
    assert answer.status_code == 422
    assert "Say whether" in text_of(answer)


@pytest.mark.parametrize("typed", ["El Guásimo", " el guasimo "])
def test_an_organisation_of_the_house_is_meant_by_its_name(
    session, scene, commune, secretary, typed
):
    address = f"/commitments/items/{scene.item.id}/new"
    fields = form_data(secretary.get(address).get_data(as_text=True))
    assert '<option value="El Guásimo">' in secretary.get(address).text
    sent = fields | {"responsible": typed, "text": "Traer la lista"}
    assert secretary.post(address, data=sent).status_code == 303
    made = session.query(Commitment).one()
    assert (made.organization.name, made.person_id, made.responsible) == ("El Guásimo", None, "")


def test_a_persons_page_and_her_own_list_what_is_open(session, scene, commune, sign_in):
    person = commune.principals[0]  # the spokesperson
    take_on(session, scene, "Comprar cal", date(2026, 5, 28), person)
    done = take_on(session, scene, "Avisar a las familias", date(2026, 5, 28), person)
    actions.report(session, commitment=done, status=CommitmentStatus.done, actor=SECRETARY, at=AT)
    take_on(session, scene, "Traer bolsas", date(2026, 5, 28), commune.principals[1])
    session.commit()
    for login, where in (
        ("member", f"/people/persons/{person.id}"),
        ("spokesperson", "/people/me"),
    ):
        page = text_of(sign_in(login).get(where))
        assert "Comprar cal" in page
        assert "Avisar a las familias" not in page
        assert "Traer bolsas" not in page


def test_only_the_secretary_writes(session, scene, commune, sign_in):
    made = take_on(session, scene, "Comprar cal", None, commune.principals[0])
    client = sign_in("spokesperson")
    assert client.get(f"/commitments/{made.id}").status_code == 200
    for address in (f"/commitments/{made.id}/report", f"/commitments/items/{scene.item.id}/new"):
        assert client.post(address, data={"status": "done", "text": "x"}).status_code == 403


def test_what_people_type_is_never_markup(session, scene, secretary):
    made = take_on(session, scene, "<script>alert(1)</script>", None)
    for address in ("/commitments/", f"/commitments/{made.id}"):
        assert "<script>alert" not in secretary.get(address).get_data(as_text=True)


def test_the_list_asks_the_same_for_three_and_for_three_hundred(
    session, scene, commune, secretary, count_queries
):
    decision = carry(session, scene, put(session, scene))

    def fill(many):
        for number in range(many):
            person = commune.principals[number % 16]
            take_on(session, scene, f"Tarea {number}", None, person, decision=decision)
        session.commit()

    def asked():
        with count_queries() as counted:
            assert secretary.get("/commitments/").status_code == 200
        return counted.count

    fill(3)
    few = asked()
    fill(297)
    assert asked() == few <= 8


class TestOnTheDesk:
    """The parts of the desk: what is shown at the item in hand, and where its forms lead."""

    def test_motions_with_what_changes(self, session, scene, secretary):
        motion = put(session, scene, mover_name="Luis Marcano")
        actions_of = secretary.get(desk(scene)).get_data(as_text=True)
        assert "Luis Marcano" in actions_of
        carry(session, scene, motion)
        assert "Decision A-2026-1" in text_of(secretary.get(desk(scene)))

    def test_the_inline_forms_lead_back(self, session, scene, secretary):
        here = desk(scene)
        page = secretary.get(here).get_data(as_text=True)
        for address, typed in (
            (f"/motions/items/{scene.item.id}/new", {"text": "Texto"}),
            (f"/commitments/items/{scene.item.id}/new", {"responsible": "A", "text": "B"}),
        ):
            answer = secretary.post(address, data=form_data(page, address) | typed)
            assert (answer.status_code, answer.location) == (303, here)

    def test_open_commitments_are_reported_at_their_item(self, session, scene, commune, secretary):
        made = take_on(session, scene, "De la semana pasada", date(2026, 5, 23))
        later = wednesday(session, commune, 32)
        later.item = add_item(session, later.meeting, "Compromisos", kind="commitments")
        page = secretary.get(desk(later)).get_data(as_text=True)
        address = f"/commitments/{made.id}/report"
        answer = secretary.post(address, data=form_data(page, address) | {"status": "done"})
        assert answer.location == desk(later)
        after = text_of(secretary.get(desk(later)))
        assert "Nothing is open from before." in after
        assert in_order(after, "Reported today", "De la semana pasada", "Was done")

    def test_it_asks_the_same_for_three_and_for_sixty(
        self, session, scene, commune, secretary, count_queries
    ):
        person = commune.principals[0]

        def fill(many):
            for number in range(many):
                put(session, scene, f"Texto {number}", mover_id=person.id)
                take_on(session, scene, f"Tarea {number}", None, person)
            session.commit()

        def asked():
            with count_queries() as counted:
                assert secretary.get(desk(scene)).status_code == 200
            return counted.count

        fill(3)
        few = asked()
        fill(57)
        assert asked() == few


def desk(scene):
    return f"/meetings/{scene.meeting.id}/desk?item={scene.item.id}"
