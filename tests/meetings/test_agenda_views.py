"""Editing the agenda without scripts, by keyboard, and by two at once."""

import re

import pytest

from assembly.meetings import queries
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from tests.meetings.reading import filled, words
from tests.meetings.wednesday import convene

pytestmark = pytest.mark.usefixtures("stopped")


@pytest.fixture
def secretary(sign_in):
    client = sign_in("secretary")
    client.post("/people/language", data={"language": "en"})
    return client


@pytest.fixture
def meeting(session, commune) -> Meeting:
    made = convene(session, commune)
    session.commit()
    return made


def titles(session, meeting: Meeting) -> list[str]:
    session.expire_all()
    return [item.title for item in queries.agenda_of(session, meeting.id)]


def agenda(meeting: Meeting) -> str:
    return f"/meetings/{meeting.id}/agenda"


def test_an_item_is_added_with_a_presenter_of_the_body(session, commune, meeting, secretary):
    page = secretary.get(agenda(meeting))
    data = filled(
        page,
        agenda(meeting),
        title="Informe del vivero",
        kind="report",
        presenter=commune.principals[2].name,
        minutes_planned="20",
    )
    answer = secretary.post(agenda(meeting), data=data)
    assert answer.status_code == 303
    item = next(
        each
        for each in queries.agenda_of(session, meeting.id)
        if each.title == "Informe del vivero"
    )
    assert (item.presenter_id, item.presenter_name, item.minutes_planned, item.position) == (
        commune.principals[2].id,
        "",
        20,
        5,
    )
    page = secretary.get(answer.location)
    assert "5 Informe del vivero report · Vocera La Unión · 20 min" in words(page)
    assert re.search(
        r'<input[^>]*name="title"[^>]*autofocus', page.get_data(as_text=True)
    ) or re.search(r'<input[^>]*autofocus[^>]*name="title"', page.get_data(as_text=True))


def test_or_by_somebody_from_outside(session, meeting, secretary):
    data = filled(
        secretary.get(agenda(meeting)), agenda(meeting), title="Salud", presenter="Dra. Mota"
    )
    secretary.post(agenda(meeting), data=data)
    item = next(each for each in queries.agenda_of(session, meeting.id) if each.title == "Salud")
    assert (item.presenter_id, item.presenter_name) == (None, "Dra. Mota")


def test_a_double_click_adds_once(session, meeting, secretary):
    data = filled(secretary.get(agenda(meeting)), agenda(meeting), title="Salud")
    for _ in range(2):
        secretary.post(agenda(meeting), data=data)
    assert titles(session, meeting).count("Salud") == 1


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": " "}, "Write what the item is about."),
        ({"title": "T" * 2000}, ""),
        ({"title": "Salud", "minutes_planned": "0"}, "From 1 to 1440 minutes."),
        ({"title": "Salud", "kind": "party"}, ""),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_kept(session, meeting, secretary, changes, told):
    before = titles(session, meeting)
    typed = {"presenter": "=1+1 <b>Mota</b> \u202eatoM", **changes}
    data = filled(secretary.get(agenda(meeting)), agenda(meeting), **typed)
    answer = secretary.post(agenda(meeting), data=data)
    assert answer.status_code == 422
    assert told in words(answer)
    assert "=1+1 &lt;b&gt;Mota&lt;/b&gt; \u202eatoM" in answer.get_data(as_text=True)
    assert titles(session, meeting) == before


def test_up_and_down_without_scripts(session, meeting, secretary):
    item = meeting.items[2]
    address = f"/meetings/items/{item.id}/move?way=up"
    data = {"version": str(meeting.version), "number": "2"}
    for _ in range(2):  # a double click moves once
        answer = secretary.post(address, data=data)
        assert answer.status_code == 303
    assert titles(session, meeting)[1] == "Vivero de café"
    page = secretary.get(answer.location).get_data(as_text=True)
    buttons = re.findall(r"<button[^>]*autofocus[^>]*>", page)
    assert len(buttons) == 1
    assert "Move «Vivero de café» up" in buttons[0]  # the keyboard goes on from there


def test_two_who_order_at_once(session, meeting, secretary):
    version = str(meeting.version)
    first, second = meeting.items[4].id, meeting.items[2].id
    secretary.post(f"/meetings/items/{first}/move", data={"version": version, "number": "1"})
    before = titles(session, meeting)
    answer = secretary.post(
        f"/meetings/items/{second}/move", data={"version": version, "number": "2"}
    )
    assert answer.status_code == 422
    assert "Someone else saved this in the meantime." in words(answer)
    assert titles(session, meeting) == before


@pytest.mark.parametrize("data", [{}, {"number": "x"}, {"number": "-3", "version": "y"}])
def test_a_mangled_move_harms_nothing(session, meeting, secretary, data):
    before = sorted(titles(session, meeting))
    item = meeting.items[2].id
    assert secretary.post(f"/meetings/items/{item}/move", data=data).status_code in (303, 422)
    assert sorted(titles(session, meeting)) == before


def edit(meeting: Meeting, place: int) -> str:
    return f"/meetings/items/{meeting.items[place].id}/edit"


def test_an_item_is_edited_and_put_elsewhere(session, meeting, secretary):
    address = edit(meeting, 2)
    page = secretary.get(address)
    answer = secretary.post(
        address, data=filled(page, address, title="Vivero: entrega", number="4")
    )
    assert answer.status_code == 303
    assert titles(session, meeting)[3] == "Vivero: entrega"


def test_two_who_edit_one_item_see_both_texts(session, meeting, secretary):
    address = edit(meeting, 3)
    page = secretary.get(address)
    secretary.post(address, data=filled(page, address, title="Cuentas del trimestre"))
    answer = secretary.post(address, data=filled(page, address, title="Cuentas de la cooperativa"))
    assert answer.status_code == 422
    assert "Cuentas del trimestre" in words(answer)
    assert 'value="Cuentas de la cooperativa"' in answer.get_data(as_text=True)
    assert "Cuentas del trimestre" in titles(session, meeting)
    answer = secretary.post(address, data=filled(answer, address))  # seen, and meant
    assert answer.status_code == 303
    assert "Cuentas de la cooperativa" in titles(session, meeting)


def test_an_item_is_taken_off(session, meeting, secretary):
    item = meeting.items[2].id
    answer = secretary.post(f"/meetings/items/{item}/remove")
    assert "«Vivero de café» is off the agenda." in secretary.get(answer.location).get_data(
        as_text=True
    )
    assert "Vivero de café" not in titles(session, meeting)
    assert secretary.post(f"/meetings/items/{item}/remove").status_code == 404


def test_in_session_it_stays(session, meeting, secretary):
    meeting.status = MeetingStatus.in_session
    session.commit()
    answer = secretary.post(f"/meetings/items/{meeting.items[2].id}/remove")
    assert answer.status_code == 422
    assert "The meeting has begun" in words(answer)


def test_an_old_tab_of_a_meeting_that_is_over(session, meeting, secretary):
    data = filled(secretary.get(agenda(meeting)), agenda(meeting), title="Tarde")
    meeting.status = MeetingStatus.ended
    session.commit()
    answer = secretary.post(agenda(meeting), data=data)
    assert answer.status_code == 422
    assert "This meeting is over" in words(answer)


def test_forty_items_ask_as_often_as_five(session, commune, meeting, secretary, count_queries):
    long = convene(session, commune, items=35, number=32)
    counts = []
    for each in (meeting, meeting, long):
        with count_queries() as counted:
            page = secretary.get(agenda(each))
        counts.append(counted.count)
    assert "40" in words(page)
    assert counts[1] == counts[2] <= 12
