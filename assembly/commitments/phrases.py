"""Enums and rules of this area in words."""

from flask_babel import LazyString

from assembly.commitments.rules import CommitmentStatus
from assembly.web.i18n import _l

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
    "commitments.other_body": _l("This was taken on before another body."),
}
