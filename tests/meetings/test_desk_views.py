"""The desk and the pages around it, as a secretary's browser without scripts meets them."""

import pytest
from sqlalchemy import select

from assembly.meetings import actions
from assembly.meetings.models import AgendaItem, TextRevision
from assembly.meetings.rules import ItemStatus, MeetingStatus
from assembly.motions import actions as motions
from assembly.people.models import Membership, Person, Seat
from assembly.people.rules import Holding, fold
from assembly.voting import actions as voting
from assembly.voting.elections import CountingRule, ElectionRule
from tests.commune import HOUSE
from tests.meetings.reading import in_english, sent, words
from tests.meetings.wednesday import oclock, opened, roll


@pytest.fixture
def secretary(sign_in, half_past_nine):
    return sign_in("secretary")


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
    assert "«Acta anterior» is still open. Close it first." in words(answer)
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
    assert "Write what the item is about." in words(answer)


# ---- texts ---------------------------------------------------------------------------------------


def test_two_secretaries_on_one_item_lose_nothing(sign_in, session, meeting, half_past_nine):
    item = meeting.items[2]
    one, other = in_english(sign_in("secretary")), in_english(sign_in("chair"))
    address = f"/meetings/items/{item.id}/text"
    one.post(address, data={"text": "Rosa escribe.", "version": "0"})
    clash = other.post(address, data={"text": "Luis escribe.", "version": "0"})
    assert clash.status_code == 409
    assert "Rosa escribe." in words(clash)
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
    assert "The minutes of this meeting are closed" in words(answer)
    assert "Escrito tarde." in words(answer)
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
        assert "nothing in it changes" in words(answer), address
    page = words(secretary.get(f"{base}/desk"))
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
    assert "The end lies before the opening." in words(answer)
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


# ---- how much it asks of the database ------------------------------------------------------------


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


def test_twelve_queries_at_most_whatever_is_moved_in_the_item(
    secretary, session, commune, meeting, count_queries
):
    """A motion by somebody known with one amendment or five, and an election nobody voted in yet."""
    by = {"actor": HOUSE, "at": oclock(9, 20)}
    item = meeting.items[4]
    desk = f"/meetings/{meeting.id}/desk?item={item.id}"
    in_english(secretary)
    mover = {"mover_id": commune.principals[0].id}
    motion = motions.submit_motion(
        session, body=commune.body, item=item, text="Entregar 3.000 plantas.", **mover, **by
    )
    voting.call_election(
        session,
        item=item,
        title="Coordinación del vivero",
        body=commune.body,
        seat_ids=[],
        rule=ElectionRule(CountingRule.approval, 1),
        secret=True,
        **by,
    )
    counts = []
    for more in (1, 4):
        for number in range(more):
            motions.propose_amendment(
                session, motion=motion, text=f"Entregar {number} plantas.", **mover, **by
            )
        session.commit()
        with count_queries() as counted:
            page = secretary.get(desk)
        counts.append(counted.count)
        assert "Election: Coordinación del vivero" in words(page)
    assert counts[0] == counts[1]
    assert counts[1] <= 12, "\n".join(counted.statements)


def test_ten_queries_save_what_the_same_hand_goes_on_writing(
    session, secretary, meeting, count_queries
):
    # Where many write at once, two more: whether somebody is closing the minutes meanwhile.
    most = 12 if session.get_bind().dialect.name == "postgresql" else 10
    address = f"/meetings/items/{meeting.items[1].id}/text"
    told = {"headers": {"Accept": "application/json"}}
    secretary.post(address, data={"text": "Se lee", "version": 0}, **told)
    with count_queries() as counted:
        answer = secretary.post(address, data={"text": "Se lee el acta.", "version": 1}, **told)
    assert answer.get_json()["version"] == 2
    assert counted.count <= most, "\n".join(counted.statements)
