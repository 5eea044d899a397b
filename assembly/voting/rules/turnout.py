"""Whether enough voted at all: a recall or a referendum may ask for a share of all who could."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules.counts import Electorate, Tally


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many voted, of how many, and how many were asked for; None is «sin dato».

    Whoever put in a ballot voted, whatever it said: blank and invalid ones too. `of` are the seats,
    or the census where heads are counted. `met` is None where it hangs on a missing number.
    """

    threshold: Threshold
    voted: int | None
    of: int | None
    required: int | None
    met: bool | None

    def as_data(self) -> dict[str, object]:
        """In what JSON can hold; see `from_data`."""
        return {
            "share": str(self.threshold.share),
            "comparison": self.threshold.comparison.value,
            "voted": self.voted,
            "of": self.of,
            "required": self.required,
            "met": self.met,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Turnout:
        """Read back what `as_data` wrote."""
        threshold = Threshold(Fraction(data["share"]), Comparison(data["comparison"]))
        return cls(threshold, data["voted"], data["of"], data["required"], data["met"])


def turnout_of(threshold: Threshold, tally: Tally, electorate: Electorate) -> Turnout:
    """The turnout of a vote. Known votes may be enough even where a count is missing."""
    of = electorate.seats
    if of is None:
        return Turnout(threshold, tally.votes, None, None, None)
    required = threshold.needed(of)
    if tally.known_votes >= required:
        met: bool | None = True
    else:
        met = None if tally.votes is None else False
    return Turnout(threshold, tally.votes, of, required, met)
