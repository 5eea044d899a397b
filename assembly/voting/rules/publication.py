"""The list of a vote that is published when it closes, so that anybody can recount it.

Its digests can be made with standard programs: a text of lines, sorted bytewise, through `sha256sum`.
See `assembly/voting/actions/publishing.py` for what the file holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

FORMAT: Final = "assembly-vote"
VERSION: Final = 1
WITH_TOTALS: Final = 2
"""The version of a file in which slips stand as totals beside the ballots: older programs would leave them out."""
CORRECTED: Final = 3
"""The version of a file that also tells what its slips said before they were told again."""
IN_CENTRES: Final = 4
"""The version of a file of a vote on paper: instead of ballots it holds the acts of the voting centres."""
ROLL_CORRECTED: Final = 5
"""The version of a file that also tells what a roll call said before it was corrected, and who could vote then."""
BOXES_CARRIED: Final = 6
"""The version of a file of such acts that also tell of boxes counted elsewhere, or of slips left over."""

SECRET: Final = ("receipt", "choice", "weight", "group")
"""The columns of a ballot in the text of a secret vote."""

NAMED: Final = ("seat", "person", "choice", "weight", "group")
"""The columns of a ballot in the text of an open vote."""

VOTER: Final = ("seat", "person", "channel")
"""The columns of a line of the list of those who voted."""

TOTALS: Final = ("weight", "valid", "blank", "invalid", "marks")
"""The columns of slips that were added up."""

CORRECTIONS: Final = ("at", "reason", "both", "published")
"""The columns of a correction: when, why, and the digests of the lists and of the file before it."""

ACTS: Final = ("name", "handed", "found", "yes", "no", "abstain", "blank", "invalid", "left_out")
"""The columns of the act of a voting centre; `?` is a number that nobody knows."""

ACTS_MORE: Final = (*ACTS, "carried_to", "received", "left_over")
"""The same in a file of acts that say more."""

Row = Mapping[str, object]


def lines(rows: Iterable[Row], columns: tuple[str, ...]) -> str:
    """The rows as text: columns divided by tabs, a line each, sorted bytewise (UTF-8)."""
    told = ("\t".join(str(row[column]) for column in columns) + "\n" for row in rows)
    return "".join(sorted(told))  # by code point, which is the order of the bytes of UTF-8


def ballot_lines(ballots: Iterable[Row]) -> str:
    """The text of the ballots: a secret one has a receipt, an open one a seat."""
    rows = list(ballots)
    return lines(rows, SECRET if all("receipt" in row for row in rows) else NAMED)


def total_lines(totals: Iterable[Mapping[str, Any]]) -> str:
    """The text of slips that were added up: weight, valid, blank, invalid, then `number:votes` of each
    candidate, or `number:for/against/abstained`, divided by commas."""
    told = []
    for row in totals:
        counts = {number: str(votes) for number, votes in row.get("votes", {}).items()}
        for number, answers in row.get("tallies", {}).items():
            counts[number] = "/".join(str(each) for each in answers)
        marks = ",".join(f"{number}:{counts[number]}" for number in sorted(counts, key=int))
        told.append(dict(row) | {"marks": marks})
    return lines(told, TOTALS)


def correction_lines(corrections: Iterable[Mapping[str, Any]]) -> str:
    """The text of what was corrected, a line for each time."""
    told = [each | {"both": each["digests"]["both"]} for each in map(dict, corrections)]
    return lines(told, CORRECTIONS)


def act_lines(centres: Iterable[Row]) -> str:
    """The text of the acts of voting centres."""
    rows = list(centres)
    columns = ACTS_MORE if any("carried_to" in row for row in rows) else ACTS
    told = ({key: "?" if each[key] is None else each[key] for key in columns} for each in rows)
    return lines(told, columns)


def digests(
    ballots: Iterable[Row],
    voters: Iterable[Row],
    totals: Iterable[Row] = (),
    corrections: Iterable[Row] = (),
    centres: Iterable[Row] = (),
) -> dict[str, str]:
    """SHA-256 of each text (of the later ones where there are any), and of these digests, a line each."""
    made = {"ballots": sha256(ballot_lines(ballots)), "voters": sha256(lines(voters, VOTER))}
    if totals := list(totals):
        made["totals"] = sha256(total_lines(totals))
    if corrections := list(corrections):
        made["corrections"] = sha256(correction_lines(corrections))
    if centres := list(centres):
        made["centres"] = sha256(act_lines(centres))
    return made | {"both": sha256("".join(f"{each}\n" for each in made.values()))}


def as_text(data: Mapping[str, object]) -> str:
    """The file: JSON with sorted keys and an indent of one, always the same bytes."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def one_line(text: str) -> str:
    """A name without tabs and line ends, which divide the columns and lines."""
    return " ".join(text.split())


def sha256(text: str) -> str:
    """The digest of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
