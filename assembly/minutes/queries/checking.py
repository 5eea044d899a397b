"""Whose papers and files these are: found by check code, by the digest of a file, or of the data in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from assembly.meetings.models import Meeting
from assembly.minutes.models import FormerClosing, Leaves, Minutes, MinutesFile
from assembly.minutes.rules import Copy
from assembly.people.models import Body


@dataclass(frozen=True)
class Known:
    """What the record holds of one closing in one copy: its papers, in each language it was printed in."""

    minutes: Minutes
    closing: int
    note: int
    copy: Copy
    content: str
    files: tuple[MinutesFile, ...]


def by_content(session: Session, digits: str) -> Known | None:
    """The papers whose data have a digest that begins with these digits (``rules.code_digits``)."""
    found = session.scalars(
        _with_minutes().where(MinutesFile.content.startswith(digits, autoescape=True)).limit(50)
    ).all()
    return _known(session, found[0]) if len({each.content for each in found}) == 1 else None


def by_digest(session: Session, digest: str) -> Known | None:
    """The papers among which is a file with this digest."""
    found = session.scalars(_with_minutes().where(MinutesFile.digest == digest).limit(1)).first()
    return _known(session, found) if found else None


def stored(session: Session) -> Iterator[MinutesFile]:
    """Every file of minutes that should lie in the store, by body, number, closing and note."""
    statement = _with_minutes().order_by(
        Minutes.body_id,
        Minutes.number,
        MinutesFile.closing,
        MinutesFile.note,
        MinutesFile.language,
        MinutesFile.copy,
    )
    yield from session.scalars(statement.execution_options(yield_per=500))


def frozen(session: Session) -> Iterator[tuple[int, int, dict[str, object], str]]:
    """Each closing of minutes, also those that were reopened: number, closing, document, its digest."""
    now = select(Minutes.number, Minutes.closing, Minutes.snapshot, Minutes.snapshot_digest)
    then = select(
        Minutes.number, FormerClosing.closing, FormerClosing.snapshot, FormerClosing.snapshot_digest
    ).join(FormerClosing, FormerClosing.minutes_id == Minutes.id)
    for statement in (now, then):
        ordered = statement.order_by(Minutes.body_id, Minutes.number, Minutes.id)
        yield from session.execute(ordered.execution_options(yield_per=50))


def book_notes(session: Session) -> list[Leaves]:
    """The pages that open and close volumes, with their volumes."""
    statement = select(Leaves).where(Leaves.minutes_id.is_(None)).options(joinedload(Leaves.volume))
    return list(session.scalars(statement.order_by(Leaves.volume_id, Leaves.first)))


def _with_minutes() -> Select[MinutesFile]:
    return (
        select(MinutesFile)
        .join(MinutesFile.minutes)
        .options(
            contains_eager(MinutesFile.minutes)
            .joinedload(Minutes.meeting)
            .joinedload(Meeting.body)
            .joinedload(Body.organization),
            contains_eager(MinutesFile.minutes).defer(Minutes.snapshot),
        )
        .order_by(MinutesFile.id)
    )


def _known(session: Session, file: MinutesFile) -> Known:
    alike = session.scalars(
        select(MinutesFile)
        .where(
            MinutesFile.minutes_id == file.minutes_id,
            MinutesFile.closing == file.closing,
            MinutesFile.note == file.note,
            MinutesFile.copy == file.copy,
        )
        .options(joinedload(MinutesFile.minutes).defer(Minutes.snapshot))
        .order_by(MinutesFile.language)
    )
    return Known(file.minutes, file.closing, file.note, file.copy, file.content, tuple(alike))
