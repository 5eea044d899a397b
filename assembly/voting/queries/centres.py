"""The registers of voting centres, as they are printed."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.people.models import Person
from assembly.voting.models import RegisterLine


@dataclass(frozen=True, slots=True)
class Registered:
    """A line of a register that holds a name."""

    number: int
    name: str
    identity_number: str


def register(session: Session, vote_id: int, centre: int, numbers: range) -> list[Registered]:
    """The names on these lines of the register of a centre (its place among those of the vote)."""
    statement = (
        select(RegisterLine.number, Person.name, Person.identity_number)
        .join(RegisterLine.person)
        .where(
            RegisterLine.vote_id == vote_id,
            RegisterLine.centre == centre,
            RegisterLine.number >= numbers.start,
            RegisterLine.number < numbers.stop,
        )
        .order_by(RegisterLine.number)
    )
    return [Registered(line, name, known or "") for line, name, known in session.execute(statement)]
