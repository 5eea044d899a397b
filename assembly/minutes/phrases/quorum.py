"""The calls of quorum of a meeting, and who was there, as clauses and sentences."""

from __future__ import annotations

from fractions import Fraction

from assembly.meetings.phrases.quorum import CALLS, base_words, call_words, threshold_words
from assembly.meetings.rules import QuorumBase, QuorumCall
from assembly.minutes.document import Attendance, Call, Header, MeetingDocument
from assembly.minutes.phrases.numbers import in_words
from assembly.people.rules import Electorate
from assembly.thresholds import Comparison, Threshold
from assembly.web.filters import clock_time, number
from assembly.web.i18n import _, ngettext


def opening_call(document: MeetingDocument) -> Call | None:
    """The call with which it opened; the last that was made, if it did not open."""
    calls = document.calls
    opened = (call for call in calls if call.number == document.header.call)
    return next(opened, calls[-1] if calls else None)


def call_name(call: Call) -> str:
    """first call · primera convocatoria."""
    name = str(CALLS[call.number])
    return name[:1].lower() + name[1:]


def attendance_clause(header: Header, attendance: Attendance) -> str | None:
    """eleven of the sixteen seats · once de las dieciséis vocerías; None if nobody counted."""
    present, seats = attendance.present, attendance.seats
    if present is None:
        return None
    if seats is None:
        return _heads(present, header.census)
    told = {"present": in_words(present, feminine=True), "seats": in_words(seats, feminine=True)}
    if header.electorate != Electorate.seats:
        return ngettext(
            "%(present)s of the only member", "%(present)s of the %(seats)s members", seats, **told
        )
    return ngettext(
        "%(present)s of the only seat", "%(present)s of the %(seats)s seats", seats, **told
    )


def _heads(present: int, census: int | None) -> str:
    words = in_words(present, feminine=True)
    if census is None:
        return ngettext("%(present)s person", "%(present)s people", present, present=words)
    return ngettext(
        "%(present)s person of a census of %(census)s",
        "%(present)s people of a census of %(census)s",
        present,
        present=words,
        census=in_words(census, feminine=True),
    )


def required_in_words(call: Call, attendance: Attendance) -> str | None:
    """nine · nueve: how many must be present, in what the call counts."""
    if call.required is None:
        return None
    # Seats and persons are feminine in Spanish (vocerías, personas), votes are not.
    return in_words(call.required, feminine=not attendance.weighted, counting=False)


def quorum_clause(document: MeetingDocument) -> str:
    """there is a quorum: the rule asks for more than half of the seats, that is nine."""
    call = opening_call(document)
    if call is None:
        return _("it is not known whether there is a quorum")
    asked = _asked(call, document.attendance)
    if call.valid is None:
        return _("it is not known whether there is a quorum: %(asked)s", asked=asked)
    if call.valid:
        return _("there is a quorum: %(asked)s", asked=asked)
    if None not in (call.present, call.required) and (call.present or 0) >= (call.required or 0):
        clause = _("the call comes before the time that the rule asks for")
    else:
        clause = _("there is no quorum: %(asked)s", asked=asked)
    if call.override_reason:
        reason = call.override_reason.strip().removesuffix(".")
        return _(
            "%(clause)s; the session is held all the same, for this reason: %(reason)s",
            clause=clause,
            reason=reason,
        )
    return clause


def _asked(call: Call, attendance: Attendance) -> str:
    rule = rule_of(call)
    if rule.base is QuorumBase.whoever:
        return _("the rule asks for no number")
    base = _("the votes of all seats") if attendance.weighted else base_words(rule.base, None)
    share = threshold_words(rule.threshold)
    required = required_in_words(call, attendance)
    if required is None:
        return _("the rule asks for %(share)s of %(base)s", share=share, base=base)
    return _(
        "the rule asks for %(share)s of %(base)s, that is %(required)s",
        share=share,
        base=base,
        required=required,
    )


def rule_of(call: Call) -> QuorumCall:
    """The rule of a call as the rules of quorum take it."""
    threshold = Threshold(Fraction(call.share), Comparison(call.comparison))
    return QuorumCall(call.number, QuorumBase(call.base), threshold, call.wait_minutes)


def call_sentence(call: Call) -> str:
    """First call: more than half of the 16 seats: 9 must be present. Present 11 (9:00): …"""
    return f"{call_words(rule_of(call), call.base_count)} {_found(call)}"


def _found(call: Call) -> str:
    present = number(call.present)
    if call.at is not None:
        present = _("%(present)s (%(time)s)", present=present, time=clock_time(call.at.time()))
    if call.valid is None:
        return _(
            "Present: %(present)s. It is not known whether there was a quorum.", present=present
        )
    if call.valid:
        return _("Present: %(present)s. There was a quorum.", present=present)
    if call.override_reason:
        return _(
            "Present: %(present)s. There was no quorum; the session was held all the same: %(reason)s",
            present=present,
            reason=call.override_reason,
        )
    return _("Present: %(present)s. The session did not open with this call.", present=present)
