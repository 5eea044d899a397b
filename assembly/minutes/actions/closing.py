"""Closing the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.attachments.actions import keep
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.meetings.actions import seal, wait_for_writers
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.minutes import queries
from assembly.minutes.actions.book import give_leaves
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import Minutes, MinutesFile
from assembly.minutes.rules import Copy, MinutesStatus, next_number, problems
from assembly.minutes.snapshot import digest, same_content, to_json
from assembly.people.models import Body
from assembly.search.actions import index
from assembly.search.rules import Found
from assembly.voting.actions import forget_slips


@dataclass(frozen=True)
class FinishedFile:
    """A paper that lies in the store already. ``content`` is the digest of the data that it carries."""

    language: str
    copy: Copy
    digest: str
    pages: int
    content: str


def close_minutes(
    session: Session,
    *,
    meeting: Meeting,
    document: MeetingDocument,
    files: Sequence[FinishedFile],
    title: str,
    actor: Actor,
    at: datetime,
) -> Minutes:
    """Close the minutes: give them their number, keep document and files, seal the meeting.

    ``document`` was read, and its papers were made, before this transaction began (see
    ``closing.prepare``): it is read again here, and if the meeting or the number has changed
    meanwhile, nothing is closed (``minutes.changed_meanwhile``). Minutes that are closed already
    are given back as they are: a button pressed twice closes once. ``title`` is what they are found
    by. Raises ``RuleViolation`` also for a meeting that has not ended and for what blocks.
    """
    wait_for_writers(session, meeting.id)
    meeting = locked(session, Meeting, meeting.id)
    locked(session, Body, meeting.body_id)  # two secretaries, one number
    if closed := queries.of_meeting(session, meeting.id):
        return closed
    if meeting.status is not MeetingStatus.ended:
        raise RuleViolation("minutes.not_ended")
    minutes = queries.reopened_of_meeting(session, meeting.id)
    _refuse_changed(session, meeting, minutes, document)
    if minutes is None:
        minutes = Minutes(body_id=meeting.body_id, meeting_id=meeting.id, number=document.number)
        session.add(minutes)
    _freeze(minutes, document, files, actor=actor, at=at)
    session.flush()
    keep(session, uuids=[UUID(annex.uuid) for annex in document.annexes], at=at)
    give_leaves(session, minutes=minutes, language=document.header.language, title=title)
    forget_slips(session, meeting_id=meeting.id)
    seal(session, meeting=meeting, actor=actor, at=at)
    _record_closing(session, minutes, actor=actor, at=at)
    index(
        session,
        kind=Found.minutes,
        object_id=minutes.id,
        body_id=minutes.body_id,
        dated=document.header.day,
        title=title,
        text=_searched(document),
    )
    return minutes


def _refuse_changed(
    session: Session, meeting: Meeting, minutes: Minutes | None, document: MeetingDocument
) -> None:
    """Raise ``RuleViolation`` if the meeting, or the number it takes, is not as the document says."""
    if minutes is not None:
        number = minutes.number
    elif queries.is_one_reopened(session, meeting.body_id):
        raise RuleViolation("minutes.another_is_reopened")
    else:
        last = queries.last_number(session, meeting.body_id)
        number = next_number(last, first=max(1, document.number or 1))
    now = queries.document_of(session, meeting.id)
    if now is None or document.number != number or not same_content(now, document):
        raise RuleViolation("minutes.changed_meanwhile")
    if any(problem.blocks for problem in problems(now)):
        raise RuleViolation("minutes.blocked")


def _freeze(
    minutes: Minutes,
    document: MeetingDocument,
    files: Sequence[FinishedFile],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    data = to_json(document)
    minutes.status = MinutesStatus.closed
    minutes.closing = document.closing
    minutes.closed_at = document.closed_at or at
    minutes.closed_by = actor.name
    minutes.snapshot, minutes.snapshot_digest = data, digest(data)
    minutes.printed_at = None
    minutes.files += [
        MinutesFile(
            language=each.language,
            copy=each.copy,
            digest=each.digest,
            pages=each.pages,
            content=each.content,
            closing=document.closing,
        )
        for each in files
    ]


def _record_closing(session: Session, minutes: Minutes, *, actor: Actor, at: datetime) -> None:
    told = {
        "uuid": minutes.uuid,
        "body": minutes.body_id,
        "meeting": minutes.meeting_id,
        "number": minutes.number,
        "closing": minutes.closing,
        "document": minutes.snapshot_digest,
        "files": [
            {"language": each.language, "copy": each.copy, "digest": each.digest}
            for each in minutes.files
            if each.closing == minutes.closing
        ],
    }
    tell(session, "minutes.close", minutes, actor, at, **told)


def _searched(document: MeetingDocument) -> str:
    """What minutes are found by beside their title: everything said, put to the vote, taken on."""
    told = []
    for item in document.items:
        told += [item.title, item.text]
        for motion in item.motions:
            told += [motion.title, motion.text, *(each.after for each in motion.amendments)]
        told += [vote.question for vote in item.votes]
        taken_on = [each for decision in item.decisions for each in decision.commitments]
        told += [each.text for each in (*taken_on, *item.commitments)]
    told += [annex.title for annex in document.annexes]
    return "\n".join(text for text in told if text)
