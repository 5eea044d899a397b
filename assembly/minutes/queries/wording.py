"""How the minutes of a body open and close."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.minutes.models import Wording
from assembly.minutes.rules import SHIPPED, Texts


def wording(session: Session, body_id: int, language: str) -> Wording | None:
    """What a body wrote itself in one language; None if it uses what is shipped."""
    statement = select(Wording).where(Wording.body_id == body_id, Wording.language == language)
    return session.scalars(statement).one_or_none()


def texts_of(session: Session, body_id: int) -> dict[str, Texts]:
    """How the minutes of a body open and close in each language; what it left empty is as shipped."""
    own = session.scalars(select(Wording).where(Wording.body_id == body_id))
    texts = dict(SHIPPED)
    for row in own:
        shipped = texts[row.language]
        texts[row.language] = Texts(row.opening or shipped.opening, row.closing or shipped.closing)
    return texts
