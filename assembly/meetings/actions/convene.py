"""A meeting before it begins: made, dated, convened, cancelled."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings import queries
from assembly.meetings.actions.agenda import PLANNED, index_item
from assembly.meetings.actions.entry import enter
from assembly.meetings.models import Meeting, Series
from assembly.meetings.rules import MeetingKind, MeetingStatus, meeting_may_become
from assembly.people.actions import end_cards_of_meeting, move_cards_of_meeting
from assembly.people.models import Body


def create_meeting(
    session: Session,
    *,
    body: Body,
    kind: MeetingKind,
    scheduled_at: datetime,
    place: str = "",
    number: int | None = None,
    series: Series | None = None,
    series_date: date | None = None,
    from_paper: bool = False,
    uuid: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Meeting:
    """Make a draft, numbered after the last of its kind unless ``number`` says otherwise.

    ``series_date`` is the day of the series it stands for. One form (``uuid``) makes one meeting.
    Raises ``RuleViolation`` if the number is another meeting's.
    """
    body = locked(session, Body, body.id)
    uuid = uuid or uuid4()
    made = session.scalars(select(Meeting).where(Meeting.uuid == uuid)).one_or_none()
    if made is not None:
        return made
    if number is None:
        number = queries.next_number(session, body.id, kind)
    if _numbered(session, body.id, kind, number) is not None:
        raise RuleViolation("meetings.number_taken", field="number", number=number)
    meeting = Meeting(
        uuid=uuid,
        body=body,
        series=series,
        series_date=series_date,
        kind=kind,
        number=number,
        status=MeetingStatus.draft,
        scheduled_at=scheduled_at,
        place=place,
        from_paper=from_paper,
    )
    session.add(meeting)
    session.flush()
    enter(session, "meeting.create", meeting, _as_data(meeting), actor=actor, at=at)
    return meeting


def edit_meeting(
    session: Session,
    *,
    meeting: Meeting,
    kind: MeetingKind,
    number: int,
    scheduled_at: datetime,
    place: str,
    version: int | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """Change kind, number, time or place of a meeting that has not begun.

    Raises ``RuleViolation`` stale if the meeting changed since ``version`` and holds something else now.
    """
    meeting = _planned(session, meeting)
    before = _as_data(meeting)
    if (kind, number, scheduled_at, place) == (
        meeting.kind,
        meeting.number,
        meeting.scheduled_at,
        meeting.place,
    ):
        return
    if version is not None and version != meeting.version:
        raise RuleViolation("stale")
    twin = _numbered(session, meeting.body_id, kind, number)
    if twin is not None and twin is not meeting:
        raise RuleViolation("meetings.number_taken", field="number", number=number)
    moved = scheduled_at - meeting.scheduled_at
    meeting.kind = kind
    meeting.number = number
    meeting.scheduled_at = scheduled_at
    meeting.place = place
    meeting.version += 1
    session.flush()
    if moved:
        for item in queries.agenda_of(session, meeting.id):
            index_item(session, item)
        move_cards_of_meeting(session, meeting_id=meeting.id, by=moved)
    data: dict[str, object] = {"before": before, "after": _as_data(meeting)}
    enter(session, "meeting.edit", meeting, data, actor=actor, at=at)


def meet_today(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Move a meeting of a later day to today, at the same hour: those who are here hold it now.

    Whether the notice was given in time is then judged by this day.
    """
    zone = ZoneInfo(meeting.body.timezone)
    planned, today = meeting.scheduled_at.astimezone(zone), at.astimezone(zone).date()
    if planned.date() <= today:
        return
    edit_meeting(
        session,
        meeting=meeting,
        kind=meeting.kind,
        number=meeting.number,
        scheduled_at=datetime.combine(today, planned.time(), zone),
        place=meeting.place,
        actor=actor,
        at=at,
    )


def convene(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> None:
    """Convene a draft: its agenda stands, notice can be given. Convening twice changes nothing.

    Raises ``RuleViolation`` for an agenda without items: nobody is convened to nothing.
    """
    meeting = _planned(session, meeting)
    if meeting.status is MeetingStatus.convened:
        return
    items = queries.agenda_of(session, meeting.id)
    if not items:
        raise RuleViolation("meetings.empty_agenda")
    meeting.status = MeetingStatus.convened
    meeting.version += 1
    session.flush()
    data = _as_data(meeting) | {"agenda": [each.title for each in items]}
    enter(session, "meeting.convene", meeting, data, actor=actor, at=at)


def cancel_meeting(
    session: Session, *, meeting: Meeting, reason: str, actor: Actor, at: datetime
) -> None:
    """Cancel a meeting that has not begun, with the reason. What it had carried over flows again."""
    meeting = locked(session, Meeting, meeting.id)
    if meeting.status is MeetingStatus.cancelled:
        return
    if not meeting_may_become(meeting.status, MeetingStatus.cancelled):
        raise RuleViolation("meetings.begun")
    if not reason.strip():
        raise RuleViolation("meetings.reason_missing", field="reason")
    meeting.status = MeetingStatus.cancelled
    meeting.cancelled_reason = reason
    meeting.version += 1
    session.flush()
    end_cards_of_meeting(session, meeting_id=meeting.id, at=at)
    enter(session, "meeting.cancel", meeting, {"reason": reason}, actor=actor, at=at)


def _planned(session: Session, meeting: Meeting) -> Meeting:
    meeting = locked(session, Meeting, meeting.id)
    if meeting.status not in PLANNED:
        raise RuleViolation("meetings.begun")
    return meeting


def _numbered(session: Session, body_id: int, kind: MeetingKind, number: int) -> Meeting | None:
    statement = select(Meeting).where(
        Meeting.body_id == body_id, Meeting.kind == kind, Meeting.number == number
    )
    return session.scalars(statement).one_or_none()


def _as_data(meeting: Meeting) -> dict[str, object]:
    return {
        "kind": meeting.kind.value,
        "number": meeting.number,
        "scheduled_at": meeting.scheduled_at.isoformat(),
        "place": meeting.place,
    }
