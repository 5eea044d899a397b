"""Closing the minutes of a meeting, and writing how minutes open and close."""

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
from assembly.journal.actions import record
from assembly.meetings.actions import seal
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.minutes import queries
from assembly.minutes.document import MeetingDocument
from assembly.minutes.models import Minutes, MinutesFile, Wording
from assembly.minutes.rules import Copy, MinutesStatus, WordingError, check, next_number, problems
from assembly.minutes.snapshot import digest, same_content, to_json
from assembly.people.models import Body
from assembly.search.actions import index
from assembly.search.rules import Found


@dataclass(frozen=True)
class FinishedFile:
    """A paper that lies in the store already: its language, copy, digest, and how many pages it has."""

    language: str
    copy: Copy
    digest: str
    pages: int


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
    meeting = locked(session, Meeting, meeting.id)
    locked(session, Body, meeting.body_id)  # two secretaries, one number
    if closed := queries.of_meeting(session, meeting.id):
        return closed
    if meeting.status is not MeetingStatus.ended:
        raise RuleViolation("minutes.not_ended")
    last = queries.last_number(session, meeting.body_id)
    number = next_number(last, first=max(1, document.number or 1))
    now = queries.document_of(session, meeting.id)
    if now is None or document.number != number or not same_content(now, document):
        raise RuleViolation("minutes.changed_meanwhile")
    if any(problem.blocks for problem in problems(now)):
        raise RuleViolation("minutes.blocked")
    data = to_json(document)
    minutes = Minutes(
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        number=number,
        status=MinutesStatus.closed,
        closed_at=document.closed_at or at,
        closed_by=actor.name,
        snapshot=data,
        snapshot_digest=digest(data),
        files=[
            MinutesFile(
                language=each.language, copy=each.copy, digest=each.digest, pages=each.pages
            )
            for each in files
        ],
    )
    session.add(minutes)
    session.flush()
    keep(session, uuids=[UUID(annex.uuid) for annex in document.annexes], at=at)
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


def write_wording(
    session: Session,
    *,
    body: Body,
    language: str,
    opening: str,
    closing: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Set how the minutes of a body open and close in one language; both empty: as shipped.

    Raises ``RuleViolation`` for a wording that cannot be filled. Closed minutes keep theirs.
    """
    for field, text in (("opening", opening), ("closing", closing)):
        try:
            check(text)
        except WordingError as error:
            raise RuleViolation(
                f"minutes.{error.code}", field=field, detail=error.detail
            ) from error
    row = queries.wording(session, body.id, language)
    before = (row.opening, row.closing) if row else ("", "")
    if before == (opening, closing):
        return
    if not opening and not closing:
        session.delete(row)
    elif row is None:
        session.add(Wording(body_id=body.id, language=language, opening=opening, closing=closing))
    else:
        row.opening, row.closing = opening, closing
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="wording.write",
        object_type="body",
        object_id=body.id,
        data={"language": language, "opening": opening, "closing": closing, "before": before},
    )


def _record_closing(session: Session, minutes: Minutes, *, actor: Actor, at: datetime) -> None:
    record(
        session,
        actor=actor,
        at=at,
        verb="minutes.close",
        object_type="minutes",
        object_id=minutes.id,
        data={
            "uuid": minutes.uuid,
            "body": minutes.body_id,
            "meeting": minutes.meeting_id,
            "number": minutes.number,
            "document": minutes.snapshot_digest,
            "files": [
                {"language": each.language, "copy": each.copy, "digest": each.digest}
                for each in minutes.files
            ],
        },
    )


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
