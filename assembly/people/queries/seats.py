"""Seats, and who sits in them on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.queries.bodies import in_force
from assembly.people.rules import Candidate, Electorate, Holding, fold

SEATS_PAGE = 400


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
        return self.term.person if self.term else None

    @property
    def term(self) -> Membership | None:
        """The principal's term, if there is a principal."""
        return next((each for each in self.memberships if each.holding is Holding.principal), None)

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


def _seated(
    session: Session, body_id: int, on: date, ids: list[int] | None = None
) -> list[HeldSeat]:
    """Seats in force (those of ``ids``) with their memberships in force, in order, in one query."""
    holding = and_(
        Membership.seat_id == Seat.id, in_force(Membership.start_date, Membership.end_date, on)
    )
    statement = (
        select(Seat, Membership)
        .outerjoin(Membership, holding)
        .outerjoin(Membership.person)
        .options(
            contains_eager(Membership.person),
            contains_eager(Membership.seat),
            joinedload(Seat.organization),
        )
        .where(Seat.body_id == body_id, in_force(Seat.start_date, Seat.end_date, on))
        .order_by(Seat.position, Seat.id, Membership.holding.desc(), Membership.rank, Membership.id)
    )
    if ids is not None:
        statement = statement.where(Seat.id.in_(ids))
    held: dict[int, list[Membership]] = {}
    seats: dict[int, Seat] = {}
    for seat, membership in session.execute(statement):
        seats[seat.id] = seat
        held.setdefault(seat.id, []).extend([membership] if membership else [])
    return [HeldSeat(seat, tuple(held[seat_id])) for seat_id, seat in seats.items()]


def seats_of_body(session: Session, body_id: int, on: date) -> list[HeldSeat]:
    """The seats in force on a day with those who hold them, in order. One query, however many."""
    return _seated(session, body_id, on)


def seats_page(
    session: Session, body_id: int, on: date, typed: str = "", *, page: int = 1
) -> tuple[list[HeldSeat], bool]:
    """A page of the seats in force whose name or holders hold all the words typed; is there more?"""
    light = (
        select(Seat.id, Seat.label, Person.name_key)
        .outerjoin(
            Membership,
            and_(
                Membership.seat_id == Seat.id,
                in_force(Membership.start_date, Membership.end_date, on),
            ),
        )
        .outerjoin(Membership.person)
        .where(Seat.body_id == body_id, in_force(Seat.start_date, Seat.end_date, on))
        .order_by(Seat.position, Seat.id)
    )
    texts: dict[int, str] = {}
    for seat_id, label, name in session.execute(light):
        texts[seat_id] = f"{texts.get(seat_id) or fold(label)} {name or ''}"
    words = fold(typed).split()
    ids = [seat_id for seat_id, text in texts.items() if all(word in text for word in words)]
    first = (page - 1) * SEATS_PAGE
    return _seated(session, body_id, on, ids[first : first + SEATS_PAGE]), len(
        ids
    ) > first + SEATS_PAGE


def fillings(session: Session, body_id: int, on: date) -> list[Holding | None]:
    """For each seat in force, in order: held by a principal, only by an alternate, or by nobody."""
    statement = (
        select(Seat.id, func.max(Membership.holding))
        .outerjoin(
            Membership,
            and_(
                Membership.seat_id == Seat.id,
                in_force(Membership.start_date, Membership.end_date, on),
            ),
        )
        .where(Seat.body_id == body_id, in_force(Seat.start_date, Seat.end_date, on))
        .group_by(Seat.id, Seat.position)
        .order_by(Seat.position, Seat.id)
    )
    return [holding for _seat_id, holding in session.execute(statement)]


def place_of_seat(session: Session, seat: Seat, on: date) -> int:
    """Which number a seat has among those in force on a day, from 1."""
    before = select(func.count()).where(
        Seat.body_id == seat.body_id,
        in_force(Seat.start_date, Seat.end_date, on),
        or_(Seat.position < seat.position, and_(Seat.position == seat.position, Seat.id < seat.id)),
    )
    return (session.scalar(before) or 0) + 1


def holders_of_seat(session: Session, seat_id: int, on: date) -> list[Membership]:
    """Who holds a seat on a day, the principal first."""
    statement = (
        select(Membership)
        .where(
            Membership.seat_id == seat_id,
            in_force(Membership.start_date, Membership.end_date, on),
        )
        .options(joinedload(Membership.person))
        .order_by(Membership.holding.desc(), Membership.rank, Membership.id)
    )
    return list(session.scalars(statement))


def people_of_body(session: Session, body_id: int, on: date) -> list[Sitting]:
    """Principals and alternates of a day with their seats, by name. One query, however many."""
    found: dict[int, list[Membership]] = {}
    people: dict[int, Person] = {}
    for held in _seated(session, body_id, on):
        for membership in held.memberships:
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


def body_id_of_seat(session: Session, seat_id: int) -> int | None:
    """The body a seat belongs to, None if there is no such seat."""
    return session.scalar(select(Seat.body_id).where(Seat.id == seat_id))


def body_id_of_membership(session: Session, membership_id: int) -> int | None:
    """The body in which a term is held, None if there is no such term."""
    statement = select(Seat.body_id).join(Membership).where(Membership.id == membership_id)
    return session.scalar(statement)


def seat(session: Session, seat_id: int) -> Seat | None:
    """One seat with its body and organizations."""
    statement = (
        select(Seat)
        .where(Seat.id == seat_id)
        .options(joinedload(Seat.body).joinedload(Body.organization), joinedload(Seat.organization))
    )
    return session.scalars(statement).one_or_none()


def terms_of_seat(session: Session, seat_id: int) -> list[Membership]:
    """All who hold, held and will hold a seat: principals before alternates, the latest first."""
    statement = (
        select(Membership)
        .where(Membership.seat_id == seat_id)
        .options(joinedload(Membership.person).joinedload(Person.organization))
        .order_by(Membership.id)
    )
    found = sorted(session.scalars(statement), key=lambda each: each.start_date or date.min)
    found.reverse()
    return sorted(found, key=lambda each: (each.holding is not Holding.principal, each.rank))


def membership(session: Session, membership_id: int) -> Membership | None:
    """One term with its person, seat, body."""
    statement = (
        select(Membership)
        .where(Membership.id == membership_id)
        .options(
            joinedload(Membership.person),
            joinedload(Membership.seat).joinedload(Seat.body).joinedload(Body.organization),
        )
    )
    return session.scalars(statement).one_or_none()


def ended_seats(session: Session, body_id: int, on: date) -> list[Seat]:
    """The seats of a body that are not in force on a day: ended before it, or to begin after it."""
    statement = (
        select(Seat)
        .where(Seat.body_id == body_id, ~in_force(Seat.start_date, Seat.end_date, on))
        .options(joinedload(Seat.organization))
        .order_by(Seat.end_date.desc().nulls_first(), Seat.position, Seat.id)
    )
    return list(session.scalars(statement))


def seats_of_organization(session: Session, organization_id: int, on: date) -> list[Seat]:
    """The seats in force in which an organization speaks, with their bodies. A roll has none of them."""
    statement = (
        select(Seat)
        .join(Seat.body)
        .where(
            Seat.organization_id == organization_id,
            in_force(Seat.start_date, Seat.end_date, on),
            Body.active,
            Body.electorate == Electorate.seats,
        )
        .options(contains_eager(Seat.body))
        .order_by(Seat.body_id, Seat.position, Seat.id)
    )
    return list(session.scalars(statement))
