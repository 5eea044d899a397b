"""Convening a meeting: the rules that can be broken, in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.web.i18n import _l

CONVENE_VIOLATIONS: dict[str, LazyString] = {
    "meetings.calls.no_calls": _l("There must be at least one call."),
    "meetings.calls.too_many_calls": _l("There can be no more than three calls."),
    "meetings.calls.calls_not_numbered": _l("The calls are not in order. Reload the page."),
    "meetings.calls.first_call_waits": _l("There is no call before the first one to wait after."),
    "meetings.calls.wait_negative": _l("A wait cannot be less than nothing."),
    "meetings.notice_days": _l("Write a number of days from 0 to 365."),
    "meetings.agenda_over": _l("This meeting is over: its agenda does not change any more."),
    "meetings.item_taken_up": _l("This item was already taken up: it stays where it is."),
    "meetings.item_stays": _l(
        "The meeting has begun: an item is deferred or withdrawn there, not removed."
    ),
    "meetings.item_in_use": _l(
        "A proposal, a commitment or a file belongs to this item. Move that to another item first."
    ),
    "meetings.begun": _l("This can only be done before the meeting begins."),
    "meetings.number_taken": _l("There already is a session with number %(number)s."),
    "meetings.empty_agenda": _l("The agenda is empty. Add what there is to speak about first."),
    "meetings.reason_missing": _l("Write why the meeting is cancelled."),
    "meetings.not_convened": _l("Convene the meeting first; then notice can be noted."),
    "meetings.nobody_told": _l("Mark to whom notice was given, or write it."),
    "meetings.not_a_day_of_series": _l("The series has no meeting on %(day)s."),
    "meetings.date_far_away": _l("This date is too far away."),
    "meetings.rule_unreadable": _l(
        "This rule cannot be read. It looks like FREQ=WEEKLY;BYDAY=WE, in one line."
    ),
    "meetings.rule_frequency": _l(
        "The rule must say FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY."
    ),
    "meetings.rule_part": _l("%(part)s cannot be used in this rule."),
    "meetings.rule_value": _l("The value of %(part)s cannot be used in this rule."),
    "meetings.rule_count_and_until": _l("A rule has COUNT or UNTIL, not both."),
    "meetings.rule_never": _l("By this rule there would be no meeting in the next five years."),
}
