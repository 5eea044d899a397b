"""Commitments: their states and when they fall due."""

from enum import StrEnum


class CommitmentStatus(StrEnum):
    """Open until it is done or dropped; a commitment carried on to a later date stays open."""

    open = "open"
    done = "done"
    dropped = "dropped"
