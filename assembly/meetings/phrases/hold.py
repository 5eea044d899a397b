"""Holding a meeting: the rules that can be broken, and what the door and the clock say, in words."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import LazyString

from assembly.meetings.phrases.quorum import base_words, threshold_words
from assembly.meetings.rules import Interval, QuorumBase, QuorumReason, QuorumResult
from assembly.web.filters import in_a_row, number
from assembly.web.i18n import _, _l, ngettext

HOLD_VIOLATIONS: dict[str, LazyString] = {
    "meetings.not_in_session": _l("This meeting is not in session."),
    "meetings.not_to_be_opened": _l("This meeting was cancelled: it cannot be opened."),
    "meetings.hour_in_future": _l("This hour has not come yet."),
    "meetings.no_such_call": _l("The rules of this body know no call number %(number)s."),
    "meetings.already_open": _l("The session is already open, by call number %(call)s."),
    "meetings.call_before_missing": _l("Call number %(call)s comes first."),
    "meetings.no_call_yet": _l("Call the roll first: it says who came."),
    "meetings.holds_no_seat": _l("One of those ticked holds no seat on this day. Reload the page."),
    "meetings.call_too_early": _l(
        "Too early: by the rule this call is due in %(minutes)s minutes. "
        "Correct the hour, or write why it was held all the same."
    ),
    "meetings.present_unknown": _l(
        "Who came is not known. Say it, or write why the session opened all the same."
    ),
    "meetings.base_unknown": _l(
        "The number that the quorum is a share of is not known. "
        "Set it in the rules of the body, or write why the session opened all the same."
    ),
    "meetings.time_unknown": _l(
        "Without the hours of this call and the one before nobody can say that the wait was over. "
        "Give them, or write why the session opened all the same."
    ),
    "meetings.correction_loses_quorum": _l(
        "With this roll there was no quorum. "
        "Correct it, or write why the session was held all the same."
    ),
    "meetings.ends_before_opening": _l("The end lies before the opening."),
    "meetings.counts_by_seat": _l("In this body presence is by seat, not by counting heads."),
    "meetings.item_of_another_meeting": _l("This item belongs to another meeting."),
    "meetings.before_the_roll": _l(
        "This hour lies before the call. Whoever was there then belongs in the roll: correct the roll."
    ),
    "meetings.arrival_twice": _l("%(name)s is already in the room."),
    "meetings.departure_without_arrival": _l("%(name)s is not in the room at that point."),
    "meetings.clock_backwards": _l("This hour lies before another one noted for %(name)s."),
    "meetings.absence_reversed": _l("The last item comes before the first."),
    "meetings.absence_outside_presence": _l("%(name)s is not in the room for all these items."),
    "meetings.another_item_open": _l("«%(title)s» is still open. Close it first."),
    "meetings.item_cannot_become": _l("«%(title)s» was changed in the meantime: look again."),
    "meetings.item_without_title": _l("Write what the item is about."),
    "meetings.nobody_to_relieve": _l("Nobody sits in the seat that %(name)s could take over."),
    "meetings.say_which_item": _l("No item is on now: say during which one."),
    "meetings.person_unknown": _l(
        "«%(name)s» is not among the people of this body. Choose somebody from the list."
    ),
    "meetings.text_too_long": _l("This text is longer than %(longest)s characters."),
}


NAMED = 5
"""How many names are told before the rest is only counted."""


def some(names: Sequence[str]) -> str:
    """A, B and C · A, B, C, D and 12 more: what many names are in one line."""
    if len(names) <= NAMED:
        return in_a_row(names)
    rest = len(names) - NAMED + 1
    return in_a_row(
        [*names[: NAMED - 1], ngettext("%(n)s more", "%(n)s more", rest, n=number(rest))]
    )


def quorum_verdict(result: QuorumResult | None) -> str:
    """There is quorum · there is no quorum: 2 missing · it is not known whether there is quorum."""
    if result is None:
        return _("this body has no rule of quorum")
    if result.reason is QuorumReason.too_early:
        return _("too early for this call")
    if result.valid is None:
        return _("whether there is quorum is not known")
    if result.valid:
        return _("there is quorum")
    missing = result.missing or 0
    return ngettext(
        "no quorum: %(missing)s is missing",
        "no quorum: %(missing)s are missing",
        missing,
        missing=number(missing),
    )


def quorum_why(result: QuorumResult | None) -> str:
    """The rule asks for more than half of the 16 seats, that is 9; 11 are present."""
    if result is None:
        return ""
    return " ".join(filter(None, (_asked(result), _present(result))))


def _asked(result: QuorumResult) -> str:
    call = result.call
    if call.base is QuorumBase.whoever:
        return _("The rule is content with whoever is present.")
    share = threshold_words(call.threshold)
    base = base_words(call.base, result.base_count)
    if result.required is None:
        return _("The rule asks for %(share)s of %(base)s.", share=share, base=base)
    return _(
        "The rule asks for %(share)s of %(base)s, that is %(required)s.",
        share=share,
        base=base,
        required=number(result.required),
    )


def _present(result: QuorumResult) -> str:
    if result.present is None:
        return _("How many are present is not known.")
    return ngettext(
        "%(count)s is present.",
        "%(count)s are present.",
        result.present,
        count=number(result.present),
    )


def stay_words(stay: Interval, first: int, last: int | None) -> str:
    """there throughout · from item 3 on · through item 5 · items 3–5.

    ``first`` and ``last`` are the numbers on the agenda of the items between which the person was
    there; 0 is the opening, None the end.
    """
    if last is None:
        return (
            _("from item %(first)s on", first=first) if first else _("from the opening to the end")
        )
    if not last:
        return _("only at the opening")
    if not first:
        return _("from the opening through item %(last)s", last=last)
    return _("from item %(first)s through item %(last)s", first=first, last=last)
