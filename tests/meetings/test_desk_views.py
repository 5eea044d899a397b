"""The desk and the pages around it, as a secretary's browser without scripts meets them."""

import re

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.meetings import actions, queries
from assembly.meetings.models import AgendaItem, Meeting, TextRevision
from assembly.meetings.rules import ItemStatus, MeetingStatus
from assembly.people.models import Membership, Person, Seat
from assembly.people.rules import Holding, fold
from tests.commune import HOUSE
from tests.html import form_data
from tests.meetings.wednesday import NINE, convene, oclock, opened


@pytest.fixture
def half_past_nine():
    with clock.stopped_at(oclock(9, 30)):
        yield


@pytest.fixture
def secretary(sign_in, half_past_nine):
    return sign_in("secretary")


@pytest.fixture
def convened(session, commune):
    meeting = convene(session, commune)
    session.commit()
    return meeting


@pytest.fixture
def meeting(session, commune):
    meeting = opened(session, commune)
    session.commit()
    return meeting


def text(response) -> str:
    """What a page says, without its tags."""
    bare = re.sub(
        r"<(script|style).*?</\1>|<[^>]+>", " ", response.get_data(as_text=True), flags=re.S
    )
    return " ".join(bare.split())


def sent(response, action):
    """What a browser would send of a form on this page: one value a name."""
    data = form_data(response.get_data(as_text=True), action)
    return {name: values[0] for name, values in data.items()}


def roll(commune, seats, **more):
    """The roll as the form sends it: principals of the first seats, nobody in the others."""
    lines = {
        f"seat-{seat.id}": str(person.id) if place < seats else ""
        for place, (seat, person) in enumerate(zip(commune.seats, commune.principals, strict=True))
    }
    return {"number": "1", "when": "09:00", **lines, **more}


def in_english(client):
    client.post("/people/language", data={"language": "en"})
    return client


# ---- the roll ------------------------------------------------------------------------------------


def test_the_desk_before_the_session_asks_for_the_roll(secretary, convened):
    page = in_english(secretary).get(f"/meetings/{convened.id}/desk")
    assert "Call the roll and open the session" in text(page)
    assert "The rule asks for more than half of the 16 seats, that is 9." in text(page)


def test_the_roll_opens_the_session(secretary, session, commune, convened):
    in_english(secretary)
    answer = secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 11))
    assert (answer.status_code, answer.location) == (303, f"/meetings/{convened.id}/desk")
    page = text(secretary.get(answer.location))
    assert "In session First call, 9:00 AM" in page
    assert "11 of 16" in page
    assert "there is quorum" in page
    assert session.get(Meeting, convened.id).opened_at == NINE


def test_without_quorum_the_next_call_is_shown_or_the_meeting_is_not_held(
    secretary, session, commune, convened
):
    in_english(secretary)
    answer = secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 7))
    assert answer.location == f"/meetings/{convened.id}/roll"
    page = secretary.get(answer.location)
    assert "First call, 9:00 AM: no quorum: 2 are missing" in text(page) or (
        "9:00 AM, no quorum: 2 are missing" in text(page)
    )
    secretary.post(f"/meetings/{convened.id}/not-held", data={"left_at": "09:30"})
    meeting = session.get(Meeting, convened.id)
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.ended, oclock(9, 30))
    assert "Not held" in text(secretary.get(f"/meetings/{convened.id}/desk"))


def test_a_rejected_roll_comes_back_with_every_line(secretary, commune, convened):
    data = roll(commune, 11, when="11:00")  # it is half past nine
    answer = in_english(secretary).post(f"/meetings/{convened.id}/roll", data=data)
    assert answer.status_code == 422
    assert "This hour has not come yet." in text(answer)
    sent_again = sent(answer, f"/meetings/{convened.id}/roll")
    for name, value in data.items():
        assert sent_again[name] == value


def test_all_principals_then_the_exceptions_without_scripts(secretary, commune, convened):
    page = secretary.get(f"/meetings/{convened.id}/roll?fill=principals")
    ticked = sent(page, f"/meetings/{convened.id}/roll")
    for seat, person in zip(commune.seats, commune.principals, strict=True):
        assert ticked[f"seat-{seat.id}"] == str(person.id)


def test_an_override_needs_and_keeps_its_reason(secretary, session, commune, convened):
    data = roll(commune, 7, override_reason="Emergencia por lluvias.")
    secretary.post(f"/meetings/{convened.id}/roll", data=data)
    meeting = session.get(Meeting, convened.id)
    assert meeting.status is MeetingStatus.in_session
    assert [(c.valid, c.override_reason) for c in meeting.calls] == [
        (False, "Emergencia por lluvias.")
    ]


def test_chair_and_secretary_are_proposed_from_the_meeting_before(
    secretary, session, commune, convened
):
    known = commune.principals[2]
    secretary.post(
        f"/meetings/{convened.id}/roll",
        data=roll(commune, 11, chair=known.name, secretary="Nadie Conocido"),
    )
    assert session.get(Meeting, convened.id).call is None  # a name that nobody has is refused
    secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 11, chair=known.name))
    assert session.get(Meeting, convened.id).chair_id == known.id


# ---- items ---------------------------------------------------------------------------------------


def test_an_item_is_opened_closed_and_the_next_one_follows(secretary, session, meeting):
    two, three = meeting.items[1], meeting.items[2]
    secretary.post(f"/meetings/items/{two.id}/step", data={"act": "open"})
    assert session.get(AgendaItem, two.id).status is ItemStatus.open
    data = {"text": "Leída y aprobada.", "version": "0", "then": "next"}
    answer = secretary.post(f"/meetings/items/{two.id}/text", data=data)
    assert answer.location == f"/meetings/{meeting.id}/desk?item={three.id}#text"
    session.expire_all()
    told = [(item.status, item.text) for item in (two, three)]
    assert told == [(ItemStatus.closed, "Leída y aprobada."), (ItemStatus.open, "")]


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        (["defer"], ItemStatus.deferred),
        (["withdraw"], ItemStatus.withdrawn),
        (["open", "close"], ItemStatus.closed),
        (["open", "close", "open"], ItemStatus.open),
        (["open", "put_back"], ItemStatus.planned),
        (["open", "open"], ItemStatus.open),  # a double click
    ],
)
def test_steps_of_an_item(secretary, session, meeting, acts, status):
    item = meeting.items[1]
    for act in acts:
        answer = secretary.post(f"/meetings/items/{item.id}/step", data={"act": act})
        assert answer.status_code == 303
    session.expire_all()
    assert item.status is status


def test_a_step_that_is_not_possible_is_named_on_the_desk(secretary, meeting):
    two, three = meeting.items[1], meeting.items[2]
    in_english(secretary).post(f"/meetings/items/{two.id}/step", data={"act": "open"})
    answer = secretary.post(f"/meetings/items/{three.id}/step", data={"act": "open"})
    assert answer.status_code == 422
    assert "«Acta anterior» is still open. Close it first." in text(answer)
    taken_over = secretary.post(f"/meetings/items/{three.id}/step", data={"act": "take_over"})
    assert taken_over.status_code == 303


def test_an_item_added_twice_by_a_double_click_is_one(secretary, session, meeting):
    for _ in range(2):
        answer = secretary.post(f"/meetings/{meeting.id}/added", data={"title": "Derrumbe"})
        assert answer.status_code == 303
    titles = session.scalars(select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id))
    assert list(titles).count("Derrumbe") == 1


def test_an_item_without_title_comes_back(secretary, meeting):
    answer = in_english(secretary).post(f"/meetings/{meeting.id}/added", data={"title": "  "})
    assert answer.status_code == 422
    assert "Write what the item is about." in text(answer)


# ---- texts ---------------------------------------------------------------------------------------


def test_two_secretaries_on_one_item_lose_nothing(sign_in, session, meeting, half_past_nine):
    item = meeting.items[2]
    one, other = in_english(sign_in("secretary")), in_english(sign_in("chair"))
    address = f"/meetings/items/{item.id}/text"
    one.post(address, data={"text": "Rosa escribe.", "version": "0"})
    clash = other.post(address, data={"text": "Luis escribe.", "version": "0"})
    assert clash.status_code == 409
    assert "Rosa escribe." in text(clash)
    merge = sent(clash, address)
    assert merge["text"] == "Luis escribe."
    answer = other.post(address, data={**merge, "text": "Rosa y Luis escriben."})
    assert answer.status_code == 303
    session.expire_all()
    assert (item.text, item.text_version) == ("Rosa y Luis escriben.", 2)
    kept = session.scalars(select(TextRevision.text).order_by(TextRevision.id)).all()
    assert kept == ["Rosa escribe.", "Luis escribe.", "Rosa y Luis escriben."]
    # All of them can be read and copied, the newest first.
    page = other.get(f"/meetings/items/{item.id}/texts").text
    places = [page.find(f"\n{each}</textarea>") for each in reversed(kept)]
    assert -1 not in places
    assert places == sorted(places)
    assert "Came too late: kept aside" in page
    assert sign_in("member").get(f"/meetings/items/{item.id}/texts").status_code == 403


def test_saving_by_itself_is_answered_in_json(secretary, meeting):
    address = f"/meetings/items/{meeting.items[2].id}/text"
    headers = {"Accept": "application/json"}
    saved = secretary.post(address, data={"text": "Uno.", "version": "0"}, headers=headers)
    assert saved.get_json() == {"version": 1, "time": "9:30:00"}
    stale = secretary.post(address, data={"text": "Dos.", "version": "0"}, headers=headers)
    assert (stale.status_code, stale.get_json()) == (
        409,
        {"stale": True, "theirs": "Uno.", "version": 1},
    )


def test_a_closed_meeting_edited_from_an_old_tab_gives_the_text_back(secretary, session, meeting):
    item = meeting.items[2]
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(9, 29))
    session.commit()
    address = f"/meetings/items/{item.id}/text"
    data = {"text": "Escrito tarde.", "version": "0", "then": "next"}
    answer = in_english(secretary).post(address, data=data)
    assert answer.status_code == 422
    assert "The minutes of this meeting are closed" in text(answer)
    assert "Escrito tarde." in text(answer)
    by_itself = secretary.post(address, data=data, headers={"Accept": "application/json"})
    assert by_itself.status_code == 422
    assert "The minutes of this meeting are closed" in by_itself.get_json()["error"]
    session.expire_all()
    assert (item.text, item.status) == ("", ItemStatus.planned)


def test_every_act_on_a_sealed_meeting_is_refused_in_words(secretary, session, commune, meeting):
    item = meeting.items[1]
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(9, 29))
    session.commit()
    in_english(secretary)
    base = f"/meetings/{meeting.id}"
    for address, data in {
        f"{base}/roll": roll(commune, 11),
        f"{base}/added": {"title": "Otro"},
        f"{base}/attendance": {
            "what": "comes",
            "person": str(commune.principals[12].id),
            "item": "0",
            "last_item": "0",
        },
        f"{base}/end": {"when": "09:20"},
        f"{base}/lead": {"chair": ""},
        f"{base}/resume": {},
        f"{base}/paper": {},
        f"/meetings/items/{item.id}/step": {"act": "open"},
    }.items():
        answer = secretary.post(address, data=data)
        assert answer.status_code == 422, address
        assert "nothing in it changes" in text(answer), address
    page = text(secretary.get(f"{base}/desk"))
    assert "The minutes of this meeting are closed: nothing in it changes." in page


def test_what_people_write_is_never_markup(secretary, session, meeting):
    item = meeting.items[2]
    evil = '<script>alert(1)</script> **fuerte** </textarea><img src="x" onerror="y">'
    secretary.post(f"/meetings/items/{item.id}/text", data={"text": evil, "version": "0"})
    page = secretary.get(f"/meetings/{meeting.id}/desk?item={item.id}").get_data(as_text=True)
    assert "<script>alert" not in page
    assert 'onerror="y"' not in page.replace("&#34;", '"').split("<textarea")[0]
    preview = secretary.post(f"/meetings/{meeting.id}/preview", data={"text": evil})
    assert "<strong>fuerte</strong>" in preview.get_data(as_text=True)
    assert "<img" not in preview.get_data(as_text=True)


def test_a_text_that_begins_with_an_empty_line_keeps_it(secretary, session, meeting):
    item = meeting.items[2]
    address = f"/meetings/items/{item.id}/text"
    secretary.post(address, data={"text": "\n\nDespués de dos líneas.", "version": "0"})
    page = secretary.get(f"/meetings/{meeting.id}/desk?item={item.id}")
    sent_again = sent(page, address)
    secretary.post(address, data=sent_again)
    session.expire_all()
    assert (item.text, item.text_version) == ("\n\nDespués de dos líneas.", 1)


# ---- attendance ----------------------------------------------------------------------------------


def test_somebody_comes_and_is_told_on_the_desk(secretary, session, commune, meeting):
    item = meeting.items[1]
    in_english(secretary).post(f"/meetings/items/{item.id}/step", data={"act": "open"})
    desk = f"/meetings/{meeting.id}/desk?item={item.id}"
    data = {
        "what": "comes",
        "person": str(commune.principals[12].id),
        "item": "0",
        "last_item": "0",
        "when": "09:30",
        "next": desk,
    }
    answer = secretary.post(f"/meetings/{meeting.id}/attendance", data=data)
    assert answer.location == desk
    page = text(secretary.get(desk))
    assert "12 of 16" in page
    assert "Vocera Organización 1 comes, item 2 9:30 AM" in page
    again = secretary.post(f"/meetings/{meeting.id}/attendance", data=data)  # a double click
    assert again.status_code == 303
    assert len(queries.presence_of(session, meeting).moved) == 12


def test_a_fact_that_cannot_be_comes_back_with_its_reason(secretary, commune, meeting):
    data = {
        "what": "comes",
        "person": str(commune.principals[0].id),
        "item": "0",
        "last_item": "0",
        "when": "09:25",
    }
    answer = in_english(secretary).post(f"/meetings/{meeting.id}/attendance", data=data)
    assert answer.status_code == 422
    assert "Vocera El Cedro is already in the room." in text(answer)
    assert 'value="09:25"' in answer.get_data(as_text=True)


def test_out_for_single_items_and_taken_back(secretary, session, commune, meeting):
    data = {
        "what": "out",
        "person": str(commune.principals[0].id),
        "item": str(meeting.items[2].id),
        "last_item": str(meeting.items[3].id),
        "reason": "Es parte interesada.",
    }
    in_english(secretary).post(f"/meetings/{meeting.id}/attendance", data=data)
    page = secretary.get(f"/meetings/{meeting.id}/attendance")
    assert "Vocera El Cedro is out for items 3–4 : Es parte interesada." in text(page) or (
        "Vocera El Cedro is out for items 3–4: Es parte interesada." in text(page)
    )
    (out,) = queries.presence_of(session, meeting).outs
    for _ in range(2):  # a double click takes out once and is no error
        answer = secretary.post(f"/meetings/{meeting.id}/absences/{out.id}/remove")
        assert answer.status_code == 303
    session.expire_all()
    assert queries.presence_of(session, meeting).outs == ()


def test_lost_quorum_is_named_at_the_item(secretary, session, commune, meeting):
    two, three = meeting.items[1], meeting.items[2]
    in_english(secretary).post(f"/meetings/items/{two.id}/step", data={"act": "open"})
    for person in commune.principals[:3]:
        data = {"what": "leaves", "person": str(person.id), "item": str(two.id), "last_item": "0"}
        secretary.post(f"/meetings/{meeting.id}/attendance", data=data)
    secretary.post(f"/meetings/items/{three.id}/step", data={"act": "take_over"})
    page = text(secretary.get(f"/meetings/{meeting.id}/desk?item={three.id}"))
    assert "8 of 16" in page
    assert "no quorum: 1 is missing" in page


# ---- the end -------------------------------------------------------------------------------------


def test_the_end_asks_about_what_is_open(secretary, session, meeting):
    two = meeting.items[1]
    in_english(secretary).post(f"/meetings/items/{two.id}/step", data={"act": "open"})
    page = secretary.get(f"/meetings/{meeting.id}/end")
    proposed = sent(page, f"/meetings/{meeting.id}/end")
    assert proposed[f"item-{two.id}"] == "closed"
    assert {proposed[f"item-{item.id}"] for item in meeting.items[2:]} == {"deferred"}
    answer = secretary.post(f"/meetings/{meeting.id}/end", data={**proposed, "when": "08:00"})
    assert answer.status_code == 422
    assert "The end lies before the opening." in text(answer)
    secretary.post(f"/meetings/{meeting.id}/end", data={**proposed, "when": "09:30"})
    session.expire_all()
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.ended, oclock(9, 30))
    secretary.post(f"/meetings/{meeting.id}/resume")
    session.expire_all()
    assert meeting.status is MeetingStatus.in_session


# ---- from paper ----------------------------------------------------------------------------------


def test_a_meeting_is_typed_in_the_order_of_its_paper(secretary, session, commune, convened):
    """Roll, text after text, the end: only the buttons that carry on, and no hour that the paper lacks."""
    base = f"/meetings/{convened.id}"
    assert f'action="{base}/paper"' in secretary.get(f"{base}/desk").get_data(as_text=True)
    answer = secretary.post(f"{base}/paper")
    assert answer.location == f"{base}/roll"
    assert sent(secretary.get(f"{base}/roll"), f"{base}/roll")["when"] == ""
    answer = secretary.post(f"{base}/roll", data=roll(commune, 11, when=""))
    for item in convened.items[1:]:
        page = secretary.get(answer.location.partition("#")[0])
        written = sent(page, f"/meetings/items/{item.id}/text")
        last = item is convened.items[-1]
        written |= {"text": f"Sobre {item.title}.", "then": "end" if last else "next"}
        answer = secretary.post(f"/meetings/items/{item.id}/text", data=written)
    assert answer.location == f"{base}/end"
    secretary.post(f"{base}/end", data={"when": ""})
    session.expire_all()
    assert (convened.status, convened.opened_at, convened.ended_at) == (
        MeetingStatus.ended,
        None,
        None,
    )
    told = [(item.status, item.text, item.opened_at) for item in convened.items[1:]]
    assert told == [
        (ItemStatus.closed, f"Sobre {item.title}.", None) for item in convened.items[1:]
    ]


# ---- how much it asks of the database --------------------------------------------------------------


def add_seats(session, commune, number):
    """More seats with a principal and an alternate each."""
    for place in range(number):
        seat = Seat(body=commune.body, label=f"Caserío {place}", position=100 + place)
        session.add(seat)
        for holding in Holding:
            name = f"{holding.value} {place}"
            person = Person(name=name, name_key=fold(name))
            session.add_all([person, Membership(seat=seat, person=person, holding=holding)])
            if holding is Holding.principal:
                commune.principals.append(person)
    session.flush()


@pytest.mark.parametrize("page", ["desk", "roll", "attendance", "end", "lead"])
def test_as_many_queries_for_forty_items_and_three_hundred_seats(
    secretary, session, commune, count_queries, page
):
    """Four items more or less, 16 seats or 300, one arrival or a hundred: the same questions."""
    counts = []
    for number, items in ((40, 0), (41, 36)):
        if items:
            add_seats(session, commune, 284)
        meeting = opened(session, commune, seats=280, items=items, number=number)
        address = f"/meetings/{meeting.id}/{page}"
        session.commit()
        secretary.get(address)
        with count_queries() as counted:
            assert secretary.get(address).status_code == 200
        counts.append(counted.count)
    assert counts[0] == counts[1]
    assert counts[1] <= 12, "\n".join(counted.statements)
