"""Enums and rules of this area in words: one module per subject, all names here."""

from flask_babel import LazyString

from assembly.meetings.phrases.convene import CONVENE_VIOLATIONS
from assembly.meetings.phrases.hold import HOLD_VIOLATIONS
from assembly.meetings.phrases.kinds import (
    ITEM_KINDS,
    ITEM_STATUSES,
    MEETING_KINDS,
    MEETING_STATUSES,
    NOTICE_MEANS,
    meeting_title,
)
from assembly.meetings.phrases.notice import NOTICE_STATES, notice_rule_words, notice_verdict
from assembly.meetings.phrases.quorum import (
    CALLS,
    COMPARISONS,
    QUORUM_BASES,
    base_words,
    call_words,
    share_typed,
    threshold_words,
)
from assembly.meetings.phrases.series import NTH, PATTERNS, WEEKDAYS, rule_words
from assembly.web.i18n import _l

__all__ = [
    "CALLS",
    "COMPARISONS",
    "ITEM_KINDS",
    "ITEM_STATUSES",
    "MEETING_KINDS",
    "MEETING_STATUSES",
    "NOTICE_MEANS",
    "NOTICE_STATES",
    "NTH",
    "PATTERNS",
    "QUORUM_BASES",
    "VIOLATIONS",
    "WEEKDAYS",
    "base_words",
    "call_words",
    "meeting_title",
    "notice_rule_words",
    "notice_verdict",
    "rule_words",
    "share_typed",
    "threshold_words",
]

VIOLATIONS: dict[str, LazyString] = {
    "meetings.minutes_closed": _l("The minutes of this meeting are closed: nothing in it changes."),
    **CONVENE_VIOLATIONS,
    **HOLD_VIOLATIONS,
}
