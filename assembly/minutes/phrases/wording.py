"""How minutes open and close: the wording of the body, filled from the document."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from flask_babel import LazyString, get_locale

from assembly.minutes.document import Attendance, Call, Header, MeetingDocument, Notice
from assembly.minutes.phrases.numbers import date_in_words, in_words, time_in_words
from assembly.minutes.phrases.quorum import (
    attendance_clause,
    call_name,
    opening_call,
    quorum_clause,
    required_in_words,
)
from assembly.minutes.rules import fill
from assembly.web.i18n import _, _l

# What each placeholder stands for, told beside the form.
PLACEHOLDERS: dict[str, LazyString] = {
    "date_in_words": _l("the day of the meeting, in words"),
    "time_in_words": _l("the hour at which it opened, in words"),
    "end_time_in_words": _l("the hour at which it ended, in words"),
    "place": _l("where it was held"),
    "body": _l("the name of the body"),
    "commune": _l("the name of the commune"),
    "number": _l("the number of the minutes; not known while they are a draft"),
    "call": _l("which call of quorum: first call, second call"),
    "attendance": _l("how many of the seats were taken, in words"),
    "present": _l("how many were present at the opening, in words"),
    "seats": _l("how many seats the body has, in words"),
    "required": _l("how many must be present, in words"),
    "quorum": _l("whether there is a quorum, with its rule"),
    "chair": _l("who led the debate"),
    "secretary": _l("who took the minutes"),
}


def opening(document: MeetingDocument) -> str:
    """The words with which the minutes open, in the language of this page or paper."""
    return filled(document.wording(str(get_locale())).opening, document)


def closing(document: MeetingDocument) -> str:
    """The words with which the minutes close."""
    return filled(document.wording(str(get_locale())).closing, document)


def filled(text: str, document: MeetingDocument) -> str:
    """A wording with what is known of the meeting. Raises ``WordingError``."""
    return fill(text, known(document), no_data=_("no data")).strip()


def known(document: MeetingDocument) -> dict[str, str | None]:
    """What every placeholder stands for; None is what is not known."""
    header, attendance = document.header, document.attendance
    call = opening_call(document)
    opened_at = header.opened_at or (call.at if call else None)
    return {
        "date_in_words": date_in_words(header.day),
        "time_in_words": time_in_words(opened_at) if opened_at else None,
        "end_time_in_words": time_in_words(header.ended_at) if header.ended_at else None,
        "place": header.place or None,
        "body": header.body,
        "commune": header.commune,
        "number": None if document.number is None else str(document.number),
        "call": call_name(call) if call else None,
        "attendance": attendance_clause(header, attendance),
        "present": _feminine(attendance.present),
        "seats": _feminine(attendance.seats if attendance.seats is not None else header.census),
        "required": required_in_words(call, attendance) if call else None,
        "quorum": quorum_clause(document),
        "chair": header.chair or None,
        "secretary": header.secretary or None,
    }


def sample(commune: str, body: str) -> MeetingDocument:
    """A meeting made up to show a wording: a Wednesday, nine o'clock, eleven of sixteen seats."""
    zone = timezone(timedelta(hours=-4))
    opened_at = datetime(2026, 5, 20, 9, 0, tzinfo=zone)
    ended_at = datetime(2026, 5, 20, 13, 5, tzinfo=zone)
    return MeetingDocument(
        header=Header(
            uuid="",
            commune=commune,
            commune_place="",
            body=body,
            electorate="seats",
            census=None,
            timezone="America/Caracas",
            language="es",
            paper="letter",
            kind="ordinary",
            meeting_number=31,
            day=opened_at.date(),
            scheduled_at=opened_at,
            place="Casa de la comuna",
            call=1,
            opened_at=opened_at,
            ended_at=ended_at,
            chair="Carmen Díaz",
            secretary="Yelitza Rondón",
            from_paper=False,
        ),
        number=31,
        closed_at=None,
        calls=(Call(1, opened_at, "seats", "1/2", "more_than", 0, 16, 11, 9, True, ""),),
        attendance=Attendance(True, 16, 11, False, 16, 11, None, ()),
        notice=Notice(0, "", None, (), ()),
        items=(),
        reports=(),
        decisions=(),
        commitments=(),
        errors=(),
        wordings=(),
        journal=None,
    )


def _feminine(number: int | None) -> str | None:
    return None if number is None else in_words(number, feminine=True)
