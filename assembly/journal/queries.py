"""Reading the journal."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.journal.models import JournalEntry
from assembly.journal.rules import Break, Sealed, first_break

_CHUNK = 1000


def head(session: Session) -> JournalEntry | None:
    """The last entry: its digest seals all before it."""
    statement = select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(1)
    return session.scalars(statement).one_or_none()


def page(session: Session, *, before: int | None = None, limit: int = 50) -> list[JournalEntry]:
    """The newest entries first, those with a sequence below ``before``."""
    statement = select(JournalEntry).order_by(JournalEntry.sequence.desc()).limit(limit)
    if before is not None:
        statement = statement.where(JournalEntry.sequence < before)
    return list(session.scalars(statement))


def sealed_entries(session: Session) -> Iterator[tuple[Sealed, str]]:
    """All entries in order, with the digests stored beside them, a thousand rows at a time."""
    last = -1
    while True:
        statement = (
            select(JournalEntry)
            .where(JournalEntry.sequence > last)
            .order_by(JournalEntry.sequence)
            .limit(_CHUNK)
        )
        rows = session.scalars(statement).all()
        for row in rows:
            yield _sealed(row), row.digest
        if len(rows) < _CHUNK:
            return
        last = rows[-1].sequence


def _sealed(row: JournalEntry) -> Sealed:
    return Sealed(
        sequence=row.sequence,
        at=row.at,
        account_id=row.account_id,
        actor=row.actor,
        verb=row.verb,
        object_type=row.object_type,
        object_id=row.object_id,
        data=row.data,
        previous=row.previous,
    )


def verify(session: Session) -> Break | None:
    """Recompute the whole chain; the first broken link, or None when it holds."""
    return first_break(sealed_entries(session))
