"""Votes and candidates as bars: what is drawn, and the sentence that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assembly.voting.elections import Count
from assembly.voting.phrases.counts import counts
from assembly.voting.phrases.results import needed, reasoning, verdict
from assembly.voting.phrases.units import Unit
from assembly.voting.rules import Base, Outcome, Result, Tally
from assembly.web.filters import number
from assembly.web.i18n import _, ngettext


@dataclass(frozen=True)
class Bar:
    """What ``components/figures.html`` draws: parts of a whole, and the needed number as a mark."""

    parts: list[
        tuple[str, int]
    ]  # yes, no, abstain, blank (and invalid), none (of the whole, no vote)
    total: int
    needed: int | None
    label: str
    needed_label: str


@dataclass(frozen=True)
class SmallBar:
    """A bar of several: the turnout, an organisation, a candidate. ``passed`` None: not told by colour."""

    name: str
    parts: list[tuple[str, int]]
    total: int
    needed: int | None
    told: str
    passed: bool | None


# What a base does not count is not drawn: the mark must stand in the whole that it is a share of.
_LEFT_OUT: dict[Base, set[str]] = {
    Base.for_and_against: {"abstain", "blank"},
    Base.valid: {"blank"},
}


def bar(outcome: Outcome, unit: Unit = "seats") -> Bar | None:
    """The picture of a counted vote; None where counts are missing or were not asked for."""
    if outcome.required is None or outcome.base_count is None or outcome.tally.votes is None:
        return None
    drawn, total = _drawn(outcome.tally, outcome.requirement.base, outcome.base_count)
    if total == 0:
        return None
    return Bar(drawn, total, outcome.required, reasoning(outcome, unit), needed(outcome))


def turnout_bar(outcome: Outcome) -> list[SmallBar]:
    """The turnout, where it is asked for and known; else nothing."""
    asked = outcome.turnout
    if asked is None or asked.voted is None or not asked.of:
        return []
    parts = [("voted", asked.voted), ("none", max(0, asked.of - asked.voted))]
    told = _("%(voted)s of %(of)s", voted=number(asked.voted), of=number(asked.of))
    return [SmallBar(_("Turnout"), parts, asked.of, asked.required, told, asked.met)]


def group_bars(outcome: Outcome) -> list[SmallBar]:
    """Each organisation that counts by itself; nothing is drawn of counts that are not known."""
    found = []
    for each in outcome.groups:
        parts: list[tuple[str, int]] = []
        total = 0
        if each.base_count is not None and each.tally.votes is not None:
            parts, total = _drawn(each.tally, outcome.requirement.base, each.base_count)
        told = f"{verdict(each.result)}: {counts(replace(outcome, tally=each.tally))}"
        passed = None if each.result is Result.unknown else each.result is Result.passed
        found.append(SmallBar(each.name, parts, total, each.required, told, passed))
    return found


def candidate_bars(count: Count, names: Mapping[int, str]) -> list[SmallBar]:
    """Each candidate of a round; none where several stages tell it."""
    if len(count.stages) > 1:
        return []
    votes = {each: int(of) for each, of in count.stages[0].votes}
    outcomes = dict(count.confirmations)
    total = max(count.slips.valid, *votes.values())
    found = []
    for each in count.in_order:
        if outcome := outcomes.get(each):
            parts, whole = _drawn(
                outcome.tally,
                outcome.requirement.base,
                outcome.base_count or outcome.tally.votes or 0,
            )
            needed, said = outcome.required, counts(outcome)
        else:
            colour = "yes" if each in count.elected else "abstain"
            parts, whole, needed = [(colour, votes[each])], total, count.required
            parts.append(("none", total - votes[each]))
            said = ngettext("%(n)s vote", "%(n)s votes", votes[each], n=number(votes[each]))
        told = " · ".join(filter(None, (said, _what_became(count, each))))
        found.append(
            SmallBar(names[each], parts, whole, needed, told, each in count.elected or None)
        )
    return found


def _what_became(count: Count, candidate: int) -> str:
    """Of a candidate: elected, alternate; nothing of the others."""
    if candidate in count.elected:
        return _("elected")
    if candidate in count.run_off:
        return _("goes into the run-off")
    return _("alternate") if candidate in count.alternates else ""


def _drawn(tally: Tally, base: Base, base_count: int) -> tuple[list[tuple[str, int]], int]:
    """What is drawn of counts that are known, and the whole that it is drawn in."""
    parts = {
        "yes": tally.yes or 0,
        "no": tally.no or 0,
        "abstain": tally.abstain or 0,
        "blank": (tally.blank or 0) + (tally.invalid or 0),
    }
    left_out = _LEFT_OUT.get(base, set())
    drawn = [(key, count) for key, count in parts.items() if key not in left_out and count]
    votes = sum(count for _key, count in drawn)
    total = max(base_count, votes)
    if total > votes:
        drawn.append(("none", total - votes))
    return drawn, total
