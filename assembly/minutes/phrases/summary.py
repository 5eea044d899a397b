"""The short summary of a meeting: for the loudspeaker, and as text to send."""

from __future__ import annotations

from collections.abc import Iterator

from assembly.meetings.models import Meeting
from assembly.minutes.document import Commitment, Decision, MeetingDocument
from assembly.minutes.phrases import debate, heading
from assembly.web.filters import clock_time, first_up, long_date, number
from assembly.web.i18n import _


def who_met(document: MeetingDocument) -> str:
    """Which body met, in which session, on what day."""
    return _(
        "%(body)s, %(commune)s: %(session)s, %(date)s.",
        body=document.header.body,
        commune=document.header.commune,
        session=heading.session(document.header),
        date=long_date(document.header.day),
    )


def presence(document: MeetingDocument) -> str:
    """How many were there at the opening; empty where nobody wrote it down."""
    found = document.attendance
    if found.head_count is not None:
        return _("%(n)s people were present.", n=number(found.head_count))
    if not found.known or found.present is None or found.seats is None:
        return ""
    return _(
        "%(present)s of %(seats)s seats were present.",
        present=number(found.present),
        seats=number(found.seats),
    )


def decisions(document: MeetingDocument) -> list[tuple[str, str]]:
    """What was decided: (number and title, text), in the order in which it was."""
    return [
        (f"{debate.decision_code(each)}. {each.title}", each.text) for each in _decided(document)
    ]


def commitments(document: MeetingDocument) -> list[str]:
    """Who does what by when."""
    return [_due(each) for each in _taken_on(document)]


def next_meeting(meeting: Meeting | None) -> str:
    """When and where the body meets next; empty if that is not known."""
    if meeting is None:
        return ""
    words = _(
        "Next session: %(date)s at %(time)s",
        date=long_date(meeting.scheduled_at),
        time=clock_time(meeting.scheduled_at),
    )
    return f"{words}, {meeting.place}." if meeting.place else f"{words}."


def _decided(document: MeetingDocument) -> Iterator[Decision]:
    for item in document.items:
        yield from (motion.decision for motion in item.motions if motion.decision)
        yield from item.decisions
    yield from document.decisions


def _taken_on(document: MeetingDocument) -> Iterator[Commitment]:
    for decision in _decided(document):
        yield from decision.commitments
    for item in document.items:
        yield from item.commitments
    yield from document.commitments


def _due(commitment: Commitment) -> str:
    words = first_up(debate.taken_on(commitment))
    if not commitment.due_on:
        return words
    return _("%(what)s, by %(date)s", what=words, date=long_date(commitment.due_on))
