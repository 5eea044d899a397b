"""What is known of the copies that were made."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.journal.models import JournalEntry


def last_backup(session: Session) -> JournalEntry | None:
    """The journal's entry of the last backup that was made here."""
    statement = (
        select(JournalEntry)
        .where(JournalEntry.object_type == "backup")
        .order_by(JournalEntry.sequence.desc())
        .limit(1)
    )
    return session.scalars(statement).one_or_none()


def last_backup_at(session: Session) -> datetime | None:
    """When the last backup was made; None if there was none."""
    last = last_backup(session)
    return last.at if last else None
