"""Writing how the minutes of a body open and close."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.minutes import queries
from assembly.minutes.models import Wording
from assembly.minutes.rules import WordingError, check
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
