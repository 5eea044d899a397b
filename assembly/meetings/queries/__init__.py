"""Reads of meetings: one module per subject, all names here."""

from assembly.meetings.queries.meetings import (
    body_id_of_item,
    body_id_of_meeting,
    body_id_of_series,
    meeting,
)

__all__ = ["body_id_of_item", "body_id_of_meeting", "body_id_of_series", "meeting"]
