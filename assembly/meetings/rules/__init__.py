"""What a meeting may be and do, without a database: states, presence, quorum, notice, agenda."""

from assembly.meetings.rules.kinds import (
    ITEM_MOVES,
    MEETING_MOVES,
    UNFINISHED,
    Direction,
    ItemKind,
    ItemStatus,
    MeetingKind,
    MeetingStatus,
    NoticeMeans,
    QuorumBase,
    item_may_become,
    meeting_may_become,
)

__all__ = [
    "ITEM_MOVES",
    "MEETING_MOVES",
    "UNFINISHED",
    "Direction",
    "ItemKind",
    "ItemStatus",
    "MeetingKind",
    "MeetingStatus",
    "NoticeMeans",
    "QuorumBase",
    "item_may_become",
    "meeting_may_become",
]
