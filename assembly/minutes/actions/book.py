"""Volumes of the book: opening and closing them, and giving leaves to what is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.minutes import queries
from assembly.minutes.models import Leaves, Minutes, MinutesFile, Volume
from assembly.minutes.rules import (
    MOST_LEAVES,
    Copy,
    OnLeaves,
    Sides,
    VolumeStatus,
    leaves_for,
    room,
)
from assembly.people.models import Body


@dataclass(frozen=True)
class BookNote:
    """The page that opens or closes a volume; it lies in the store already."""

    digest: str
    pages: int
    title: str


@dataclass(frozen=True)
class Older:
    """A paper that was closed while no book was kept; the one for the book is that in ``language``."""

    minutes: Minutes
    language: str
    title: str
    note: int = 0


def open_volume(
    session: Session,
    *,
    body: Body,
    number: int,
    leaves: int,
    first_leaf: int,
    sides: Sides,
    page: BookNote | None,
    actor: Actor,
    at: datetime,
    older: Sequence[Older] = (),
) -> Volume:
    """Open the next volume of a body. ``first_leaf`` above 1: the book is of paper and in use.

    Its opening note (``page``) takes the first leaf; a book in use has one already. ``older`` papers take
    the next ones, in their order. ``number`` was read when the page was made: raises ``RuleViolation`` if
    another volume was opened meanwhile, if one is open, or for numbers of leaves that cannot be.
    """
    locked(session, Body, body.id)
    if queries.open_volume(session, body.id):
        raise RuleViolation("minutes.volume_is_open")
    last = queries.last_volume_number(session, body.id)
    if last is not None and number != last + 1:
        raise RuleViolation("minutes.volume_number", field="number", next=last + 1)
    if not 1 <= first_leaf < leaves <= MOST_LEAVES:
        raise RuleViolation("minutes.leaves_wrong", field="leaves")
    volume = Volume(
        body_id=body.id,
        number=number,
        leaves=leaves,
        first_leaf=first_leaf,
        sides=sides,
        status=VolumeStatus.open,
        opened_at=at,
        opened_by=actor.name,
    )
    session.add(volume)
    session.flush()
    if page:
        _give(session, volume, OnLeaves.opening, page)
    _take_in(session, volume, older)
    told: dict[str, object] = {"leaves": leaves, "first": first_leaf, "sides": sides}
    if older:
        told["acts"] = [each.minutes.number for each in older if not each.note]
    _note(session, "volume.open", volume, actor, at, **told)
    return volume


def close_volume(
    session: Session, *, volume: Volume, page: BookNote, actor: Actor, at: datetime
) -> None:
    """Close a volume: its closing note takes the next leaf, and what is left stays blank for ever."""
    locked(session, Body, volume.body_id)
    volume = locked(session, Volume, volume.id)
    if volume.status is VolumeStatus.closed:
        return
    if queries.is_one_reopened(session, volume.body_id):
        raise RuleViolation("minutes.another_is_reopened")
    _give(session, volume, OnLeaves.closing, page)
    volume.status, volume.closed_at, volume.closed_by = VolumeStatus.closed, at, actor.name
    session.flush()
    _note(session, "volume.close", volume, actor, at, used=queries.last_leaf(session, volume))


def give_leaves(
    session: Session, *, minutes: Minutes, language: str, title: str, note: int = 0
) -> Leaves | None:
    """Give an act, or a marginal note to it, its leaves in the open volume; None if no book is kept.

    The paper in the body's language is the one for the book. Raises ``RuleViolation`` if the volume has
    too few leaves left.
    """
    volume = queries.open_volume(session, minutes.body_id)
    file = _for_the_book(minutes, language, note)
    if volume is None or file is None or file.pages is None:
        return None
    needed = leaves_for(file.pages, volume.sides)
    left = room(volume.leaves, queries.last_leaf(session, volume))
    if needed > left:
        raise RuleViolation("minutes.volume_full", needed=needed, left=left)
    page = BookNote(file.digest, file.pages, title)
    return _give(session, volume, _kind(note), page, minutes=minutes, note=note)


def annul_leaves(session: Session, *, minutes: Minutes) -> None:
    """The leaves of a closing that was reopened are void; they are not given again."""
    for each in queries.leaves_of(session, minutes.id):
        if each.closing == minutes.closing:
            each.annulled = True
    session.flush()


def _take_in(session: Session, volume: Volume, older: Sequence[Older]) -> None:
    """Give older papers the next leaves. Raises ``RuleViolation`` if they are too many for the volume."""
    last = queries.last_leaf(session, volume)
    left = room(volume.leaves, last)
    for each in older:
        file = _for_the_book(each.minutes, each.language, each.note)
        if file is None or file.pages is None:
            continue
        page = BookNote(file.digest, file.pages, each.title)
        given = _leaves(volume, last + 1, _kind(each.note), page, each.minutes, each.note)
        session.add(given)
        last = given.last
    if last > volume.leaves - 1:
        needed = left + last - volume.leaves + 1
        raise RuleViolation("minutes.older_too_many", field="leaves", needed=needed, left=left)
    session.flush()


def _kind(note: int) -> OnLeaves:
    return OnLeaves.note if note else OnLeaves.act


def _for_the_book(minutes: Minutes, language: str, note: int) -> MinutesFile | None:
    copy = Copy.house if note else Copy.full
    return next(
        (
            each
            for each in minutes.files
            if (each.closing, each.note, each.language, each.copy)
            == (minutes.closing, note, language, copy)
        ),
        None,
    )


def _give(
    session: Session,
    volume: Volume,
    what: OnLeaves,
    page: BookNote,
    *,
    minutes: Minutes | None = None,
    note: int = 0,
) -> Leaves:
    first = queries.last_leaf(session, volume) + 1
    given = _leaves(volume, first, what, page, minutes, note)
    session.add(given)
    session.flush()
    return given


def _leaves(
    volume: Volume, first: int, what: OnLeaves, page: BookNote, minutes: Minutes | None, note: int
) -> Leaves:
    return Leaves(
        volume_id=volume.id,
        what=what,
        first=first,
        last=first + leaves_for(page.pages, volume.sides) - 1,
        pages=page.pages,
        digest=page.digest,
        title=page.title[:300],
        minutes_id=minutes.id if minutes else None,
        closing=minutes.closing if minutes else 0,
        note=note,
        annulled=False,
    )


def _note(
    session: Session, verb: str, volume: Volume, actor: Actor, at: datetime, **told: object
) -> None:
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="volume",
        object_id=volume.id,
        data={"body": volume.body_id, "number": volume.number} | told,
    )
