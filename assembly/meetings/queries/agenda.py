"""Agendas, and what earlier meetings left unfinished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload
from sqlalchemy.orm.interfaces import ORMOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import (
    UNFINISHED,
    AgendaPlace,
    CarriedOver,
    ItemKind,
    ItemStatus,
    MeetingStatus,
    UnfinishedItem,
    carry_into,
)
from assembly.people.models import Person


@cache
def _as_pages_need_it() -> tuple[ORMOption, ...]:
    return (
        joinedload(AgendaItem.meeting).joinedload(Meeting.body),
        joinedload(AgendaItem.presenter),
    )


def item(session: Session, item_id: int) -> AgendaItem | None:
    """One item with its meeting and the body that meets: one query, or none again."""
    return session.get(AgendaItem, item_id, options=_as_pages_need_it())


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


class Point(NamedTuple):
    """An item as an agenda lists it, without what was said on it: many are shown at once."""

    id: int
    position: int
    title: str
    kind: ItemKind
    status: ItemStatus
    presenter: str
    minutes_planned: int | None
    added_in_session: bool
    standing_item_id: int | None
    carried_from_id: int | None
    carried_from_meeting: int | None
    carried_from_number: int | None


@cache
def _points() -> Select[*tuple[Any, ...]]:
    left, left_in = aliased(AgendaItem), aliased(Meeting)
    return (
        select(
            AgendaItem.id,
            AgendaItem.position,
            AgendaItem.title,
            AgendaItem.kind,
            AgendaItem.status,
            func.coalesce(Person.name, AgendaItem.presenter_name),
            AgendaItem.minutes_planned,
            AgendaItem.added_in_session,
            AgendaItem.standing_item_id,
            AgendaItem.carried_from_id,
            left.meeting_id,
            left_in.number,
        )
        .outerjoin(Person, AgendaItem.presenter_id == Person.id)
        .outerjoin(left, AgendaItem.carried_from_id == left.id)
        .outerjoin(left_in, left.meeting_id == left_in.id)
        .where(AgendaItem.meeting_id == bindparam("meeting_id"))
        .order_by(AgendaItem.position, AgendaItem.id)
    )


def points(session: Session, meeting_id: int) -> list[Point]:
    """The agenda of a meeting as pages list it."""
    return [Point._make(row) for row in session.execute(_points(), {"meeting_id": meeting_id})]


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

    def into(self, items: Sequence[AgendaItem | Point]) -> CarriedOver:
        """What an agenda that exists still has to take up of it."""
        places = [
            AgendaPlace(
                each.id, each.kind, each.status, each.standing_item_id, each.carried_from_id
            )
            for each in items
        ]
        return carry_into(places, self.as_rules())

    def missing_in(self, items: Sequence[AgendaItem | Point]) -> list[AgendaItem]:
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
