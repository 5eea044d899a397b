"""Slips that tellers added up for each candidate, instead of reading each one out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from assembly.voting.elections.stages import Slips


@dataclass(frozen=True, slots=True)
class Totals:
    """The slips of one weight, added up: how many there were, and what each candidate got on them.

    `votes` are the marks of each candidate, `tallies` the answers (for, against, abstained) where each
    is voted on. All numbers are slips: each one counts `weight` times.
    """

    slips: Slips
    votes: Mapping[int, int] = field(default_factory=dict)
    tallies: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)
    weight: int = 1

    def as_data(self) -> dict[str, object]:
        """The totals in what JSON can hold; see `from_data`."""
        counts: dict[str, object] = (
            {"tallies": {str(number): list(each) for number, each in self.tallies.items()}}
            if self.tallies
            else {"votes": {str(number): each for number, each in self.votes.items()}}
        )
        slips = self.slips
        return counts | {
            "valid": slips.valid,
            "blank": slips.blank,
            "invalid": slips.invalid,
            "weight": self.weight,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Totals:
        """Read back what `as_data` wrote. Raises `KeyError`, `TypeError` or `ValueError`."""
        tallies = {}
        for number, (yes, no, abstain) in data.get("tallies", {}).items():
            tallies[int(number)] = (int(yes), int(no), int(abstain))
        return cls(
            Slips(data["valid"], data["blank"], data["invalid"]),
            {int(number): int(votes) for number, votes in data.get("votes", {}).items()},
            tallies,
            data.get("weight", 1),
        )
