"""The roll and the door, as a secretary's browser without scripts meets them."""

from datetime import UTC, datetime, timedelta

import pytest

from assembly import clock
from assembly.meetings import queries
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from tests.meetings.reading import in_english, sent, words
from tests.meetings.wednesday import NINE, oclock, roll


@pytest.fixture
def secretary(sign_in, half_past_nine):
    return sign_in("secretary")


def test_the_desk_before_the_session_asks_for_the_roll(secretary, convened):
    page = in_english(secretary).get(f"/meetings/{convened.id}/desk")
    assert "Call the roll and open the session" in words(page)
    assert "The rule asks for more than half of the 16 seats, that is 9." in words(page)


def test_the_roll_opens_the_session(secretary, session, commune, convened):
    in_english(secretary)
    answer = secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 11))
    assert (answer.status_code, answer.location) == (303, f"/meetings/{convened.id}/desk")
    page = words(secretary.get(answer.location))
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
    assert "First call, 9:00 AM: no quorum: 2 are missing" in words(page) or (
        "9:00 AM, no quorum: 2 are missing" in words(page)
    )
    secretary.post(f"/meetings/{convened.id}/not-held", data={"left_at": "09:30"})
    meeting = session.get(Meeting, convened.id)
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.ended, oclock(9, 30))
    assert "Not held" in words(secretary.get(f"/meetings/{convened.id}/desk"))


def test_a_rejected_roll_comes_back_with_every_line(secretary, commune, convened):
    data = roll(commune, 11, when="11:00")  # it is half past nine
    answer = in_english(secretary).post(f"/meetings/{convened.id}/roll", data=data)
    assert answer.status_code == 422
    assert "This hour has not come yet." in words(answer)
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
    page = words(secretary.get(desk))
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
    assert "Vocera El Cedro is already in the room." in words(answer)
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
    assert "Vocera El Cedro is out for items 3–4 : Es parte interesada." in words(page) or (
        "Vocera El Cedro is out for items 3–4: Es parte interesada." in words(page)
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
    page = words(secretary.get(f"/meetings/{meeting.id}/desk?item={three.id}"))
    assert "8 of 16" in page
    assert "no quorum: 1 is missing" in page


def test_who_meets_before_the_day_of_the_notice_moves_it_to_today(
    sign_in, session, commune, convened
):
    """Monday the 18th, half past eleven at night in Caracas: in Greenwich it is Tuesday already."""
    monday_night = datetime(2026, 5, 19, 3, 30, tzinfo=UTC)
    with clock.stopped_at(monday_night):
        secretary = in_english(sign_in("secretary"))
        page = secretary.get(f"/meetings/{convened.id}/roll")
        assert "convened for Wednesday, May 20, 2026, so no hour of that day" in words(page)
        assert (
            secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 11)).status_code
            == 422
        )
        moved = secretary.post(f"/meetings/{convened.id}/today")
        assert moved.location == f"/meetings/{convened.id}/roll"
        assert session.get(Meeting, convened.id).scheduled_at == NINE - timedelta(days=2)
        assert "no hour of that day" not in words(secretary.get(moved.location))
        secretary.post(f"/meetings/{convened.id}/roll", data=roll(commune, 11))
        assert session.get(Meeting, convened.id).opened_at == NINE - timedelta(days=2)
