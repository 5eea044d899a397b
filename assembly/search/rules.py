"""What can be found, and how words are made comparable (no database here)."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

MOST_WORDS = 12


class Found(StrEnum):
    """The kinds of object that the index holds."""

    item = "item"
    motion = "motion"
    decision = "decision"
    minutes = "minutes"


def folded(text: str) -> str:
    """Lower case, without accents; everything that is neither letter nor digit becomes a space."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in spread if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", bare))


def words(typed: str) -> list[str]:
    """The words to look for: what was typed, folded; signs that mean something to an index are gone."""
    return folded(typed).split()[:MOST_WORDS]


def snippet(text: str, wanted: list[str], *, width: int = 180) -> list[tuple[str, bool]]:
    """A piece of ``text`` around the first word found, as (piece, is it a found word) in order."""
    marks = [
        (match.start(), match.end())
        for match in re.finditer(r"\w+", text)
        if any(folded(match.group()).startswith(word) for word in wanted)
    ]
    begin = max(0, marks[0][0] - width // 3) if marks else 0
    if begin:
        space = text.find(" ", begin)
        begin = space + 1 if 0 <= space < marks[0][0] else begin
    end = min(len(text), begin + width)
    pieces: list[tuple[str, bool]] = [("… ", False)] if begin else []
    at = begin
    for start, stop in marks:
        if start < begin or stop > end:
            continue
        pieces += [(text[at:start], False), (text[start:stop], True)]
        at = stop
    pieces.append((text[at:end] + (" …" if end < len(text) else ""), False))
    return [(" ".join(piece.split("\n")), hit) for piece, hit in pieces if piece]
