"""Enums and rules of this area in words."""

from flask_babel import LazyString

from assembly import clock
from assembly.commitments.models import Commitment, FollowUp
from assembly.commitments.rules import CommitmentStatus, is_overdue
from assembly.web.filters import short_date
from assembly.web.i18n import _, _l, zone

STATUSES: dict[CommitmentStatus, LazyString] = {
    CommitmentStatus.open: _l("Still to do"),
    CommitmentStatus.done: _l("Was done"),
    CommitmentStatus.dropped: _l("Was dropped"),
}

VIOLATIONS: dict[str, LazyString] = {
    "commitments.nothing": _l("Write what is to be done."),
    "commitments.nobody": _l("Write who will do it."),
    "commitments.due_before": _l("The date lies before the day on which this is noted."),
    "commitments.new_date": _l("Write the new date."),
    "commitments.why_dropped": _l("Write why it is dropped."),
    "commitments.closed": _l("This commitment was closed already."),
    "commitments.say_what": _l("Say whether it was done, is carried on or is dropped."),
    "commitments.other_body": _l("This was taken on before another body."),
}


def is_late(commitment: Commitment) -> bool:
    """Whether it is open and was due before today."""
    return is_overdue(commitment.status, commitment.due_on, clock.today(zone()))


def due(commitment: Commitment) -> str:
    """by May 28, 2026 · overdue: May 28, 2026 · done on June 3, 2026."""
    if commitment.status is CommitmentStatus.done:
        return _("done on %(date)s", date=short_date(commitment.closed_at))
    if commitment.status is CommitmentStatus.dropped:
        return _("dropped on %(date)s", date=short_date(commitment.closed_at))
    if commitment.due_on is None:
        return _("without a date")
    if is_late(commitment):
        return _("overdue: %(date)s", date=short_date(commitment.due_on))
    return _("by %(date)s", date=short_date(commitment.due_on))


def follow_up(each: FollowUp) -> str:
    """Was done · Was dropped · Carried on to June 10, 2026."""
    if each.status is CommitmentStatus.open:
        return _("Carried on to %(date)s", date=short_date(each.due_on))
    return str(STATUSES[each.status])
