"""Items taken up, added and left; the texts; the end of the session."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import db
from assembly.errors import RuleViolation, Stale
from assembly.journal import queries as journal
from assembly.journal.models import JournalEntry
from assembly.meetings import actions
from assembly.meetings.models import Meeting, TextRevision
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingStatus
from assembly.search.models import SearchDocument
from tests.commune import HOUSE
from tests.meetings.wednesday import convene, oclock, opened

ROSA = Actor(account_id=101, name="Rosa")
LUIS = Actor(account_id=102, name="Luis")


@pytest.fixture
def meeting(session, commune):
    return opened(session, commune)


def act(action, session, item, at=None, **more):
    return action(session, item=item, actor=HOUSE, at=at or oclock(9, 30), **more)


def write(session, item, text, version, actor=ROSA, at=None):
    return actions.write_text(
        session, item=item, text=text, version=version, actor=actor, at=at or oclock(9, 30)
    )


def revisions(session, item):
    rows = select(TextRevision).where(TextRevision.item_id == item.id).order_by(TextRevision.id)
    return [(row.version, row.author, row.text) for row in session.scalars(rows)]


# ---- items ---------------------------------------------------------------------------------------


def test_an_item_is_opened_and_closed_with_its_hours(session, meeting):
    item = meeting.items[1]
    act(actions.open_item, session, item, at=oclock(9, 5))
    assert (item.status, item.opened_at, item.closed_at) == (ItemStatus.open, oclock(9, 5), None)
    act(actions.close_item, session, item, at=oclock(9, 30))
    assert (item.status, item.closed_at) == (ItemStatus.closed, oclock(9, 30))
    act(actions.open_item, session, item, at=oclock(9, 40))
    assert (item.status, item.opened_at, item.closed_at) == (ItemStatus.open, oclock(9, 5), None)


def test_one_item_at_a_time(session, meeting):
    act(actions.open_item, session, meeting.items[1])
    with pytest.raises(RuleViolation) as caught:
        act(actions.open_item, session, meeting.items[2])
    assert caught.value.code == "meetings.another_item_open"
    assert caught.value.params == {"title": "Acta anterior"}


def test_deferred_withdrawn_and_put_back(session, meeting):
    two, three, four = meeting.items[1:4]
    act(actions.defer_item, session, two)
    act(actions.withdraw_item, session, three)
    act(actions.open_item, session, four)
    act(actions.put_back, session, four)
    told = [item.status for item in (two, three, four)]
    assert told == [ItemStatus.deferred, ItemStatus.withdrawn, ItemStatus.planned]
    assert (four.opened_at, four.closed_at) == (None, None)
    act(actions.open_item, session, two)  # taken up after all
    assert two.status is ItemStatus.open
    act(actions.close_item, session, two)
    with pytest.raises(RuleViolation, match=r"meetings\.item_cannot_become"):
        act(actions.open_item, session, three)  # withdrawn: it is put back first
    act(actions.put_back, session, three)
    act(actions.open_item, session, three)


@pytest.mark.parametrize(
    "action",
    [actions.open_item, actions.close_item, actions.defer_item, actions.withdraw_item],
)
def test_the_same_act_twice_is_one(session, meeting, action):
    act(action, session, meeting.items[1])
    before = journal.head(session).sequence
    act(action, session, meeting.items[1], at=oclock(11))
    assert journal.head(session).sequence == before


def test_an_added_item_comes_before_the_business_not_yet_taken_up(session, meeting):
    item = actions.add_item_in_session(
        session, meeting=meeting, title=" Derrumbe  en la vía ", actor=HOUSE, at=oclock(9, 3)
    )
    again = actions.add_item_in_session(
        session, meeting=meeting, title="Derrumbe en la vía", actor=HOUSE, at=oclock(9, 3)
    )
    assert again.id == item.id
    assert (item.kind, item.added_in_session) == (ItemKind.opening, True)
    assert [each.title for each in meeting.items] == [
        *("Lista y quórum", "Acta anterior", "Derrumbe en la vía"),
        *("Vivero de café", "Rendición de cuentas", "Puntos varios"),
    ]
    assert [each.position for each in meeting.items] == [1, 2, 3, 4, 5, 6]
    found = select(SearchDocument.title).where(SearchDocument.object_id == item.id)
    assert session.scalars(found).all() == ["Derrumbe en la vía"]


def test_an_order_made_before_an_item_was_added_is_not_taken_for_the_new_one(session, meeting):
    seen = meeting.version
    actions.add_item_in_session(
        session, meeting=meeting, title="Derrumbe", actor=HOUSE, at=oclock(9, 3)
    )
    with pytest.raises(Stale):
        actions.move_item(
            session, item=meeting.items[-1], number=3, version=seen, actor=HOUSE, at=oclock(9, 4)
        )


def test_an_item_needs_a_title(session, meeting):
    with pytest.raises(RuleViolation, match=r"meetings\.item_without_title"):
        actions.add_item_in_session(
            session, meeting=meeting, title="  ", actor=HOUSE, at=oclock(9, 3)
        )


def test_from_paper_hours_stay_unknown(session, meeting):
    actions.type_from_paper(session, meeting=meeting, actor=HOUSE, at=oclock(18))
    act(actions.close_item, session, meeting.items[1], at=oclock(18))
    act(actions.open_item, session, meeting.items[2], when=oclock(9, 48), at=oclock(18))
    two, three = meeting.items[1:3]
    assert (two.status, two.opened_at, two.closed_at) == (ItemStatus.closed, None, None)
    assert three.opened_at == oclock(9, 48)


@pytest.mark.parametrize(
    "action",
    [
        *(actions.open_item, actions.close_item, actions.defer_item),
        *(actions.withdraw_item, actions.put_back),
    ],
)
def test_items_rest_before_the_meeting_and_after_its_minutes(session, commune, meeting, action):
    other = convene(session, commune, number=32)
    with pytest.raises(RuleViolation, match=r"meetings\.not_in_session"):
        act(action, session, other.items[1])
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(13))
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        act(action, session, meeting.items[1])


# ---- texts ---------------------------------------------------------------------------------------


def test_a_text_is_saved_under_the_next_version_and_can_be_found(session, meeting):
    item = meeting.items[2]
    write(session, item, "Se sembraron 6.000.", 0)
    assert (item.text, item.text_version) == ("Se sembraron 6.000.", 1)
    write(session, item, "Se sembraron 6.000.\r\nGerminaron 4.980.", 1)
    assert (item.text, item.text_version) == ("Se sembraron 6.000.\nGerminaron 4.980.", 2)
    found = session.scalars(select(SearchDocument).where(SearchDocument.object_id == item.id)).one()
    assert "Germinaron" in found.text


def test_what_is_there_already_is_no_change_whatever_the_version(session, meeting):
    item = meeting.items[2]
    write(session, item, "Se sembraron 6.000.", 0)
    write(session, item, "Se sembraron 6.000.", 0)  # the answer to the first was lost on its way
    assert item.text_version == 1


def test_two_who_write_at_once_lose_nothing(session, meeting):
    item = meeting.items[2]
    write(session, item, "Común.", 0)
    write(session, item, "Común. Rosa.", 1, ROSA)
    with pytest.raises(Stale) as caught:
        write(session, item, "Común. Luis.", 1, LUIS)
    clash = caught.value
    assert (clash.theirs, clash.mine, clash.version) == ("Común. Rosa.", "Común. Luis.", 2)
    assert item.text == "Común. Rosa."
    write(session, item, "Común. Rosa. Luis.", clash.version, LUIS)
    assert (item.text, item.text_version) == ("Común. Rosa. Luis.", 3)
    # Hers, his that came too late (version 0: kept aside), and the one made of both.
    assert revisions(session, item) == [
        (2, "Rosa", "Común. Rosa."),
        (0, "Luis", "Común. Luis."),
        (3, "Luis", "Común. Rosa. Luis."),
    ]


def test_one_account_in_two_windows_loses_nothing_either(session, meeting):
    item = meeting.items[2]
    write(session, item, "Aquí.", 0)
    with pytest.raises(Stale):
        write(session, item, "Allá.", 0)
    write(session, item, "Los dos.", 1)
    assert revisions(session, item) == [
        (1, "Rosa", "Aquí."),
        (0, "Rosa", "Allá."),
        (2, "Rosa", "Los dos."),
    ]


def test_a_clash_told_twice_is_kept_once(session, meeting):
    item = meeting.items[2]
    write(session, item, "Aquí.", 0)
    for _ in range(2):
        with pytest.raises(Stale):
            write(session, item, "Allá.", 0, LUIS)
    assert [row[0] for row in revisions(session, item)] == [1, 0]


def test_every_turn_of_a_hand_is_kept(session, meeting):
    item = meeting.items[2]
    write(session, item, "a", 0, ROSA)
    write(session, item, "ab", 1, ROSA)
    write(session, item, "abc", 2, LUIS)
    write(session, item, "", 3, ROSA)  # she empties it: his text is still there
    assert revisions(session, item) == [(2, "Rosa", "ab"), (3, "Luis", "abc"), (4, "Rosa", "")]


def test_a_sealed_text_stays_and_a_book_is_not_a_text(session, meeting):
    item = meeting.items[2]
    with pytest.raises(RuleViolation, match=r"meetings\.text_too_long"):
        write(session, item, "x" * 200_001, 0)
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(13))
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        write(session, item, "Después.", 0)
    assert item.text == ""


@pytest.fixture
def another(session):
    """A second hand: a transaction of its own, which gives up at once where it would wait."""
    if session.get_bind().dialect.name != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    session.commit()
    with Session(db.engine) as other:
        other.execute(text("SET LOCAL lock_timeout = '1ms'"))
        yield other


def test_who_seals_waits_for_who_writes(session, meeting, another):
    write(session, meeting.items[2], "Todavía.", 0)
    with pytest.raises(OperationalError, match="lock timeout"):
        actions.wait_for_writers(another, meeting.id)
    another.rollback()
    session.commit()
    actions.wait_for_writers(another, meeting.id)


def test_who_writes_while_the_meeting_is_sealed_is_refused(session, meeting, another):
    item = meeting.items[2]
    assert meeting.sealed_at is None  # as she saw it
    actions.wait_for_writers(another, meeting.id)
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        write(session, item, "Tarde.", 0)
    session.commit()
    actions.seal(another, meeting=another.get(Meeting, meeting.id), actor=HOUSE, at=oclock(13))
    session.get_one(Meeting, meeting.id)  # read before the other hand ends
    another.commit()
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        write(session, item, "Tarde.", 0)


# ---- the end, and who leads ----------------------------------------------------------------------


def end(session, meeting, when, at=None, **more):
    actions.end_session(
        session, meeting=meeting, when=when, actor=HOUSE, at=at or oclock(13), **more
    )


def test_at_the_end_every_item_has_its_fate(session, meeting):
    two, three, four, five = meeting.items[1:]
    act(actions.close_item, session, two)
    act(actions.open_item, session, three)
    end(session, meeting, oclock(12), unfinished={three.id: ItemStatus.closed})
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.ended, oclock(12))
    assert (three.status, three.closed_at) == (ItemStatus.closed, oclock(12))
    assert [four.status, five.status] == [ItemStatus.deferred] * 2


def test_what_was_on_when_the_session_broke_off_was_left_at_that_hour(session, meeting):
    item = meeting.items[1]
    act(actions.open_item, session, item)
    end(session, meeting, oclock(11, 20))  # the power went: domain, step 15
    assert (item.status, item.closed_at) == (ItemStatus.deferred, oclock(11, 20))


def test_the_end_does_not_lie_before_the_opening_and_may_be_unknown(session, meeting):
    with pytest.raises(RuleViolation, match=r"meetings\.ends_before_opening"):
        end(session, meeting, oclock(8, 59))
    end(session, meeting, None)
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.ended, None)


def test_ended_by_mistake_goes_on_unless_the_minutes_are_closed(session, meeting):
    end(session, meeting, oclock(12))
    actions.go_on(session, meeting=meeting, actor=HOUSE, at=oclock(12, 1))
    assert (meeting.status, meeting.ended_at) == (MeetingStatus.in_session, None)
    end(session, meeting, oclock(12))
    actions.seal(session, meeting=meeting, actor=HOUSE, at=oclock(13))
    with pytest.raises(RuleViolation, match=r"meetings\.minutes_closed"):
        actions.go_on(session, meeting=meeting, actor=HOUSE, at=oclock(13))


def test_chair_and_secretary(session, commune, meeting):
    chair, secretary = commune.principals[0], commune.accounts["secretary"].person
    for _ in range(2):
        actions.set_chair_and_secretary(
            session, meeting=meeting, chair=chair, secretary=secretary, actor=HOUSE, at=oclock(9, 5)
        )
    assert (meeting.chair_id, meeting.secretary_id) == (chair.id, secretary.id)
    verbs = session.scalars(select(JournalEntry.verb)).all()
    assert verbs.count("meeting.lead") == 1
    assert journal.verify(session) is None
