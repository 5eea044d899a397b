"""Enums and rules of this area in words: one module per subject, all names here."""

from flask_babel import LazyString

from assembly.meetings.phrases.hold import HOLD_VIOLATIONS
from assembly.meetings.phrases.kinds import (
    ITEM_KINDS,
    ITEM_STATUSES,
    MEETING_KINDS,
    MEETING_STATUSES,
    NOTICE_MEANS,
    meeting_title,
)
from assembly.web.i18n import _l

__all__ = [
    "ITEM_KINDS",
    "ITEM_STATUSES",
    "MEETING_KINDS",
    "MEETING_STATUSES",
    "NOTICE_MEANS",
    "VIOLATIONS",
    "meeting_title",
]

VIOLATIONS: dict[str, LazyString] = {
    "meetings.minutes_closed": _l("The minutes of this meeting are closed: nothing in it changes."),
    **HOLD_VIOLATIONS,
}
