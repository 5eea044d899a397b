"""Accounts and what they may do."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CompoundSelect, Select, bindparam, null, or_, select, union_all
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from assembly.people.models import Account, Body, Grant, Membership, Person, Seat
from assembly.people.queries.bodies import root_name
from assembly.people.rules import fold, identity_key, in_term, name_key
from assembly.roles import Role

PAGE = 50


@cache  # asked at every request, so built once
def _visitor() -> Select[Account, str | None]:
    return (
        select(Account, root_name().scalar_subquery())
        .where(Account.id == bindparam("id"))
        .options(joinedload(Account.person))
    )


def visitor(session: Session, account_id: int) -> tuple[Account, str | None] | None:
    """The account with its person, and the name of the house for the head of the page: in one query."""
    found = session.execute(_visitor(), {"id": account_id}).one_or_none()
    return None if found is None else (found[0], found[1])


def account_by_login(session: Session, text: str) -> Account | None:
    """The account that signs in with this login name, identity number, or full name if only one has it."""
    wanted = select(Account).join(Account.person).options(contains_eager(Account.person))
    found = session.scalars(wanted.where(Account.login == text.strip().casefold())).one_or_none()
    if found is None and (number := identity_key(text)):
        found = session.scalars(wanted.where(Person.identity_number == number)).one_or_none()
    if found is None and (key := name_key(text)):
        alike = session.scalars(
            wanted.where(Person.name_key == key, Account.active).order_by(Account.id).limit(2)
        ).all()
        found = alike[0] if len(alike) == 1 else None
    return found


def account_of_person(session: Session, person_id: int) -> Account | None:
    """A person's account with its roles and their bodies."""
    statement = (
        select(Account)
        .where(Account.person_id == person_id)
        .options(
            joinedload(Account.person),
            selectinload(Account.grants).joinedload(Grant.body).joinedload(Body.organization),
        )
    )
    return session.scalars(statement).one_or_none()


def accounts(session: Session, typed: str = "", *, page: int = 1) -> tuple[list[Account], bool]:
    """Accounts by the names of their persons, with roles; and whether there are more."""
    statement = (
        select(Account)
        .join(Account.person)
        .options(
            contains_eager(Account.person),
            selectinload(Account.grants).joinedload(Grant.body),
        )
        .order_by(Account.active.desc(), Person.name_key, Account.id)
        .limit(PAGE + 1)
        .offset((page - 1) * PAGE)
    )
    for word in fold(typed).split():
        alike = Person.name_key.contains(word, autoescape=True)
        statement = statement.where(or_(alike, Account.login.contains(word, autoescape=True)))
    found = list(session.scalars(statement))
    return found[:PAGE], len(found) > PAGE


def logins_like(session: Session, login: str) -> set[str]:
    """The login names in use that begin like this one."""
    statement = select(Account.login).where(Account.login.startswith(login, autoescape=True))
    return set(session.scalars(statement))


def logins(session: Session) -> set[str]:
    """All login names in use."""
    return set(session.scalars(select(Account.login)))


def grant(session: Session, grant_id: int) -> Grant | None:
    """One role given, with its account, person and body."""
    statement = (
        select(Grant)
        .where(Grant.id == grant_id)
        .options(joinedload(Grant.account).joinedload(Account.person), joinedload(Grant.body))
    )
    return session.scalars(statement).one_or_none()


def grants_of_body(session: Session, body_id: int) -> list[Grant]:
    """Who is chair, secretary, oversight, observer of a body, by role and name."""
    statement = (
        select(Grant)
        .join(Grant.account)
        .join(Account.person)
        .where(Grant.body_id == body_id, Account.active)
        .options(contains_eager(Grant.account).contains_eager(Account.person))
        .order_by(Grant.role, Person.name_key, Grant.id)
    )
    return list(session.scalars(statement))


@cache
def _roles() -> CompoundSelect[Any]:
    """Granted roles and held seats, in one query: it is asked at nearly every request."""
    granted = select(Grant.body_id, Grant.role, null(), null(), null())
    held = (
        select(Seat.body_id, null(), Body.timezone, Membership.start_date, Membership.end_date)
        .join(Seat, Membership.seat_id == Seat.id)
        .join(Body, Seat.body_id == Body.id)
    )
    return union_all(
        held.where(Membership.person_id == bindparam("person_id")),
        granted.where(Grant.account_id == bindparam("account_id")),
    )


def roles_of(
    session: Session, account_id: int, now: datetime, *, by_card: bool = False
) -> dict[int | None, frozenset[Role]]:
    """Roles by body id; under None those of the installation. Seats held today make a spokesperson.

    Who came in ``by_card`` has no other role than by her seats, whatever the account was granted.
    """
    roles: dict[int | None, set[Role]] = defaultdict(set)
    account = session.get(Account, account_id)
    if account is None:
        return {}
    if account.administrator and not by_card:
        roles[None].add(Role.administrator)
    granted_to = None if by_card else account_id
    asked = {"person_id": account.person_id, "account_id": granted_to}
    for body_id, role, timezone, start, end in session.execute(_roles(), asked):
        if role is not None:
            roles[body_id].add(Role(role))
        elif in_term(start, end, now.astimezone(ZoneInfo(timezone)).date()):
            roles[body_id].add(Role.spokesperson)
    return {body_id: frozenset(each) for body_id, each in roles.items()}


def any_account(session: Session) -> bool:
    """Whether there is an account at all: without one the house waits to be founded."""
    return session.scalar(select(Account.id).limit(1)) is not None
