"""Enums and rules of this area in words."""

from flask_babel import LazyString

from assembly.motions.models import Motion
from assembly.motions.rules import MotionKind, MotionStatus, Standing
from assembly.web.i18n import _, _l

KINDS: dict[MotionKind, LazyString] = {
    MotionKind.motion: _l("Motion"),
    MotionKind.amendment: _l("Amendment"),
    MotionKind.order: _l("Point of order"),
}

STATUSES: dict[MotionStatus, LazyString] = {
    MotionStatus.draft: _l("Being written"),
    MotionStatus.submitted: _l("Submitted; on no agenda yet"),
    MotionStatus.scheduled: _l("On the agenda"),
    MotionStatus.debated: _l("Under debate"),
    MotionStatus.carried: _l("Carried by a vote"),
    MotionStatus.rejected: _l("Rejected by a vote"),
    MotionStatus.withdrawn: _l("Withdrawn by the mover"),
    MotionStatus.deferred: _l("Deferred to another meeting"),
    MotionStatus.referred: _l("Referred for a report"),
}

STANDINGS: dict[Standing, LazyString] = {
    Standing.in_force: _l("In force"),
    Standing.annulled: _l("Annulled"),
}

VIOLATIONS: dict[str, LazyString] = {
    "motions.title_missing": _l("Write what it is about, in a few words."),
    "motions.text_missing": _l("Write the text that is put to the vote."),
    "motions.reason_missing": _l("Write why."),
    "motions.only_motions_are_amended": _l(
        "Only a motion can be amended. Propose another amendment to the motion itself."
    ),
    "motions.nothing_changed": _l(
        "This is the text as it stands: change what the amendment changes."
    ),
    "motions.settled": _l("This was settled already: it was carried, rejected or withdrawn."),
    "motions.amendments_first": _l(
        "Its amendments come first: put them to the vote or withdraw them."
    ),
    "motions.text_moved_on": _l(
        "The motion has a new text since this amendment was written. "
        "Write the amendment on the present text first."
    ),
    "motions.being_voted": _l("A vote on it is open. Close or cancel the vote first."),
    "motions.only_by_vote": _l("Only a vote carries or rejects it."),
    "motions.not_from_here": _l("This does not follow from where the motion stands now."),
    "motions.decision_stands": _l(
        "Decision %(decision)s came of it, and other things follow from that or came after it. "
        "Only a later decision can annul it."
    ),
    "motions.other_body": _l("This was put to another body."),
    "motions.annulled_already": _l("This decision was annulled already."),
    "motions.not_a_later_decision": _l(
        "Choose a later decision of the same body that is in force itself."
    ),
}


def moved_by(motion: Motion) -> str:
    """moved by Luis Marcano, seconded by Carmen Díaz; empty if nobody was noted."""
    mover = motion.mover.name if motion.mover else motion.mover_name
    seconder = motion.seconder.name if motion.seconder else motion.seconder_name
    if mover and seconder:
        return _("moved by %(mover)s, seconded by %(seconder)s", mover=mover, seconder=seconder)
    if mover:
        return _("moved by %(mover)s", mover=mover)
    if seconder:
        return _("seconded by %(seconder)s", seconder=seconder)
    return ""
