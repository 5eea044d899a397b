"""What can be found (no database here)."""

from enum import StrEnum


class Found(StrEnum):
    """The kinds of object that the index holds."""

    item = "item"
    motion = "motion"
    decision = "decision"
    minutes = "minutes"
