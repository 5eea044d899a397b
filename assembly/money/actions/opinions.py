"""The oversight council's opinion on accounts."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.money import queries
from assembly.money.models import Opinion
from assembly.money.rules import Period
from assembly.people.models import Body
from assembly.seen import refuse_another


def give_opinion(
    session: Session,
    *,
    body: Body,
    period: Period,
    text: str,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Opinion:
    """Add an opinion on the accounts of a period; it stays, and is printed with them."""
    locked(session, Body, body.id)
    if mark and (made := queries.opinion_by_uuid(session, mark)):
        refuse_another(made, text=text.strip())
        return made
    if not text.strip():
        raise RuleViolation("money.opinion_missing", field="text")
    opinion = Opinion(
        uuid=mark or uuid4(),
        body_id=body.id,
        first_day=period.first,
        last_day=period.last,
        text=text.strip(),
        author=actor.name,
        at=at,
    )
    session.add(opinion)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="accounts.opinion",
        object_type="opinion",
        object_id=opinion.id,
        data={"first": period.first, "last": period.last, "text": opinion.text},
    )
    return opinion
