"""The agenda: add, edit, move, remove."""

from uuid import uuid4

import pytest
from sqlalchemy import select

from assembly.errors import RuleViolation, Stale
from assembly.journal.models import JournalEntry
from assembly.meetings import actions, queries
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingStatus
from assembly.motions.models import Motion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.search.models import SearchDocument
from tests.commune import HOUSE, NOW
from tests.meetings.wednesday import convene


@pytest.fixture
def meeting(session, commune) -> Meeting:
    return convene(session, commune)


def add(session, meeting: Meeting, title: str, **given) -> AgendaItem:
    return actions.add_item(session, meeting=meeting, title=title, **given, actor=HOUSE, at=NOW)


def titles(session, meeting: Meeting) -> list[str]:
    items = queries.agenda_of(session, meeting.id)
    assert [item.position for item in items] == list(range(1, len(items) + 1))
    return [item.title for item in items]


START = [
    "Lista y quórum",
    "Acta anterior",
    "Vivero de café",
    "Rendición de cuentas",
    "Puntos varios",
]


def test_an_item_goes_where_its_kind_belongs(session, meeting):
    add(session, meeting, "Elección", kind=ItemKind.election)
    add(session, meeting, "Derrumbe", kind=ItemKind.opening)
    assert titles(session, meeting) == [
        *START[:2],
        "Derrumbe",
        *START[2:4],
        "Elección",
        "Puntos varios",
    ]


def test_or_at_the_number_asked_for(session, meeting):
    add(session, meeting, "Primero", number=1)
    add(session, meeting, "Último", number=999)
    assert titles(session, meeting) == ["Primero", *START, "Último"]


def test_one_form_adds_one_item(session, meeting):
    mark = uuid4()
    assert add(session, meeting, "Vivero", uuid=mark) is add(session, meeting, "Vivero", uuid=mark)
    assert titles(session, meeting).count("Vivero") == 1


def test_nothing_comes_before_an_item_already_taken_up(session, meeting):
    meeting.status = MeetingStatus.in_session
    meeting.items[0].status = ItemStatus.closed
    meeting.items[1].status = ItemStatus.open
    session.flush()
    late = add(session, meeting, "Tarde", number=1)
    assert late.position == 3
    assert actions.move_item(session, item=late, number=1, actor=HOUSE, at=NOW) == 3
    with pytest.raises(RuleViolation) as caught:
        actions.move_item(session, item=meeting.items[0], number=4, actor=HOUSE, at=NOW)
    assert caught.value.code == "meetings.item_taken_up"


def test_an_item_can_be_found(session, meeting, commune):
    item = add(session, meeting, "Vivero de café: entrega")
    document = session.scalars(
        select(SearchDocument).where(SearchDocument.object_id == item.id)
    ).one()
    assert (document.title, document.body_id) == ("Vivero de café: entrega", commune.body.id)
    actions.remove_item(session, item=item, actor=HOUSE, at=NOW)
    assert not session.scalars(
        select(SearchDocument).where(SearchDocument.object_id == item.id)
    ).all()


@pytest.mark.parametrize(
    ("number", "order"),
    [(1, [2, 0, 1, 3, 4]), (3, [0, 1, 2, 3, 4]), (5, [0, 1, 3, 4, 2]), (99, [0, 1, 3, 4, 2])],
)
def test_moving_keeps_the_rest_in_order(session, meeting, number, order):
    item = meeting.items[2]
    assert actions.move_item(session, item=item, number=number, actor=HOUSE, at=NOW) == min(
        number, 5
    )
    assert titles(session, meeting) == [START[place] for place in order]


def test_a_double_click_moves_once(session, meeting):
    item, version = meeting.items[2], meeting.version
    for _ in range(2):
        actions.move_item(session, item=item, number=2, version=version, actor=HOUSE, at=NOW)
    assert titles(session, meeting).index(item.title) == 1


def test_a_move_on_an_agenda_that_others_changed_is_refused(session, meeting):
    mine, version = meeting.items[2], meeting.version
    actions.move_item(session, item=meeting.items[4], number=1, actor=HOUSE, at=NOW)
    before = titles(session, meeting)
    with pytest.raises(Stale) as caught:
        actions.move_item(session, item=mine, number=2, version=version, actor=HOUSE, at=NOW)
    assert caught.value.version == meeting.version
    assert titles(session, meeting) == before


def edit(session, item: AgendaItem, title: str, **given) -> None:
    actions.edit_item(session, item=item, title=title, kind=item.kind, **given, actor=HOUSE, at=NOW)


def test_two_who_edit_one_item_lose_neither_text(session, meeting):
    item = meeting.items[2]
    seen = actions.mark_of(item)
    edit(session, item, "Vivero: entrega", mark=seen)
    with pytest.raises(Stale) as caught:
        edit(session, item, "Vivero: siembra", mark=seen)
    assert (caught.value.theirs, caught.value.mine) == ("Vivero: entrega", "Vivero: siembra")
    assert item.title == "Vivero: entrega"
    edit(session, item, "Vivero: siembra", mark=actions.mark_of(item))
    assert item.title == "Vivero: siembra"


def test_the_same_edit_sent_twice_is_no_clash(session, meeting):
    item = meeting.items[2]
    seen = actions.mark_of(item)
    edit(session, item, "Vivero: entrega", mark=seen, minutes_planned=20)
    edit(session, item, "Vivero: entrega", mark=seen, minutes_planned=20)
    verbs = session.scalars(select(JournalEntry.verb)).all()
    assert verbs.count("item.edit") == 1


def test_two_who_edit_different_items_do_not_clash(session, meeting):
    first, second = meeting.items[2:4]
    marks = actions.mark_of(first), actions.mark_of(second)
    edit(session, first, "Uno", mark=marks[0])
    edit(session, second, "Dos", mark=marks[1])
    assert titles(session, meeting)[2:4] == ["Uno", "Dos"]


def test_removing_closes_the_gap(session, meeting):
    actions.remove_item(session, item=meeting.items[1], actor=HOUSE, at=NOW)
    assert titles(session, meeting) == [START[0], *START[2:]]


def test_what_a_motion_hangs_on_stays(session, meeting, commune):
    item = meeting.items[2]
    session.add(
        Motion(
            body=commune.body,
            kind=MotionKind.motion,
            status=MotionStatus.scheduled,
            year=2026,
            number=1,
            title="Entrega",
            item=item,
            submitted_at=NOW,
        )
    )
    session.flush()
    with pytest.raises(RuleViolation) as caught:
        actions.remove_item(session, item=item, actor=HOUSE, at=NOW)
    assert caught.value.code == "meetings.item_in_use"
    assert titles(session, meeting) == START


def test_in_session_nothing_is_removed(session, meeting):
    meeting.status = MeetingStatus.in_session
    session.flush()
    with pytest.raises(RuleViolation) as caught:
        actions.remove_item(session, item=meeting.items[2], actor=HOUSE, at=NOW)
    assert caught.value.code == "meetings.item_stays"


@pytest.mark.parametrize("status", [MeetingStatus.ended, MeetingStatus.cancelled])
def test_the_agenda_of_a_meeting_that_is_over_does_not_change(session, meeting, status):
    meeting.status = status
    session.flush()
    item = meeting.items[2]
    for change in (
        lambda: add(session, meeting, "Tarde"),
        lambda: edit(session, item, "Otro"),
        lambda: actions.move_item(session, item=item, number=1, actor=HOUSE, at=NOW),
        lambda: actions.remove_item(session, item=item, actor=HOUSE, at=NOW),
    ):
        with pytest.raises(RuleViolation) as caught:
            change()
        assert caught.value.code == "meetings.agenda_over"
    assert titles(session, meeting) == START


def test_closed_minutes_seal_the_agenda(session, meeting):
    meeting.sealed_at = NOW
    session.flush()
    with pytest.raises(RuleViolation) as caught:
        add(session, meeting, "Tarde")
    assert caught.value.code == "meetings.minutes_closed"


def test_forty_items_are_numbered_without_gaps(session, meeting):
    for number in range(35):
        add(session, meeting, f"Punto {number}")
    assert len(titles(session, meeting)) == 40
    actions.move_item(session, item=meeting.items[38], number=3, actor=HOUSE, at=NOW)
    assert titles(session, meeting)[2] == "Punto 34"
