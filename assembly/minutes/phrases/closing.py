"""What stands against closing the minutes, in words."""

from __future__ import annotations

from flask_babel import LazyString

from assembly.minutes.rules import MinutesStatus, Problem
from assembly.web.i18n import _, _l

STATUSES: dict[MinutesStatus, LazyString] = {
    MinutesStatus.closed: _l("closed, to be signed"),
    MinutesStatus.reopened: _l("reopened"),
    MinutesStatus.signed: _l("signed on paper"),
    MinutesStatus.approved: _l("approved"),
}

PROBLEMS: dict[str, LazyString] = {
    "chair_missing": _l("It is not written who led the debate."),
    "secretary_missing": _l("It is not written who took the minutes."),
    "opening_hour_unknown": _l("The hour of opening is not known."),
    "end_hour_unknown": _l("The hour of the end is not known."),
    "attendance_unknown": _l("It is not written who came."),
    "opened_without_quorum": _l("The session was opened without a quorum."),
    "notice_not_met": _l("Notice was not given to all in time, or it is not written."),
    "notice_unknown": _l("It is not known whether notice was given in time."),
    "item_unfinished": _l("«%(detail)s» was neither closed nor deferred."),
    "item_empty": _l("Nothing is written about «%(detail)s»."),
    "motion_unsettled": _l("It is not written what became of the motion «%(detail)s»."),
    "vote_open": _l("The vote on «%(detail)s» is still open."),
    "vote_contradicts": _l(
        "The counts of the vote on «%(detail)s» contradict each other, and no reason is given."
    ),
    "vote_unknown": _l("The result of the vote on «%(detail)s» is not known."),
    "vote_without_quorum": _l("There was no quorum at the vote on «%(detail)s»."),
    "arrival_twice": _l("%(detail)s comes in twice without leaving in between."),
    "departure_without_arrival": _l("%(detail)s leaves without having come."),
    "clock_backwards": _l("The hours of %(detail)s run backwards."),
    "absence_reversed": _l("The items for which %(detail)s was out are the wrong way round."),
    "absence_outside_presence": _l(
        "%(detail)s is out for an item at which she was not there anyway."
    ),
}


def problem(found: Problem) -> str:
    """A problem as one sentence, with its item."""
    words = str(PROBLEMS[found.code]) % {"detail": found.detail}
    if found.item is None:
        return words
    return _("Item %(number)s: %(words)s", number=str(found.item), words=words)
