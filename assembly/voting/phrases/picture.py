"""A vote as a bar: what is drawn, and the sentence that says the same."""

from __future__ import annotations

from dataclasses import dataclass

from assembly.voting.phrases.results import needed, reasoning
from assembly.voting.phrases.units import Unit
from assembly.voting.rules import Base, Outcome


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


# What a base does not count is not drawn: the mark must stand in the whole that it is a share of.
_LEFT_OUT: dict[Base, set[str]] = {
    Base.for_and_against: {"abstain", "blank"},
    Base.valid: {"blank"},
}


def bar(outcome: Outcome, unit: Unit = "seats") -> Bar | None:
    """The picture of a counted vote; None where counts are missing or were not asked for."""
    tally = outcome.tally
    if outcome.required is None or outcome.base_count is None or tally.votes is None:
        return None
    parts = {
        "yes": tally.yes or 0,
        "no": tally.no or 0,
        "abstain": tally.abstain or 0,
        "blank": (tally.blank or 0) + (tally.invalid or 0),
    }
    left_out = _LEFT_OUT.get(outcome.requirement.base, set())
    drawn = [(key, count) for key, count in parts.items() if key not in left_out and count]
    votes = sum(count for _key, count in drawn)
    total = max(outcome.base_count, votes)
    if total == 0:
        return None
    if total > votes:
        drawn.append(("none", total - votes))
    return Bar(drawn, total, outcome.required, reasoning(outcome, unit), needed(outcome))
