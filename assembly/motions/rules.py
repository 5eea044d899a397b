"""Motions: their states, the order in which texts are voted, and what changed between two texts."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MotionKind(StrEnum):
    """A proposal, a change to one, or a point of order (*moción de orden*)."""

    motion = "motion"
    amendment = "amendment"
    order = "order"


class MotionStatus(StrEnum):
    """Where a motion stands."""

    draft = "draft"
    submitted = "submitted"
    scheduled = "scheduled"
    debated = "debated"
    carried = "carried"
    rejected = "rejected"
    withdrawn = "withdrawn"
    deferred = "deferred"
    referred = "referred"


MOVES: Final[Mapping[MotionStatus, frozenset[MotionStatus]]] = MappingProxyType(
    {
        MotionStatus.draft: frozenset({MotionStatus.submitted, MotionStatus.withdrawn}),
        MotionStatus.submitted: frozenset(
            {
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        # Back to submitted: its item was taken off the agenda.
        MotionStatus.scheduled: frozenset(
            {
                MotionStatus.submitted,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        MotionStatus.debated: frozenset(
            {
                MotionStatus.carried,
                MotionStatus.rejected,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        MotionStatus.deferred: frozenset(
            {
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.referred,
            }
        ),
        # What was referred comes back with a report.
        MotionStatus.referred: frozenset(
            {
                MotionStatus.submitted,
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
            }
        ),
        MotionStatus.carried: frozenset(),
        MotionStatus.rejected: frozenset(),
        MotionStatus.withdrawn: frozenset(),
    }
)
"""Which status of a motion may follow which."""

SETTLED: Final = frozenset({MotionStatus.carried, MotionStatus.rejected, MotionStatus.withdrawn})
"""Motions on which nothing more can be said or changed."""


def may_become(old: MotionStatus, new: MotionStatus) -> bool:
    """Whether a motion may go from one status to another."""
    return new in MOVES[old]
