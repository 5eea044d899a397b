"""Meetings and to which body they belong."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly.meetings.models import AgendaItem, Meeting, Series
from assembly.people.models import Body


def body_id_of_meeting(session: Session, meeting_id: int) -> int | None:
    """The body that meets, None if there is no such meeting."""
    return session.scalar(select(Meeting.body_id).where(Meeting.id == meeting_id))


def body_id_of_item(session: Session, item_id: int) -> int | None:
    """The body on whose agenda an item is, None if there is no such item."""
    statement = select(Meeting.body_id).join(AgendaItem).where(AgendaItem.id == item_id)
    return session.scalar(statement)


def body_id_of_series(session: Session, series_id: int) -> int | None:
    """The body of a series, None if there is no such series."""
    return session.scalar(select(Series.body_id).where(Series.id == series_id))


def meeting(session: Session, meeting_id: int) -> Meeting | None:
    """One meeting with its body and its organization, in one query."""
    statement = (
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(joinedload(Meeting.body).joinedload(Body.organization))
    )
    return session.scalars(statement).one_or_none()
