"""Calling the roll. The numbers are those of the bylaw: 16 seats, more than half of them is 9."""

from datetime import timedelta
from fractions import Fraction

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.meetings import actions, queries
from assembly.meetings.models import Attendance, QuorumRule
from assembly.meetings.rules import ItemStatus, MeetingKind, MeetingStatus, QuorumBase
from assembly.people.models import Card
from assembly.people.rules import CardEnd, Electorate
from assembly.thresholds import Comparison
from tests.commune import HOUSE
from tests.meetings.wednesday import NINE, convene, oclock, opened


def call(session, meeting, people, *, number=1, when=NINE, at=None, **more):
    return actions.call_roll(
        session,
        meeting=meeting,
        number=number,
        when=when,
        present=None if people is None else [person.id for person in people],
        actor=HOUSE,
        at=at or oclock(12),
        **more,
    )


@pytest.fixture
def meeting(session, commune):
    # Second call: an hour later a third of the seats (5.33, so 6) is enough.
    session.add(
        QuorumRule(
            body_id=commune.body.id,
            number=2,
            base=QuorumBase.seats,
            share=Fraction(1, 3),
            comparison=Comparison.at_least,
            wait_minutes=60,
        )
    )
    return convene(session, commune)


def test_eleven_of_sixteen_open_the_session(session, commune, meeting):
    check = call(session, meeting, commune.principals[:11])
    assert (check.present, check.required, check.base_count, check.valid) == (11, 9, 16, True)
    assert (meeting.status, meeting.call) == (MeetingStatus.in_session, 1)
    assert meeting.opened_at == NINE
    roll = meeting.items[0]
    assert (roll.status, roll.opened_at, roll.closed_at) == (ItemStatus.closed, NINE, NINE)
    assert [item.status for item in meeting.items[1:]] == [ItemStatus.planned] * 4
    entry = journal.head(session)
    assert entry.verb == "meeting.call"
    assert (
        f'"people":{sorted(p.id for p in commune.principals[:11])}'.replace(" ", "") in entry.data
    )


def test_principal_and_alternate_of_one_seat_count_once(session, commune, meeting):
    both = [*commune.principals[:8], *commune.alternates[:8]]
    check = call(session, meeting, both)
    assert (check.present, check.valid) == (8, False)
    assert meeting.status is MeetingStatus.convened


def test_an_alternate_sits_for_her_principal(session, commune, meeting):
    call(session, meeting, [*commune.principals[:8], commune.alternates[8]])
    seated = queries.presence_of(session, meeting).seated(None)
    assert [each.state for each in seated] == ["principal"] * 8 + ["alternate"] + ["absent"] * 7
    assert seated[8].holder.name == "Suplente Los Naranjos"


def test_without_quorum_the_second_call_follows_and_both_are_kept(session, commune, meeting):
    call(session, meeting, commune.principals[:5])
    assert (meeting.status, meeting.call) == (MeetingStatus.convened, None)
    call(session, meeting, commune.principals[:6], number=2, when=oclock(10))
    told = [(check.number, check.present, check.required, check.valid) for check in meeting.calls]
    assert told == [(1, 5, 9, False), (2, 6, 6, True)]
    assert (meeting.status, meeting.call, meeting.opened_at) == (
        MeetingStatus.in_session,
        2,
        oclock(10),
    )


def test_a_second_call_before_its_hour_is_refused_with_the_minutes_left(session, commune, meeting):
    call(session, meeting, commune.principals[:5])
    with pytest.raises(RuleViolation) as caught:
        call(session, meeting, commune.principals[:6], number=2, when=oclock(9, 40))
    assert (caught.value.code, caught.value.field) == ("meetings.call_too_early", "when")
    assert caught.value.params == {"minutes": 20}
    early = call(
        session,
        meeting,
        commune.principals[:6],
        number=2,
        when=oclock(9, 40),
        override_reason="Llueve y el camino se cierra.",
    )
    assert (early.valid, early.override_reason) == (False, "Llueve y el camino se cierra.")
    assert meeting.call == 2


def test_calls_come_in_order(session, commune, meeting):
    with pytest.raises(RuleViolation, match=r"meetings\.call_before_missing"):
        call(session, meeting, commune.principals, number=2)
    call(session, meeting, commune.principals)
    with pytest.raises(RuleViolation, match=r"meetings\.already_open"):
        call(session, meeting, commune.principals, number=2)
    with pytest.raises(RuleViolation, match=r"meetings\.already_open"):
        call(session, meeting, commune.principals, number=3)


def test_the_rule_is_frozen_with_the_call(session, commune, meeting):
    check = call(session, meeting, commune.principals[:11])
    rule = session.scalars(select(QuorumRule).where(QuorumRule.number == 1)).one()
    rule.share = Fraction(3, 4)
    session.flush()
    assert check.rule == {
        "number": 1,
        "base": "seats",
        "share": "1/2",
        "comparison": "more_than",
        "wait_minutes": 0,
    }
    assert queries.quorum_at(session, meeting, None).result.required == 9
    # Corrected a year later, the call is still judged by the rule of its day.
    again = call(session, meeting, commune.principals[:10])
    assert (again.present, again.required, again.valid) == (10, 9, True)


def test_a_wrong_roll_is_corrected_and_later_facts_stay(session, commune, meeting):
    call(session, meeting, commune.principals[:11])
    actions.arrive(
        session,
        meeting=meeting,
        person=commune.principals[12],
        when=oclock(9, 30),
        actor=HOUSE,
        at=oclock(9, 31),
    )
    call(session, meeting, commune.principals[1:11])
    (check,) = meeting.calls
    assert check.present == 10
    presence = queries.presence_of(session, meeting)
    assert commune.principals[0].id not in presence.present(None)
    assert commune.principals[12].id in presence.present(meeting.items[1].id)
    assert journal.head(session).verb == "meeting.correct_call"


def test_a_correction_does_not_take_the_quorum_away_unsaid(session, commune, meeting):
    call(session, meeting, commune.principals[:11])
    with pytest.raises(RuleViolation, match=r"meetings\.correction_loses_quorum"):
        call(session, meeting, commune.principals[:8])
    session.rollback()


def test_a_correction_does_not_leave_a_departure_without_arrival(session, commune, meeting):
    call(session, meeting, commune.principals[:11])
    actions.depart(
        session, meeting=meeting, person=commune.principals[0], actor=HOUSE, at=oclock(10)
    )
    with pytest.raises(RuleViolation) as caught:
        call(session, meeting, commune.principals[1:11])
    assert caught.value.code == "meetings.departure_without_arrival"
    assert caught.value.params == {"name": "Vocera El Cedro"}


def test_nobody_comes_and_the_meeting_is_not_held(session, commune, meeting):
    with pytest.raises(RuleViolation, match=r"meetings\.no_call_yet"):
        actions.not_held(session, meeting=meeting, when=None, actor=HOUSE, at=oclock(10))
    call(session, meeting, commune.principals[:2])
    actions.not_held(session, meeting=meeting, when=oclock(9, 30), actor=HOUSE, at=oclock(10))
    assert (meeting.status, meeting.call, meeting.opened_at) == (MeetingStatus.ended, None, None)
    # What was on its agenda is all unfinished and flows into the next one.
    assert [item.status for item in meeting.items] == [ItemStatus.planned] * 5


def test_a_meeting_that_is_not_held_ends_its_cards_and_leaves_its_items_to_the_next(
    session, commune, meeting
):
    following = actions.create_meeting(
        session,
        body=commune.body,
        kind=MeetingKind.ordinary,
        scheduled_at=oclock(9) + timedelta(days=7),
        actor=HOUSE,
        at=NINE,
    )
    card = Card(
        account_id=commune.accounts["member"].id,
        body_id=commune.body.id,
        meeting_id=meeting.id,
        digest="0" * 64,
        issued_at=NINE,
        expires_at=oclock(18),
    )
    session.add(card)
    call(session, meeting, commune.principals[:2])
    with pytest.raises(RuleViolation, match=r"meetings\.hour_in_future"):
        actions.not_held(session, meeting=meeting, when=oclock(11), actor=HOUSE, at=oclock(10))
    actions.not_held(session, meeting=meeting, when=oclock(9, 30), actor=HOUSE, at=oclock(10))
    session.refresh(card)
    assert card.ended_why is CardEnd.meeting_over
    # Roll and other business are of their day, the last minutes come with the standing item.
    assert [item.carried_from_id for item in queries.agenda_of(session, following.id)] == [
        item.id for item in meeting.items[2:4]
    ]


def test_an_hour_that_has_not_come_is_refused(session, commune, meeting):
    with pytest.raises(RuleViolation, match=r"meetings\.hour_in_future"):
        call(session, meeting, commune.principals, when=oclock(9), at=oclock(8))


def test_a_stranger_cannot_be_ticked(session, commune, meeting):
    stranger = commune.accounts["member"].person
    with pytest.raises(RuleViolation, match=r"meetings\.holds_no_seat"):
        call(session, meeting, [*commune.principals, stranger])


def test_what_is_not_known_opens_a_meeting_only_when_it_is_typed_from_paper(
    session, commune, meeting
):
    with pytest.raises(RuleViolation) as caught:
        call(session, meeting, None)
    assert (caught.value.code, caught.value.field) == (
        "meetings.present_unknown",
        "override_reason",
    )
    actions.type_from_paper(session, meeting=meeting, actor=HOUSE, at=oclock(12))
    check = call(session, meeting, None, when=None)
    assert (check.present, check.valid, check.at) == (None, None, None)
    assert (meeting.status, meeting.opened_at) == (MeetingStatus.in_session, None)
    quorum = queries.quorum_at(session, meeting, meeting.items[0])
    assert (quorum.present, quorum.result.valid) == (None, None)  # never 0


def test_from_paper_the_second_call_may_stand_alone(session, commune, meeting):
    actions.type_from_paper(session, meeting=meeting, actor=HOUSE, at=oclock(12))
    check = call(session, meeting, commune.principals[:7], number=2, when=oclock(10))
    assert (check.valid, meeting.call) == (None, 2)  # whether the wait was over nobody can say


def test_people_are_counted_where_the_base_is_a_census(session, commune, meeting):
    # Bylaw example: 30 % of 412 residents are 123.6, so 124.
    commune.body.electorate = Electorate.census
    commune.body.census = 412
    rule = session.scalars(select(QuorumRule).where(QuorumRule.number == 1)).one()
    rule.base, rule.share = QuorumBase.census, Fraction(3, 10)
    rule.comparison = Comparison.at_least
    session.flush()
    check = call(session, meeting, (), head_count=123)
    assert (check.present, check.required, check.valid) == (123, 124, False)
    check = call(session, meeting, (), head_count=124)
    assert (check.present, check.valid, meeting.call) == (124, True, 1)
    assert len(meeting.calls) == 1
    actions.count_heads(session, meeting=meeting, head_count=90, actor=HOUSE, at=oclock(12))
    assert queries.quorum_at(session, meeting, meeting.items[1]).result.valid is False
    assert session.scalars(select(Attendance)).all() == []


def test_weights_count_where_seats_carry_them(session, commune, meeting):
    for seat in commune.seats[:2]:
        seat.weight = 5
    session.flush()
    # By hand: 14 seats of weight 1 and 2 of weight 5 are 24; more than half is 13.
    check = call(session, meeting, commune.principals[:4])
    assert (check.base_count, check.required, check.present, check.valid) == (24, 13, 12, False)
    check = call(session, meeting, commune.principals[:5])
    assert (check.present, check.valid) == (13, True)
    quorum = queries.quorum_at(session, meeting, None)
    assert (quorum.weighted, quorum.seats, quorum.present) == (True, 16, 5)
    assert (quorum.seats_weight, quorum.present_weight) == (24, 13)


def test_seats_and_holders_are_those_of_the_day(session, commune, meeting):
    yesterday = NINE.date() - timedelta(days=1)
    commune.seats[15].end_date = yesterday  # a seat that ended
    commune.seats[0].memberships[0].end_date = yesterday  # a spokesperson whose term ended
    session.flush()
    with pytest.raises(RuleViolation, match=r"meetings\.holds_no_seat"):
        call(session, meeting, [commune.principals[0]])
    check = call(session, meeting, commune.principals[1:9])
    assert (check.base_count, check.required, check.present) == (15, 8, 8)


def test_a_sealed_meeting_is_not_called_again(session, commune):
    meeting = opened(session, commune)
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(13))
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        call(session, meeting, commune.principals[:11])


def test_each_act_is_in_the_journal_and_the_chain_holds(session, commune, meeting):
    call(session, meeting, commune.principals[:2])
    call(session, meeting, commune.principals[:11])
    verbs = session.scalars(select(JournalEntry.verb).order_by(JournalEntry.sequence)).all()
    assert verbs[-2:] == ["meeting.call", "meeting.correct_call"]
    assert journal.verify(session) is None
