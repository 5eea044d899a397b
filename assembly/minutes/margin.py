"""A marginal note as a document of its own: it is printed on a page that is filed after the act.

Like the act it is frozen data without a word of ours, laid out before the transaction that writes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import reading
from assembly.errors import RuleViolation
from assembly.minutes import phrases, press, queries
from assembly.minutes.actions import NotePage, add_note
from assembly.minutes.models import MarginalNote
from assembly.minutes.notes import NoteDocument
from assembly.minutes.rules import Approval
from assembly.web.i18n import LANGUAGES, in_language


@dataclass(frozen=True)
class Written:
    """A marginal note as it is typed: about which item, its words, and where it was approved.

    That is a vote, or a meeting where none was counted: one of the two. ``mark`` is that of its form: the
    same again is the note that was written.
    """

    item: int | None
    text: str
    meeting_id: int | None
    vote_id: int | None
    mark: UUID


def write(
    session: Session, minutes_id: int, written: Written, *, actor: Actor, at: datetime
) -> MarginalNote:
    """Make the pages of a note, then write it down; the caller commits. Commit what you began before.

    Raises ``RuleViolation``, ``paper.PaperError``, ``storage.StorageError``, ``LookupError``.
    """
    if known := queries.note_by_mark(session, written.mark):
        return known
    session.rollback()
    with reading():
        meeting_id, document = _document(session, minutes_id, written, at)
        session.rollback()
    store = press.store()
    pages = []
    for language in LANGUAGES:
        laid = press.note_pdf(document, language)
        content = press.digest_of(document)
        pages.append(NotePage(language, store.put(laid.content), laid.pages, content))
    with in_language(document.header.language):
        title = phrases.margin.full_title(document)
    return add_note(
        session,
        minutes_id=minutes_id,
        document=document,
        pages=pages,
        meeting_id=meeting_id,
        vote_id=written.vote_id,
        title=title,
        mark=written.mark,
        actor=actor,
        at=at,
    )


def _document(
    session: Session, minutes_id: int, written: Written, at: datetime
) -> tuple[int, NoteDocument]:
    """In which meeting it was approved, and the note as a document."""
    minutes = queries.minutes(session, minutes_id)
    if minutes is None:
        raise LookupError(minutes_id)
    act = queries.document(minutes)
    titles = {each.number: each.title for each in act.items}
    if written.item is not None and written.item not in titles:
        raise RuleViolation("minutes.no_such_item", field="item")
    votes = {each.id: each for each in queries.carried_later(session, minutes)}
    vote = votes.get(written.vote_id or 0)
    meeting_id = vote.item.meeting_id if vote else written.meeting_id or 0
    later = {each.id for each in queries.later_meetings(session, minutes)}
    approved_in = queries.document_of(session, meeting_id) if meeting_id in later else None
    if approved_in is None:
        raise RuleViolation("minutes.note_not_approved", field="approved_by")
    uuid = str(vote.uuid) if vote else ""
    return meeting_id, NoteDocument(
        header=act.header,
        minutes_number=minutes.number,
        closing=minutes.closing,
        number=len(minutes.notes) + 1,
        item=written.item,
        item_title=titles.get(written.item or 0, ""),
        text=written.text,
        approval=(Approval.vote if vote else Approval.assembly).value,
        approved_in=approved_in.header,
        vote=next((each for each in approved_in.votes if each.uuid == uuid), None),
        written_at=at.astimezone(ZoneInfo(act.header.timezone)),
        journal=approved_in.journal,
    )
