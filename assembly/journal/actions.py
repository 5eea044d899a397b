"""Writing to the journal, in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import Base
from assembly.journal.models import JournalEntry
from assembly.journal.rules import GENESIS, Sealed, canonical

# Any fixed number: it names the lock under which PostgreSQL appends, one transaction at a time.
_LOCK = 70_316_254


def tell(
    session: Session, verb: str, row: Base, actor: Actor, at: datetime, /, **data: object
) -> None:
    """Flush, then append an act on a row; the verb begins with what the row is: ``asset.create``."""
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type=verb.partition(".")[0],
        object_id=getattr(row, "id"),  # noqa: B009 - every row that is written of has one
        data=data,
    )


def record(
    session: Session,
    *,
    actor: Actor,
    at: datetime,
    verb: str,
    object_type: str,
    object_id: object,
    data: Mapping[str, object] | None = None,
) -> JournalEntry:
    """Append one entry and flush it. Never put a choice of a secret vote or a password in ``data``."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    head = session.execute(
        select(JournalEntry.sequence, JournalEntry.digest)
        .order_by(JournalEntry.sequence.desc())
        .limit(1)
    ).one_or_none()
    sealed = Sealed(
        sequence=head.sequence + 1 if head else 1,
        at=at,
        account_id=actor.account_id,
        actor=actor.name,
        verb=verb,
        object_type=object_type,
        object_id=str(object_id),
        data=canonical(data or {}),
        previous=head.digest if head else GENESIS,
    )
    entry = JournalEntry(
        sequence=sealed.sequence,
        at=sealed.at,
        account_id=sealed.account_id,
        actor=sealed.actor,
        verb=sealed.verb,
        object_type=sealed.object_type,
        object_id=sealed.object_id,
        data=sealed.data,
        previous=sealed.previous,
        digest=sealed.digest(),
    )
    session.add(entry)
    session.flush()
    return entry
