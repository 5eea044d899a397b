"""What only papers ask for."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.people.models import Person


def identity_numbers(session: Session, person_ids: Collection[int]) -> dict[int, str]:
    """The identity numbers of these persons, empty where none is known; in one query."""
    statement = select(Person.id, Person.identity_number).where(Person.id.in_(person_ids))
    return {person_id: number or "" for person_id, number in session.execute(statement)}
