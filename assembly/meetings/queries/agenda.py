"""Agendas, and what earlier meetings left unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, exists, select
from sqlalchemy.orm import Session, aliased, joinedload

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import (
    UNFINISHED,
    AgendaPlace,
    CarriedOver,
    MeetingStatus,
    UnfinishedItem,
    carry_into,
)


def item(session: Session, item_id: int) -> AgendaItem | None:
    """One item with its meeting."""
    statement = (
        select(AgendaItem)
        .where(AgendaItem.id == item_id)
        .options(joinedload(AgendaItem.meeting), joinedload(AgendaItem.presenter))
    )
    return session.scalars(statement).one_or_none()


@cache
def _agenda() -> Select[AgendaItem]:
    return (
        select(AgendaItem)
        .where(AgendaItem.meeting_id == bindparam("meeting_id"))
        .options(
            joinedload(AgendaItem.presenter),
            joinedload(AgendaItem.carried_from)
            .load_only(AgendaItem.meeting_id)
            .joinedload(AgendaItem.meeting)
            .load_only(Meeting.number, Meeting.scheduled_at),
        )
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def agenda_of(session: Session, meeting_id: int) -> list[AgendaItem]:
    """The items of a meeting in order, with presenters, and the meetings they were carried from."""
    return list(session.scalars(_agenda(), {"meeting_id": meeting_id}))


@dataclass(frozen=True)
class Unfinished:
    """What earlier meetings left and no later agenda took up, by id, in the order of meetings and agendas."""

    by_id: dict[int, AgendaItem]

    def as_rules(self) -> list[UnfinishedItem]:
        """The same for the rules of the agenda."""
        return [
            UnfinishedItem(
                item=each.id,
                title=each.title,
                kind=each.kind,
                minutes=each.minutes_planned,
                carried_from=each.carried_from_id,
                standing=each.standing_item_id,
            )
            for each in self.by_id.values()
        ]

    def into(self, items: Sequence[AgendaItem]) -> CarriedOver:
        """What an agenda that exists still has to take up of it."""
        places = [
            AgendaPlace(
                each.id, each.kind, each.status, each.standing_item_id, each.carried_from_id
            )
            for each in items
        ]
        return carry_into(places, self.as_rules())

    def missing_in(self, items: Sequence[AgendaItem]) -> list[AgendaItem]:
        """The unfinished items that an agenda still has to take up."""
        carried = self.into(items)
        wanted = {left for _, left in carried.links}
        wanted |= {each.carried_from for each in carried.items if each.carried_from is not None}
        return [each for each in self.by_id.values() if each.id in wanted]


def unfinished(session: Session, meeting: Meeting) -> Unfinished:
    """Items that meetings of the same body before this one left unfinished, and no agenda has taken up.

    A copy on the agenda of a cancelled meeting took nothing up.
    """
    copy, later, earlier = aliased(AgendaItem), aliased(Meeting), aliased(Meeting)
    taken_up = exists().where(
        copy.carried_from_id == AgendaItem.id,
        copy.meeting_id == later.id,
        later.status != MeetingStatus.cancelled,
    )
    statement = (
        select(AgendaItem)
        .join(earlier, AgendaItem.meeting_id == earlier.id)
        .where(
            earlier.body_id == meeting.body_id,
            earlier.id != meeting.id,
            earlier.scheduled_at <= meeting.scheduled_at,
            earlier.status == MeetingStatus.ended,
            AgendaItem.status.in_(UNFINISHED),
            ~taken_up,
        )
        .options(joinedload(AgendaItem.meeting))
        .order_by(earlier.scheduled_at, earlier.id, AgendaItem.position, AgendaItem.id)
    )
    return Unfinished({each.id: each for each in session.scalars(statement)})
