"""Earlier texts of an item."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.meetings.models import TextRevision

MOST = 100


def texts_of(session: Session, item_id: int) -> list[TextRevision]:
    """What the text of an item was, and what came too late to become it: the newest first, at most ``MOST``."""
    statement = (
        select(TextRevision)
        .where(TextRevision.item_id == item_id)
        .order_by(TextRevision.id.desc())
        .limit(MOST)
    )
    return list(session.scalars(statement))
