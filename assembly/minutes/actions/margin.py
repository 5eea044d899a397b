"""Writing a marginal note beside closed minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.minutes.actions.book import give_leaves
from assembly.minutes.models import MarginalNote, Minutes, MinutesFile
from assembly.minutes.notes import NoteDocument
from assembly.minutes.rules import Approval, Copy, MinutesStatus


@dataclass(frozen=True)
class NotePage:
    """The page of a note in one language; it lies in the store already."""

    language: str
    digest: str
    pages: int
    content: str


def add_note(
    session: Session,
    *,
    minutes_id: int,
    document: NoteDocument,
    pages: Sequence[NotePage],
    meeting_id: int,
    vote_id: int | None,
    title: str,
    mark: UUID,
    actor: Actor,
    at: datetime,
) -> MarginalNote:
    """Write a note down, with its next number and its page. What stands in the act stays as it is.

    It takes the next leaf of the book, under ``title``. ``document`` was read and its pages were made
    before this transaction began (``margin.write``): raises ``RuleViolation`` if another note took its
    number meanwhile, or the minutes are reopened.
    """
    minutes = locked(session, Minutes, minutes_id)
    session.expire(minutes, ["notes"])
    if minutes.status is MinutesStatus.reopened:
        raise RuleViolation("minutes.is_reopened")
    if not document.text:
        raise RuleViolation("minutes.note_empty", field="text")
    if (document.number, document.closing) != (len(minutes.notes) + 1, minutes.closing):
        raise RuleViolation("minutes.note_meanwhile")
    note = MarginalNote(
        uuid=mark,
        number=document.number,
        item=document.item,
        text=document.text,
        approval=Approval(document.approval),
        approved_on=document.approved_in.day,
        meeting_id=meeting_id,
        vote_id=vote_id,
        written_at=at,
        written_by=actor.name,
    )
    minutes.notes.append(note)
    minutes.files += [
        MinutesFile(
            language=each.language,
            copy=Copy.house,  # a note has no identity numbers to leave out
            digest=each.digest,
            pages=each.pages,
            content=each.content,
            closing=minutes.closing,
            note=note.number,
        )
        for each in pages
    ]
    session.flush()
    give_leaves(
        session,
        minutes=minutes,
        language=document.header.language,
        title=title,
        note=note.number,
    )
    told = {
        "uuid": note.uuid,
        "number": note.number,
        "item": note.item,
        "text": note.text,
        "approval": note.approval,
        "meeting": meeting_id,
        "vote": vote_id,
        "files": [{"language": each.language, "digest": each.digest} for each in pages],
    }
    tell(session, "minutes.note", minutes, actor, at, **told)
    return note
