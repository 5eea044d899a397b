"""Motions: their states, the order in which texts are voted, and what changed between two texts."""

from enum import StrEnum


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
