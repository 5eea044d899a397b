"""What is here before an import."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Holding, fold
from assembly.people.rules.importing import Known, KnownPerson
from assembly.people.rules.terms import in_term


def known_for_import(session: Session, body_id: int, on: date) -> Known:
    """Persons, organizations, and the body's seats with their principals of that day: four queries."""
    persons = select(Person.id, Person.name, Person.identity_number, Organization.name).outerjoin(
        Organization, Person.organization_id == Organization.id
    )
    seats = select(Seat.label, Seat.start_date, Seat.end_date).where(Seat.body_id == body_id)
    held = (
        select(Seat.label, Person.id, Person.name, Membership.start_date, Membership.end_date)
        .join(Membership, Membership.seat_id == Seat.id)
        .join(Person, Membership.person_id == Person.id)
        .where(Seat.body_id == body_id, Membership.holding == Holding.principal)
    )
    principals = [
        (label, person_id, name)
        for label, person_id, name, start, end in session.execute(held.order_by(Membership.id))
        if in_term(start, end, on)
    ]
    return Known(
        persons=[
            KnownPerson(person_id, name, number, organization or "")
            for person_id, name, number, organization in session.execute(
                persons.order_by(Person.id)
            )
        ],
        organizations={
            fold(name): name
            for name in session.scalars(select(Organization.name).order_by(Organization.id.desc()))
        },
        seats={
            fold(label): label
            for label, start, end in session.execute(seats.order_by(Seat.id.desc()))
            if in_term(start, end, on)
        },
        principals={fold(label): name for label, _person, name in principals},
        seated={person_id for _label, person_id, _name in principals},
    )
