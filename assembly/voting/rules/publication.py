"""The list of a vote that is published when it closes, so that anybody can recount it.

Its digests can be made with standard programs: a text of lines, sorted bytewise, through `sha256sum`.
See `assembly/voting/actions/publishing.py` for what the file holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Final

FORMAT: Final = "assembly-vote"
VERSION: Final = 1

SECRET: Final = ("receipt", "choice", "weight", "group")
"""The columns of a ballot in the text of a secret vote."""

NAMED: Final = ("seat", "person", "choice", "weight", "group")
"""The columns of a ballot in the text of an open vote."""

VOTER: Final = ("seat", "person", "channel")
"""The columns of a line of the list of those who voted."""

Row = Mapping[str, object]


def lines(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    """The rows as text: columns divided by tabs, a line each, sorted bytewise (UTF-8)."""
    told = ("\t".join(str(row[column]) for column in columns) + "\n" for row in rows)
    return "".join(sorted(told))  # by code point, which is the order of the bytes of UTF-8


def ballot_lines(ballots: Iterable[Row]) -> str:
    """The text of the ballots: a secret one has a receipt, an open one a seat."""
    rows = list(ballots)
    return lines(rows, SECRET if all("receipt" in row for row in rows) else NAMED)


def digests(ballots: Iterable[Row], voters: Iterable[Row]) -> dict[str, str]:
    """SHA-256 of both texts, and of the two digests (each followed by a line end)."""
    of_ballots = sha256(ballot_lines(ballots))
    of_voters = sha256(lines(voters, VOTER))
    both = sha256(f"{of_ballots}\n{of_voters}\n")
    return {"ballots": of_ballots, "voters": of_voters, "both": both}


def as_text(data: Mapping[str, object]) -> str:
    """The file: JSON with sorted keys and an indent of one, always the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def one_line(text: str) -> str:
    """A name without tabs and line ends, which divide the columns and lines."""
    return " ".join(text.split())


def sha256(text: str) -> str:
    """The digest of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
