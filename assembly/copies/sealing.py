"""A copy under a passphrase, in the age format (https://age-encryption.org/v1).

Passphrases are slow to try by design, and the library takes them for what fits into memory only. So a
key is made for each copy: the copy is sealed for the key as it flows, and the key with the passphrase.
Both lie in one file; the standard program opens them: ``age -d -i key.age backup.zip.age``.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

import pyrage

SHORTEST = 12
"""Characters of a passphrase: whoever finds the stick can try for ever."""


class WrongPassphrase(ValueError):
    """It does not open the key."""


@dataclass(frozen=True)
class Seal:
    """For whom a copy is sealed, and the key under its passphrase. Neither opens anything alone."""

    recipient: str
    key: str


def make_seal(passphrase: str) -> Seal:
    """A key of its own for one copy. Takes about a second."""
    identity = pyrage.x25519.Identity.generate()
    key = pyrage.passphrase.encrypt(f"{identity}\n".encode(), passphrase, armored=True)
    return Seal(str(identity.to_public()), key.decode())


def sealed(seal: Seal, target: IO[bytes], write: Callable[[IO[bytes]], None]) -> None:
    """Let ``write`` write into a stream, and put what it wrote into ``target``, sealed."""
    taken, given = os.pipe()
    problems: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(taken, "rb") as plain:
            try:
                recipient = pyrage.x25519.Recipient.from_str(seal.recipient)
                pyrage.encrypt_io(plain, target, [recipient])
            except BaseException as error:
                problems.append(error)
                while plain.read(2**16):  # whoever writes must not wait for ever
                    pass

    sealer = threading.Thread(target=encrypt)
    sealer.start()
    try:
        with os.fdopen(given, "wb") as stream:
            write(stream)
    finally:
        sealer.join()
    if problems:
        raise problems[0]


def opened(key: bytes, passphrase: str, source: IO[bytes], target: IO[bytes]) -> None:
    """Write what is sealed in ``source`` into ``target``. Raises ``WrongPassphrase``, ``DecryptError``."""
    try:
        identity = pyrage.passphrase.decrypt(key, passphrase).decode().strip()
    except pyrage.DecryptError as error:
        raise WrongPassphrase from error
    pyrage.decrypt_io(source, target, [pyrage.x25519.Identity.from_str(identity)])


DecryptError = pyrage.DecryptError
