"""Motions, their texts, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import CTE, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.sql.base import ExecutableOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions.models import Decision, Motion, MotionVersion
from assembly.motions.rules import SETTLED, MotionKind, MotionStatus


@cache
def _each() -> tuple[ExecutableOption, ...]:
    """A motion or an amendment with its people, decision and texts.

    The texts come in the rows of their motion: what loads by this asks for ``unique()``.
    """
    return (
        joinedload(Motion.mover),
        joinedload(Motion.seconder),
        joinedload(Motion.decision),
        joinedload(Motion.versions),
    )


def _whole() -> tuple[ExecutableOption, ...]:
    """A motion with all that, and its amendments with theirs: two queries more."""
    amendments = selectinload(Motion.amendments)
    return (
        *_each(),
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


def _chain() -> CTE:
    """Each of these items with those from which it was carried over, meeting by meeting: (item, earlier)."""
    first = (
        select(AgendaItem.id.label("item"), AgendaItem.carried_from_id.label("earlier"))
        .where(
            AgendaItem.id.in_(bindparam("item_ids", expanding=True)),
            AgendaItem.carried_from_id.is_not(None),
        )
        .cte("chain", recursive=True)
    )
    # UNION, not UNION ALL: it would end even if two items were carried over from each other.
    return first.union(
        select(first.c.item, AgendaItem.carried_from_id)
        .join(first, AgendaItem.id == first.c.earlier)
        .where(AgendaItem.carried_from_id.is_not(None))
    )


def _put(session: Session, motion_ids: Select[int], asked: dict[str, object]) -> list[Motion]:
    """These motions in the order in which they were put, as ``_whole`` loads them, but in one query."""
    statement = (
        select(Motion)
        .where(or_(Motion.id.in_(motion_ids), Motion.amends_id.in_(motion_ids)))
        .options(*_each())
        .order_by(Motion.id)
    )
    motions: list[Motion] = []
    amendments: dict[int, list[Motion]] = defaultdict(list)
    for each in session.scalars(statement, asked).unique():
        if each.amends_id is None:
            motions.append(each)
        else:
            amendments[each.amends_id].append(each)
    for motion in motions:
        set_committed_value(motion, "amendments", amendments[motion.id])
    return motions


@cache
def _of_item() -> Select[int]:
    earlier = select(_chain().c.earlier)
    put = aliased(Motion)
    came_along = put.item_id.in_(earlier) & (
        put.settled_item_id.is_(None) | put.settled_item_id.not_in(earlier)
    )
    return select(put.id).where(
        or_(put.item_id.in_(bindparam("item_ids", expanding=True)), came_along),
        put.kind != MotionKind.amendment,
    )


def of_item(session: Session, item_id: int) -> list[Motion]:
    """The motions and points of order of an agenda item, in the order in which they were put.

    Also those that came with the item from earlier meetings and were not settled there. Amendments
    hang on their motion (``motion.amendments``), texts on each (``versions``); movers and seconders
    are loaded. One query, however many there are.
    """
    return _put(session, _of_item(), {"item_ids": [item_id]})


def of_items(session: Session, item_ids: Iterable[int]) -> dict[int, list[Motion]]:
    """``of_item`` for many items (of a whole meeting, for its minutes), in constant queries."""
    wanted = list(item_ids)
    earlier: dict[int, set[int]] = defaultdict(set)
    chain = _chain()
    for item_id, earlier_id in session.execute(
        select(chain.c.item, chain.c.earlier), {"item_ids": wanted}
    ):
        earlier[item_id].add(earlier_id)
    put = aliased(Motion)
    of_any = select(put.id).where(
        put.item_id.in_([*wanted, *set().union(*earlier.values())]),
        put.kind != MotionKind.amendment,
    )
    motions = _put(session, of_any, {})
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
