"""Reads of meetings: one module per subject, all names here."""

from assembly.meetings.queries.agenda import agenda_of, item, unfinished
from assembly.meetings.queries.meetings import (
    PageOfMeetings,
    body_id_of_item,
    body_id_of_meeting,
    body_id_of_series,
    meeting,
    next_number,
    past,
    upcoming,
    years,
)
from assembly.meetings.queries.notice import (
    NoticeLine,
    NoticeLog,
    deliveries,
    delivery,
    notice_log,
    organizations,
)
from assembly.meetings.queries.rules_of_body import (
    Bases,
    bases,
    convening_rule,
    quorum_calls,
    standing_items,
)
from assembly.meetings.queries.series import (
    Proposal,
    meeting_of_day,
    next_dates,
    next_day,
    proposals,
    series_by_id,
    series_of_body,
)

__all__ = [
    "Bases",
    "NoticeLine",
    "NoticeLog",
    "PageOfMeetings",
    "Proposal",
    "agenda_of",
    "bases",
    "body_id_of_item",
    "body_id_of_meeting",
    "body_id_of_series",
    "convening_rule",
    "deliveries",
    "delivery",
    "item",
    "meeting",
    "meeting_of_day",
    "next_dates",
    "next_day",
    "next_number",
    "notice_log",
    "organizations",
    "past",
    "proposals",
    "quorum_calls",
    "series_by_id",
    "series_of_body",
    "standing_items",
    "unfinished",
    "upcoming",
    "years",
]
