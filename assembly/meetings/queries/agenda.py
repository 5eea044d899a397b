"""Agendas, and what earlier meetings left unfinished."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import UNFINISHED, MeetingStatus


def item(session: Session, item_id: int) -> AgendaItem | None:
    """One item with its meeting."""
    statement = (
        select(AgendaItem)
        .where(AgendaItem.id == item_id)
        .options(joinedload(AgendaItem.meeting), joinedload(AgendaItem.presenter))
    )
    return session.scalars(statement).one_or_none()


def agenda_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The items of a meeting in order, with presenters and the meetings they were carried from."""
    statement = (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == meeting_id)
        .options(
            joinedload(AgendaItem.presenter),
            joinedload(AgendaItem.carried_from).joinedload(AgendaItem.meeting),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return list(session.scalars(statement))


def unfinished(session: Session, body_id: int) -> list[AgendaItem]:
    """Items that ended meetings of a body left unfinished and no later agenda has taken up.

    A copy on the agenda of a cancelled meeting took nothing up. In the order of meetings and agendas.
    """
    copy, later = aliased(AgendaItem), aliased(Meeting)
    taken_up = exists().where(
        copy.carried_from_id == AgendaItem.id,
        copy.meeting_id == later.id,
        later.status != MeetingStatus.cancelled,
    )
    statement = (
        select(AgendaItem)
        .join(AgendaItem.meeting)
        .where(
            Meeting.body_id == body_id,
            Meeting.status == MeetingStatus.ended,
            AgendaItem.status.in_(UNFINISHED),
            ~taken_up,
        )
        .options(joinedload(AgendaItem.meeting))
        .order_by(Meeting.scheduled_at, Meeting.id, AgendaItem.position, AgendaItem.id)
    )
    return list(session.scalars(statement))
