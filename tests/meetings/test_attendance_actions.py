"""Who comes and goes, and what follows for seats and quorum at each item.

The example: the session opens at 9:00 with the principals of seats 1-11 (of 16; quorum 9); item 1 is
the roll itself. Counted by hand, door by door.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.meetings import actions, queries
from assembly.meetings.models import Attendance, Meeting
from tests.commune import HOUSE
from tests.meetings.wednesday import NINE, convene, oclock, opened


@pytest.fixture
def meeting(session, commune):
    return opened(session, commune)


def act(action, session, meeting, person, at=None, **more):
    return action(session, meeting=meeting, person=person, actor=HOUSE, at=at or oclock(12), **more)


def open_item(session, meeting, place, hour, minute=0):
    item = meeting.items[place - 1]
    actions.open_item(session, item=item, actor=HOUSE, at=oclock(hour, minute))
    return item


def close_item(session, meeting, place, hour, minute=0):
    item = meeting.items[place - 1]
    actions.close_item(session, item=item, actor=HOUSE, at=oclock(hour, minute))
    return item


def taken(session, meeting):
    """The seats taken at the opening and at each item."""
    presence = queries.presence_of(session, meeting)
    return [presence.count(item).taken for item in [None, *(item.id for item in meeting.items)]]


def test_arrivals_and_departures_change_the_quorum_item_by_item(session, commune, meeting):
    people = commune.principals
    open_item(session, meeting, 2, 9, 5)
    act(actions.arrive, session, meeting, people[11], when=oclock(9, 10))
    act(actions.depart, session, meeting, people[0], when=oclock(9, 20))
    close_item(session, meeting, 2, 9, 30)
    open_item(session, meeting, 3, 9, 31)
    for person in people[1:4]:
        act(actions.depart, session, meeting, person, when=oclock(9, 40))
    close_item(session, meeting, 3, 10)
    open_item(session, meeting, 4, 10)
    # Opening and roll 11; item 2: one came, one left but was there for it: 12; item 3: 11, of whom
    # three leave but count for it; item 4: 8, below 9: quorum is lost.
    assert taken(session, meeting) == [11, 11, 12, 11, 8, 8]
    valid = [queries.quorum_at(session, meeting, item).result.valid for item in meeting.items]
    assert valid == [True, True, True, False, False]
    quorum = queries.quorum_at(session, meeting, meeting.items[3])
    assert (quorum.result.present, quorum.result.required, quorum.result.missing) == (8, 9, 1)


def test_the_hour_says_during_which_item(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    close_item(session, meeting, 2, 9, 30)
    open_item(session, meeting, 3, 9, 35)
    second, third = meeting.items[1], meeting.items[2]
    person, other, early = commune.principals[11], commune.principals[12], commune.principals[13]
    # Forgotten and written down later: at 9:10 item 2 was on, at 9:32 nothing was.
    assert act(actions.arrive, session, meeting, person, when=oclock(9, 10)).item_id == second.id
    assert act(actions.arrive, session, meeting, other, when=oclock(9, 32)).item_id == third.id
    assert act(actions.depart, session, meeting, person, when=oclock(9, 33)).item_id == second.id
    # In the minute of the call but not in the roll: the roll is done, the next item it is.
    assert act(actions.arrive, session, meeting, early, when=NINE).item_id == second.id


def test_whoever_came_before_the_call_belongs_in_the_roll(session, commune, meeting):
    with pytest.raises(RuleViolation) as caught:
        act(actions.arrive, session, meeting, commune.principals[12], when=oclock(8, 50))
    assert (caught.value.code, caught.value.field) == ("meetings.before_the_roll", "when")


def test_an_hour_typed_to_the_minute_belongs_to_the_item_opened_in_that_minute(
    session, commune, meeting
):
    second = meeting.items[1]
    moment = oclock(9, 5) + timedelta(seconds=40)
    actions.open_item(session, item=second, actor=HOUSE, at=moment)
    came = act(actions.arrive, session, meeting, commune.principals[12], when=oclock(9, 5))
    assert came.item_id == second.id


def test_between_items_who_leaves_was_there_for_the_last_and_who_comes_is_for_the_next(
    session, commune, meeting
):
    open_item(session, meeting, 2, 9, 5)
    close_item(session, meeting, 2, 9, 30)
    assert (
        act(actions.depart, session, meeting, commune.principals[0]).item_id == meeting.items[1].id
    )
    assert act(actions.arrive, session, meeting, commune.principals[12]).item_id == (
        meeting.items[2].id
    )


def test_the_principal_comes_late_and_takes_her_seat_from_the_alternate(session, commune, meeting):
    seat = 12
    open_item(session, meeting, 2, 9, 5)
    act(actions.arrive, session, meeting, commune.alternates[seat])
    close_item(session, meeting, 2, 9, 30)
    third = open_item(session, meeting, 3, 9, 35)
    act(actions.arrive, session, meeting, commune.principals[seat])
    presence = queries.presence_of(session, meeting)
    at_two = presence.seated(meeting.items[1].id)[seat]
    at_three = presence.seated(third.id)[seat]
    assert (at_two.holder.name, at_two.state) == ("Suplente Organización 1", "alternate")
    assert (at_three.holder.name, at_three.state) == ("Vocera Organización 1", "principal")
    assert [other.name for other in at_three.beside] == ["Suplente Organización 1"]
    assert presence.count(third.id).taken == 12  # one seat, one vote


def test_an_alternate_takes_over_from_a_principal_who_leaves(session, commune, meeting):
    second = open_item(session, meeting, 2, 9, 5)
    act(actions.take_seat, session, meeting, commune.alternates[0], when=oclock(9, 10))
    presence = queries.presence_of(session, meeting)
    assert presence.count(second.id).taken == 11
    assert presence.seated(second.id)[0].state == "principal"  # was there for it
    assert presence.seated(meeting.items[2].id)[0].holder.name == "Suplente El Cedro"
    assert presence.count(meeting.items[2].id).taken == 11


def test_nobody_takes_over_an_empty_seat(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    with pytest.raises(RuleViolation, match=r"meetings\.nobody_to_relieve"):
        act(actions.take_seat, session, meeting, commune.alternates[15])


def test_out_of_the_room_for_items_with_an_interest_in_them(session, commune, meeting):
    first, last = meeting.items[2], meeting.items[3]
    act(
        actions.be_absent_for,
        session,
        meeting,
        commune.principals[3],
        first_item=first,
        last_item=last,
        reason="Es parte interesada.",
    )
    assert taken(session, meeting) == [11, 11, 11, 10, 10, 11]


@pytest.mark.parametrize(
    ("action", "who", "code"),
    [
        (actions.arrive, 0, "meetings.arrival_twice"),
        (actions.depart, 15, "meetings.departure_without_arrival"),
    ],
)
def test_facts_that_cannot_be_so_are_refused_by_name(session, commune, meeting, action, who, code):
    open_item(session, meeting, 2, 9, 5)
    person = commune.principals[who]
    with pytest.raises(RuleViolation) as caught:
        act(action, session, meeting, person)
    assert (caught.value.code, caught.value.field) == (code, "person")
    assert caught.value.params == {"name": person.name}


def test_an_absence_must_be_one(session, commune, meeting):
    three, four = meeting.items[2], meeting.items[3]
    absent, here = commune.principals[15], commune.principals[0]
    with pytest.raises(RuleViolation, match=r"meetings\.absence_outside_presence"):
        act(actions.be_absent_for, session, meeting, absent, first_item=three)
    with pytest.raises(RuleViolation, match=r"meetings\.absence_reversed"):
        act(actions.be_absent_for, session, meeting, here, first_item=four, last_item=three)


def test_the_clock_does_not_run_backwards_for_one_person(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    act(actions.depart, session, meeting, commune.principals[0], when=oclock(9, 20))
    close_item(session, meeting, 2, 9, 30)
    third = open_item(session, meeting, 3, 9, 31)
    with pytest.raises(RuleViolation, match=r"meetings\.clock_backwards"):
        act(
            actions.arrive,
            session,
            meeting,
            commune.principals[0],
            item=third,
            when=oclock(9, 10),
        )


def test_during_one_item_the_clock_orders_what_one_person_does(session, commune, meeting):
    second = open_item(session, meeting, 2, 9, 5)
    person = commune.principals[12]
    act(actions.arrive, session, meeting, person, item=second, when=oclock(9, 30))
    act(actions.depart, session, meeting, person, item=second, when=oclock(9, 45))
    # Remembered later: she had come at 9:10 already and left at 9:15. Between the two entries the
    # second arrival contradicts the first, and is named.
    act(actions.arrive, session, meeting, person, item=second, when=oclock(9, 10))
    codes = [error.code for error in queries.presence_of(session, meeting).errors]
    assert codes == ["arrival_twice"]
    act(actions.depart, session, meeting, person, item=second, when=oclock(9, 15))
    presence = queries.presence_of(session, meeting)
    assert presence.errors == ()
    assert person.id in presence.present(second.id)
    assert person.id not in presence.present(meeting.items[2].id)


def test_the_same_fact_sent_twice_is_one_fact(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    person = commune.principals[12]
    first = act(actions.arrive, session, meeting, person, when=oclock(9, 10))
    again = act(actions.arrive, session, meeting, person, when=oclock(9, 10))
    assert again.id == first.id
    out = [
        act(
            actions.be_absent_for,
            session,
            meeting,
            commune.principals[0],
            first_item=meeting.items[2],
        )
        for _ in range(2)
    ]
    assert out[0].id == out[1].id


def test_who_left_and_came_back_during_one_item_is_there(session, commune, meeting):
    second = open_item(session, meeting, 2, 9, 5)
    person = commune.principals[12]  # typed from a paper that says no hours
    for action in (actions.arrive, actions.depart, actions.arrive, actions.arrive):
        act(action, session, meeting, person, item=second)
    presence = queries.presence_of(session, meeting)
    assert len([fact for fact in presence.moved if fact.person_id == person.id]) == 3
    assert person.id in presence.present(meeting.items[4].id)


def test_a_wrong_entry_is_taken_back_and_the_journal_keeps_it(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    entry = act(actions.arrive, session, meeting, commune.principals[12], when=oclock(9, 10))
    number = entry.id
    actions.take_back(session, entry=entry, actor=HOUSE, at=oclock(12))
    assert session.get(Attendance, number) is None
    told = journal.head(session)
    assert told.verb == "attendance.take_back"
    assert '"name":"Vocera Organización 1"' in told.data
    assert '"when":"2026-05-20T13:10:00.000000Z"' in told.data


def test_an_arrival_is_not_taken_back_from_under_its_departure(session, commune, meeting):
    open_item(session, meeting, 2, 9, 5)
    came = act(actions.arrive, session, meeting, commune.principals[12], when=oclock(9, 10))
    left = act(actions.depart, session, meeting, commune.principals[12], when=oclock(9, 20))
    with pytest.raises(RuleViolation, match=r"meetings\.departure_without_arrival"):
        actions.take_back(session, entry=came, actor=HOUSE, at=oclock(12))
    actions.take_back(session, entry=left, actor=HOUSE, at=oclock(12))
    actions.take_back(session, entry=came, actor=HOUSE, at=oclock(12))
    assert taken(session, meeting)[2] == 11


def test_from_paper_items_say_what_no_clock_says(session, commune, meeting):
    actions.type_from_paper(session, meeting=meeting, actor=HOUSE, at=oclock(18))
    third = meeting.items[2]
    for item in meeting.items[1:3]:
        actions.close_item(session, item=item, actor=HOUSE, at=oclock(18))
    assert third.opened_at is None
    came = act(actions.arrive, session, meeting, commune.principals[12], item=third)
    assert (came.item_id, came.at) == (third.id, None)
    # The paper has the hour but not the item: it belongs to the item that is being typed.
    left = act(actions.depart, session, meeting, commune.principals[0], when=oclock(9, 48))
    assert (left.item_id, left.at) == (third.id, oclock(9, 48))
    assert taken(session, meeting) == [11, 11, 11, 12, 11, 11]


def test_items_taken_up_out_of_order_count_in_the_order_of_the_clock(session, commune, meeting):
    fourth = open_item(session, meeting, 4, 9, 5)
    act(actions.depart, session, meeting, commune.principals[0], when=oclock(9, 10))
    close_item(session, meeting, 4, 9, 30)
    third = open_item(session, meeting, 3, 9, 31)
    presence = queries.presence_of(session, meeting)
    assert commune.principals[0].id in presence.present(fourth.id)
    assert commune.principals[0].id not in presence.present(third.id)


def test_an_item_of_another_meeting_is_refused(session, commune, meeting):
    other = convene(session, commune, number=32)
    with pytest.raises(RuleViolation, match=r"meetings\.item_of_another_meeting"):
        act(actions.arrive, session, meeting, commune.principals[12], item=other.items[0])


def test_nothing_moves_before_the_meeting_or_after_its_minutes(session, commune, meeting):
    other = convene(session, commune, number=32)
    with pytest.raises(RuleViolation, match=r"meetings\.not_in_session"):
        act(actions.arrive, session, other, commune.principals[12])
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(13))
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        act(actions.arrive, session, meeting, commune.principals[12], at=oclock(14))


@pytest.mark.parametrize("what", ["arrive", "take_seat", "be_absent_for", "take_back", "lead"])
def test_minutes_that_another_hand_closed_meanwhile_let_nothing_in(session, commune, meeting, what):
    """The meeting was read before they were closed: what is in memory does not count."""
    by = {"actor": HOUSE, "at": oclock(12)}
    entry = session.scalars(select(Attendance)).first()
    person = {"meeting": meeting, "person": commune.principals[12]}
    closed = update(Meeting).values(sealed_at=oclock(11))
    session.execute(closed, execution_options={"synchronize_session": False})
    assert meeting.sealed_at is None
    acts = {
        "arrive": lambda: actions.arrive(session, **person, **by),
        "take_seat": lambda: actions.take_seat(session, **person, **by),
        "be_absent_for": lambda: actions.be_absent_for(
            session, **person, first_item=meeting.items[2], **by
        ),
        "take_back": lambda: actions.take_back(session, entry=entry, **by),
        "lead": lambda: actions.set_chair_and_secretary(
            session, meeting=meeting, chair=None, secretary=commune.principals[3], **by
        ),
    }
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        acts[what]()
