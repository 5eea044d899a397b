"""Signing in."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from assembly.errors import RuleViolation
from assembly.people import queries
from assembly.people.models import Account, LoginAttempt
from assembly.people.passwords import matches

FREE_TRIES = 5
_LONGEST = timedelta(minutes=15)


def _attempt_key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def sign_in(session: Session, *, login: str, password: str, address: str, at: datetime) -> Account:
    """The account for a name (or identity number) and password.

    Failures count per name and per address in the database; after five, each further one doubles the
    wait up to a quarter of an hour. Raises ``RuleViolation``; the caller commits in both cases, so
    that failures are kept.
    """
    keys = [_attempt_key("name:" + login.strip().casefold()), _attempt_key("from:" + address)]
    for key in keys:
        attempt = session.get(LoginAttempt, key)
        if attempt and attempt.blocked_until and attempt.blocked_until > at:
            left = attempt.blocked_until - at
            minutes = max(1, -(-int(left.total_seconds()) // 60))
            raise RuleViolation("people.blocked", field="password", minutes=minutes)
    account = queries.account_by_login(session, login)
    if not matches(account.password_hash if account else None, password) or (
        account is None or not account.active
    ):
        for key, free in zip(keys, (FREE_TRIES, FREE_TRIES * 8), strict=True):
            _count_failure(session, key=key, free=free, at=at)
        raise RuleViolation("people.wrong_login", field="password")
    for key in keys[:1]:
        if attempt := session.get(LoginAttempt, key):
            session.delete(attempt)
    account.last_seen_at = at
    session.flush()
    return account


def _count_failure(session: Session, *, key: str, free: int, at: datetime) -> None:
    attempt = session.get(LoginAttempt, key)
    if attempt is None:
        attempt = LoginAttempt(key=key, failures=0, last_at=at)
        session.add(attempt)
    if at - attempt.last_at > timedelta(hours=1):
        attempt.failures = 0
    attempt.failures += 1
    attempt.last_at = at
    over = attempt.failures - free
    if over >= 0:
        attempt.blocked_until = at + min(_LONGEST, timedelta(minutes=2**over))
    session.flush()
