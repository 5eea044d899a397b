"""A meeting read into one document, in a number of queries that does not grow with it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, defer, joinedload, selectinload

from assembly.journal import queries as journal
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting, QuorumCheck
from assembly.meetings.queries import Presence
from assembly.meetings.rules import NoticeState
from assembly.minutes.document import (
    Call,
    Header,
    JournalHead,
    MeetingDocument,
    Notice,
    NoticeGiven,
    Reopening,
    Wording,
)
from assembly.minutes.models import FormerClosing, Minutes
from assembly.minutes.queries.annexes import annexes_of
from assembly.minutes.queries.attendance import attendance_of
from assembly.minutes.queries.debate import Debate, reports_of
from assembly.minutes.queries.wording import parts_of, texts_of
from assembly.people.models import Body


def document_of(
    session: Session,
    meeting_id: int,
    *,
    number: int | None = None,
    closed_at: datetime | None = None,
) -> MeetingDocument | None:
    """The document of a meeting as it stands now: a draft, unless its number and closing are given.

    None if there is no such meeting.
    """
    meeting = _meeting(session, meeting_id)
    if meeting is None:
        return None
    agenda = meetings.agenda_of(session, meeting_id)
    presence = meetings.presence_of(session, meeting)
    debate = Debate(session, meeting, agenda, presence)
    numbers = {item.id: place for place, item in enumerate(agenda, 1)}
    items = tuple(debate.item(numbers[row.id], row) for row in meetings.in_order(agenda))
    head = journal.head(session)
    return MeetingDocument(
        header=_header(meeting),
        number=number,
        closed_at=closed_at and closed_at.astimezone(ZoneInfo(meeting.body.timezone)),
        calls=tuple(_call(check, meeting.body.timezone) for check in meeting.calls),
        attendance=attendance_of(session, meeting, presence),
        notice=_notice(session, meeting),
        items=items,
        reports=reports_of(session, meeting_id),
        decisions=debate.other_decisions(),
        commitments=debate.other_commitments(),
        errors=_errors(presence, numbers),
        wordings=tuple(
            Wording(language, texts.opening, texts.closing)
            for language, texts in sorted(texts_of(session, meeting.body_id).items())
        ),
        journal=JournalHead(head.sequence, head.digest) if head else None,
        annexes=annexes_of(session, meeting_id, numbers),
        parts=parts_of(session, meeting.body_id),
        reopenings=_reopenings(session, meeting),
    )


def _reopenings(session: Session, meeting: Meeting) -> tuple[Reopening, ...]:
    statement = (
        select(FormerClosing)
        .join(Minutes, Minutes.id == FormerClosing.minutes_id)
        .where(Minutes.meeting_id == meeting.id)
        .order_by(FormerClosing.closing)
        .options(defer(FormerClosing.snapshot))
    )
    zone = ZoneInfo(meeting.body.timezone)
    return tuple(
        Reopening(
            each.closed_at.astimezone(zone),
            each.reopened_at.astimezone(zone),
            each.reopened_by,
            each.reason,
        )
        for each in session.scalars(statement)
    )


def _meeting(session: Session, meeting_id: int) -> Meeting | None:
    statement = (
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(
            joinedload(Meeting.body).joinedload(Body.organization),
            joinedload(Meeting.chair),
            joinedload(Meeting.secretary),
            selectinload(Meeting.calls),
            selectinload(Meeting.items),
        )
        .execution_options(populate_existing=True)
    )
    return session.scalars(statement).one_or_none()


def _header(meeting: Meeting) -> Header:
    body, zone = meeting.body, ZoneInfo(meeting.body.timezone)
    return Header(
        uuid=str(meeting.uuid),
        commune=body.organization.name,
        commune_place=body.organization.place,
        body=body.name,
        electorate=body.electorate.value,
        census=body.census,
        timezone=body.timezone,
        language=body.language,
        paper=body.paper.value,
        kind=meeting.kind.value,
        meeting_number=meeting.number,
        day=meetings.day_of(meeting),
        scheduled_at=meeting.scheduled_at.astimezone(zone),
        place=meeting.place or body.place,
        call=meeting.call,
        opened_at=meeting.opened_at and meeting.opened_at.astimezone(zone),
        ended_at=meeting.ended_at and meeting.ended_at.astimezone(zone),
        chair=meeting.chair.name if meeting.chair else "",
        secretary=meeting.secretary.name if meeting.secretary else "",
        from_paper=meeting.from_paper,
    )


def _call(check: QuorumCheck, timezone: str) -> Call:
    at: datetime | None = check.at and check.at.astimezone(ZoneInfo(timezone))
    return Call(
        number=check.number,
        at=at,
        base=str(check.rule["base"]),
        share=str(check.rule["share"]),
        comparison=str(check.rule["comparison"]),
        wait_minutes=int(str(check.rule["wait_minutes"])),
        base_count=check.base_count,
        present=check.present,
        required=check.required,
        valid=check.valid,
        override_reason=check.override_reason,
    )


def _notice(session: Session, meeting: Meeting) -> Notice:
    log = meetings.notice_log(session, meeting)
    told = [each for line in log.lines for each in line.deliveries]
    return Notice(
        days_asked=log.rule.notice_days,
        source=log.rule.notice_source,
        met=log.verdict.met,
        given=tuple(
            NoticeGiven(
                to=each.organization.name if each.organization else each.recipient,
                means=each.means.value,
                given_by=each.given_by,
                given_on=each.given_on,
                note=each.note,
            )
            for each in (*told, *log.others)
        ),
        not_told=tuple(
            line.organization.name for line in log.lines if line.state is NoticeState.none
        ),
    )


def _errors(presence: Presence, numbers: dict[int, int]) -> tuple[tuple[str, str, int], ...]:
    on_agenda = {place: numbers[item_id] for item_id, place in presence.numbers.items()}
    return tuple(
        (error.code, presence.name(error.person), on_agenda.get(error.item, 0))
        for error in presence.errors
    )
