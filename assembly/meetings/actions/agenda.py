"""The agenda before and during a meeting: add, order, edit, remove."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.attachments import queries as attachments
from assembly.attachments.rules import AttachedTo
from assembly.db import locked
from assembly.errors import RuleViolation, Stale
from assembly.meetings import queries
from assembly.meetings.actions.entry import enter
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import (
    ItemKind,
    ItemStatus,
    MeetingStatus,
    item_mark,
    move,
    place_for,
)
from assembly.search import actions as search
from assembly.search.rules import Found

PLANNED = (MeetingStatus.draft, MeetingStatus.convened)
"""A meeting that has not begun."""


def mark_of(item: AgendaItem) -> str:
    """The mark of an item as it is stored. A form carries it, so that a save tells what it was based on."""
    return item_mark(
        item.title, item.kind, item.presenter_id, item.presenter_name, item.minutes_planned
    )


def add_item(
    session: Session,
    *,
    meeting: Meeting,
    title: str,
    kind: ItemKind = ItemKind.general,
    presenter_id: int | None = None,
    presenter_name: str = "",
    minutes_planned: int | None = None,
    number: int | None = None,
    uuid: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> AgendaItem:
    """Add an item, where its kind belongs or at ``number``; one form (``uuid``) adds one item."""
    _refuse_untitled(title)
    meeting = open_agenda(session, meeting)
    items = queries.agenda_of(session, meeting.id)
    uuid = uuid or uuid4()
    twin = next((each for each in items if each.uuid == uuid), None)
    if twin is not None:
        return twin
    place = place_for([(each.kind, each.status) for each in items], kind)
    if number is not None:
        place = within(items, number, len(items) + 1)
    item = AgendaItem(
        uuid=uuid,
        meeting=meeting,
        position=place,
        title=title,
        kind=kind,
        status=ItemStatus.planned,
        presenter_id=presenter_id,
        presenter_name=presenter_name,
        minutes_planned=minutes_planned,
    )
    session.add(item)
    put_in_order(session, meeting, [*items[: place - 1], item, *items[place - 1 :]])
    index_item(session, item)
    data = {"meeting": meeting.id, "number": place, "title": title, "kind": kind.value}
    enter(session, "item.add", item, data, actor=actor, at=at)
    return item


def edit_item(
    session: Session,
    *,
    item: AgendaItem,
    title: str,
    kind: ItemKind,
    presenter_id: int | None = None,
    presenter_name: str = "",
    minutes_planned: int | None = None,
    mark: str | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Change what an item says. ``mark`` is that of the item as the editor saw it (``mark_of``).

    Raises ``Stale`` if somebody else changed the item since; the same change again is no clash.
    """
    _refuse_untitled(title)
    meeting = open_agenda(session, item.meeting)
    item = locked(session, AgendaItem, item.id)
    wished = item_mark(title, kind, presenter_id, presenter_name, minutes_planned)
    stored = mark_of(item)
    if wished == stored:
        return
    if mark is not None and mark != stored:
        raise Stale(theirs=item.title, mine=title, version=meeting.version, field="title")
    item.title = title
    item.kind = kind
    item.presenter_id = presenter_id
    item.presenter_name = presenter_name
    item.minutes_planned = minutes_planned
    meeting.version += 1
    session.flush()
    index_item(session, item)
    data = {"meeting": meeting.id, "title": title, "kind": kind.value}
    enter(session, "item.edit", item, data, actor=actor, at=at)


def move_item(
    session: Session,
    *,
    item: AgendaItem,
    number: int,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> int:
    """Put an item at ``number`` (1 is first) and return the number it has then.

    Items already taken up stay before it. Raises ``Stale`` if the agenda is not that of ``version``
    any more, unless the item already is where it should be: a double click moves once.
    """
    meeting = open_agenda(session, item.meeting)
    items = queries.agenda_of(session, meeting.id)
    before = items.index(item) + 1
    number = within(items, number, len(items))
    if number == before:
        return before
    if version is not None and version != meeting.version:
        raise Stale(theirs=str(before), mine=str(number), version=meeting.version)
    if item.status in (ItemStatus.open, ItemStatus.closed):
        raise RuleViolation("meetings.item_taken_up")
    put_in_order(session, meeting, list(move(items, item, number)))
    enter(session, "item.move", item, {"from": before, "to": number}, actor=actor, at=at)
    return number


def remove_item(session: Session, *, item: AgendaItem, actor: Actor, at: datetime) -> None:
    """Take an item off the agenda of a meeting that has not begun. What it carried over flows again.

    In session an item is withdrawn or deferred instead: what was convened stays on record.
    """
    meeting = open_agenda(session, item.meeting)
    if meeting.status not in PLANNED:
        raise RuleViolation("meetings.item_stays")
    item_id = item.id
    if attachments.of(session, AttachedTo.item, item_id):
        raise RuleViolation("meetings.item_in_use")
    data = {"item": item_id, "number": item.position, "title": item.title}
    rest = [each for each in queries.agenda_of(session, meeting.id) if each is not item]
    try:
        with session.begin_nested():
            session.delete(item)
            session.flush()
    except IntegrityError:
        # A motion or a commitment hangs on it: those areas lie above this one, the database knows.
        raise RuleViolation("meetings.item_in_use") from None
    put_in_order(session, meeting, rest)
    search.forget(session, kind=Found.item, object_id=item_id)
    enter(session, "item.remove", meeting, data, actor=actor, at=at)


def open_agenda(session: Session, meeting: Meeting) -> Meeting:
    """The meeting, locked, if its agenda may still change. Raises ``RuleViolation`` if not."""
    meeting = locked(session, Meeting, meeting.id)
    refuse_if_sealed(meeting)
    if meeting.status not in (*PLANNED, MeetingStatus.in_session):
        raise RuleViolation("meetings.agenda_over")
    return meeting


def _refuse_untitled(title: str) -> None:
    if not title.strip():
        raise RuleViolation("meetings.item_without_title", field="title")


def put_in_order(session: Session, meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    """Number the items 1, 2, 3, … in this order; the agenda is a new version then."""
    for position, item in enumerate(items, start=1):
        item.position = position
    meeting.version += 1
    session.flush()
    session.expire(meeting, ["items"])  # what is loaded of them stands in the old order


def within(items: Sequence[AgendaItem], number: int, highest: int) -> int:
    """The number nearest to ``number`` that does not come before an item already taken up."""
    taken_up = (ItemStatus.open, ItemStatus.closed)
    lowest = 1 + max((n for n, it in enumerate(items, 1) if it.status in taken_up), default=0)
    return min(max(number, lowest), highest)


def index_item(session: Session, item: AgendaItem) -> None:
    """Make the item findable; whoever changes its text calls this too."""
    meeting = item.meeting
    search.index(
        session,
        kind=Found.item,
        object_id=item.id,
        body_id=meeting.body_id,
        dated=meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone)).date(),
        title=item.title,
        text=item.text,
    )
