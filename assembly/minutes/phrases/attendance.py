"""Who came, when they came and went, and the notice that was given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup, escape

from assembly.meetings.phrases import NOTICE_MEANS
from assembly.meetings.rules import NoticeMeans
from assembly.minutes.document import Attendee, Header, MeetingDocument, NoticeGiven, Out, Stay
from assembly.people.phrases import HOLDINGS
from assembly.people.rules import Holding, identity_shown
from assembly.web.filters import clock_time, in_a_row, medium_date, number
from assembly.web.i18n import _, ngettext

EMPTY_LINES = 12
"""Where nobody wrote down who came, people write their own names."""


@dataclass(frozen=True)
class Came:
    """A line of the attendance list, in words."""

    seat: str
    name: str
    identity_number: str
    quality: str
    presence: str


def came(document: MeetingDocument) -> list[Came]:
    """Everyone who came, by seat."""
    return [
        Came(
            seat=row.label or _("without a seat"),
            name=person.name,
            identity_number=identity_shown(person.identity_number),
            quality=str(HOLDINGS[Holding(person.holding)]) if person.holding else "",
            presence=presence(person, document.header),
        )
        for row in document.attendance.rows
        for person in row.people
    ]


def absent(document: MeetingDocument) -> str:
    """The seats nobody came for, in one sentence; empty if there are none or nobody wrote it down."""
    seats = [row.label for row in document.attendance.rows if not row.people]
    if not seats or not document.attendance.known:
        return ""
    return ngettext(
        "%(n)s seat absent: %(seats)s.",
        "%(n)s seats absent: %(seats)s.",
        len(seats),
        n=number(len(seats)),
        seats=in_a_row(seats),
    )


def heads(document: MeetingDocument) -> str:
    """120 people present; census: 912."""
    count = document.attendance.head_count or 0
    words = ngettext("%(n)s person present", "%(n)s people present", count, n=number(count))
    census = document.header.census
    if census is None:
        return f"{words}."
    return _("%(people)s of a census of %(census)s.", people=words, census=number(census))


def to_sign(document: MeetingDocument, *, at_end: bool) -> list[list[Markup]]:
    """Who signs: everyone who came, or those who were there at the end. Empty lines if nobody knows."""
    listed = [person for row in document.attendance.rows for person in row.people]
    lines = [
        [
            Markup("{}<br><small>{}</small>").format(line.name, line.seat),
            escape(line.identity_number),
        ]
        for line, person in zip(came(document), listed, strict=True)
        if person.at_end or not at_end
    ]
    return lines or [[Markup(), Markup()]] * EMPTY_LINES


def presence(person: Attendee, header: Header) -> str:
    """9:00 – 13:05; from item 4; out during items 5 to 6 (conflict of interest)."""
    told = [_stay(stay, header) for stay in person.stays]
    return "; ".join([*told, *(_out(out) for out in person.outs)])


def _stay(stay: Stay, header: Header) -> str:
    arrived = stay.arrived_at or (header.opened_at if stay.first_item == 0 else None)
    left = stay.left_at or (header.ended_at if stay.last_item is None else None)
    if arrived and left:
        return f"{clock_time(arrived.time())} – {clock_time(left.time())}"
    if left is None and stay.last_item == 0:
        return _("at the opening only")
    begin = _from(stay.first_item) if arrived is None else _("from %(time)s", time=_hour(arrived))
    end = _to(stay.last_item) if left is None else _("to %(time)s", time=_hour(left))
    return " ".join(filter(None, (begin, end))) or _("all the time")


def _hour(moment: datetime) -> str:
    return clock_time(moment.time())


def _from(item: int) -> str:
    return _("from item %(item)s", item=str(item)) if item else ""


def _to(item: int | None) -> str:
    if item is None:
        return ""
    return _("to item %(item)s", item=str(item))


def _out(out: Out) -> str:
    if out.first_item == out.last_item:
        words = _("out at item %(item)s", item=str(out.first_item))
    else:
        words = _(
            "out from item %(first)s to %(last)s",
            first=str(out.first_item),
            last=str(out.last_item),
        )
    return f"{words} ({out.reason})" if out.reason else words


def notice_lines(document: MeetingDocument) -> list[str]:
    """By what means, when, by whom and to whom notice was given: one line for what was alike."""
    alike: dict[tuple[str, object, str, str], list[NoticeGiven]] = {}
    for given in document.notice.given:
        key = (given.means, given.given_on, given.given_by, given.note)
        alike.setdefault(key, []).append(given)
    all_told = len(alike) == 1 and not document.notice.not_told
    return [_notice(group, to_all=all_told and len(group) > 2) for group in alike.values()]


def _notice(group: Sequence[NoticeGiven], *, to_all: bool) -> str:
    first = group[0]
    to = in_a_row([given.to for given in group if given.to])
    told = {
        "means": str(NOTICE_MEANS[NoticeMeans(first.means)]),
        "date": medium_date(first.given_on),
        "by": first.given_by,
        "to": _("all %(n)s organisations", n=number(len(group))) if to_all else to,
    }
    if told["to"] and told["by"]:
        words = _("%(means)s, %(date)s, by %(by)s, to: %(to)s", **told)
    elif told["to"]:
        words = _("%(means)s, %(date)s, to: %(to)s", **told)
    elif told["by"]:
        words = _("%(means)s, %(date)s, by %(by)s", **told)
    else:
        words = _("%(means)s, %(date)s", **told)
    words = words[:1].upper() + words[1:]
    return f"{words} ({first.note})" if first.note else words


def notice_verdict(document: MeetingDocument) -> str:
    """Whether the period of notice is met; empty where none is asked for."""
    notice = document.notice
    if not notice.days_asked:
        return ""
    asked = ngettext(
        "The rule asks for %(n)s day of notice",
        "The rule asks for %(n)s days of notice",
        notice.days_asked,
        n=number(notice.days_asked),
    )
    if notice.source:
        asked = f"{asked} ({notice.source})"
    if notice.met is None:
        return _("%(asked)s: it is not known whether it was met.", asked=asked)
    return (
        _("%(asked)s: it was met.", asked=asked)
        if notice.met
        else _("%(asked)s: it was not met.", asked=asked)
    )
