"""Bodies, and who sits in them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, contains_eager, joinedload

from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.rules import Candidate, Holding


@dataclass(frozen=True)
class HeldSeat:
    """A seat in force on a day, with those who hold it that day: the principal and the alternates by rank.

    Organization and persons are loaded. A seat may be vacant: no principal, no alternates.
    """

    seat: Seat
    memberships: tuple[Membership, ...]

    @property
    def principal(self) -> Person | None:
        """Who holds the seat first."""
        held = (each for each in self.memberships if each.holding is Holding.principal)
        return next((each.person for each in held), None)

    @property
    def alternates(self) -> list[Person]:
        """Who takes the seat when the principal is not there, in order."""
        return [each.person for each in self.memberships if each.holding is Holding.alternate]

    @property
    def people(self) -> list[Person]:
        """The principal, then the alternates."""
        return [each.person for each in self.memberships]


@dataclass(frozen=True)
class Sitting:
    """A person of a body on a day, with the memberships by which she sits there (seats are loaded)."""

    person: Person
    memberships: tuple[Membership, ...]

    @property
    def seats(self) -> list[Seat]:
        """Her seats, principal or alternate, in their order."""
        return [each.seat for each in self.memberships]


def in_force(
    start: InstrumentedAttribute[date | None], end: InstrumentedAttribute[date | None], on: date
) -> ColumnElement[bool]:
    """``rules.in_term`` for the database."""
    return and_(or_(start.is_(None), start <= on), or_(end.is_(None), end >= on))


def _seated(session: Session, body_id: int, on: date) -> list[tuple[Seat, Membership | None]]:
    """Seats in force with their memberships in force, in order; a vacant seat once, with None."""
    holding = and_(
        Membership.seat_id == Seat.id, in_force(Membership.start_date, Membership.end_date, on)
    )
    statement = (
        select(Seat, Membership)
        .outerjoin(Membership, holding)
        .outerjoin(Membership.person)
        .options(contains_eager(Membership.person), joinedload(Seat.organization))
        .where(Seat.body_id == body_id, in_force(Seat.start_date, Seat.end_date, on))
        .order_by(Seat.position, Seat.id, Membership.holding.desc(), Membership.rank, Membership.id)
    )
    return [(seat, membership) for seat, membership in session.execute(statement)]


def seats_of_body(session: Session, body_id: int, on: date) -> list[HeldSeat]:
    """The seats in force on a day with those who hold them, in order. One query, however many."""
    held: dict[int, list[Membership]] = {}
    seats: dict[int, Seat] = {}
    for seat, membership in _seated(session, body_id, on):
        seats[seat.id] = seat
        held.setdefault(seat.id, []).extend([membership] if membership else [])
    return [HeldSeat(seat, tuple(held[seat_id])) for seat_id, seat in seats.items()]


def people_of_body(session: Session, body_id: int, on: date) -> list[Sitting]:
    """Principals and alternates of a day with their seats, by name. One query, however many."""
    found: dict[int, list[Membership]] = {}
    people: dict[int, Person] = {}
    for _seat, membership in _seated(session, body_id, on):
        if membership:
            people[membership.person_id] = membership.person
            found.setdefault(membership.person_id, []).append(membership)
    sitting = [Sitting(person, tuple(found[person_id])) for person_id, person in people.items()]
    return sorted(sitting, key=lambda each: (each.person.name_key, each.person.id))


def candidates(
    session: Session, body_id: int, on: date, *, also: tuple[int | None, ...] = ()
) -> list[Candidate]:
    """The people of a body on a day, for a field that takes a name (``people.fields.PersonField``).

    ``also``: ids of persons to offer although they do not sit there, e.g. who is stored already.
    One query, by name.
    """
    sitting = (
        select(Membership.person_id)
        .join(Membership.seat)
        .where(
            Seat.body_id == body_id,
            in_force(Seat.start_date, Seat.end_date, on),
            in_force(Membership.start_date, Membership.end_date, on),
        )
    )
    more = [person_id for person_id in also if person_id is not None]
    statement = (
        select(Person.id, Person.name, Person.identity_number, Organization.name)
        .outerjoin(Person.organization)
        .where(or_(Person.id.in_(sitting), Person.id.in_(more)))
        .order_by(Person.name_key, Person.id)
    )
    return [
        Candidate(person_id, name, number, organization or "")
        for person_id, name, number, organization in session.execute(statement)
    ]


def body(session: Session, body_id: int) -> Body | None:
    """One body with its organization."""
    statement = select(Body).where(Body.id == body_id).options(joinedload(Body.organization))
    return session.scalars(statement).one_or_none()


def bodies(session: Session) -> list[Body]:
    """All bodies that meet, by organization and name."""
    statement = (
        select(Body)
        .join(Body.organization)
        .where(Body.active)
        .options(joinedload(Body.organization))
        .order_by(Body.organization_id, Body.name, Body.id)
    )
    return list(session.scalars(statement))


def house_name(session: Session) -> str | None:
    """The name of the organization at the root: the first that has no parent."""
    statement = (
        select(Organization.name)
        .where(Organization.parent_id.is_(None))
        .order_by(Organization.id)
        .limit(1)
    )
    return session.scalar(statement)
