"""How entries are written as bytes and chained (no database here)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from uuid import UUID

GENESIS = "0" * 64


@dataclass(frozen=True)
class Sealed:
    """One entry as it is sealed. ``data`` is canonical JSON text."""

    sequence: int
    at: datetime
    account_id: int | None
    actor: str
    verb: str
    object_type: str
    object_id: str
    data: str
    previous: str

    def digest(self) -> str:
        """SHA-256 over the entry's fields in canonical JSON, the previous digest among them."""
        fields = [
            self.sequence,
            stamp(self.at),
            self.account_id,
            self.actor,
            self.verb,
            self.object_type,
            self.object_id,
            self.data,
            self.previous,
        ]
        return hashlib.sha256(canonical(fields).encode()).hexdigest()


@dataclass(frozen=True)
class Break:
    """The first entry that does not follow from the ones before it, and why."""

    sequence: int
    reason: str  # "missing", "link" or "content"


def stamp(moment: datetime) -> str:
    """A moment as UTC text with microseconds: the same bytes on every database."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def plain(value: object) -> object:
    """``value`` as JSON can carry it, exactly (no floats are made)."""
    if value is None or (isinstance(value, bool | int | str) and not isinstance(value, Enum)):
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction | Decimal | UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    raise TypeError(f"the journal cannot carry a {type(value).__name__}")


def canonical(value: object) -> str:
    """JSON with sorted keys and no spaces: the same content gives the same text."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def first_break(entries: Iterable[tuple[Sealed, str]]) -> Break | None:
    """Recompute the chain over (entry, stored digest) in order; the first broken link, or None."""
    previous, expected = GENESIS, 1
    for entry, digest in entries:
        if entry.sequence != expected:
            return Break(expected, "missing")
        if entry.previous != previous:
            return Break(entry.sequence, "link")
        if entry.digest() != digest:
            return Break(entry.sequence, "content")
        previous, expected = digest, expected + 1
    return None
