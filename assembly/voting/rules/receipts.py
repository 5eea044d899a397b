"""Receipts of secret ballots: random to everybody but the voter, and the same when a ballot is sent again.

The form carries a random token that is never stored. The receipt is made from it by SHA-256, so a
ballot that is sent twice (a double tap, a lost answer) finds its own receipt in the box; and nobody who
reads the tables can lead from a receipt to the seat without that token.
"""

from __future__ import annotations

import hashlib
import secrets
from uuid import UUID

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: without I, L, O and U, which are misread."""

LENGTH = 10
"""50 bits: among a million ballots of a vote two would be the same once in two thousand votes."""

SHORTEST_TOKEN = 20


def new_token() -> str:
    """A token for a form: 128 bits."""
    return secrets.token_urlsafe(16)


def receipt(vote: UUID, seat_id: int, token: str) -> str:
    """The receipt of what is cast for a seat in a vote with this token, as it is stored."""
    return _written(hashlib.sha256(f"{vote}\t{seat_id}\t{token}".encode()).digest())


def unheld_receipt() -> str:
    """A receipt that nobody holds: for a slip of paper, which came without one."""
    return _written(secrets.token_bytes(8))


def shown(stored: str) -> str:
    """A receipt as it is shown and printed: 7KQ2-M8FD-3X."""
    return "-".join((stored[:4], stored[4:8], stored[8:]))


def typed(text: str) -> str:
    """A receipt as somebody types it, as it is stored: what is misread is read as it was meant."""
    kept = "".join(letter for letter in text.upper() if letter.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def _written(digest: bytes) -> str:
    number = int.from_bytes(digest[:8])
    return "".join(ALPHABET[number >> 5 * place & 31] for place in range(LENGTH))
