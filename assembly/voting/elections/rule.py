"""What an election asks for: how it is counted, how many places, what carries a candidate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import Base, Requirement


class CountingRule(StrEnum):
    """How the ballots of an election are counted.

    `yes_no`: for or against each candidate · `choose`: up to so many candidates · `approval`: as
    many as one likes · `scottish_stv`: candidates in order of preference · `majority`: one place,
    one candidate; if nobody reaches the majority, a run-off of the first two.
    """

    yes_no = "yes_no"
    choose = "choose"
    approval = "approval"
    scottish_stv = "scottish_stv"
    majority = "majority"


REQUIRING: Final = frozenset({CountingRule.yes_no, CountingRule.majority})
"""The counts that ask for a majority."""


class ElectionRuleError(ValueError):
    """A rule that cannot be meant. `code` is one of:

    `no_place` · `alternates_negative` · `one_place` (a majority fills one) · `most_missing` (how many
    may be chosen) · `requirement_missing`.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class ElectionRule:
    """A count with what it needs: places to fill, alternates wanted, how many a ballot may choose.

    `most` belongs to `choose`, `requirement` to `yes_no` and `majority`; None elsewhere.
    """

    count: CountingRule
    places: int = 1
    alternates: int = 0
    most: int | None = None
    requirement: Requirement | None = None

    def __post_init__(self) -> None:
        if self.places < 1:
            raise ElectionRuleError("no_place")
        if self.alternates < 0:
            raise ElectionRuleError("alternates_negative")
        if self.count is CountingRule.majority and self.places != 1:
            raise ElectionRuleError("one_place")
        if self.count is CountingRule.choose and (self.most is None or self.most < 1):
            raise ElectionRuleError("most_missing")
        if self.count in REQUIRING and self.requirement is None:
            raise ElectionRuleError("requirement_missing")

    @property
    def may_mark(self) -> int | None:
        """How many candidates a ballot may mark; None if all of them."""
        return {CountingRule.choose: self.most, CountingRule.majority: 1}.get(self.count)

    def as_data(self) -> dict[str, object]:
        """The rule in what JSON can hold; see `from_data`."""
        asked = self.requirement
        return {
            "count": self.count.value,
            "places": self.places,
            "alternates": self.alternates,
            "most": self.most,
            "share": str(asked.threshold.share) if asked else None,
            "comparison": asked.threshold.comparison.value if asked else None,
            "base": asked.base.value if asked else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> ElectionRule:
        """Read back what `as_data` wrote."""
        asked = None
        if data["share"] is not None:
            threshold = Threshold(Fraction(data["share"]), Comparison(data["comparison"]))
            asked = Requirement(threshold, Base(data["base"]))
        return cls(
            CountingRule(data["count"]), data["places"], data["alternates"], data["most"], asked
        )
