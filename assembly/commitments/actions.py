"""Taking something on, and reporting on it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.commitments import queries
from assembly.commitments.models import Commitment, FollowUp
from assembly.commitments.rules import CommitmentStatus
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions.models import Decision
from assembly.motions.queries import meeting_day
from assembly.seen import refuse_another


def take_on(
    session: Session,
    *,
    meeting: Meeting,
    text: str,
    due_on: date | None,
    item: AgendaItem | None = None,
    decision: Decision | None = None,
    person_id: int | None = None,
    organization_id: int | None = None,
    responsible: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Commitment:
    """Note who does what by when. ``responsible`` is a name, where the person is not in the house's list.

    Without a date it stays open without falling due. ``mark`` becomes its UUID: a form sent twice
    makes one commitment. Raises ``RuleViolation``.
    """
    refuse_if_sealed(meeting)
    text = text.strip()
    if not text:
        raise RuleViolation("commitments.nothing", field="text")
    if not (person_id or organization_id or responsible):
        raise RuleViolation("commitments.nobody", field="responsible")
    if due_on is not None and due_on < meeting_day(meeting):
        raise RuleViolation("commitments.due_before", field="due_on")
    locked(session, Meeting, meeting.id)
    if mark and (made := queries.commitment_by_uuid(session, mark)) is not None:
        refuse_another(made, text=text, due_on=due_on)
        return made
    commitment = Commitment(
        uuid=mark or uuid4(),
        body_id=meeting.body_id,
        meeting_id=meeting.id,
        item_id=item.id if item else None,
        decision_id=decision.id if decision else None,
        text=text,
        person_id=person_id,
        organization_id=organization_id,
        responsible="" if person_id else responsible,
        due_on=due_on,
        first_due_on=due_on,
        status=CommitmentStatus.open,
    )
    session.add(commitment)
    session.flush()
    told = {
        "text": text,
        "person": person_id,
        "organization": organization_id,
        "responsible": commitment.responsible,
        "due_on": due_on,
        "meeting": meeting.id,
        "decision": commitment.decision_id,
    }
    tell(session, "commitment.take_on", commitment, actor, at, **told)
    return commitment


def report(
    session: Session,
    *,
    commitment: Commitment,
    status: CommitmentStatus,
    note: str = "",
    due_on: date | None = None,
    meeting: Meeting | None = None,
    actor: Actor,
    at: datetime,
) -> FollowUp:
    """Report on a commitment: done, dropped (says why), or open: carried on to the new date ``due_on``.

    ``meeting`` is the one in which it is reported, if one. Raises ``RuleViolation``.
    """
    if meeting is not None:
        refuse_if_sealed(meeting)
    commitment = locked(session, Commitment, commitment.id)
    note = note.strip()
    if commitment.status is not CommitmentStatus.open:
        raise RuleViolation("commitments.closed")
    if meeting is not None and meeting.body_id != commitment.body_id:
        raise RuleViolation("commitments.other_body")
    if status is CommitmentStatus.dropped and not note:
        raise RuleViolation("commitments.why_dropped", field="note")
    if status is CommitmentStatus.open:
        if due_on is None:
            raise RuleViolation("commitments.new_date", field="due_on")
        zone = ZoneInfo(commitment.body.timezone)
        if due_on < (meeting_day(meeting) if meeting else at.astimezone(zone).date()):
            raise RuleViolation("commitments.due_before", field="due_on")
        commitment.due_on = due_on
    else:
        commitment.status = status
        commitment.closed_at = at
    follow_up = FollowUp(
        commitment=commitment,
        meeting_id=meeting.id if meeting else None,
        status=status,
        note=note,
        due_on=commitment.due_on if status is CommitmentStatus.open else None,
        author=actor.name,
        at=at,
    )
    session.add(follow_up)
    told = {
        "status": status,
        "note": note,
        "due_on": follow_up.due_on,
        "meeting": follow_up.meeting_id,
    }
    tell(session, "commitment.report", commitment, actor, at, **told)
    return follow_up
