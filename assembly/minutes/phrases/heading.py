"""What the minutes are called, and the lines at their head and foot."""

from __future__ import annotations

from datetime import datetime

from assembly.meetings.phrases import CALLS
from assembly.meetings.rules import MeetingKind
from assembly.minutes.document import Header, JournalHead, MeetingDocument
from assembly.web.filters import clock_time, long_date, number
from assembly.web.i18n import _


def title(document: MeetingDocument) -> str:
    """Minutes no. 31."""
    if document.number is None:
        return _("Minutes, draft")
    return _("Minutes no. %(number)s", number=str(document.number))


def full_title(document: MeetingDocument) -> str:
    """Minutes no. 31, Parlamento comunal, Wednesday, May 20, 2026: what a file or a page is called."""
    return _(
        "%(minutes)s, %(body)s, %(date)s",
        minutes=title(document),
        body=document.header.body,
        date=long_date(document.header.day),
    )


def kicker(header: Header) -> str:
    """Which commune, and where it is."""
    return " · ".join(filter(None, (header.commune, header.commune_place)))


def session(header: Header) -> str:
    """ordinary session 31."""
    if header.kind == MeetingKind.ordinary:
        return _("ordinary session %(number)s", number=str(header.meeting_number))
    return _("extraordinary session %(number)s", number=str(header.meeting_number))


def call(header: Header) -> str:
    """First call; nothing if it did not open."""
    return str(CALLS[header.call]) if header.call else ""


def hours(header: Header) -> str:
    """Wednesday, May 20, 2026, 9:00 am to 1:05 pm."""
    day = long_date(header.day)
    start, end = _clock(header.opened_at), _clock(header.ended_at)
    if start and end:
        return _("%(date)s, %(start)s to %(end)s", date=day, start=start, end=end)
    if start:
        return _("%(date)s, from %(start)s", date=day, start=start)
    return _("%(date)s, until %(end)s", date=day, end=end) if end else day


def right_lines(header: Header) -> list[str]:
    """What stands at the right of the title."""
    return [
        f"{header.body} · {session(header)}",
        hours(header),
        " · ".join(filter(None, (header.place, call(header).lower()))),
    ]


def ordinal(closing: int) -> str:
    """first closing · second closing."""
    known = (_("first closing"), _("second closing"), _("third closing"), _("fourth closing"))
    return known[closing - 1] if closing <= len(known) else _("closing %(n)s", n=str(closing))


def reopened(document: MeetingDocument) -> list[str]:
    """One line for each closing that was taken up again: when it was closed and reopened, by whom, why."""
    return [
        _(
            "The %(closing)s was on %(closed)s; it was reopened on %(reopened)s by %(name)s: %(reason)s",
            closing=ordinal(number),
            closed=long_date(each.closed_at),
            reopened=long_date(each.reopened_at),
            name=each.reopened_by,
            reason=each.reason,
        )
        for number, each in enumerate(document.reopenings, 1)
    ]


def journal_line(head: JournalHead | None) -> str:
    """Journal up to entry 1,284: 9f3a 62c1 0b7e d4f8."""
    if head is None:
        return ""
    return _(
        "Journal up to entry %(number)s: %(digest)s",
        number=number(head.sequence),
        digest=in_fours(head.digest),
    )


def in_fours(digest: str, *, groups: int = 4) -> str:
    """The beginning of a digest as people can compare it: 9f3a 62c1 0b7e d4f8."""
    return " ".join(digest[place : place + 4] for place in range(0, 4 * groups, 4))


def _clock(moment: datetime | None) -> str:
    return clock_time(moment.time()) if moment else ""
