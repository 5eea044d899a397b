"""The words of a meeting, and which state may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MeetingKind(StrEnum):
    """Called on its regular day, or called for a purpose."""

    ordinary = "ordinary"
    extraordinary = "extraordinary"


class MeetingStatus(StrEnum):
    """From the first idea to the end. A meeting that found no quorum has ended: it is a fact."""

    draft = "draft"
    convened = "convened"
    in_session = "in_session"
    ended = "ended"
    cancelled = "cancelled"


class ItemKind(StrEnum):
    """What an agenda item is for. `opening` is a *punto previo*, added at the start by a vote."""

    roll_call = "roll_call"
    previous_minutes = "previous_minutes"
    agenda = "agenda"
    report = "report"
    motion = "motion"
    election = "election"
    accounts = "accounts"
    commitments = "commitments"
    opening = "opening"
    other_business = "other_business"
    general = "general"


class ItemStatus(StrEnum):
    """Where an agenda item stands. Deferred items flow into the next meeting, withdrawn do not."""

    planned = "planned"
    open = "open"
    closed = "closed"
    deferred = "deferred"
    withdrawn = "withdrawn"


class NoticeMeans(StrEnum):
    """How notice was given."""

    personal = "personal"
    phone = "phone"
    message = "message"
    board = "board"
    loudspeaker = "loudspeaker"
    other = "other"


class Direction(StrEnum):
    """Which way somebody went through the door."""

    arrival = "arrival"
    departure = "departure"


class QuorumBase(StrEnum):
    """What a quorum is a share of. `whoever` asks for nothing but that somebody came."""

    seats = "seats"
    filled_seats = "filled_seats"
    census = "census"
    whoever = "whoever"


MEETING_MOVES: Final[Mapping[MeetingStatus, frozenset[MeetingStatus]]] = MappingProxyType(
    {
        # Straight into session: a meeting typed from paper, of which no notice was kept.
        MeetingStatus.draft: frozenset(
            {MeetingStatus.convened, MeetingStatus.in_session, MeetingStatus.cancelled}
        ),
        MeetingStatus.convened: frozenset(
            {MeetingStatus.draft, MeetingStatus.in_session, MeetingStatus.cancelled}
        ),
        MeetingStatus.in_session: frozenset({MeetingStatus.ended}),
        # Back into session, while no minutes are closed: ended by mistake, or typed on from paper.
        MeetingStatus.ended: frozenset({MeetingStatus.in_session}),
        MeetingStatus.cancelled: frozenset(),
    }
)
"""Which status of a meeting may follow which."""

ITEM_MOVES: Final[Mapping[ItemStatus, frozenset[ItemStatus]]] = MappingProxyType(
    {
        ItemStatus.planned: frozenset({ItemStatus.open, ItemStatus.deferred, ItemStatus.withdrawn}),
        # Back to planned: opened by mistake.
        ItemStatus.open: frozenset(
            {ItemStatus.closed, ItemStatus.deferred, ItemStatus.withdrawn, ItemStatus.planned}
        ),
        ItemStatus.closed: frozenset({ItemStatus.open}),
        # Taken back up in the same meeting.
        ItemStatus.deferred: frozenset({ItemStatus.planned, ItemStatus.open}),
        ItemStatus.withdrawn: frozenset({ItemStatus.planned}),
    }
)
"""Which status of an agenda item may follow which, within its meeting."""

UNFINISHED: Final = frozenset({ItemStatus.planned, ItemStatus.open, ItemStatus.deferred})
"""Items that, once their meeting has ended, flow into the next one."""


def meeting_may_become(old: MeetingStatus, new: MeetingStatus) -> bool:
    """Whether a meeting may go from one status to another."""
    return new in MEETING_MOVES[old]


def item_may_become(old: ItemStatus, new: ItemStatus) -> bool:
    """Whether an agenda item may go from one status to another."""
    return new in ITEM_MOVES[old]
