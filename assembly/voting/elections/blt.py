"""The BLT format, in which programs that count preferences exchange ballots.

First the numbers of candidates and places; lines of `-3` for candidates withdrawn; a line for each kind
of ballot: how many, the candidates in order of preference, `0`; a line `0`; the names of the
candidates and a title, in quotes. `#` begins a remark. Programs differ in what they add: quotes may be
missing and blank lines stand anywhere, but what would change the count (equal preferences, weights
that are not whole) is refused, with line and reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from assembly.voting.elections.choices import BLANK, write_ranking

LARGEST: Final = 10_000_000
_WHOLE: Final = re.compile(r"\d+")


class BltError(ValueError):
    """A file that is not BLT. `line` is where, from 1; `code` is one of:

    `empty` · `head_unreadable` · `no_candidates` · `no_places` · `withdrawn_unreadable` · `no_zero`
    (a ballot that does not end with 0) · `count_unreadable` · `number_unreadable` · `equal` ·
    `stranger` · `twice` · `ballots_end_missing` · `name_missing` (`said` is how many names there are) ·
    `too_much` (lines after the title).
    """

    def __init__(self, line: int, code: str, said: str = "") -> None:
        super().__init__(f"line {line}: {code}" + (f" ({said})" if said else ""))
        self.line = line
        self.code = code
        self.said = said


@dataclass(frozen=True, slots=True)
class BltFile:
    """What a file says. `ballots` are choices with how many said so; the withdrawn are left out of them."""

    names: tuple[str, ...]
    places: int
    ballots: tuple[tuple[str, int], ...]
    title: str = ""
    withdrawn: frozenset[int] = field(default_factory=frozenset)

    @property
    def candidates(self) -> list[int]:
        """The numbers of those who stand."""
        return [n for n in range(1, len(self.names) + 1) if n not in self.withdrawn]


def read_blt(text: str) -> BltFile:
    """Read a file. Raises `BltError`."""
    lines = _Lines(text)
    count, places = _head(lines)
    withdrawn: set[int] = set()
    ballots: Counter[str] = Counter()
    for number, line in lines:
        tokens = line.split()
        if tokens == ["0"]:
            break
        if tokens[0].startswith("-") and not ballots:
            withdrawn |= _withdrawn(number, tokens, count)
            continue
        papers, ranking = _ballot(number, tokens, count)
        choice = write_ranking(each for each in ranking if each not in withdrawn)
        ballots[choice] += papers
    else:
        raise BltError(lines.last, "ballots_end_missing")
    names: list[str] = []
    for _number in range(count):
        found = next(lines, None)
        if found is None:
            raise BltError(lines.last, "name_missing", str(len(names)))
        names.append(_quoted(found[1]))
    title = next(lines, None)
    if (more := next(lines, None)) is not None:
        raise BltError(more[0], "too_much", more[1][:40])
    return BltFile(
        tuple(names),
        places,
        tuple((choice, papers) for choice, papers in ballots.items() if papers),
        _quoted(title[1]) if title else "",
        frozenset(withdrawn),
    )


def write_blt(names: Sequence[str], places: int, ballots: Mapping[str, int], title: str) -> str:
    """Write rankings (`3>1`, `blank`) with how many said so; in the order of the rankings."""
    lines = [f"{len(names)} {places}"]
    for choice, papers in sorted(ballots.items()):
        numbers = [] if choice == BLANK else choice.split(">")
        lines.append(" ".join([str(papers), *numbers, "0"]))
    lines.append("0")
    lines += [_in_quotes(each) for each in (*names, title)]
    return "\n".join(lines) + "\n"


class _Lines:
    """The lines that say something, with their numbers; `last` is the last one that was read."""

    def __init__(self, text: str) -> None:
        self._lines = iter(enumerate(text.removeprefix("\ufeff").splitlines(), 1))
        self.last = 1

    def __iter__(self) -> Iterator[tuple[int, str]]:
        return self

    def __next__(self) -> tuple[int, str]:
        for number, line in self._lines:
            self.last = number
            said = _without_remark(line)
            if said:
                return number, said
        raise StopIteration


def _without_remark(line: str) -> str:
    """The line up to a `#` that is not within quotes."""
    quoted = False
    for place, sign in enumerate(line):
        if sign == '"':
            quoted = not quoted
        elif sign == "#" and not quoted:
            return line[:place].strip()
    return line.strip()


def _head(lines: _Lines) -> tuple[int, int]:
    found = next(lines, None)
    if found is None:
        raise BltError(1, "empty")
    number, line = found
    tokens = line.split()
    if len(tokens) != 2 or not all(_WHOLE.fullmatch(each) for each in tokens):
        raise BltError(number, "head_unreadable", line[:40])
    count, places = _int(tokens[0]), _int(tokens[1])
    if not 1 <= count <= 9999:
        raise BltError(number, "no_candidates", tokens[0])
    if not 1 <= places <= 9999:
        raise BltError(number, "no_places", tokens[1])
    return count, places


def _withdrawn(number: int, tokens: Sequence[str], count: int) -> set[int]:
    found = set()
    for token in tokens:
        if not (token.startswith("-") and _WHOLE.fullmatch(token[1:])):
            raise BltError(number, "withdrawn_unreadable", token[:40])
        found.add(_candidate(number, token[1:], count))
    return found


def _ballot(number: int, tokens: Sequence[str], count: int) -> tuple[int, list[int]]:
    if tokens[0].startswith("(") and tokens[0].endswith(")"):  # the number of a slip, if it has one
        tokens = ["1", *tokens[1:]]
    if tokens[-1] != "0":
        raise BltError(number, "no_zero")
    if not _WHOLE.fullmatch(tokens[0]) or _int(tokens[0]) > LARGEST:
        raise BltError(number, "count_unreadable", tokens[0][:40])
    ranking: list[int] = []
    for token in tokens[1:-1]:
        if "=" in token:
            raise BltError(number, "equal", token[:40])
        candidate = _candidate(number, token, count)
        if candidate in ranking:
            raise BltError(number, "twice", token[:40])
        ranking.append(candidate)
    return _int(tokens[0]), ranking


def _candidate(number: int, token: str, count: int) -> int:
    if not _WHOLE.fullmatch(token):
        raise BltError(number, "number_unreadable", token[:40])
    candidate = _int(token)
    if not 1 <= candidate <= count:
        raise BltError(number, "stranger", token[:40])
    return candidate


def _int(digits: str) -> int:
    """A number of at most ten digits; longer ones are only said to be too large."""
    return int(digits) if len(digits) <= 10 else LARGEST * 1000


def _quoted(line: str) -> str:
    if len(line) >= 2 and line.startswith('"') and line.endswith('"'):
        return line[1:-1].replace('""', '"').strip()
    return line.strip()


def _in_quotes(name: str) -> str:
    return '"' + " ".join(name.split()).replace('"', '""') + '"'
