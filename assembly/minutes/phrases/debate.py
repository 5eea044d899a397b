"""Items, motions, votes, decisions and commitments, as the minutes tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import LazyString

from assembly.commitments.rules import CommitmentStatus
from assembly.meetings.rules import ItemStatus
from assembly.minutes.document import (
    Amendment,
    Commitment,
    Decision,
    Header,
    Item,
    MeetingDocument,
    Motion,
    Report,
)
from assembly.minutes.phrases import elections
from assembly.minutes.voted import Mandate, Vote, Voter
from assembly.motions.rules import MotionKind, MotionStatus, Segment, code, word_diff
from assembly.voting import phrases as voting
from assembly.voting.phrases import Unit
from assembly.voting.rules import Method, Option, Outcome, Result
from assembly.web.filters import clock_time, in_a_row, medium_date, number
from assembly.web.i18n import _, _l, ngettext

MOTION, DECISION = "P", "A"
"""How motions (propuestas) and decisions (acuerdos) are named in their registers."""

BAR_STYLES: dict[str, str] = {"yes": "solid", "no": "hatched", "abstain": "white"}

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


@dataclass(frozen=True)
class Bar:
    """A vote as a bar over its whole.

    ``parts`` are as ``print/components.html`` draws them (label, count, style), ``kinds`` as
    ``components/figures.html`` does (kind, count).
    """

    parts: tuple[tuple[str, int, str], ...]
    kinds: tuple[tuple[str, int], ...]
    total: int
    needed: int | None
    needed_label: str
    alt: str


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


# ---- votes ----------------------------------------------------------------------------------------


def outcome(vote: Vote) -> Outcome | None:
    """The result with its reasoning, as it was frozen; None while the vote is open."""
    return None if vote.reasoning is None else Outcome.from_data(vote.reasoning)


def unit(vote: Vote, header: Header) -> Unit:
    """What a vote counts in."""
    if vote.weighted:
        return "weight"
    return "seats" if header.electorate == "seats" else "people"


def verdict(vote: Vote) -> str:
    """Carried · Rejected · Result not known; of a round of an election, who is elected."""
    if vote.round is not None:
        return elections.verdict(vote)
    return voting.verdict(Result(vote.result)) if vote.result else ""


def method(vote: Vote) -> str:
    """Show of hands."""
    return str(voting.METHODS[Method(vote.method)])


def why(vote: Vote, header: Header) -> str:
    """12 for, 1 against, 2 abstentions. The rule asks for …, that is 9."""
    if vote.round is not None:
        return elections.why(vote)
    found = outcome(vote)
    if found is None:
        return ""
    stated = Result(vote.stated) if vote.stated else None
    return voting.why(found, unit(vote, header), stated)


def sentence(vote: Vote, header: Header) -> str:
    """What stands after the verdict: by which method, the counts, and why."""
    words = why(vote, header)
    if vote.method in (Method.consensus, Method.acclamation):
        return words  # they say themselves how it was
    return _("%(method)s: %(why)s", method=method(vote), why=words)


def bar(vote: Vote, header: Header) -> Bar | None:
    """The vote as a picture; None where counts are missing or nothing was counted."""
    found = outcome(vote)
    if found is None or found.tally.votes is None or not found.tally.votes:
        return None
    tally = found.tally
    slips = (tally.blank or 0) + (tally.invalid or 0)
    whole = found.electorate.seats or found.base_count or found.tally.votes
    absent = max(0, whole - found.tally.votes)
    counted = (
        ("yes", tally.yes or 0, ngettext("%(n)s for", "%(n)s for", tally.yes, n=number(tally.yes))),
        (
            "no",
            tally.no or 0,
            ngettext("%(n)s against", "%(n)s against", tally.no, n=number(tally.no)),
        ),
        (
            "abstain",
            tally.abstain or 0,
            ngettext(
                "%(n)s abstention", "%(n)s abstentions", tally.abstain, n=number(tally.abstain)
            ),
        ),
        (
            "slips",
            slips,
            ngettext("%(n)s blank or invalid", "%(n)s blank or invalid", slips, n=number(slips)),
        ),
        (
            "absent",
            absent,
            ngettext("%(n)s did not vote", "%(n)s did not vote", absent, n=number(absent)),
        ),
    )
    return Bar(
        parts=tuple(
            (label, count, BAR_STYLES.get(key, "white" if key == "slips" else "dashed"))
            for key, count, label in counted
            if count
        ),
        kinds=tuple(
            ({"slips": "abstain", "absent": "none"}.get(key, key), count)
            for key, count, _label in counted
            if count
        ),
        total=whole,
        needed=found.required,
        needed_label=voting.needed(found),
        alt=f"{verdict(vote)}. {why(vote, header)}",
    )


def is_long(motion: Motion) -> bool:
    """Whether a motion with its votes may not fit on what is left of a page."""
    signs = len(motion.text) + sum(len(each.before) + len(each.after) for each in motion.amendments)
    names = sum(_names(vote) for vote in motion.votes)
    return signs + 40 * names > 1500 or len(motion.votes) + len(motion.amendments) > 2


def is_long_vote(vote: Vote) -> bool:
    """The same of a vote on no motion."""
    return len(vote.question) + 40 * _names(vote) > 1500


def _names(vote: Vote) -> int:
    """The names and receipts that are printed of a vote."""
    listed = vote.published
    return len(vote.roll) + (len(listed.ballots) + len(listed.voters) if listed else 0)


def roll(vote: Vote) -> list[tuple[str, str]]:
    """The names of a roll call by how they voted: (For (12), names)."""
    by_option: dict[str, list[Voter]] = {}
    for voter in vote.roll:
        by_option.setdefault(voter.option, []).append(voter)
    return [
        (
            f"{voting.OPTIONS[option]} ({number(len(by_option[option]))})",
            "; ".join(_voter(voter, option, weighted=vote.weighted) for voter in by_option[option]),
        )
        for option in Option
        if option in by_option
    ]


def _voter(voter: Voter, option: Option, *, weighted: bool) -> str:
    name = voter.person or voter.seat
    if voter.person and voter.seat and voter.person != voter.seat:
        name = f"{voter.person} ({voter.seat})"
    if weighted and option is not Option.absent:
        return ngettext(
            "%(name)s, %(n)s vote",
            "%(name)s, %(n)s votes",
            voter.weight,
            name=name,
            n=number(voter.weight),
        )
    return name


def mandate(cited: Mandate) -> str:
    """María Solano (El Guásimo) cites the mandate of …, 5 May 2026: «…»."""
    who = cited.person or cited.seat or cited.organization
    if cited.person and (cited.seat or cited.organization):
        who = f"{cited.person} ({cited.seat or cited.organization})"
    whose = ", ".join(
        filter(None, (cited.assembly, medium_date(cited.held_on) if cited.held_on else ""))
    )
    words = (
        _("%(who)s cites the mandate of %(whose)s", who=who, whose=whose)
        if whose
        else _("%(who)s cites a mandate", who=who)
    )
    return _("%(words)s: «%(text)s»", words=words, text=cited.text) if cited.text else f"{words}."


def contradictions(vote: Vote, header: Header) -> list[str]:
    """The contradictions that were recorded as they are, each with both numbers."""
    stored = [
        {"code": each.code, "said": each.said, "known": each.known, "name": each.seat}
        for each in vote.contradictions
    ]
    return voting.contradictions(stored, unit(vote, header))


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
