"""Votes, as the minutes tell them: how, with which result, and why."""

from __future__ import annotations

from dataclasses import dataclass

from assembly.minutes.document import Header
from assembly.minutes.phrases import elections
from assembly.minutes.voted import Dissent, Mandate, Vote, Voter
from assembly.voting import phrases as voting
from assembly.voting.phrases import Unit
from assembly.voting.rules import Method, Option, Outcome, Result
from assembly.web.filters import medium_date, number
from assembly.web.i18n import _, ngettext

BAR_STYLES: dict[str, str] = {"yes": "solid", "no": "hatched", "abstain": "white"}


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


def outcome(vote: Vote) -> Outcome | None:
    """The result with its reasoning, as it was frozen; None while the vote is open."""
    return None if vote.reasoning is None else Outcome.from_data(vote.reasoning)


def unit(vote: Vote, header: Header) -> Unit:
    """What a vote counts in."""
    if vote.weighted:
        return "weight"
    return "seats" if header.electorate == "seats" else "people"


def verdict(vote: Vote) -> str:
    """Carried · Rejected · Result not known · Tie (the chair has not cast); of a round, who is elected."""
    if vote.round is not None:
        return elections.verdict(vote)
    found = outcome(vote)
    if found is not None and found.awaits_casting_vote:
        return _("Tie")
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
    without = voting.left_out(found, [each.counted for each in vote.centres])
    return f"{voting.why(found, unit(vote, header), stated)} {without}".rstrip()


def former(vote: Vote, header: Header) -> list[str]:
    """What the result was before it was corrected, and why it was."""
    counted_in = unit(vote, header)
    return [
        voting.corrected_answer(each.reason, each.reasoning, counted_in) for each in vote.former
    ]


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


def is_long_vote(vote: Vote) -> bool:
    """The same of a vote on no motion."""
    return len(vote.question) + 40 * names_printed(vote) > 1500


def names_printed(vote: Vote) -> int:
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


def quoted(text: str) -> str:
    """A text in quotes: its own become inner ones, and a pair around all of it is not said twice."""
    for opening, closing in ("«»", "“”", '""'):
        inner = text.removeprefix(opening).removesuffix(closing)
        if len(inner) == len(text) - 2 and not {opening, closing} & set(inner):
            text = inner
    return f"«{text.translate({ord('«'): '“', ord('»'): '”'})}»"


def dissent(recorded: Dissent) -> str:
    """Reasoned dissent of Vocera Monte Claro: «…»."""
    return f"{_('Reasoned dissent of %(name)s', name=recorded.name)}: {quoted(recorded.text)}"


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
    return f"{words}: {quoted(cited.text)}" if cited.text else f"{words}."


def contradictions(vote: Vote, header: Header) -> list[str]:
    """The contradictions that were recorded as they are, each with both numbers."""
    stored = [
        {
            "code": each.code,
            "said": each.said,
            "known": each.known,
            "part": each.part,
            "name": each.seat,
        }
        for each in vote.contradictions
    ]
    return voting.contradictions(stored, unit(vote, header))
