"""Carrying out an import: all of it or nothing, in one transaction and one entry of the journal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.rules.importing import Plan, Row
from assembly.people.rules.kinds import Classification, Holding
from assembly.people.rules.names import fold, name_key


@dataclass(frozen=True)
class Imported:
    """How much was made."""

    persons: int
    matched: int
    organizations: int
    seats: int


def import_people(
    session: Session,
    *,
    body: Body,
    plan: Plan,
    classification: Classification,
    file_digest: str,
    on: date,
    actor: Actor,
    at: datetime,
) -> Imported:
    """Make what the plan says. Terms without a beginning begin ``on`` this day.

    New organizations are of ``classification`` and belong to the body's organization. Who matched is kept
    as she is; only what was empty is filled. Raises ``RuleViolation`` if the plan has problems.
    """
    if plan.problems or not plan.rows:
        raise RuleViolation("import.has_problems")
    organizations = _organizations(session, body, plan, classification)
    persons = _persons(session, plan, organizations)
    seats = _seats(session, body, plan, organizations)
    _seat_them(session, plan, persons, seats, on)
    record(
        session,
        actor=actor,
        at=at,
        verb="people.import",
        object_type="body",
        object_id=body.id,
        data={
            "file": file_digest,
            "rows": len(plan.rows),
            "created": plan.created,
            "matched": plan.matched,
            "organizations": list(plan.new_organizations),
            "seats": len(plan.new_seats),
        },
    )
    session.flush()
    return Imported(
        persons=plan.created,
        matched=plan.matched,
        organizations=len(plan.new_organizations),
        seats=len(plan.new_seats),
    )


def _organizations(
    session: Session, body: Body, plan: Plan, classification: Classification
) -> dict[str, Organization]:
    wanted = {fold(row.organization) for row in plan.rows if row.organization}
    found = select(Organization).order_by(Organization.id.desc())
    known = {each.name_key: each for each in session.scalars(found) if each.name_key in wanted}
    for name in plan.new_organizations:
        known[fold(name)] = Organization(
            name=name,
            name_key=name_key(name),
            classification=classification,
            parent_id=body.organization_id,
        )
        session.add(known[fold(name)])
    session.flush()
    return known


def _persons(
    session: Session, plan: Plan, organizations: dict[str, Organization]
) -> dict[int, Person]:
    """The person of each row, by row number."""
    matched = {row.matches for row in plan.rows if row.matches is not None}
    known = {
        person.id: person for person in session.scalars(select(Person)) if person.id in matched
    }
    made: dict[int, Person] = {}
    by_name: dict[tuple[str, str], Person] = {}
    for row in plan.rows:
        person = known.get(row.matches) if row.matches is not None else None
        # The same name without a number twice in one file is one person who holds two seats.
        key = (fold(row.name), row.identity_number or fold(row.organization))
        person = person or by_name.get(key)
        if person is None:
            person = Person(name=row.name, name_key=name_key(row.name), uuid=uuid.uuid4())
            person.active = row.active
            session.add(person)
            by_name[key] = person
        _fill(person, row, organizations.get(fold(row.organization)))
        made[row.number] = person
    session.flush()
    return made


def _fill(person: Person, row: Row, organization: Organization | None) -> None:
    person.identity_number = person.identity_number or row.identity_number or None
    person.phone = person.phone or row.phone
    person.email = person.email or row.email
    person.note = person.note or row.note
    if person.organization_id is None and organization is not None:
        person.organization_id = organization.id


def _seats(
    session: Session, body: Body, plan: Plan, organizations: dict[str, Organization]
) -> dict[str, Seat]:
    statement = select(Seat).where(Seat.body_id == body.id).order_by(Seat.id.desc())
    known = {fold(seat.label): seat for seat in session.scalars(statement)}
    last = session.scalar(select(func.max(Seat.position)).where(Seat.body_id == body.id)) or 0
    first_rows = {fold(row.seat): row for row in reversed(plan.rows) if row.seat and row.active}
    for position, label in enumerate(plan.new_seats, last + 1):
        row = first_rows[fold(label)]
        organization = organizations.get(fold(row.organization))
        known[fold(label)] = Seat(
            body_id=body.id,
            label=label,
            position=position,
            weight=row.weight,
            organization_id=organization.id if organization else None,
        )
        session.add(known[fold(label)])
    session.flush()
    return known


def _seat_them(
    session: Session, plan: Plan, persons: dict[int, Person], seats: dict[str, Seat], on: date
) -> None:
    statement = select(Membership.seat_id, Membership.person_id, Membership.holding)
    held = {(row.seat_id, row.person_id, row.holding) for row in session.execute(statement)}
    ranks: dict[int, int] = {}
    for seat_id, _person, holding in held:
        if holding is Holding.alternate:
            ranks[seat_id] = ranks.get(seat_id, 0) + 1
    for row in plan.rows:
        if not row.seat or not row.active:
            continue
        seat, person = seats[fold(row.seat)], persons[row.number]
        if (seat.id, person.id, row.holding) in held:
            continue
        held.add((seat.id, person.id, row.holding))
        rank = 1
        if row.holding is Holding.alternate:
            rank = ranks[seat.id] = ranks.get(seat.id, 0) + 1
        session.add(
            Membership(
                seat_id=seat.id,
                person_id=person.id,
                holding=row.holding,
                rank=rank,
                start_date=row.start_date or on,
                end_date=row.end_date,
            )
        )
