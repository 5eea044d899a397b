"""Notice given: to whom, how, by whom, when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings import queries
from assembly.meetings.actions.entry import enter
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import Meeting, NoticeDelivery
from assembly.meetings.rules import MeetingStatus, NoticeMeans


def record_notice(
    session: Session,
    *,
    meeting: Meeting,
    means: NoticeMeans,
    given_on: date | None,
    organization_ids: Sequence[int] = (),
    recipient: str = "",
    given_by: str = "",
    note: str = "",
    actor: Actor,
    at: datetime,
) -> list[NoticeDelivery]:
    """Write down that notice was given to organizations, and to a ``recipient`` that is none of them.

    ``given_on`` None is a day that nobody remembers («sin dato»). The same notice sent twice is written
    once. It can be written after the meeting too, until its minutes are closed.
    """
    meeting = locked(session, Meeting, meeting.id)
    refuse_if_sealed(meeting)
    if meeting.status in (MeetingStatus.draft, MeetingStatus.cancelled):
        raise RuleViolation("meetings.not_convened")
    if not organization_ids and not recipient:
        raise RuleViolation("meetings.nobody_told", field="organizations")
    known = {
        (each.organization_id, each.recipient, each.means, each.given_by, each.given_on, each.note)
        for each in queries.deliveries(session, meeting.id)
    }
    wished: list[tuple[int | None, str]] = [(each, "") for each in dict.fromkeys(organization_ids)]
    if recipient:
        wished.append((None, recipient))
    made = [
        NoticeDelivery(
            meeting_id=meeting.id,
            organization_id=organization_id,
            recipient=name,
            means=means,
            given_by=given_by,
            given_on=given_on,
            note=note,
        )
        for organization_id, name in wished
        if (organization_id, name, means, given_by, given_on, note) not in known
    ]
    session.add_all(made)
    session.flush()
    if made:
        data: dict[str, object] = {
            "means": means.value,
            "given_on": given_on and given_on.isoformat(),
            "given_by": given_by,
            "organizations": [each.organization_id for each in made if each.organization_id],
            "recipient": recipient,
        }
        enter(session, "notice.record", meeting, data, actor=actor, at=at)
    return made


def strike_notice(
    session: Session, *, delivery: NoticeDelivery, actor: Actor, at: datetime
) -> None:
    """Strike out a notice written down by mistake; the journal keeps what it said."""
    meeting = locked(session, Meeting, delivery.meeting_id)
    refuse_if_sealed(meeting)
    data: dict[str, object] = {
        "means": delivery.means.value,
        "given_on": delivery.given_on and delivery.given_on.isoformat(),
        "given_by": delivery.given_by,
        "organizations": [delivery.organization_id] if delivery.organization_id else [],
        "recipient": delivery.recipient,
    }
    session.delete(delivery)
    session.flush()
    enter(session, "notice.strike", meeting, data, actor=actor, at=at)
