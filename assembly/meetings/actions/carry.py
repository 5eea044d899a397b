"""What flows into an agenda by itself: standing items, what was left, open commitments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.meetings import queries
from assembly.meetings.actions.agenda import index_item, open_agenda, put_in_order
from assembly.meetings.actions.entry import enter
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemStatus, ProposedItem, StandingItem, compose_agenda


def propose_agenda(
    session: Session,
    *,
    meeting: Meeting,
    open_commitments: Sequence[int] = (),
    commitments_title: str = "",
    actor: Actor,
    at: datetime,
) -> list[AgendaItem]:
    """Fill the agenda of a new meeting: standing items, unfinished items, an item of commitments.

    ``open_commitments`` are the ids of those of its body; ``commitments_title`` names the item that
    goes through them where no standing item does.
    """
    standing = [
        StandingItem(each.id, each.title, each.kind, each.minutes_planned)
        for each in queries.standing_items(session, meeting.body_id)
    ]
    left = queries.unfinished(session, meeting)
    proposed = compose_agenda(
        standing, left.as_rules(), open_commitments, commitments_title=commitments_title
    )
    items = [_made(meeting, each, left.by_id) for each in proposed]
    session.add_all(items)
    put_in_order(session, meeting, items)
    for item in items:
        index_item(session, item)
    data: dict[str, object] = {
        "items": [{"id": each.id, "carried_from": each.carried_from_id} for each in items]
    }
    enter(session, "agenda.propose", meeting, data, actor=actor, at=at)
    return items


def carry_over(
    session: Session, *, meeting: Meeting, actor: Actor, at: datetime
) -> list[AgendaItem]:
    """Take up what earlier meetings left after this agenda was made; the originals keep their record.

    Returns the items added. Doing it twice changes nothing.
    """
    meeting = open_agenda(session, meeting)
    items = queries.agenda_of(session, meeting.id)
    left = queries.unfinished(session, meeting)
    carried = left.into(items)
    if not carried:
        return []
    by_id = {each.id: each for each in items}
    for item_id, left_id in carried.links:
        by_id[item_id].carried_from_id = left_id
    added = [_made(meeting, each, left.by_id) for each in carried.items]
    session.add_all(added)
    place = carried.number - 1
    put_in_order(session, meeting, [*items[:place], *added, *items[place:]])
    for item in added:
        index_item(session, item)
    data: dict[str, object] = {
        "links": [list(link) for link in carried.links],
        "items": [{"id": each.id, "carried_from": each.carried_from_id} for each in added],
    }
    enter(session, "agenda.carry_over", meeting, data, actor=actor, at=at)
    return added


def carry_into_next(
    session: Session, *, meeting: Meeting, actor: Actor, at: datetime
) -> list[AgendaItem]:
    """A meeting has ended: what it left goes into the next one, if that is already being prepared.

    Only into a draft: once a meeting is convened, its secretary says what comes onto the agenda.
    """
    after = queries.next_draft(session, meeting)
    return carry_over(session, meeting=after, actor=actor, at=at) if after else []


def _made(meeting: Meeting, proposed: ProposedItem, left: Mapping[int, AgendaItem]) -> AgendaItem:
    """The item as proposed. What is carried over keeps who presents it; its text stays where it was said."""
    origin = left.get(proposed.carried_from) if proposed.carried_from is not None else None
    item = AgendaItem(
        meeting=meeting,
        position=0,
        title=proposed.title,
        kind=proposed.kind,
        status=ItemStatus.planned,
        minutes_planned=proposed.minutes,
        standing_item_id=proposed.standing,
        carried_from_id=proposed.carried_from,
    )
    if origin is not None:
        item.presenter_id = origin.presenter_id
        item.presenter_name = origin.presenter_name
    return item
