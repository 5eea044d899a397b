"""A session from its first word to its last: who leads it, how it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.meetings.actions.carry import carry_into_next
from assembly.meetings.actions.seal import (
    locked_meeting,
    note,
    refuse_if_future,
    refuse_if_not_held,
    refuse_if_sealed,
)
from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemStatus, MeetingStatus, meeting_may_become
from assembly.people.actions import end_cards_of_meeting, renew_cards_of_meeting
from assembly.people.models import Person


def type_from_paper(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """From now on what the paper has is typed: hours that it does not say stay «sin dato»."""
    meeting = locked_meeting(session, meeting.id)
    refuse_if_sealed(meeting)
    if not meeting.from_paper:
        meeting.from_paper = True
        session.flush()
        note(session, "meeting.type_from_paper", meeting, actor, at)


def set_chair_and_secretary(
    session: Session,
    *,
    meeting: Meeting,
    chair: Person | None,
    secretary: Person | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Who chairs this meeting and who takes its minutes. None: not known yet."""
    meeting = locked_meeting(session, meeting.id)
    refuse_if_sealed(meeting)
    told = (chair.id if chair else None, secretary.id if secretary else None)
    if (meeting.chair_id, meeting.secretary_id) == told:
        return
    meeting.chair, meeting.secretary = chair, secretary
    session.flush()
    note(
        session,
        "meeting.lead",
        meeting,
        actor,
        at,
        chair=chair.name if chair else None,
        secretary=secretary.name if secretary else None,
    )


def end_session(
    session: Session,
    *,
    meeting: Meeting,
    when: datetime | None,
    unfinished: Mapping[int, ItemStatus] | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """End the session at the hour ``when`` (None: «sin dato»).

    ``unfinished`` says of each item that is not finished whether it was closed or is deferred; one
    that it does not name is deferred, so that nothing is lost. Raises ``RuleViolation`` if the end
    lies before the opening.
    """
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    if meeting.status is MeetingStatus.ended:
        return
    refuse_if_future(when, at, field="when")
    if when and meeting.opened_at and when < meeting.opened_at:
        raise RuleViolation("meetings.ends_before_opening", field="when")
    became = {}
    for item in meeting.items:
        if item.status in (ItemStatus.open, ItemStatus.planned):
            was_on = item.status is ItemStatus.open
            item.status = (unfinished or {}).get(item.id, ItemStatus.deferred)
            if was_on or item.status is ItemStatus.closed:
                item.closed_at = when
            became[str(item.id)] = item.status
    meeting.status = MeetingStatus.ended
    meeting.ended_at = when
    session.flush()
    end_cards_of_meeting(session, meeting_id=meeting.id, at=at)
    note(session, "meeting.end", meeting, actor, at, when=when, items=became)
    carry_into_next(session, meeting=meeting, actor=actor, at=at)


def go_on(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Back into session: ended by mistake, or more is typed from the paper."""
    meeting = locked_meeting(session, meeting.id)
    refuse_if_sealed(meeting)
    if meeting.status is MeetingStatus.in_session:
        return
    if meeting.call is None or not meeting_may_become(meeting.status, MeetingStatus.in_session):
        raise RuleViolation("meetings.not_in_session")
    meeting.status = MeetingStatus.in_session
    meeting.ended_at = None
    session.flush()
    renew_cards_of_meeting(session, meeting_id=meeting.id)
    note(session, "meeting.go_on", meeting, actor, at)
