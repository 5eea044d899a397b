"""Holding a meeting: the rules that can be broken, and what the door and the clock say, in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.web.i18n import _l

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
    "meetings.arrival_twice": _l("%(name)s is already in the room."),
    "meetings.departure_without_arrival": _l("%(name)s is not in the room at that point."),
    "meetings.clock_backwards": _l("This hour lies before another one noted for %(name)s."),
    "meetings.absence_reversed": _l("The last item comes before the first."),
    "meetings.absence_outside_presence": _l("%(name)s is not in the room for all these items."),
    "meetings.another_item_open": _l("«%(title)s» is still open. Close it first."),
    "meetings.item_cannot_become": _l("«%(title)s» was changed in the meantime: look again."),
    "meetings.item_without_title": _l("Write what the item is about."),
    "meetings.text_too_long": _l("This text is longer than %(longest)s characters."),
}
