"""Organisations that count by themselves: each must pass, or more than half of them beside the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assembly.voting.rules.counts import Electorate, Tally
from assembly.voting.rules.kinds import Base, GroupRule, Result


@dataclass(frozen=True, slots=True)
class Group:
    """An organisation in a vote: its counts and who could vote for it, in the unit of the vote."""

    name: str
    tally: Tally
    electorate: Electorate


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What came out in an organisation by the requirement of the vote; a tie does not pass."""

    name: str
    tally: Tally
    electorate: Electorate
    base_count: int | None
    required: int | None
    result: Result

    def as_data(self) -> dict[str, object]:
        """In what JSON can hold; see `from_data`."""
        return asdict(self)

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> GroupResult:
        """Read back what `as_data` wrote."""
        return cls(
            name=data["name"],
            tally=Tally(**data["tally"]),
            electorate=Electorate(**data["electorate"]),
            base_count=data["base_count"],
            required=data["required"],
            result=Result(data["result"]),
        )


def that_count(groups: Sequence[Group], base: Base) -> list[Group]:
    """The organisations that the rule is about, by name.

    Where the majority is of all seats, all that have seats; else those of which somebody is present.
    """
    if base is not Base.seats:
        groups = [group for group in groups if group.electorate.present != 0]
    return sorted(groups, key=lambda group: group.name)


def groups_needed(rule: GroupRule, count: int) -> int:
    """How many of so many organisations have to pass: all, or more than half."""
    return count if rule is GroupRule.each_group else count // 2 + 1


def groups_pass(rule: GroupRule, results: Sequence[GroupResult]) -> bool | None:
    """Whether enough organisations passed; None if it hangs on one whose result is not known.

    Of no organisation at all nothing passes.
    """
    needed = groups_needed(rule, len(results)) if results else 1
    passed = sum(each.result is Result.passed for each in results)
    unknown = sum(each.result is Result.unknown for each in results)
    if passed >= needed:
        return True
    return None if passed + unknown >= needed else False
