"""Commitments: their states and when they are overdue."""

from datetime import date
from enum import StrEnum


class CommitmentStatus(StrEnum):
    """Open until it is done or dropped; a commitment carried on to a later date stays open."""

    open = "open"
    done = "done"
    dropped = "dropped"


def is_overdue(status: CommitmentStatus, due_on: date | None, today: date) -> bool:
    """Whether an open commitment's day has passed. On the day itself there is still time."""
    return status is CommitmentStatus.open and due_on is not None and due_on < today
