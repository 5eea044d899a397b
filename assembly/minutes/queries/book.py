"""Volumes of the book and what stands on their leaves."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.minutes.models import Leaves, Minutes, Volume
from assembly.minutes.rules import OnLeaves, VolumeStatus
from assembly.people.models import Body


def body_id_of_volume(session: Session, volume_id: int) -> int | None:
    """The body whose volume it is, None if there is no such volume."""
    return session.scalar(select(Volume.body_id).where(Volume.id == volume_id))


def volume(session: Session, volume_id: int) -> Volume | None:
    """One volume with its body."""
    whole = joinedload(Volume.body).joinedload(Body.organization)
    return session.get(Volume, volume_id, options=[whole])


def volumes(session: Session, body_id: int) -> list[Volume]:
    """All volumes of a body, the latest first."""
    statement = select(Volume).where(Volume.body_id == body_id).order_by(Volume.number.desc())
    return list(session.scalars(statement))


def open_volume(session: Session, body_id: int) -> Volume | None:
    """The volume that takes the next act; None where no book is kept."""
    statement = select(Volume).where(Volume.body_id == body_id, Volume.status == VolumeStatus.open)
    return session.scalars(statement).one_or_none()


def last_volume_number(session: Session, body_id: int) -> int | None:
    """The number of the last volume of a body; None if it has none."""
    return session.scalar(select(func.max(Volume.number)).where(Volume.body_id == body_id))


def last_leaf(session: Session, volume: Volume) -> int:
    """The last leaf that is taken, annulled ones among them."""
    last = session.scalar(select(func.max(Leaves.last)).where(Leaves.volume_id == volume.id))
    return max(last or 0, volume.first_leaf - 1)


def on_leaves(session: Session, volume_id: int) -> list[Leaves]:
    """Everything on the leaves of a volume, in their order."""
    statement = select(Leaves).where(Leaves.volume_id == volume_id).order_by(Leaves.first)
    return list(session.scalars(statement))


def leaves_of(session: Session, minutes_id: int) -> list[Leaves]:
    """The leaves of an act and of its notes, with their volume, the annulled ones too."""
    statement = (
        select(Leaves)
        .where(Leaves.minutes_id == minutes_id)
        .options(joinedload(Leaves.volume))
        .order_by(Leaves.volume_id, Leaves.first)
    )
    return list(session.scalars(statement))


def numbers_without_leaves(session: Session, body_id: int) -> tuple[int, int] | None:
    """The first and the last number of the acts closed since the last one in the book; None: there are none."""
    statement = select(func.min(Minutes.number), func.max(Minutes.number))
    first, last = session.execute(statement.where(*_without_leaves(body_id))).one()
    return None if first is None else (first, last)


def without_leaves(session: Session, body_id: int, *, first: int) -> list[Minutes]:
    """These acts from the number ``first`` on, with their papers and marginal notes."""
    statement = (
        select(Minutes)
        .where(*_without_leaves(body_id), Minutes.number >= first)
        .options(selectinload(Minutes.files), selectinload(Minutes.notes))
        .order_by(Minutes.number)
    )
    return list(session.scalars(statement))


def _without_leaves(body_id: int) -> tuple[ColumnElement[bool], ...]:
    entered = (
        select(func.coalesce(func.max(Minutes.number), 0))
        .join(Leaves, Leaves.minutes_id == Minutes.id)
        .where(Minutes.body_id == body_id)
        .scalar_subquery()
    )
    return Minutes.body_id == body_id, Minutes.number > entered


def recent_lengths(session: Session, volume_id: int, *, limit: int = 10) -> list[int]:
    """How many leaves the last acts of a volume took."""
    statement = (
        select(Leaves.last - Leaves.first + 1)
        .where(Leaves.volume_id == volume_id, Leaves.what == OnLeaves.act)
        .order_by(Leaves.first.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))


def snapshots_in(session: Session, volume_id: int) -> list[tuple[int, dict[str, object]]]:
    """The frozen documents of the acts in a volume as they are in force, by their id."""
    statement = (
        select(Minutes.id, Minutes.snapshot)
        .join(Leaves, (Leaves.minutes_id == Minutes.id) & (Leaves.closing == Minutes.closing))
        .where(Leaves.volume_id == volume_id, Leaves.what == OnLeaves.act)
        .order_by(Leaves.first)
    )
    return [(minutes_id, snapshot) for minutes_id, snapshot in session.execute(statement)]
