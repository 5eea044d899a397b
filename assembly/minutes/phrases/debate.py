"""Items, motions, decisions and commitments, as the minutes tell them."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import LazyString

from assembly.commitments.rules import CommitmentStatus
from assembly.meetings.rules import ItemStatus
from assembly.minutes.document import (
    Amendment,
    Commitment,
    Decision,
    Item,
    MeetingDocument,
    Motion,
    Report,
)
from assembly.minutes.phrases.results import names_printed
from assembly.motions.rules import MotionKind, MotionStatus, Segment, code, word_diff
from assembly.web.filters import clock_time, in_a_row, medium_date, number
from assembly.web.i18n import _, _l

MOTION, DECISION = "P", "A"
"""How motions (propuestas) and decisions (acuerdos) are named in their registers."""

_HEADINGS: dict[str, LazyString] = {
    MotionKind.motion.value: _l("Motion %(code)s"),
    MotionKind.order.value: _l("Point of order %(code)s"),
}

_STOOD: dict[str, LazyString] = {
    MotionStatus.withdrawn.value: _l("Withdrawn by its mover."),
    MotionStatus.deferred.value: _l("Deferred to another meeting."),
    MotionStatus.referred.value: _l("Referred for a report."),
}

_ITEM_STOOD: dict[str, LazyString] = {
    ItemStatus.deferred.value: _l("Deferred to another meeting."),
    ItemStatus.withdrawn.value: _l("Withdrawn from the agenda."),
}

_REPORTED: dict[str, LazyString] = {
    CommitmentStatus.open.value: _l("goes on"),
    CommitmentStatus.done.value: _l("done"),
    CommitmentStatus.dropped.value: _l("dropped"),
}


# ---- items ----------------------------------------------------------------------------------------


def item_facts(item: Item, opening: int | None = None) -> list[str]:
    """Who presented it, its hours, how it came onto the agenda, and who was there.

    Presence is told where it is not as it was at the ``opening``, or where quorum was lost.
    """
    told = []
    if item.presenter:
        told.append(_("Presented by %(name)s", name=item.presenter))
    start, end = item.opened_at, item.closed_at
    if start and end and start != end:
        told.append(
            _(
                "%(start)s to %(end)s",
                start=clock_time(start.time()),
                end=clock_time(end.time()),
            )
        )
    if item.added_in_session:
        told.append(_("added in the session"))
    if item.carried_from:
        told.append(_("carried over from %(date)s", date=medium_date(item.carried_from)))
    if item.status == ItemStatus.closed and item.present is not None:
        if item.present != opening:
            told.append(_("present: %(n)s", n=number(item.present)))
        if item.quorum is False:
            told.append(_("without a quorum"))
    return told


def item_stood(item: Item) -> str:
    """What became of an item that was not dealt with to its end."""
    return str(_ITEM_STOOD.get(item.status, ""))


# ---- motions --------------------------------------------------------------------------------------


def motion_heading(motion: Motion) -> str:
    """Motion P-2026-14, as amended."""
    heading = str(_HEADINGS[motion.kind]) % {"code": motion_code(motion)}
    if any(each.status == MotionStatus.carried.value for each in motion.amendments):
        return _("%(motion)s, as amended", motion=heading)
    return heading


def motion_code(motion: Motion | Amendment) -> str:
    """P-2026-14."""
    return code(MOTION, motion.year, motion.number)


def amendment_heading(amendment: Amendment, motion: Motion) -> str:
    """Amendment P-2026-15 to P-2026-14."""
    return _(
        "Amendment %(code)s to %(motion)s",
        code=motion_code(amendment),
        motion=motion_code(motion),
    )


def movers(motion: Motion | Amendment) -> str:
    """Moved by …, seconded by …; empty if nobody is named."""
    if motion.mover and motion.seconder:
        return _(
            "Moved by %(mover)s, seconded by %(seconder)s.",
            mover=motion.mover,
            seconder=motion.seconder,
        )
    if motion.mover:
        return _("Moved by %(mover)s.", mover=motion.mover)
    return _("Seconded by %(seconder)s.", seconder=motion.seconder) if motion.seconder else ""


def stood(motion: Motion | Amendment) -> str:
    """What became of a motion without a vote."""
    return str(_STOOD.get(motion.status, ""))


def changes(amendment: Amendment) -> list[Segment]:
    """What the amendment takes out and puts in."""
    return word_diff(amendment.before, amendment.after)


def is_long(motion: Motion) -> bool:
    """Whether a motion with its votes may not fit on what is left of a page."""
    signs = len(motion.text) + sum(len(each.before) + len(each.after) for each in motion.amendments)
    names = sum(names_printed(vote) for vote in motion.votes)
    return signs + 40 * names > 1500 or len(motion.votes) + len(motion.amendments) > 2


# ---- decisions and commitments --------------------------------------------------------------------


def decision_code(decision: Decision) -> str:
    """A-2026-22."""
    return code(DECISION, decision.year, decision.number)


def annuls(decision: Decision) -> str:
    """Annuls A-2025-3 and A-2026-1."""
    if not decision.annuls:
        return ""
    codes = [code(DECISION, year, num) for year, num in decision.annuls]
    return _("Annuls %(decisions)s.", decisions=in_a_row(codes))


def acts(
    decisions: Sequence[Decision], commitments: Sequence[Commitment] = ()
) -> list[tuple[str, str, str]]:
    """Rows of (number, what, when): each decision with what was taken on to carry it out."""
    rows = []
    for decision in decisions:
        title = " ".join(filter(None, (f"{decision.title}.", annuls(decision))))
        rows.append((decision_code(decision), title, ""))
        rows += [("", taken_on(each), due(each)) for each in decision.commitments]
    return rows + [("", taken_on(each), due(each)) for each in commitments]


def taken_on(commitment: Commitment) -> str:
    """Juan Rondón: compra cal y bolsas."""
    if not commitment.who:
        return commitment.text
    return _("%(who)s: %(what)s", who=commitment.who, what=commitment.text)


def due(commitment: Commitment) -> str:
    """The day by which; nothing if none was said."""
    return medium_date(commitment.due_on) if commitment.due_on else ""


def reports_place(document: MeetingDocument) -> int | None:
    """The item in which earlier commitments were gone through, if there was one and they were."""
    if not document.reports:
        return None
    return next((item.number for item in document.items if item.kind == "commitments"), None)


def report(told: Report) -> str:
    """What was reported on an earlier commitment, in one line."""
    line = _("%(who)s: %(what)s", who=told.who, what=told.text) if told.who else told.text
    words = _("%(commitment)s: %(state)s", commitment=line, state=str(_REPORTED[told.status]))
    if told.status == CommitmentStatus.open.value and told.due_on:
        words = _("%(report)s until %(date)s", report=words, date=medium_date(told.due_on))
    return f"{words}. {told.note}" if told.note else f"{words}."
