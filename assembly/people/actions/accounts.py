"""Accounts: opened, given passwords and roles, closed. The password itself never comes here."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.actions.signing_in import forgive
from assembly.people.models import Account, Body, Grant, Person
from assembly.people.rules import GRANTABLE, login_flaw
from assembly.roles import Role


def create_account(
    session: Session,
    *,
    person: Person,
    login: str,
    password_hash: str | None,
    administrator: bool = False,
    language: str | None = None,
    actor: Actor,
    at: datetime,
) -> Account:
    """What a person signs in with. ``password_hash``: from ``passwords.accepted``, made beforehand.

    Raises ``RuleViolation``: people.account_exists, people.person_inactive, people.login_taken,
    people.login_letters, people.login_number.
    """
    locked(session, Person, person.id)
    if session.scalar(select(Account.id).where(Account.person_id == person.id)) is not None:
        raise RuleViolation("people.account_exists", name=person.name)
    if not person.active:
        raise RuleViolation("people.person_inactive", name=person.name)
    account = Account(
        person=person,
        login=_free_login(session, login, None),
        password_hash=password_hash,
        stamp=_new_stamp(),
        language=language,
        administrator=administrator,
        created_at=at,
    )
    with writing.claiming(session, lambda: _free_login(session, login, None)):
        session.add(account)
    told = {"person_id": person.id, "administrator": administrator}
    tell(session, "account.create", account, actor, at, **told)
    return account


def change_login(
    session: Session, *, account: Account, login: str, actor: Actor, at: datetime
) -> None:
    """Give an account another login name. Raises ``RuleViolation`` as ``create_account`` does."""
    own_id, free = account.id, _free_login(session, login, account.id)
    with writing.claiming(session, lambda: _free_login(session, login, own_id)):
        changed = writing.change(account, login=free)
    if changed:
        tell(session, "account.rename", account, actor, at)


def set_password(
    session: Session, *, account: Account, password_hash: str, actor: Actor, at: datetime
) -> None:
    """Replace the password. All sessions of the account end, and so does the wait after wrong tries."""
    account.password_hash = password_hash
    account.stamp = _new_stamp()
    forgive(session, account=account)
    tell(session, "account.password", account, actor, at)


def set_password_with_card(
    session: Session, *, account: Account, password_hash: str, actor: Actor, at: datetime
) -> None:
    """A person who came in with a card sets her PIN, without the one so far.

    Not where the account opens more than a card does, so that nobody gets a role by printing a card.
    Raises people.card_not_for_roles.
    """
    granted = session.scalar(select(Grant.id).where(Grant.account_id == account.id).limit(1))
    if account.administrator or granted is not None:
        raise RuleViolation("people.card_not_for_roles", field="password")
    set_password(session, account=account, password_hash=password_hash, actor=actor, at=at)


def set_language(session: Session, *, account: Account, language: str | None, at: datetime) -> None:
    """The language in which the pages are shown to this person (None: the browser's). Nothing to record."""
    account.language = language
    session.flush()


def end_sessions(session: Session, *, account: Account, actor: Actor, at: datetime) -> None:
    """Whoever is signed in with this account, on whatever machine, has to sign in again."""
    account.stamp = _new_stamp()
    tell(session, "account.end_sessions", account, actor, at)


def close_account(session: Session, *, account: Account, actor: Actor, at: datetime) -> None:
    """Nobody signs in with it any more; sessions end at once. Raises people.last_administrator."""
    if not account.active:
        return
    if account.administrator:
        _not_the_last(session, account)
    account.active = False
    account.stamp = _new_stamp()
    tell(session, "account.close", account, actor, at)


def open_account(session: Session, *, account: Account, actor: Actor, at: datetime) -> None:
    """Let a closed account be used again. Raises people.person_inactive."""
    if not account.person.active:
        raise RuleViolation("people.person_inactive", name=account.person.name)
    if not account.active:
        account.active = True
        tell(session, "account.open", account, actor, at)


def set_administrator(
    session: Session, *, account: Account, administrator: bool, actor: Actor, at: datetime
) -> None:
    """Give or take the keeping of the whole house. Raises people.last_administrator."""
    if account.administrator and not administrator:
        _not_the_last(session, account)
    if writing.change(account, administrator=administrator):
        tell(session, "account.administrator", account, actor, at, administrator=administrator)


def grant_role(
    session: Session, *, account: Account, body: Body, role: Role, actor: Actor, at: datetime
) -> Grant:
    """Give an account a role in a body (once). Raises people.role_by_hand for roles that come otherwise."""
    if role not in GRANTABLE:
        raise RuleViolation("people.role_by_hand", field="role")
    locked(session, Account, account.id)
    statement = select(Grant).where(
        Grant.account_id == account.id, Grant.body_id == body.id, Grant.role == role
    )
    grant = session.scalars(statement).one_or_none()
    if grant is None:
        grant = Grant(account=account, body=body, role=role)
        session.add(grant)
        tell(session, "account.grant", account, actor, at, body_id=body.id, role=role)
    return grant


def revoke_role(session: Session, *, grant: Grant, actor: Actor, at: datetime) -> None:
    """Take a role back."""
    account, body_id, role = grant.account, grant.body_id, grant.role
    session.delete(grant)
    tell(session, "account.revoke", account, actor, at, body_id=body_id, role=role)


def _new_stamp() -> str:
    return secrets.token_hex(16)


def _free_login(session: Session, text: str, own_id: int | None) -> str:
    login = text.strip().casefold()
    if flaw := login_flaw(login):
        raise RuleViolation(flaw, field="login")
    statement = (
        select(Person.name)
        .join(Account, Account.person_id == Person.id)
        .where(Account.login == login, Account.id != (own_id or 0))
    )
    holder = session.scalars(statement).one_or_none()
    if holder is not None:
        raise RuleViolation("people.login_taken", field="login", login=login, name=holder)
    return login


def _not_the_last(session: Session, account: Account) -> None:
    """Somebody must always be able to open the house."""
    statement = (
        select(Account.id)
        .where(Account.administrator, Account.active)
        .order_by(Account.id)
        .with_for_update()  # two who dismiss each other at once: the second waits and is refused
    )
    if set(session.scalars(statement)) <= {account.id}:
        raise RuleViolation("people.last_administrator")
