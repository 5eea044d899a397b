"""How acts of this area stand in the journal."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.journal.actions import record
from assembly.meetings.models import AgendaItem, Meeting, Series
from assembly.people.models import Body


def enter(
    session: Session,
    verb: str,
    thing: AgendaItem | Body | Meeting | Series,
    data: Mapping[str, object],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Enter an act on a thing into the journal, under the name of its table and its id."""
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type=thing.__tablename__,
        object_id=thing.id,
        data=data,
    )
