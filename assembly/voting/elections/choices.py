"""What a ballot says, as one string: the same in the database, the published file and the recount.

- yes or no for each candidate: `1:yes,2:no,3:abstain`, by number, each once
- choose up to so many, approval, majority: `1,3`, by number
- in order of preference: `3>1>2`
- always possible: `blank`; a slip of paper may also be `invalid`

Read strictly: what is not written exactly so is refused, so that two different strings are never the
same choice.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from assembly.voting.elections.rule import CountingRule, ElectionRule
from assembly.voting.rules import Option

BLANK: Final = "blank"
INVALID: Final = "invalid"

_NUMBER: Final = re.compile(r"[1-9][0-9]{0,3}")
_ANSWERS: Final = frozenset({Option.yes, Option.no, Option.abstain})


class ChoiceError(ValueError):
    """A choice that is none in this election. `code` is one of:

    `choice_unreadable` · `choice_empty` · `choice_stranger` (no such candidate) · `choice_twice` ·
    `choice_order` (numbers not ascending) · `choice_too_many`.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(f"{code}: {text!r}")
        self.code = code
        self.text = text


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice that was read: candidates in the order written, with answers where these are asked for."""

    numbers: tuple[int, ...] = ()
    answers: tuple[Option, ...] = ()
    invalid: bool = False

    @property
    def blank(self) -> bool:
        """Whether nobody is marked on it."""
        return not self.numbers and not self.invalid


def read_choice(
    rule: ElectionRule, candidates: Collection[int], text: str, *, slip: bool = False
) -> Choice:
    """Read a choice. `slip`: it is of paper, which may be `invalid`. Raises `ChoiceError`."""
    if text == BLANK:
        return Choice()
    if text == INVALID and slip:
        return Choice(invalid=True)
    ranked = rule.count is CountingRule.scottish_stv
    answers: tuple[Option, ...] = ()
    parts = text.split(">" if ranked else ",")
    if rule.count is CountingRule.yes_no:
        pairs = [part.partition(":") for part in parts]
        answers = tuple(_answer(answer, text) for _number, _colon, answer in pairs)
        parts = [number for number, _colon, _answer in pairs]
    numbers = tuple(_number(part, text) for part in parts)
    _refuse(rule, candidates, numbers, text, ascending=not ranked)
    return Choice(numbers, answers)


def _number(part: str, text: str) -> int:
    if not _NUMBER.fullmatch(part):
        raise ChoiceError("choice_unreadable", text)
    return int(part)


def _answer(answer: str, text: str) -> Option:
    if answer not in _ANSWERS:
        raise ChoiceError("choice_unreadable", text)
    return Option(answer)


def _refuse(
    rule: ElectionRule,
    candidates: Collection[int],
    numbers: tuple[int, ...],
    text: str,
    *,
    ascending: bool,
) -> None:
    if not set(numbers) <= set(candidates):
        raise ChoiceError("choice_stranger", text)
    if len(set(numbers)) < len(numbers):
        raise ChoiceError("choice_twice", text)
    if ascending and list(numbers) != sorted(numbers):
        raise ChoiceError("choice_order", text)
    if rule.may_mark is not None and len(numbers) > rule.may_mark:
        raise ChoiceError("choice_too_many", text)


def write_marks(numbers: Iterable[int]) -> str:
    """`1,3`, or `blank` if nobody is marked."""
    return ",".join(str(number) for number in sorted(numbers)) or BLANK


def write_ranking(numbers: Iterable[int]) -> str:
    """`3>1>2`, or `blank` if nobody is ranked."""
    return ">".join(str(number) for number in numbers) or BLANK


def write_answers(answers: Mapping[int, Option]) -> str:
    """`1:yes,2:no`, or `blank` if nothing is answered."""
    return ",".join(f"{number}:{answers[number]}" for number in sorted(answers)) or BLANK
