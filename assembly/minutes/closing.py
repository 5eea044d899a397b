"""Getting minutes ready to close: the document is read and its papers are made, before anything is written.

Laying out papers takes seconds, and whoever writes holds up everybody else's writing. So the document
is read in a transaction that only reads, the papers are made in none, and `actions.close_minutes` reads
the document again in the short transaction that writes. What lies in the store without having been
closed harms nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import reading
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.rules import MeetingStatus
from assembly.minutes import press, queries
from assembly.minutes.actions import FinishedFile, close_minutes
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import Minutes
from assembly.minutes.phrases import heading
from assembly.minutes.rules import Copy, Problem, next_number, problems
from assembly.web.i18n import LANGUAGES, in_language


@dataclass(frozen=True)
class Prepared:
    """What `actions.close_minutes` takes: the document with its number, and its finished papers.

    Where something blocks the closing there are no papers. ``title`` is said in the body's language.
    """

    document: MeetingDocument
    title: str
    files: tuple[FinishedFile, ...]
    blocking: tuple[Problem, ...]


def close(
    session: Session, meeting_id: int, *, first_number: int = 1, actor: Actor, at: datetime
) -> Minutes:
    """Prepare and close; the caller commits. Commit or roll back what you began before.

    ``first_number`` counts only where the body has no closed minutes yet: its book may be old.

    Minutes that are closed already are given back. Raises ``LookupError`` if there is no such
    meeting, ``RuleViolation``, ``paper.PaperError``, ``storage.StorageError``.
    """
    if closed := queries.of_meeting(session, meeting_id):
        return closed
    meeting = meetings.meeting(session, meeting_id)
    if meeting is None:
        raise LookupError(meeting_id)
    if meeting.status is not MeetingStatus.ended:
        raise RuleViolation("minutes.not_ended")
    prepared = prepare(session, meeting_id, first_number=first_number, at=at)
    if prepared is None or prepared.blocking:
        raise RuleViolation("minutes.blocked")
    return close_minutes(
        session,
        meeting=meeting,
        document=prepared.document,
        files=prepared.files,
        title=prepared.title,
        actor=actor,
        at=at,
    )


def prepare(
    session: Session, meeting_id: int, *, first_number: int = 1, at: datetime
) -> Prepared | None:
    """Read the meeting, make its papers in both languages and copies, put them into the store.

    Commit or roll back what you began before: the session's transaction is ended. None if there is
    no such meeting. Raises ``paper.PaperError``, ``storage.StorageError``.
    """
    session.rollback()
    with reading():
        document = _numbered(session, meeting_id, first_number, at)
        session.rollback()
    if document is None:
        return None
    blocking = tuple(problem for problem in problems(document) if problem.blocks)
    with in_language(document.header.language):
        title = heading.full_title(document)
    return Prepared(document, title, () if blocking else _papers(document), blocking)


def _numbered(
    session: Session, meeting_id: int, first_number: int, at: datetime
) -> MeetingDocument | None:
    body_id = meetings.body_id_of_meeting(session, meeting_id)
    if body_id is None:
        return None
    reopened = queries.reopened_of_meeting(session, meeting_id)
    number = (
        reopened.number
        if reopened
        else next_number(queries.last_number(session, body_id), first=first_number)
    )
    return queries.document_of(session, meeting_id, number=number, closed_at=at)


def _papers(document: MeetingDocument) -> tuple[FinishedFile, ...]:
    store = press.store()
    finished = []
    for language in LANGUAGES:
        for copy in Copy:
            laid = press.pdf(document, language, copy)
            content = press.digest_of(press.in_copy(document, copy))
            stored = store.put(laid.content)
            finished.append(FinishedFile(language, copy, stored, laid.pages, content))
    return tuple(finished)
