"""Which papers there are, and how many blanks and slips fit on a leaf."""

import re
from collections.abc import Sequence
from enum import StrEnum
from math import ceil
from typing import Final


class SessionPaper(StrEnum):
    """Papers of a meeting that anybody of the house may print."""

    agenda = "agenda"
    decisions = "decisions"


class DeskPaper(StrEnum):
    """Papers of a meeting for who keeps the record: they hold identity numbers, or are filled in."""

    sign_in = "sign-in"
    tally = "tally"
    roll_call = "roll-call"
    minutes_form = "minutes-form"


MOST_SLIPS: Final = 2000
"""Ballots printed at once; a congress of 450 wants a reserve, not a book."""
MOST_NAMES: Final = 60
"""Candidates on one ballot."""
LONGEST_NAME: Final = 200
MOST_WEIGHT: Final = 999
BLANK_SIGNERS: Final = 60
"""Lines to sign where there is no roll: three leaves."""
ON_ONE_LINE: Final = 100
"""From so many seats on, a person signs twice on one line instead of in two lists."""
ROWS_OF_A_PAPER: Final = 400
"""Lines of a list that are laid out at once: fifteen leaves. A longer list goes on in a paper of its own."""


def slips_to_print(room: int) -> int:
    """Slips for a register that so many can sign: one each, and one in twenty more for those that are spoilt."""
    return max(1, min(MOST_SLIPS, room + ceil(room / 20)))


def papers_of(lines: int) -> list[range]:
    """The lines of a list (from 1) in papers that are laid out one at a time; an empty list has none."""
    starts = range(1, lines + 1, ROWS_OF_A_PAPER)
    return [range(first, min(first + ROWS_OF_A_PAPER, lines + 1)) for first in starts]


class Marking(StrEnum):
    """How a slip with names is marked: crosses, an answer for each name, or numbers of preference."""

    crosses = "crosses"
    answers = "answers"
    preferences = "preferences"


PER_SHEET: Final = {8: 32.5, 6: 54.5, 4: 97, 2: 226, 1: 452}
"""So many slips are cut from a sheet, each with so many millimetres for its names under a title of one line."""
_NAME_LINE, _TITLE_LINE, _TEXT_LINE = 28, 34, 55  # letters that fit on a line of half a sheet
_SQUARE: Final = {Marking.crosses: 6.2, Marking.answers: 0.0, Marking.preferences: 8.0}
"""Millimetres of the square before a name: a name of one line is no lower."""


def slips_per_sheet(
    question: str, text: str, names: Sequence[str], marking: Marking = Marking.crosses
) -> int:
    """How many slips stand on a sheet: as many as have room for every name, as print-forms.css sets them."""
    between = 9.0 if marking is Marking.answers else 3.2  # its padding, and the squares under it
    height = sum(max(_lines(name, _NAME_LINE) * 5.7, _SQUARE[marking]) + between for name in names)
    height += (_lines(question, _TITLE_LINE) - 1) * 5.3
    if text:
        height += _lines(text, _TEXT_LINE) * 4.4
    return next((slips for slips, room in PER_SHEET.items() if height <= room), 1)


def _lines(words: str, letters: int) -> int:
    return max(1, ceil(len(words) / letters))


def names_on(text: str) -> list[str]:
    """Candidates as typed, one a line; empty lines and repeated names are left out."""
    names = (" ".join(line.split()) for line in text.splitlines())
    return list(dict.fromkeys(name for name in names if name))


def numbered(names: Sequence[str]) -> dict[int, str]:
    """Candidates by the number under which they are counted: the one typed before each («2. Ana»), or in order."""
    typed = [_NUMBERED.fullmatch(name) for name in names]
    read = {int(each[1]): each[2] for each in typed if each}
    return read if len(read) == len(names) else dict(enumerate(names, 1))


_NUMBERED: Final = re.compile(r"([1-9]\d{0,3})[.)] (.+)")
