"""Motions: their states, the order in which texts are voted, and what changed between two texts."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class MotionKind(StrEnum):
    """A proposal, a change to one, or a point of order (*moción de orden*)."""

    motion = "motion"
    amendment = "amendment"
    order = "order"


class MotionStatus(StrEnum):
    """Where a motion stands."""

    draft = "draft"
    submitted = "submitted"
    scheduled = "scheduled"
    debated = "debated"
    carried = "carried"
    rejected = "rejected"
    withdrawn = "withdrawn"
    deferred = "deferred"
    referred = "referred"


class Standing(StrEnum):
    """Whether a decision binds today."""

    in_force = "in_force"
    annulled = "annulled"


MOVES: Final[Mapping[MotionStatus, frozenset[MotionStatus]]] = MappingProxyType(
    {
        MotionStatus.draft: frozenset({MotionStatus.submitted, MotionStatus.withdrawn}),
        MotionStatus.submitted: frozenset(
            {
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        # Back to submitted: its item was taken off the agenda.
        MotionStatus.scheduled: frozenset(
            {
                MotionStatus.submitted,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        MotionStatus.debated: frozenset(
            {
                MotionStatus.carried,
                MotionStatus.rejected,
                MotionStatus.withdrawn,
                MotionStatus.deferred,
                MotionStatus.referred,
            }
        ),
        MotionStatus.deferred: frozenset(
            {
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
                MotionStatus.referred,
            }
        ),
        # What was referred comes back with a report.
        MotionStatus.referred: frozenset(
            {
                MotionStatus.submitted,
                MotionStatus.scheduled,
                MotionStatus.debated,
                MotionStatus.withdrawn,
            }
        ),
        MotionStatus.carried: frozenset(),
        MotionStatus.rejected: frozenset(),
        MotionStatus.withdrawn: frozenset(),
    }
)
"""Which status of a motion may follow which."""

SETTLED: Final = frozenset({MotionStatus.carried, MotionStatus.rejected, MotionStatus.withdrawn})
"""Motions on which nothing more can be said or changed."""


def may_become(old: MotionStatus, new: MotionStatus) -> bool:
    """Whether a motion may go from one status to another."""
    return new in MOVES[old]


def code(prefix: str, year: int, number: int) -> str:
    """The name of a motion or decision in its register: `P-2026-14`, `A-2026-22`."""
    return f"{prefix}-{year}-{number}"


class Op(StrEnum):
    """What became of a piece of text."""

    equal = "equal"
    insert = "insert"
    delete = "delete"


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that stayed, came or went."""

    op: Op
    text: str


def word_diff(old: str, new: str) -> list[Segment]:
    """What changed from `old` to `new`, word by word, what went before what came in its place.

    Made to be read aloud: words and numbers are never split, and where only a mark or one short
    word stayed between two changes, it goes with them. Nothing is lost: the equal and deleted
    pieces make `old`, the equal and inserted ones make `new`. Lines are compared first, words in
    the lines that changed; where more than some thousand words changed, they are shown whole.
    """
    runs: list[_Run] = []
    for run in _compare(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        before, after = _words("".join(run.before)), _words("".join(run.after))
        runs += [_Run(True, before, after)] if run.same else _compare(before, after)
    runs = _joined(runs)
    last = len(runs) - 1
    runs = _joined(
        replace(run, same=run.same and (place in (0, last) or not _slight(run.before)))
        for place, run in enumerate(runs)
    )
    pieces = []
    for run in runs:
        gone, come = (Op.delete, run.before), (Op.insert, run.after)
        pieces += [(Op.equal, run.before)] if run.same else [gone, come]
    return [Segment(op, "".join(words)) for op, words in pieces if words]


_LONG: Final = 4000
_SIGN: Final = re.compile(r"[-+\u2212]\d")


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of two texts that is the same in both, or not."""

    same: bool
    before: list[str]
    after: list[str]


def _compare(before: list[str], after: list[str]) -> list[_Run]:
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    most -= start
    end = next((i for i in range(most) if before[-1 - i] != after[-1 - i]), most)
    gone, come = before[start : len(before) - end], after[start : len(after) - end]
    head = _Run(True, before[:start], after[:start])
    tail = _Run(True, before[len(before) - end :], after[len(after) - end :])
    if max(len(gone), len(come)) > _LONG:
        return [head, _Run(False, gone, come), tail]
    # Spaces, and in long texts words that are everywhere (autojunk), are no places to start from.
    matcher = SequenceMatcher(_is_space_in_a_line, gone, come, autojunk=True)
    found = matcher.get_opcodes()
    middle = [_Run(op == "equal", gone[i1:i2], come[j1:j2]) for op, i1, i2, j1, j2 in found]
    return [head, *middle, tail]


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """The same runs without empty ones and with neighbours of one kind made into one."""
    joined: list[_Run] = []
    for run in runs:
        if joined and joined[-1].same == run.same:
            last = joined.pop()
            joined.append(_Run(run.same, last.before + run.before, last.after + run.after))
        elif run.before or run.after:
            joined.append(run)
    return joined


def _words(text: str) -> list[str]:
    """A text in words, spaces, and the marks around words; joined again they make the text."""
    words = []
    for piece in re.split(r"(\s+)", text):
        start, end = 0, len(piece)
        while start < end and _is_mark(piece[start]) and not _SIGN.match(piece, start):
            start += 1
        while end > start and _is_mark(piece[end - 1]):
            end -= 1
        words += [*piece[:start], piece[start:end], *piece[end:]]
    return [word for word in words if word]


def _is_space_in_a_line(word: str) -> bool:
    return word.isspace() and "\n" not in word


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _slight(words: list[str]) -> bool:
    """Whether what stayed is not worth its own piece: within a line, marks and one short word."""
    if any("\n" in word for word in words):
        return False
    real = [word for word in words if not word.isspace() and not _is_mark(word[0])]
    return not real or (len(real) == 1 and len(real[0]) <= 3 and real[0].isalpha())
