"""The text of an item: saved by itself, and never lost when two people write."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation, Stale
from assembly.journal.actions import tell
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting, TextRevision
from assembly.meetings.queries import day_of
from assembly.meetings.rules import MeetingStatus
from assembly.search.actions import index
from assembly.search.rules import Found

LONGEST = 200_000
"""Characters: a hundred pages. More is a mistake (a file pasted into the field)."""

ASIDE = 0
"""The version of a revision that was never the item's text: it came too late and was kept aside."""


def write_text(
    session: Session,
    *,
    item: AgendaItem,
    text: str,
    version: int,
    actor: Actor,
    at: datetime,
) -> AgendaItem:
    """Save what was said on an item; ``version`` is the one that the writer had before her.

    Raises ``Stale`` if somebody else saved in between: her text is kept as a revision all the same
    (the caller commits), and the exception carries both. Saving what is already there is no change.
    """
    item = locked(session, AgendaItem, item.id)
    # Read anew: the minutes may have been closed since the page was.
    meeting = session.get_one(
        Meeting, item.meeting_id, options=[joinedload(Meeting.body)], populate_existing=True
    )
    refuse_if_sealed(meeting)
    if meeting.status is MeetingStatus.cancelled:
        raise RuleViolation("meetings.not_in_session")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST:
        raise RuleViolation("meetings.text_too_long", field="text", longest=LONGEST)
    if text == item.text:
        return item
    if version != item.text_version:
        _keep_aside(session, item, text, version, actor, at)
        raise Stale(theirs=item.text, mine=text, version=item.text_version, field="text")
    last = _last_turn(session, item.id)
    item.text = text
    item.text_version += 1
    _keep_turn(session, item, last, actor, at)
    index(
        session,
        kind=Found.item,
        object_id=item.id,
        body_id=meeting.body_id,
        dated=day_of(meeting),
        title=item.title,
        text=item.text,
    )
    return item


def _last_turn(session: Session, item_id: int) -> TextRevision | None:
    statement = select(TextRevision).where(TextRevision.item_id == item_id)
    return session.scalars(statement.order_by(TextRevision.id.desc()).limit(1)).one_or_none()


def _keep_turn(
    session: Session, item: AgendaItem, last: TextRevision | None, actor: Actor, at: datetime
) -> None:
    """One revision for each turn of a hand: while the same one writes on, undisturbed, hers grows."""
    hand = (actor.account_id, actor.name)
    if last is not None and last.version != ASIDE and (last.account_id, last.author) == hand:
        last.version, last.text, last.at = item.text_version, item.text, at
        return
    session.add(
        TextRevision(
            item_id=item.id,
            version=item.text_version,
            text=item.text,
            account_id=actor.account_id,
            author=actor.name,
            at=at,
        )
    )
    tell(session, "item.write", item, actor, at, meeting=item.meeting_id, version=item.text_version)


def _keep_aside(
    session: Session, item: AgendaItem, text: str, version: int, actor: Actor, at: datetime
) -> None:
    """A text that came too late is kept, once."""
    statement = select(TextRevision.id).where(
        TextRevision.item_id == item.id,
        TextRevision.version == ASIDE,
        TextRevision.text == text,
    )
    if session.scalar(statement.limit(1)) is not None:
        return
    session.add(
        TextRevision(
            item_id=item.id,
            version=ASIDE,
            text=text,
            account_id=actor.account_id,
            author=actor.name,
            at=at,
        )
    )
    told = {"meeting": item.meeting_id, "version": version, "stored": item.text_version}
    tell(session, "item.clash", item, actor, at, **told)
