"""Persons: found by what was typed, and what they hold."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from assembly.people.models import Body, Membership, Organization, Person, Seat
from assembly.people.rules import Candidate, bare_name, fold, identity_key, name_key

PAGE = 50
_PROPOSALS = 300


def person(session: Session, person_id: int) -> Person | None:
    """One person with her organization."""
    statement = (
        select(Person).where(Person.id == person_id).options(joinedload(Person.organization))
    )
    return session.scalars(statement).one_or_none()


def persons(
    session: Session,
    typed: str = "",
    *,
    organization_id: int | None = None,
    by_number: bool = False,
    inactive: bool = False,
    page: int = 1,
) -> tuple[list[Person], bool]:
    """Persons whose names hold all the words typed (accents or not), by name; and whether there are more.

    ``by_number``: an identity number finds its person too. Only for those who may see numbers:
    otherwise a search would tell whose number it is.
    """
    statement = (
        select(Person)
        .options(joinedload(Person.organization))
        .order_by(Person.name_key, Person.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    words = fold(typed).split()
    if words:
        alike = Person.name_key.contains(words[0], autoescape=True)
        for word in words[1:]:
            alike &= Person.name_key.contains(word, autoescape=True)
        if by_number:
            alike = or_(alike, Person.identity_number == identity_key(typed))
        statement = statement.where(alike)
    if organization_id is not None:
        statement = statement.where(Person.organization_id == organization_id)
    if not inactive:
        statement = statement.where(Person.active)
    found = list(session.scalars(statement))
    return found[:PAGE], len(found) > PAGE


def belonging_to(session: Session, organization_ids: Collection[int]) -> list[tuple[int, int]]:
    """The active persons of these organizations and which one each belongs to (both by id), by name."""
    statement = (
        select(Person.id, Person.organization_id)
        .where(Person.organization_id.in_(organization_ids), Person.active)
        .order_by(Person.name_key, Person.id)
    )
    return [(person_id, where) for person_id, where in session.execute(statement) if where]


def namesakes(session: Session, name: str, *, but: int | None = None) -> list[Person]:
    """The first few persons of the same name (accents do not matter), with their organizations."""
    statement = (
        select(Person)
        .where(Person.name_key == name_key(name), Person.id != (but or 0))
        .options(joinedload(Person.organization))
        .order_by(Person.id)
        .limit(5)
    )
    return list(session.scalars(statement))


def known_candidates(
    session: Session, typed: str = "", *, organization_id: int | None = None
) -> list[Candidate]:
    """Whom to propose where any person of the house may be named: three hundred at most, near ones first.

    Whoever is called what was typed, or has that number, is among them however many there are.
    """
    # "is not distinct from": an unknown organization is not near, on either database.
    near = Person.organization_id.is_not_distinct_from(organization_id or 0).desc()
    first = _anyone().order_by(near, Person.name_key, Person.id).limit(_PROPOSALS)
    found = {each.person_id: each for each in _candidates(session, first)}
    if typed:
        found |= {each.person_id: each for each in meant_by(session, [typed])}
    return list(found.values())


def meant_by(session: Session, typed: Collection[str]) -> list[Candidate]:
    """Everybody who is called what one of these texts says, or has that number; in one question."""
    names = {bare_name(each)[:200] for each in typed}
    numbers = {identity_key(each) for each in typed}
    meant = or_(Person.name_key.in_(names), Person.identity_number.in_(numbers))
    return _candidates(session, _anyone().where(meant).order_by(Person.name_key, Person.id))


def _anyone() -> Select[int, str, str | None, str]:
    columns = (Person.id, Person.name, Person.identity_number, Organization.name)
    return select(*columns).outerjoin(Person.organization).where(Person.active)


def _candidates(session: Session, statement: Select[int, str, str | None, str]) -> list[Candidate]:
    return [
        Candidate(person_id, name, number, organization or "")
        for person_id, name, number, organization in session.execute(statement)
    ]


def terms_of_person(session: Session, person_id: int) -> list[Membership]:
    """All terms of a person, the latest first, with seats, bodies and their organizations."""
    statement = (
        select(Membership)
        .join(Membership.seat)
        .join(Seat.body)
        .where(Membership.person_id == person_id)
        .options(
            contains_eager(Membership.seat).contains_eager(Seat.body).joinedload(Body.organization),
            contains_eager(Membership.seat).joinedload(Seat.organization),
        )
    )
    last = date.max
    return sorted(
        session.scalars(statement),
        key=lambda each: (each.end_date or last, each.start_date or date.min, each.id),
        reverse=True,
    )
