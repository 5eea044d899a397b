"""What each copy of closed minutes tells."""

from __future__ import annotations

from dataclasses import replace

from assembly.minutes.document import MeetingDocument


def without_identity_numbers(document: MeetingDocument) -> MeetingDocument:
    """The same meeting as it may be read by anyone of the house and hung on a board."""
    rows = tuple(
        replace(row, people=tuple(replace(each, identity_number="") for each in row.people))
        for row in document.attendance.rows
    )
    return replace(document, attendance=replace(document.attendance, rows=rows))
