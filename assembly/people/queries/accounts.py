"""Accounts and what they may do."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly.people.models import Account, Body, Grant, Membership, Person, Seat
from assembly.people.rules import identity_key, in_term
from assembly.roles import Role


def account_for_session(session: Session, account_id: int) -> Account | None:
    """The account with its person, in one query."""
    statement = select(Account).where(Account.id == account_id).options(joinedload(Account.person))
    return session.scalars(statement).one_or_none()


def account_by_login(session: Session, text: str) -> Account | None:
    """The account that signs in with this name or identity number."""
    login = text.strip().casefold()
    statement = select(Account).where(Account.login == login).options(joinedload(Account.person))
    found = session.scalars(statement).one_or_none()
    if found is None and (number := identity_key(text)):
        statement = (
            select(Account)
            .join(Account.person)
            .where(Person.identity_number == number)
            .options(joinedload(Account.person))
        )
        found = session.scalars(statement).one_or_none()
    return found


def roles_of(session: Session, account_id: int, now: datetime) -> dict[int | None, frozenset[Role]]:
    """Roles by body id; under None those of the installation. Seats held today make a spokesperson."""
    roles: dict[int | None, set[Role]] = defaultdict(set)
    account = session.get(Account, account_id)
    if account is None:
        return {}
    if account.administrator:
        roles[None].add(Role.administrator)
    for grant in session.scalars(select(Grant).where(Grant.account_id == account_id)):
        roles[grant.body_id].add(grant.role)
    held = (
        select(Seat.body_id, Body.timezone, Membership.start_date, Membership.end_date)
        .join(Seat, Membership.seat_id == Seat.id)
        .join(Body, Seat.body_id == Body.id)
        .where(Membership.person_id == account.person_id)
    )
    for body_id, timezone, start, end in session.execute(held):
        if in_term(start, end, now.astimezone(ZoneInfo(timezone)).date()):
            roles[body_id].add(Role.spokesperson)
    return {body_id: frozenset(each) for body_id, each in roles.items()}
