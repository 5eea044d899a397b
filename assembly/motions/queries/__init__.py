"""Reads of motions and decisions: one module per subject, all names here."""

from assembly.motions.queries.decisions import (
    body_id_of_decision,
    decision,
    decisions_of_item,
    later_decisions,
    latest_decisions,
    register,
    years_of_decisions,
)
from assembly.motions.queries.motions import (
    body_id_of_motion,
    meeting_day,
    motion,
    motion_by_uuid,
    next_number,
    of_item,
    of_items,
    pending_amendments,
    present_texts,
    present_version,
    status_in,
)

__all__ = [
    "body_id_of_decision",
    "body_id_of_motion",
    "decision",
    "decisions_of_item",
    "later_decisions",
    "latest_decisions",
    "meeting_day",
    "motion",
    "motion_by_uuid",
    "next_number",
    "of_item",
    "of_items",
    "pending_amendments",
    "present_texts",
    "present_version",
    "register",
    "status_in",
    "years_of_decisions",
]
