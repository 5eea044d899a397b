"""Carrying out an import: all of it or nothing, in one transaction and one entry of the journal."""

from __future__ import annotations

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.queries.bodies import in_force
from assembly.people.rules.importing import Plan, Row, Seating
from assembly.people.rules.kinds import Classification, Electorate, Holding
from assembly.people.rules.names import fold, name_key
from assembly.people.rules.terms import overlap


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
    as she is; only what was empty is filled. Raises ``RuleViolation`` if the plan has problems, or makes
    seats in a body by census.
    """
    if plan.problems or not plan.rows:
        raise RuleViolation("import.has_problems")
    if body.electorate is Electorate.census and plan.seating is not Seating.none:
        raise RuleViolation("people.no_seats_here")
    organizations = _organizations(session, body, plan, classification)
    persons = _persons(session, plan, organizations)
    if plan.seating is Seating.per_person:
        _seat_each(session, body, plan, persons, organizations, on)
    elif plan.seating is Seating.by_column:
        seats = _seats(session, body, plan, organizations, on)
        _seat_them(session, body, plan, persons, seats, on)
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
    by_name: dict[int | tuple[str, str], Person] = {}
    for row in plan.rows:
        person = known.get(row.matches) if row.matches is not None else None
        person = person or by_name.get(row.person)
        if person is None:
            person = Person(name=row.name, name_key=name_key(row.name), uuid=uuid.uuid4())
            person.active = row.active
            session.add(person)
            by_name[row.person] = person
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


def _seat_each(
    session: Session,
    body: Body,
    plan: Plan,
    persons: dict[int, Person],
    organizations: dict[str, Organization],
    on: date,
) -> None:
    """A seat of her own for each person who is principal in none on the day."""
    statement = (
        select(Membership.person_id)
        .join(Membership.seat)
        .where(
            Seat.body_id == body.id,
            Membership.holding == Holding.principal,
            in_force(Membership.start_date, Membership.end_date, on),
        )
    )
    seated = set(session.scalars(statement))
    position = _last_position(session, body)
    for row in plan.rows:
        person = persons[row.number]
        if not row.active or person.id in seated:
            continue
        seated.add(person.id)
        position += 1
        seat = _seat(body, row.seat, position, row, organizations)
        seat.memberships.append(_term(row, person, on))
        session.add(seat)


def _seats(
    session: Session,
    body: Body,
    plan: Plan,
    organizations: dict[str, Organization],
    on: date,
) -> dict[str, Seat]:
    """The seats in force on the day and those that are made, by their folded names."""
    statement = (
        select(Seat)
        .where(Seat.body_id == body.id, in_force(Seat.start_date, Seat.end_date, on))
        .order_by(Seat.id.desc())
    )
    known = {fold(seat.label): seat for seat in session.scalars(statement)}
    first_rows = {fold(row.seat): row for row in reversed(plan.rows) if row.seat and row.active}
    for position, label in enumerate(plan.new_seats, _last_position(session, body) + 1):
        seat = _seat(body, label, position, first_rows[fold(label)], organizations)
        session.add(seat)
        known[fold(label)] = seat
    session.flush()
    return known


def _seat_them(
    session: Session,
    body: Body,
    plan: Plan,
    persons: dict[int, Person],
    seats: dict[str, Seat],
    on: date,
) -> None:
    """Begin the terms that these seats do not hold already; alternates stand behind those there are."""
    statement = select(Membership).join(Membership.seat).where(Seat.body_id == body.id)
    terms: dict[int, list[Membership]] = defaultdict(list)
    for term in session.scalars(statement):
        terms[term.seat_id].append(term)
    for row in plan.rows:
        if not row.active:
            continue
        person, beside = persons[row.number], terms[seats[fold(row.seat)].id]
        made = _term(row, person, on)
        made.seat_id = seats[fold(row.seat)].id
        if any(_same(each, made) for each in beside):
            continue
        if row.holding is Holding.alternate:
            made.rank += sum(each.holding is Holding.alternate for each in beside)
        beside.append(made)
        session.add(made)


def _same(held: Membership, made: Membership) -> bool:
    """Whether somebody holds a seat already in which she would be put. A term that is over does not count."""
    who = (held.person_id, held.holding) == (made.person_id, made.holding)
    return who and overlap(held.start_date, held.end_date, made.start_date, made.end_date)


def _term(row: Row, person: Person, on: date) -> Membership:
    return Membership(
        person_id=person.id,
        holding=row.holding,
        rank=1,
        start_date=row.start_date or on,
        end_date=row.end_date,
    )


def _seat(
    body: Body, label: str, position: int, row: Row, organizations: dict[str, Organization]
) -> Seat:
    organization = organizations.get(fold(row.organization))
    return Seat(
        body_id=body.id,
        label=label,
        position=position,
        weight=row.weight,
        organization_id=organization.id if organization else None,
    )


def _last_position(session: Session, body: Body) -> int:
    return session.scalar(select(func.max(Seat.position)).where(Seat.body_id == body.id)) or 0
