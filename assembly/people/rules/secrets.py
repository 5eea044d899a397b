"""What may be a login name, a password, a PIN. Guessing is throttled (actions), but not made easy here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from assembly.people.rules.names import fold

LEAST_DIGITS = 6
LEAST_LETTERS = 8
LONGEST = 200
_PARTICLES = frozenset(
    ["de", "del", "la", "las", "los", "y", "da", "das", "do", "dos", "di", "van", "von", "el"]
)
# What people choose first, in the two languages of the house, folded.
_COMMON = frozenset(
    (
        *(
            "password",
            "password1",
            "passw0rd",
            "qwertyui",
            "qwerty123",
            "iloveyou",
            "administrator",
        ),
        *("contrasena", "contraseña", "clave123", "clavesecreta", "administrador", "teamomucho"),
        *("venezuela", "comuna123", "secretaria", "asamblea", "parlamento", "bienvenido"),
    )
)


def proposed_login(name: str, taken: Iterable[str] = ()) -> str:
    """A login name from a person's name: "Ana Belén Guaregua" gives "ana.guaregua".

    First given name and first surname: of two or three words the last, of four or more the third.
    Particles (de, la) are left out. A number is added while the name is in ``taken``.
    """
    words = [re.sub(r"[^a-z0-9]", "", word) for word in fold(name).split()]
    words = [word for word in words if word and word not in _PARTICLES]
    if len(words) >= 2:
        base = f"{words[0]}.{words[2] if len(words) >= 4 else words[-1]}"
    else:
        base = words[0] if words else ""
    base = base[:36] if login_flaw(base[:36]) is None else "persona"
    known, login, number = set(taken), base, 1
    while login in known:
        number += 1
        login = f"{base}{number}"
    return login


def login_flaw(login: str) -> str | None:
    """Why a text cannot be a login name, or None. Lower case; never to be taken for an identity number."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]", login):
        return "people.login_letters"
    if re.fullmatch(r"[ve]?-?[\d.]+", login):
        return "people.login_number"
    return None


def password_flaw(password: str, *, known: Iterable[str] = ()) -> str | None:
    """Why a text cannot be a password or PIN, or None.

    Digits alone are a PIN: at least six, not one repeated, counted up or down, a repeated block, or
    part of a number that others know (``known``: identity number, phone, login, name). Anything else
    is a password of at least eight characters, not one of the usual ones nor the person's own name.
    """
    if len(password) > LONGEST:
        return "people.password_long"
    if password.isdecimal():
        return _pin_flaw(password, [re.sub(r"\D", "", text) for text in known])
    if len(password) < LEAST_LETTERS:
        return "people.password_short"
    plain = fold(password)
    bare = re.sub(r"[^a-z0-9]", "", plain)
    own = {re.sub(r"[^a-z0-9]", "", fold(text)) for text in known} - {""}
    if plain in _COMMON or bare in own or len(set(plain)) < 3:
        return "people.password_guessable"
    return None


def _pin_flaw(pin: str, numbers: list[str]) -> str | None:
    if len(pin) < LEAST_DIGITS:
        return "people.pin_short"
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    blocks = [pin[:size] for size in range(1, len(pin) // 2 + 1) if len(pin) % size == 0]
    repeated = any(block * (len(pin) // len(block)) == pin for block in blocks)
    if steps in ({0}, {1}, {9}) or repeated or any(pin in number for number in numbers):
        return "people.pin_guessable"
    return None
