"""How the minutes of a body open and close."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.minutes.models import Layout, Wording
from assembly.minutes.rules import SHIPPED, Part, Texts, known_parts


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


def layout(session: Session, body_id: int) -> Layout | None:
    """The parts that a body chose; None if it prints them as shipped."""
    return session.get(Layout, body_id)


def parts_of(session: Session, body_id: int) -> tuple[Part, ...]:
    """The parts that a body chose, in their order; empty if it prints them as shipped."""
    row = layout(session, body_id)
    return known_parts(row.parts) if row else ()
