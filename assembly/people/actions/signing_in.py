"""Signing in, with a throttle that every worker sees and that concurrent tries cannot outrun."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from assembly.db import insert_into, locked
from assembly.errors import RuleViolation
from assembly.people import queries
from assembly.people.models import Account, LoginAttempt
from assembly.people.rules import fold

FREE_TRIES = 5
FREE_TRIES_FROM_ADDRESS = FREE_TRIES * 8  # a hall shares one address
_LONGEST = timedelta(minutes=15)
_FORGOTTEN_AFTER = timedelta(hours=1)
_SWEPT_AT_ONCE = 100


@dataclass(frozen=True)
class Try:
    """A try to sign in that was counted: what the password is to be compared with (None: nobody).

    With a card nobody is named beforehand: only the address is counted.
    """

    account_id: int | None
    password_hash: str | None
    name_key: str | None
    address_key: str
    address_blocked_until: datetime | None


def begin_sign_in(session: Session, *, login: str, address: str, at: datetime) -> Try:
    """Count a try as failed before its password is looked at; ``sign_in`` takes it back if it is right.

    The caller commits, compares the password (slow, and now without holding the database), and then
    calls ``sign_in``. Counted per account in whatever writing it is named, and per address. After the
    free tries each further one doubles the wait, up to a quarter of an hour; an hour without tries is
    forgiven. Raises ``RuleViolation`` people.blocked; nothing was counted then.
    """
    account = queries.account_by_login(session, login)
    named = f"account:{account.id}" if account else f"name:{fold(login)}"
    name_key, address_key = _key(named), _key(f"from:{address}")
    free = {name_key: FREE_TRIES, address_key: FREE_TRIES_FROM_ADDRESS}
    attempts = _count_all(session, free, "password", at)
    usable = account is not None and account.active
    return Try(
        account_id=account.id if account and usable else None,
        password_hash=account.password_hash if account and usable else None,
        name_key=name_key,
        address_key=address_key,
        address_blocked_until=attempts[address_key].blocked_until,
    )


def begin_card(session: Session, *, address: str, at: datetime) -> Try:
    """Count a try with a card as failed, per address, before its code is looked up (see ``cards``).

    Raises ``RuleViolation`` people.blocked; nothing was counted then.
    """
    key = _key(f"from:{address}")
    attempts = _count_all(session, {key: FREE_TRIES_FROM_ADDRESS}, "code", at)
    return Try(None, None, None, key, attempts[key].blocked_until)


def sign_in(session: Session, *, counted: Try, right: bool, at: datetime) -> Account:
    """The account of a try whose password was right; the try is no longer counted as failed.

    Raises ``RuleViolation`` people.wrong_login, the same for a wrong name and a wrong password.
    """
    account = session.get(Account, counted.account_id) if counted.account_id else None
    # Its password may have been replaced, or it may have been closed, while this one was compared.
    if (
        not right
        or account is None
        or not account.active
        or account.password_hash != counted.password_hash
    ):
        raise RuleViolation("people.wrong_login", field="password")
    take_back(session, counted=counted)
    account.last_seen_at = at
    session.flush()
    return account


def take_back(session: Session, *, counted: Try) -> None:
    """The try was right after all: it is no longer counted as failed."""
    if counted.name_key:
        _forget(session, counted.name_key)
    attempt = locked(session, LoginAttempt, counted.address_key)
    attempt.failures = max(0, attempt.failures - 1)
    if attempt.blocked_until == counted.address_blocked_until:
        attempt.blocked_until = None  # set by this try; one set by another try since then stays
    session.flush()


def forgive(session: Session, *, account: Account) -> None:
    """Forget the failed tries of an account: it was just given a new password."""
    _forget(session, _key(f"account:{account.id}"))


def _key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _forget(session: Session, key: str) -> None:
    session.execute(
        delete(LoginAttempt).where(LoginAttempt.key == key),
        execution_options={"synchronize_session": "fetch"},
    )


def _attempt(session: Session, key: str, at: datetime) -> LoginAttempt:
    """The row of a key, made if there is none, locked: two tries at once are counted as two."""
    row = insert_into(session, LoginAttempt).values(key=key, failures=0, last_at=at)
    session.execute(row.on_conflict_do_nothing(index_elements=["key"]))
    return locked(session, LoginAttempt, key)


def _count_all(
    session: Session, free: dict[str, int], field: str, at: datetime
) -> dict[str, LoginAttempt]:
    """Count a failed try under each key, unless one of them is blocked."""
    attempts = {key: _attempt(session, key, at) for key in sorted(free)}
    for attempt in attempts.values():
        if attempt.blocked_until and attempt.blocked_until > at:
            minutes = -((at - attempt.blocked_until) // timedelta(minutes=1))
            raise RuleViolation("people.blocked", field=field, minutes=minutes)
    for key, tries in free.items():
        _count(attempts[key], tries, at)
    session.flush()
    _sweep(session, at)
    return attempts


def _sweep(session: Session, at: datetime) -> None:
    """Throw away some of what is forgiven by now; what another transaction holds waits for the next."""
    forgiven = (
        select(LoginAttempt.key)
        .where(LoginAttempt.last_at < at - _FORGOTTEN_AFTER)
        .limit(_SWEPT_AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    if keys := session.scalars(forgiven).all():
        session.execute(delete(LoginAttempt).where(LoginAttempt.key.in_(keys)))


def _count(attempt: LoginAttempt, free: int, at: datetime) -> None:
    if at - attempt.last_at > _FORGOTTEN_AFTER:
        attempt.failures = 0
    attempt.failures += 1
    attempt.last_at = at
    over = attempt.failures - free
    if over >= 0:
        attempt.blocked_until = at + min(_LONGEST, timedelta(minutes=2 ** min(over, 10)))
