"""Items of a meeting that is being held: opened, closed, deferred, withdrawn, added."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions.agenda import index_item, put_in_order
from assembly.meetings.actions.seal import locked_meeting, refuse_if_future, refuse_if_not_held
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, item_may_become, place_for


def open_item(
    session: Session,
    *,
    item: AgendaItem,
    when: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Take an item up. Typed from paper, an hour that is not said stays «sin dato»; else it is now.

    An item taken up again keeps its first hour. Raises ``RuleViolation`` if another item is open.
    """
    meeting = _held(session, item)
    if item.status is ItemStatus.open:
        return
    other = next((each for each in meeting.items if each.status is ItemStatus.open), None)
    if other is not None:
        raise RuleViolation("meetings.another_item_open", title=other.title)
    refuse_if_future(when, at, field="when")
    again = item.status is ItemStatus.closed
    _become(item, ItemStatus.open)
    item.closed_at = None
    if not again:
        item.opened_at = when or _now(meeting, at)
    session.flush()
    _record(session, "item.open", item, actor, at, when=item.opened_at)


def close_item(
    session: Session,
    *,
    item: AgendaItem,
    when: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Done with an item. One that the paper has as treated is closed without having been opened."""
    meeting = _held(session, item)
    if item.status is ItemStatus.closed:
        return
    refuse_if_future(when, at, field="when")
    if item.status is not ItemStatus.open:
        open_item(session, item=item, when=when, actor=actor, at=at)
    _become(item, ItemStatus.closed)
    item.closed_at = when or _now(meeting, at)
    session.flush()
    _record(session, "item.close", item, actor, at, when=item.closed_at, text=item.text_version)


def defer_item(session: Session, *, item: AgendaItem, actor: Actor, at: datetime) -> None:
    """Leave an item for the next meeting."""
    _leave(session, item, ItemStatus.deferred, actor, at)


def withdraw_item(session: Session, *, item: AgendaItem, actor: Actor, at: datetime) -> None:
    """Take an item off: it does not come back by itself."""
    _leave(session, item, ItemStatus.withdrawn, actor, at)


def put_back(session: Session, *, item: AgendaItem, actor: Actor, at: datetime) -> None:
    """Opened, deferred or withdrawn by mistake: the item waits its turn again."""
    _held(session, item)
    if item.status is ItemStatus.planned:
        return
    _become(item, ItemStatus.planned)
    item.opened_at = item.closed_at = None
    session.flush()
    _record(session, "item.put_back", item, actor, at)


def add_item_in_session(
    session: Session,
    *,
    meeting: Meeting,
    title: str,
    kind: ItemKind = ItemKind.opening,
    actor: Actor,
    at: datetime,
) -> AgendaItem:
    """Add an item to a meeting that has begun (a *punto previo*); the vote that adds it hangs on it.

    It never comes before an item already taken up. Added twice under one title, it is one item.
    """
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    title = " ".join(title.split())
    if not title:
        raise RuleViolation("meetings.item_without_title", field="title")
    items = list(meeting.items)
    for item in items:
        if item.added_in_session and item.title == title and item.status is ItemStatus.planned:
            return item
    place = place_for([(item.kind, item.status) for item in items], kind)
    added = AgendaItem(
        meeting=meeting,
        position=place,
        title=title,
        kind=kind,
        status=ItemStatus.planned,
        added_in_session=True,
    )
    session.add(added)
    put_in_order(session, meeting, [*items[: place - 1], added, *items[place - 1 :]])
    index_item(session, added)
    _record(session, "item.add_in_session", added, actor, at, title=title, kind=kind)
    return added


def _held(session: Session, item: AgendaItem) -> Meeting:
    """The item's meeting, locked: two hands do not open two items at once."""
    meeting = locked_meeting(session, item.meeting_id)
    refuse_if_not_held(meeting)
    return meeting


def _become(item: AgendaItem, status: ItemStatus) -> None:
    if not item_may_become(item.status, status):
        raise RuleViolation("meetings.item_cannot_become", title=item.title)
    item.status = status


def _leave(
    session: Session, item: AgendaItem, status: ItemStatus, actor: Actor, at: datetime
) -> None:
    meeting = _held(session, item)
    if item.status is status:
        return
    if item.status is ItemStatus.open:
        item.closed_at = _now(meeting, at)
    _become(item, status)
    session.flush()
    _record(session, f"item.{status.value}", item, actor, at)


def _now(meeting: Meeting, at: datetime) -> datetime | None:
    """This moment, unless the meeting is typed from paper afterwards."""
    return None if meeting.from_paper else at


def _record(
    session: Session, verb: str, item: AgendaItem, actor: Actor, at: datetime, **told: object
) -> None:
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="item",
        object_id=item.id,
        data={"meeting": item.meeting_id, **told},
    )
