"""A marginal note as a document: frozen, of plain values, like the act that it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from assembly.minutes.document import (
    SCHEMA,
    Header,
    JournalHead,
)
from assembly.minutes.voted import Vote


@dataclass(frozen=True, slots=True)
class NoteDocument:
    """A marginal note to closed minutes, and what approved it: a vote, or a meeting without a counted one.

    ``header`` is that of the act, ``approved_in`` that of the later meeting. ``item``: what it is about.
    """

    header: Header
    minutes_number: int
    closing: int
    number: int
    item: int | None
    item_title: str
    text: str
    approval: str
    approved_in: Header
    vote: Vote | None
    written_at: datetime
    journal: JournalHead | None
    schema: int = SCHEMA
