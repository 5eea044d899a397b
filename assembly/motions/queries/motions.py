"""Motions, their texts, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions.models import Decision, Motion, MotionVersion
from assembly.motions.rules import SETTLED, MotionKind, MotionStatus


def _whole() -> tuple[ExecutableOption, ...]:
    """A motion with its people, decision, texts, and amendments with theirs: two queries more.

    The texts come in the rows of their motion: what loads by this asks for ``unique()``.
    """
    amendments = selectinload(Motion.amendments)
    return (
        joinedload(Motion.mover),
        joinedload(Motion.seconder),
        joinedload(Motion.decision),
        joinedload(Motion.versions),
        amendments.joinedload(Motion.mover),
        amendments.joinedload(Motion.seconder),
        amendments.selectinload(Motion.versions),
    )


def body_id_of_motion(session: Session, motion_id: int) -> int | None:
    """The body to which a motion was put, None if there is no such motion."""
    return session.scalar(select(Motion.body_id).where(Motion.id == motion_id))


def motion_by_uuid(session: Session, uuid: UUID) -> Motion | None:
    """The motion that was already made from this form, if it was sent twice."""
    return session.scalars(select(Motion).where(Motion.uuid == uuid)).one_or_none()


def motion(session: Session, motion_id: int) -> Motion | None:
    """One motion with everything that its page shows; for an amendment, with the motion it amends."""
    amended = joinedload(Motion.amends)
    statement = (
        select(Motion)
        .where(Motion.id == motion_id)
        .options(
            *_whole(),
            joinedload(Motion.body),
            joinedload(Motion.item).joinedload(AgendaItem.meeting),
            joinedload(Motion.settled_item).joinedload(AgendaItem.meeting),
            amended.selectinload(Motion.versions),
        )
    )
    return session.scalars(statement).unique().one_or_none()


def _chain(item_ids: Iterable[int]) -> CTE:
    """Each item with those from which it was carried over, meeting by meeting: (item, earlier)."""
    first = (
        select(AgendaItem.id.label("item"), AgendaItem.carried_from_id.label("earlier"))
        .where(AgendaItem.id.in_(item_ids), AgendaItem.carried_from_id.is_not(None))
        .cte("chain", recursive=True)
    )
    # UNION, not UNION ALL: it would end even if two items were carried over from each other.
    return first.union(
        select(first.c.item, AgendaItem.carried_from_id)
        .join(first, AgendaItem.id == first.c.earlier)
        .where(AgendaItem.carried_from_id.is_not(None))
    )


def of_item(session: Session, item_id: int) -> list[Motion]:
    """The motions and points of order of an agenda item, in the order in which they were put.

    Also those that came with the item from earlier meetings and were not settled there. Amendments
    hang on their motion (``motion.amendments``), texts on each (``versions``); movers and seconders
    are loaded. Three queries, however many there are.
    """
    chain = _chain([item_id])
    earlier = select(chain.c.earlier)
    came_along = Motion.item_id.in_(earlier) & (
        Motion.settled_item_id.is_(None) | Motion.settled_item_id.not_in(earlier)
    )
    statement = (
        select(Motion)
        .where(
            or_(Motion.item_id == item_id, came_along),
            Motion.kind != MotionKind.amendment,
        )
        .options(*_whole())
        .order_by(Motion.id)
    )
    return list(session.scalars(statement).unique())


def of_items(session: Session, item_ids: Iterable[int]) -> dict[int, list[Motion]]:
    """``of_item`` for many items (of a whole meeting, for its minutes), in constant queries."""
    wanted = list(item_ids)
    earlier: dict[int, set[int]] = defaultdict(set)
    chain = _chain(wanted)
    for item_id, earlier_id in session.execute(select(chain.c.item, chain.c.earlier)):
        earlier[item_id].add(earlier_id)
    statement = (
        select(Motion)
        .where(
            Motion.item_id.in_([*wanted, *set().union(*earlier.values())]),
            Motion.kind != MotionKind.amendment,
        )
        .options(*_whole())
        .order_by(Motion.id)
    )
    motions = list(session.scalars(statement).unique())
    return {
        item_id: [
            each
            for each in motions
            if each.item_id == item_id
            or (each.item_id in earlier[item_id] and each.settled_item_id not in earlier[item_id])
        ]
        for item_id in wanted
    }


def status_in(motion: Motion, item_id: int) -> MotionStatus:
    """How a motion stood when this item ended: deferred, if it was settled with a later one."""
    if motion.status in SETTLED and motion.settled_item_id not in (None, item_id):
        return MotionStatus.deferred
    return motion.status


def present_version(session: Session, motion_id: int) -> MotionVersion:
    """The text as it stands now."""
    statement = (
        select(MotionVersion)
        .where(MotionVersion.motion_id == motion_id)
        .order_by(MotionVersion.version.desc())
        .limit(1)
    )
    return session.scalars(statement).one()


def present_texts(session: Session, motion_id: int) -> list[str]:
    """The text of a motion as it stands now, and those of its amendments, in one query."""
    last = (
        select(MotionVersion.motion_id, func.max(MotionVersion.version).label("version"))
        .join(Motion, MotionVersion.motion_id == Motion.id)
        .where(or_(Motion.id == motion_id, Motion.amends_id == motion_id))
        .group_by(MotionVersion.motion_id)
        .subquery()
    )
    statement = (
        select(MotionVersion.text)
        .join(
            last,
            (MotionVersion.motion_id == last.c.motion_id)
            & (MotionVersion.version == last.c.version),
        )
        .order_by(MotionVersion.motion_id)
    )
    return list(session.scalars(statement))


def pending_amendments(session: Session, motion_id: int) -> list[Motion]:
    """The amendments that must be voted before the motion they amend, oldest first."""
    statement = (
        select(Motion)
        .where(Motion.amends_id == motion_id, Motion.status.not_in(SETTLED))
        .order_by(Motion.id)
    )
    return list(session.scalars(statement))


def next_number(
    session: Session, table: type[Motion] | type[Decision], body_id: int, year: int
) -> int:
    """The next number of a body's motions or decisions in a year. Ask with the body locked."""
    statement = select(func.coalesce(func.max(table.number), 0) + 1).where(
        table.body_id == body_id, table.year == year
    )
    return session.scalars(statement).one()


def meeting_day(meeting: Meeting) -> date:
    """The day of a meeting where it is held."""
    return meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone)).date()
