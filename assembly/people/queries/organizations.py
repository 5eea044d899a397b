"""Organizations, nested."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache

from sqlalchemy import Date, Select, bindparam, func, select
from sqlalchemy.orm import Session, joinedload

from assembly.people.models import Organization, Person, Seat
from assembly.people.queries.bodies import in_force
from assembly.people.rules import natural_key


@dataclass
class Branch:
    """An organization in the tree, with how many persons belong to it and what lies inside it."""

    organization: Organization
    persons: int
    branches: list[Branch] = field(default_factory=list)

    @property
    def all_persons(self) -> int:
        """The persons of this organization and of all inside it."""
        return self.persons + sum(branch.all_persons for branch in self.branches)


def organization(session: Session, organization_id: int) -> Organization | None:
    """One organization with the one it lies in."""
    statement = (
        select(Organization)
        .where(Organization.id == organization_id)
        .options(joinedload(Organization.parent))
    )
    return session.scalars(statement).one_or_none()


def organizations(session: Session) -> list[Organization]:
    """All organizations, by name (numbers in names count as numbers)."""
    found = session.scalars(select(Organization).order_by(Organization.name_key, Organization.id))
    return sorted(found, key=lambda each: natural_key(each.name))


def tree(session: Session) -> list[Branch]:
    """The organizations as they lie in each other. Two queries, however many there are."""
    counting = (
        select(Person.organization_id, func.count())
        .where(Person.active)
        .group_by("organization_id")
    )
    persons = dict(session.execute(counting).all())
    known = organizations(session)
    branches = {each.id: Branch(each, persons.get(each.id, 0)) for each in known}
    roots: list[Branch] = []
    for each in known:
        above = branches.get(each.parent_id) if each.parent_id else None
        (above.branches if above else roots).append(branches[each.id])
    return roots


def in_tree_order(session: Session) -> list[tuple[Organization, int]]:
    """Each organization after the one it lies in, with its depth: for choosing one from a list."""

    def walk(branches: list[Branch], depth: int) -> list[tuple[Organization, int]]:
        rows: list[tuple[Organization, int]] = []
        for branch in branches:
            rows.append((branch.organization, depth))
            rows += walk(branch.branches, depth + 1)
        return rows

    return walk(tree(session), 0)


def children(session: Session, organization_id: int) -> list[Organization]:
    """What lies right inside an organization, by name."""
    statement = (
        select(Organization)
        .where(Organization.parent_id == organization_id)
        .order_by(Organization.name_key, Organization.id)
    )
    return sorted(session.scalars(statement), key=lambda each: natural_key(each.name))


@cache
def _seated() -> Select[Organization]:
    return (
        select(Organization)
        .join(Seat, Seat.organization_id == Organization.id)
        .where(
            Seat.body_id == bindparam("body_id"),
            in_force(Seat.start_date, Seat.end_date, bindparam("on", type_=Date)),
        )
        .order_by(Seat.position, Seat.id)
    )


def organizations_seated(session: Session, body_id: int, on: date) -> list[Organization]:
    """The organizations that have seats in a body on a day, in the order of the seats."""
    found = session.scalars(_seated(), {"body_id": body_id, "on": on})
    return list(found.unique())  # one with several seats comes with the first of them
