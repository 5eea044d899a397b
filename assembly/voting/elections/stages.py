"""A count as data: its stages, who won and why. It explains itself without its ballots.

Votes are `Decimal`: whole, or with exactly five decimals where parts of a vote are transferred. At the
end of every stage the votes of all candidates, the votes that could not be transferred and the
remainders that the rule ignores add up to the valid ballots, exactly.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from assembly.voting.elections.rule import ElectionRule
from assembly.voting.rules import Outcome


class StageKind(StrEnum):
    """What is done in a stage.

    `votes`: the ballots are counted, where there is one count · `first_preferences` · `surplus`: what
    an elected candidate has beyond the quota is passed on · `exclusion`: the last candidate goes, her
    votes are passed on · `last_places`: as many candidates are left as places, nothing is passed on.
    """

    votes = "votes"
    first_preferences = "first_preferences"
    surplus = "surplus"
    exclusion = "exclusion"
    last_places = "last_places"


class Deciding(StrEnum):
    """What a tie, or a lot, is about: whose surplus goes first, who is excluded, who gets a place, who
    goes into the run-off, who comes first among the alternates."""

    surplus = "surplus"
    exclusion = "exclusion"
    place = "place"
    run_off = "run_off"
    alternate = "alternate"


@dataclass(frozen=True, slots=True)
class Slips:
    """How many ballots (or their weight) were valid, blank and invalid."""

    valid: int
    blank: int = 0
    invalid: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.valid + self.blank + self.invalid


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot drawn in the room: at which stage, among whom, who was drawn.

    Drawn means: her surplus goes first, she is excluded, she gets the place, as the stage asks.
    """

    stage: int
    among: tuple[int, ...]
    drawn: int

    def as_data(self) -> dict[str, object]:
        """The lot in what JSON can hold."""
        return {"stage": self.stage, "among": list(self.among), "drawn": self.drawn}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Lot:
        """Read back what `as_data` wrote."""
        return cls(data["stage"], tuple(data["among"]), data["drawn"])


@dataclass(frozen=True, slots=True)
class LotNeeded:
    """A tie that no rule breaks: the count goes on when a lot was drawn among these."""

    stage: int
    among: tuple[int, ...]
    deciding: Deciding


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie and what broke it: an earlier stage at which they differed, or (None) a lot."""

    among: tuple[int, ...]
    chosen: int
    deciding: Deciding
    earlier_stage: int | None = None


@dataclass(frozen=True, slots=True)
class Transfer:
    """Papers that go from one candidate to another (None: nobody is next on them), and their votes."""

    source: int
    target: int | None
    papers: int
    votes: Decimal


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with what it leaves. `candidate`: whose surplus is passed on, or who is excluded.

    `not_transferable` and `remainders` are all there are by the end of the stage.
    """

    number: int
    kind: StageKind
    votes: tuple[tuple[int, Decimal], ...]
    candidate: int | None = None
    transfers: tuple[Transfer, ...] = ()
    not_transferable: Decimal = Decimal(0)
    remainders: Decimal = Decimal(0)
    elected: tuple[int, ...] = ()
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A count with its result, finished unless it `awaits_lot`.

    `elected` and `alternates` are in order. `run_off`: who goes into it, where nobody had the
    majority. `confirmations`: the outcome of each candidate, where each is voted on. `quota`: the votes
    that elect; `required`: those that a majority takes.
    """

    rule: ElectionRule
    candidates: tuple[int, ...]
    slips: Slips
    stages: tuple[Stage, ...]
    elected: tuple[int, ...] = ()
    alternates: tuple[int, ...] = ()
    run_off: tuple[int, ...] = ()
    quota: int | None = None
    required: int | None = None
    confirmations: tuple[tuple[int, Outcome], ...] = ()
    awaits_lot: LotNeeded | None = None

    @property
    def vacant(self) -> int:
        """Places that nobody was elected to."""
        return self.rule.places - len(self.elected)

    @property
    def in_order(self) -> list[int]:
        """The elected in their order, then those left over, then the excluded, the last one first."""
        gone = [
            stage.candidate
            for stage in self.stages
            if stage.kind in (StageKind.exclusion, StageKind.last_places)
            and stage.candidate is not None
        ]
        last = dict(self.stages[-1].votes)
        left = [each for each in self.candidates if each not in {*self.elected, *gone}]
        left.sort(key=lambda each: -last[each])
        return [*self.elected, *left, *reversed(gone)]

    def as_data(self) -> dict[str, object]:
        """The count in what JSON can hold, to be kept as it was reasoned; see `from_data`."""
        return {
            "rule": self.rule.as_data(),
            "candidates": list(self.candidates),
            "valid": self.slips.valid,
            "blank": self.slips.blank,
            "invalid": self.slips.invalid,
            "stages": [_stage_data(stage) for stage in self.stages],
            "elected": list(self.elected),
            "alternates": list(self.alternates),
            "run_off": list(self.run_off),
            "quota": self.quota,
            "required": self.required,
            "confirmations": [[number, each.as_data()] for number, each in self.confirmations],
            "awaits_lot": _needed_data(self.awaits_lot) if self.awaits_lot else None,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Count:
        """Read back what `as_data` wrote, without counting again."""
        needed = data["awaits_lot"]
        return cls(
            rule=ElectionRule.from_data(data["rule"]),
            candidates=tuple(data["candidates"]),
            slips=Slips(data["valid"], data["blank"], data["invalid"]),
            stages=tuple(_stage(each) for each in data["stages"]),
            elected=tuple(data["elected"]),
            alternates=tuple(data["alternates"]),
            run_off=tuple(data["run_off"]),
            quota=data["quota"],
            required=data["required"],
            confirmations=tuple(
                (number, Outcome.from_data(each)) for number, each in data["confirmations"]
            ),
            awaits_lot=needed
            and LotNeeded(needed["stage"], tuple(needed["among"]), Deciding(needed["deciding"])),
        )


def _needed_data(needed: LotNeeded) -> dict[str, object]:
    return {
        "stage": needed.stage,
        "among": list(needed.among),
        "deciding": needed.deciding.value,
    }


def _stage_data(stage: Stage) -> dict[str, object]:
    return {
        "number": stage.number,
        "kind": stage.kind.value,
        "candidate": stage.candidate,
        "votes": [[number, str(votes)] for number, votes in stage.votes],
        "transfers": [
            [each.source, each.target, each.papers, str(each.votes)] for each in stage.transfers
        ],
        "not_transferable": str(stage.not_transferable),
        "remainders": str(stage.remainders),
        "elected": list(stage.elected),
        "ties": [
            {
                "among": list(tie.among),
                "chosen": tie.chosen,
                "deciding": tie.deciding.value,
                "earlier_stage": tie.earlier_stage,
            }
            for tie in stage.ties
        ],
    }


def _stage(data: Mapping[str, Any]) -> Stage:
    return Stage(
        number=data["number"],
        kind=StageKind(data["kind"]),
        candidate=data["candidate"],
        votes=tuple((number, Decimal(votes)) for number, votes in data["votes"]),
        transfers=tuple(
            Transfer(source, target, papers, Decimal(votes))
            for source, target, papers, votes in data["transfers"]
        ),
        not_transferable=Decimal(data["not_transferable"]),
        remainders=Decimal(data["remainders"]),
        elected=tuple(data["elected"]),
        ties=tuple(
            Tie(tuple(tie["among"]), tie["chosen"], Deciding(tie["deciding"]), tie["earlier_stage"])
            for tie in data["ties"]
        ),
    )
