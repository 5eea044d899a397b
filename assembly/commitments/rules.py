"""Commitments: their states and when they fall due."""

from datetime import date, timedelta
from enum import StrEnum


class CommitmentStatus(StrEnum):
    """Open until it is done or dropped; a commitment carried on to a later date stays open."""

    open = "open"
    done = "done"
    dropped = "dropped"


class Due(StrEnum):
    """How urgent a commitment is, the most urgent first."""

    overdue = "overdue"
    today = "today"
    soon = "soon"
    later = "later"
    undated = "undated"
    settled = "settled"


def is_overdue(status: CommitmentStatus, due_on: date | None, today: date) -> bool:
    """Whether an open commitment's day has passed. On the day itself there is still time."""
    return status is CommitmentStatus.open and due_on is not None and due_on < today


def due_category(
    status: CommitmentStatus, due_on: date | None, today: date, *, soon_days: int = 7
) -> Due:
    """How urgent a commitment is on the day `today` where it is read.

    Soon is within the next `soon_days` days: by the next weekly meeting, unless said otherwise.
    """
    if status is not CommitmentStatus.open:
        return Due.settled
    if due_on is None:
        return Due.undated
    if due_on < today:
        return Due.overdue
    if due_on == today:
        return Due.today
    return Due.soon if due_on <= today + timedelta(days=soon_days) else Due.later
