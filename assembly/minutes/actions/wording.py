"""Writing how the minutes of a body open and close."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.minutes import queries
from assembly.minutes.models import Layout, Wording
from assembly.minutes.rules import SHIPPED_PARTS, Part, WordingError, check
from assembly.people.models import Body


def write_wording(
    session: Session,
    *,
    body: Body,
    language: str,
    opening: str,
    closing: str,
    actor: Actor,
    at: datetime,
) -> None:
    """Set how the minutes of a body open and close in one language; both empty: as shipped.

    Raises ``RuleViolation`` for a wording that cannot be filled. Closed minutes keep theirs.
    """
    for field, text in (("opening", opening), ("closing", closing)):
        try:
            check(text)
        except WordingError as error:
            raise RuleViolation(
                f"minutes.{error.code}", field=field, detail=error.detail
            ) from error
    row = queries.wording(session, body.id, language)
    before = (row.opening, row.closing) if row else ("", "")
    if before == (opening, closing):
        return
    if not opening and not closing:
        session.delete(row)
    elif row is None:
        session.add(Wording(body_id=body.id, language=language, opening=opening, closing=closing))
    else:
        row.opening, row.closing = opening, closing
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="wording.write",
        object_type="body",
        object_id=body.id,
        data={"language": language, "opening": opening, "closing": closing, "before": before},
    )


def choose_parts(
    session: Session, *, body: Body, parts: Sequence[Part], actor: Actor, at: datetime
) -> None:
    """Set which parts of a body's minutes are printed, and in which order. Closed minutes keep theirs."""
    chosen = [] if tuple(parts) == SHIPPED_PARTS else [part.value for part in parts]
    row = queries.layout(session, body.id)
    before = list(row.parts) if row else []
    if chosen == before:
        return
    if not chosen:
        session.delete(row)
    elif row is None:
        session.add(Layout(body_id=body.id, parts=chosen))
    else:
        row.parts = chosen
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="layout.choose",
        object_type="body",
        object_id=body.id,
        data={"parts": chosen, "before": before},
    )
