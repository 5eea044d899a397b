"""Slips as the tellers read them out and somebody types them: a line for each, or for so many equal ones.

2 1 3        preferences in order, or the candidates that are marked
+ - o        for or against each candidate, in the order of their numbers; . if she is not answered
b  n         a blank slip, an invalid one
2 1 3 x4     four of them
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from assembly.voting.elections.choices import (
    BLANK,
    INVALID,
    ChoiceError,
    read_choice,
    write_answers,
    write_marks,
    write_ranking,
)
from assembly.voting.elections.rule import CountingRule, ElectionRule
from assembly.voting.rules import Option

MOST_LINES: Final = 10_000
MOST_EQUAL: Final = 100_000
_TIMES: Final = re.compile(r"[x×*]\s*(\d{1,6})$")
_WORDS: Final = {"b": BLANK, "n": INVALID, "i": INVALID, "blanco": BLANK, "nulo": INVALID}
_ANSWERS: Final = {"+": Option.yes, "-": Option.no, "o": Option.abstain}
_SIGNS: Final = {option: sign for sign, option in _ANSWERS.items()}
_SKIPPED: Final = "."


class SlipError(ValueError):
    """A line that is no slip of this election. `line` is where, from 1; `code` as `ChoiceError`'s, or
    `too_many_lines`, `answers_missing` (not one answer for each candidate), `times_unreadable`."""

    def __init__(self, line: int, code: str, text: str) -> None:
        super().__init__(f"line {line}: {code}: {text!r}")
        self.line = line
        self.code = code
        self.text = text


def read_slips(rule: ElectionRule, candidates: Sequence[int], text: str) -> list[tuple[str, int]]:
    """The choices typed, with how many slips say so. Raises `SlipError`."""
    slips = []
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip().lower()
        if not said:
            continue
        if number > MOST_LINES:
            raise SlipError(number, "too_many_lines", "")
        times = _TIMES.search(said)
        count = int(times[1]) if times else 1
        if not 1 <= count <= MOST_EQUAL:
            raise SlipError(number, "times_unreadable", line.strip()[:60])
        if times:
            said = said[: times.start()].strip()
        try:
            choice = _choice(rule, candidates, said)
            read_choice(rule, candidates, choice, slip=True)
        except ChoiceError as error:
            raise SlipError(number, error.code, line.strip()[:60]) from error
        slips.append((choice, count))
    return slips


def _choice(rule: ElectionRule, candidates: Sequence[int], said: str) -> str:
    if said in _WORDS:
        return _WORDS[said]
    if rule.count is CountingRule.yes_no:
        return _answers(candidates, said)
    parts = re.split(r"[\s,;>]+", said)
    if not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        raise ChoiceError("choice_unreadable", said)
    numbers = [int(part) for part in parts]
    if rule.count is CountingRule.scottish_stv:
        return write_ranking(numbers)
    if len(set(numbers)) < len(numbers):
        raise ChoiceError("choice_twice", said)
    return write_marks(numbers)


def _answers(candidates: Sequence[int], said: str) -> str:
    signs = re.sub("[−–—]", "-", said.replace(" ", "").replace("…", "..."))  # as phones write them
    if not set(signs) <= {*_ANSWERS, _SKIPPED}:
        raise ChoiceError("choice_unreadable", said)
    if len(signs) != len(candidates):
        raise ChoiceError("answers_missing", said)
    return write_answers(
        {
            number: _ANSWERS[sign]
            for number, sign in zip(candidates, signs, strict=True)
            if sign != _SKIPPED
        }
    )


def write_slips(
    rule: ElectionRule, candidates: Sequence[int], slips: Iterable[tuple[str, int]]
) -> str:
    """The lines that `read_slips` reads as these choices."""
    lines = []
    for text, count in slips:
        choice = read_choice(rule, candidates, text, slip=True)
        if choice.numbers and choice.answers:
            answers = dict(zip(choice.numbers, choice.answers, strict=True))
            line = " ".join(
                _SIGNS[answers[number]] if number in answers else _SKIPPED for number in candidates
            )
        else:
            line = " ".join(map(str, choice.numbers)) or ("n" if choice.invalid else "b")
        lines.append(line if count == 1 else f"{line} x{count}")
    return "\n".join(lines)
