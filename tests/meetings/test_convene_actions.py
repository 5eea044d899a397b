"""A meeting before it begins."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings import actions
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind, MeetingStatus
from assembly.search.models import SearchDocument
from tests.commune import HOUSE, NOW, Commune

JUNE = datetime(2026, 6, 3, 13, tzinfo=UTC)


def create(session, commune: Commune, **given) -> Meeting:
    given = {"kind": MeetingKind.extraordinary, "scheduled_at": JUNE, **given}
    return actions.create_meeting(session, body=commune.body, **given, actor=HOUSE, at=NOW)


def change(session, meeting: Meeting, **given) -> None:
    given = {
        "kind": meeting.kind,
        "number": meeting.number,
        "scheduled_at": meeting.scheduled_at,
        "place": meeting.place,
        **given,
    }
    actions.edit_meeting(session, meeting=meeting, **given, actor=HOUSE, at=NOW)


def with_item(session, commune: Commune) -> Meeting:
    meeting = create(session, commune)
    actions.add_item(session, meeting=meeting, title="Derrumbe", actor=HOUSE, at=NOW)
    return meeting


def test_numbers_run_by_kind(session, commune):
    assert [create(session, commune).number for _ in range(2)] == [1, 2]
    assert create(session, commune, kind=MeetingKind.ordinary).number == 1


def test_a_number_may_be_chosen_once(session, commune):
    assert create(session, commune, number=214).number == 214
    assert create(session, commune).number == 215
    with pytest.raises(RuleViolation) as caught:
        create(session, commune, number=214)
    assert (caught.value.code, caught.value.field) == ("meetings.number_taken", "number")


def test_one_form_makes_one_meeting(session, commune):
    mark = uuid4()
    assert create(session, commune, uuid=mark) is create(session, commune, uuid=mark)
    assert len(session.scalars(select(Meeting)).all()) == 1


def test_convening_needs_something_to_speak_about(session, commune):
    meeting = create(session, commune)
    with pytest.raises(RuleViolation) as caught:
        actions.convene(session, meeting=meeting, actor=HOUSE, at=NOW)
    assert caught.value.code == "meetings.empty_agenda"
    assert meeting.status is MeetingStatus.draft


def test_convening_twice_is_once(session, commune):
    meeting = with_item(session, commune)
    for _ in range(2):
        actions.convene(session, meeting=meeting, actor=HOUSE, at=NOW)
    assert meeting.status is MeetingStatus.convened
    verbs = session.scalars(select(JournalEntry.verb)).all()
    assert verbs.count("meeting.convene") == 1


def test_another_day_takes_the_agenda_along(session, commune):
    meeting = with_item(session, commune)
    change(session, meeting, scheduled_at=datetime(2026, 6, 10, 13, tzinfo=UTC), place="Escuela")
    assert (meeting.scheduled_at.day, meeting.place) == (10, "Escuela")
    assert session.scalars(select(SearchDocument.dated)).one().day == 10


def test_two_who_change_the_day_do_not_overwrite_each_other(session, commune):
    meeting = with_item(session, commune)
    seen = meeting.version
    change(session, meeting, place="Escuela", version=seen)
    with pytest.raises(RuleViolation, match="stale"):
        change(session, meeting, place="Cancha", version=seen)
    assert meeting.place == "Escuela"
    change(session, meeting, place="Escuela", version=seen)  # the same again is no clash


def test_a_number_of_another_meeting_is_refused(session, commune):
    first, second = create(session, commune), create(session, commune)
    with pytest.raises(RuleViolation) as caught:
        change(session, second, number=first.number)
    assert caught.value.code == "meetings.number_taken"


def test_cancelling_needs_a_reason_and_keeps_the_record(session, commune):
    meeting = with_item(session, commune)
    with pytest.raises(RuleViolation) as caught:
        actions.cancel_meeting(session, meeting=meeting, reason=" ", actor=HOUSE, at=NOW)
    assert caught.value.field == "reason"
    for _ in range(2):
        actions.cancel_meeting(session, meeting=meeting, reason="Lluvia", actor=HOUSE, at=NOW)
    assert (meeting.status, meeting.cancelled_reason) == (MeetingStatus.cancelled, "Lluvia")
    assert len(meeting.items) == 1


@pytest.mark.parametrize(
    "status", [MeetingStatus.in_session, MeetingStatus.ended, MeetingStatus.cancelled]
)
def test_what_has_begun_or_is_over_is_neither_changed_nor_convened(session, commune, status):
    meeting = with_item(session, commune)
    meeting.status = status
    session.flush()
    for act in (
        lambda: change(session, meeting, place="Cancha"),
        lambda: actions.convene(session, meeting=meeting, actor=HOUSE, at=NOW),
    ):
        with pytest.raises(RuleViolation) as caught:
            act()
        assert caught.value.code == "meetings.begun"
    if status is not MeetingStatus.cancelled:
        with pytest.raises(RuleViolation) as caught:
            actions.cancel_meeting(session, meeting=meeting, reason="x", actor=HOUSE, at=NOW)
        assert caught.value.code == "meetings.begun"
