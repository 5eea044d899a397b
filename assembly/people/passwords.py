"""Passwords and PINs: argon2id, one cost for right and wrong names.

A hash takes about 30 ms on an old laptop: it is made before a writing transaction begins (see
``db.released``), never inside one.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from assembly.errors import RuleViolation
from assembly.people.rules import password_flaw

# 19 MiB, two passes (OWASP's first choice for argon2id).
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
# A hash at this cost, compared where there is none: not made at each start, which it would slow down.
_NOBODY = (
    "$argon2id$v=19$m=19456,t=2,p=1$REFEEErgP3MpZzn"
    "fyTRNYw$avzsD8f0twoJXOTFyXnyReeiMByOIbQAuHWk5ImOlM0"
)


def hash_password(password: str) -> str:
    """The hash to store."""
    return _hasher.hash(_plain(password))


def accepted(password: str, *, known: Iterable[str] = (), field: str = "password") -> str:
    """The hash of a password or PIN that may be used; ``RuleViolation`` if it is short or easily guessed.

    ``known``: what others know of the person (name, login, numbers) and would try first.
    """
    if flaw := password_flaw(password, known=known):
        raise RuleViolation(flaw, field=field)
    return hash_password(password)


def matches(stored: str | None, password: str) -> bool:
    """Whether the password is right. An unknown account takes as long as a wrong password."""
    try:
        return _hasher.verify(stored or _NOBODY, _plain(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def generated_pin() -> str:
    """Six digits that nobody would guess first."""
    while True:
        pin = f"{secrets.randbelow(1_000_000):06d}"
        if password_flaw(pin) is None:
            return pin


def _plain(password: str) -> str:
    """An accent typed on one keyboard is the same as that typed on another."""
    return unicodedata.normalize("NFC", password)
