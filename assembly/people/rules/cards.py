"""Sign-in cards: the code on them, what it is good for, and until when.

A code is ten signs of Crockford's base 32 (fifty bits; no I, L, O, U, so that nobody reads one for
another), made from the mark of the form that ordered the sheet: the same form sent twice prints the
same cards. What is stored is a digest under the house's own key: who has the database alone cannot try codes.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

LENGTH = 10
MOST_DAYS = 90
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")


class CardUse(StrEnum):
    """What a card is good for."""

    once = "once"
    meeting = "meeting"


class Whom(StrEnum):
    """For whom a sheet of cards is printed."""

    without = "without"
    everyone = "everyone"
    chosen = "chosen"


class CardEnd(StrEnum):
    """Why a card is good for nothing any more, before its time."""

    withdrawn = "withdrawn"
    replaced = "replaced"
    meeting_over = "meeting_over"


class CardState(StrEnum):
    """How a card stands at a moment."""

    valid = "valid"
    used = "used"
    expired = "expired"
    ended = "ended"


@dataclass(frozen=True)
class CardFacts:
    """What the state of a card follows from."""

    use: CardUse
    expires_at: datetime
    used_at: datetime | None = None
    ended_at: datetime | None = None


def card_state(card: CardFacts, at: datetime) -> CardState:
    """Whether a card opens the door at a moment. One for a meeting may be used again and again."""
    if card.ended_at is not None:
        return CardState.ended
    if card.use is CardUse.once and card.used_at is not None:
        return CardState.used
    return CardState.valid if at < card.expires_at else CardState.expired


def session_goes_on(card: CardFacts, at: datetime) -> bool:
    """Whether who came in with this card may stay. One entry, once made, lasts as any other."""
    if card.ended_at is not None:
        return False
    return card.use is CardUse.once or at < card.expires_at


def card_code(mark: UUID, person_id: int) -> str:
    """The code of a person's card on the sheet that the form with this mark ordered."""
    drawn = hashlib.sha256(b"card:%s:%d" % (mark.bytes, person_id)).digest()
    number = int.from_bytes(drawn, "big")
    return "".join(_SIGNS[(number >> (5 * place)) & 31] for place in range(LENGTH))


def card_digest(code: str, key: str) -> str:
    """What is stored of a code."""
    return hmac.new(key.encode(), b"card:" + code.encode(), hashlib.sha256).hexdigest()


def code_shown(code: str) -> str:
    """A code as it is printed: 7KQ2M-8FD3X."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def code_typed(text: str) -> str | None:
    """The code that somebody typed, or that a scanner typed; None if it cannot be one.

    A scanner types the whole address of the card, and on a Spanish keyboard as ``http:--…-card-…``:
    its end counts. Small letters, hyphens and blanks do not matter; O is read as 0, I and L as 1.
    """
    upper = text.strip().upper()
    scanned = re.search(r"CARD[^0-9A-Z]([0-9A-Z]{10})[^0-9A-Z]*$", upper)
    signs = scanned[1] if scanned else re.sub(r"[\s–—_.'-]", "", upper)
    signs = signs.translate(_READ_AS)
    return signs if len(signs) == LENGTH and all(sign in _SIGNS for sign in signs) else None
