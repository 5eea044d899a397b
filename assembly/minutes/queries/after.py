"""What may follow a closing: later meetings and what carried in them, reopened minutes, current papers."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, MeetingStatus
from assembly.minutes.models import MarginalNote, Minutes, MinutesFile
from assembly.minutes.rules import Copy, MinutesStatus
from assembly.voting.models import Vote
from assembly.voting.rules import Result, VoteStatus

MOST_MEETINGS = 60
"""How many meetings after the act are offered: a year of Wednesdays."""


def reopened_of_meeting(session: Session, meeting_id: int) -> Minutes | None:
    """The minutes of a meeting while they are taken up again; None otherwise."""
    statement = select(Minutes).where(
        Minutes.meeting_id == meeting_id, Minutes.status == MinutesStatus.reopened
    )
    return session.scalars(statement).one_or_none()


def is_one_reopened(session: Session, body_id: int) -> bool:
    """Whether minutes of this body are taken up again: until they are closed, no others are."""
    reopened = exists().where(Minutes.body_id == body_id, Minutes.status == MinutesStatus.reopened)
    return bool(session.scalar(select(reopened)))


def note_by_mark(session: Session, mark: UUID) -> MarginalNote | None:
    """The marginal note that was written with this mark, if its form was sent before."""
    return session.scalars(select(MarginalNote).where(MarginalNote.uuid == mark)).one_or_none()


def papers(minutes: Minutes) -> list[MinutesFile]:
    """The finished papers of the act itself, as it is closed now."""
    return [each for each in minutes.files if (each.closing, each.note) == (minutes.closing, 0)]


def note_papers(minutes: Minutes) -> list[MinutesFile]:
    """The pages of its marginal notes, by number and language."""
    return [each for each in minutes.files if each.note]


def paper(minutes: Minutes, language: str, copy: Copy) -> MinutesFile | None:
    """One of them."""
    return next(
        (each for each in papers(minutes) if (each.language, each.copy) == (language, copy)), None
    )


def later_meetings(session: Session, minutes: Minutes) -> list[Meeting]:
    """The meetings of the same body held after that of the minutes, the earliest first."""
    statement = (
        select(Meeting)
        .where(
            Meeting.body_id == minutes.body_id,
            Meeting.scheduled_at > minutes.meeting.scheduled_at,
            Meeting.status.in_((MeetingStatus.in_session, MeetingStatus.ended)),
            Meeting.call.is_not(None),
        )
        .options(joinedload(Meeting.body))
        .order_by(Meeting.scheduled_at, Meeting.id)
        .limit(MOST_MEETINGS)
    )
    return list(session.scalars(statement))


def carried_later(session: Session, minutes: Minutes) -> list[Vote]:
    """The votes that carried in those meetings, each with its item, in their order."""
    return list(session.scalars(_carried(session, minutes)))


def votes_that_approve(session: Session, minutes: Minutes) -> list[Vote]:
    """Those of them that were taken in the item of the last minutes: one of them approved these."""
    statement = _carried(session, minutes).where(AgendaItem.kind == ItemKind.previous_minutes)
    return list(session.scalars(statement))


def _carried(session: Session, minutes: Minutes) -> Select[Vote]:
    later = [each.id for each in later_meetings(session, minutes)]
    return (
        select(Vote)
        .join(AgendaItem, AgendaItem.id == Vote.item_id)
        .options(contains_eager(Vote.item).joinedload(AgendaItem.meeting))
        .where(
            AgendaItem.meeting_id.in_(later),
            Vote.status == VoteStatus.closed,
            Vote.result == Result.passed,
        )
        .order_by(Vote.opened_at, Vote.id)
    )
