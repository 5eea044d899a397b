"""Meetings, items and means in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.meetings.models import Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus, NoticeMeans
from assembly.web.i18n import _, _l

MEETING_KINDS: dict[MeetingKind, LazyString] = {
    MeetingKind.ordinary: _l("ordinary"),
    MeetingKind.extraordinary: _l("extraordinary"),
}

MEETING_STATUSES: dict[MeetingStatus, LazyString] = {
    MeetingStatus.draft: _l("being prepared"),
    MeetingStatus.convened: _l("convened"),
    MeetingStatus.in_session: _l("in session"),
    MeetingStatus.ended: _l("ended"),
    MeetingStatus.cancelled: _l("cancelled"),
}

ITEM_KINDS: dict[ItemKind, LazyString] = {
    ItemKind.general: _l("general item"),
    ItemKind.roll_call: _l("roll call and quorum"),
    ItemKind.previous_minutes: _l("minutes of the last session"),
    ItemKind.agenda: _l("approval of the agenda"),
    ItemKind.report: _l("report"),
    ItemKind.motion: _l("proposal to decide on"),
    ItemKind.election: _l("election"),
    ItemKind.accounts: _l("accounts"),
    ItemKind.commitments: _l("open commitments"),
    ItemKind.opening: _l("added opening item"),
    ItemKind.other_business: _l("other business"),
}

ITEM_STATUSES: dict[ItemStatus, LazyString] = {
    ItemStatus.planned: _l("planned"),
    ItemStatus.open: _l("open now"),
    ItemStatus.closed: _l("dealt with"),
    ItemStatus.deferred: _l("deferred"),
    ItemStatus.withdrawn: _l("withdrawn"),
}

NOTICE_MEANS: dict[NoticeMeans, LazyString] = {
    NoticeMeans.personal: _l("in person"),
    NoticeMeans.phone: _l("by phone"),
    NoticeMeans.message: _l("by message"),
    NoticeMeans.board: _l("on the notice board"),
    NoticeMeans.loudspeaker: _l("by loudspeaker"),
    NoticeMeans.other: _l("otherwise"),
}


def meeting_title(meeting: Meeting) -> str:
    """Ordinary session 31."""
    if meeting.kind is MeetingKind.ordinary:
        return _("Ordinary session %(number)s", number=meeting.number)
    return _("Extraordinary session %(number)s", number=meeting.number)
