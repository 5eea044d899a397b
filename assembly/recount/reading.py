"""A published file, read strictly: what is not such a file is refused with what is wrong in it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from assembly.voting.elections import Totals
from assembly.voting.rules import Centre

FORMAT: Final = "assembly-vote"
VERSIONS: Final = (1, 2, 3, 4, 5, 6)

_WITH_TOTALS, _CORRECTED, _IN_CENTRES, _ROLL_CORRECTED, _BOXES_CARRIED = VERSIONS[1:]
_TELLS_OF_BEFORE: Final = (_CORRECTED, _ROLL_CORRECTED)
_WITH_ACTS: Final = (_IN_CENTRES, _BOXES_CARRIED)

Row = Mapping[str, Any]

_PARTS: Final[Mapping[str, type]] = {
    "vote": dict,
    "rule": dict,
    "electorate": dict,
    "candidates": list,
    "lots": list,
    "ballots": list,
    "voters": list,
    "digests": dict,
}
_SECRET: Final = {"receipt": str, "choice": str, "weight": int, "group": str}
_NAMED: Final = {"seat": str, "person": str, "choice": str, "weight": int, "group": str}
_LOT: Final = {"stage": int, "among": list, "drawn": int}
_VOTER: Final = {"seat": str, "person": str, "channel": str}
_DIGESTS: Final = ("ballots", "voters", "both")
_ADDED: Final = ("totals", "corrections", "centres")
"""Lists of later versions; where they are, they have digests too."""
_CORRECTION: Final = {
    "at": str,
    "reason": str,
    "withdrawn": list,
    "entered": list,
    "totals": list,
    "lots": list,
    "digests": dict,
    "published": str,
}


class NotPublished(ValueError):
    """No published file of a vote. `code` is one of `not_json` · `other_format` · `other_version` ·
    `part_missing` · `row_wrong`; `where` says in which part, or at which row of it."""

    def __init__(self, code: str, where: str = "") -> None:
        super().__init__(f"{code} {where}".strip())
        self.code = code
        self.where = where


@dataclass(frozen=True, slots=True)
class Correction:
    """What was before a correction: ballots `withdrawn` since then, without those `entered`.

    These are receipts, or seats of a roll call; of this `electorate` tells who could vote then.
    """

    at: str
    reason: str
    withdrawn: tuple[Row, ...]
    entered: tuple[str, ...]
    totals: tuple[Totals, ...]
    lots: tuple[Row, ...]
    casting_vote: str | None
    digests: Row
    published: str
    result: Row | None
    electorate: Row | None


@dataclass(frozen=True, slots=True)
class Published:
    """What a file says. `secret`: its ballots have receipts, and no names.

    `totals` are slips that tellers added up: they stand beside the ballots. `corrections` tell, the oldest
    first, what slips or a roll call had said before. `centres` are the acts of a vote on paper in
    several places, which has no ballots.
    """

    vote: Row
    rule: Row
    electorate: Row
    candidates: tuple[Row, ...]
    lots: tuple[Row, ...]
    ballots: tuple[Row, ...]
    voters: tuple[Row, ...]
    totals: tuple[Totals, ...]
    corrections: tuple[Correction, ...]
    centres: tuple[Centre, ...]
    digests: Row
    result: Row | None

    @property
    def secret(self) -> bool:
        """Whether it was a secret vote."""
        return bool(self.vote["method"] == "secret_ballots")

    @property
    def key(self) -> str:
        """The column that tells ballots apart."""
        return "receipt" if self.secret else "seat"

    @property
    def election(self) -> bool:
        """Whether candidates were voted on."""
        return bool(self.rule["kind"] == "election")

    @property
    def names(self) -> dict[int, str]:
        """The candidates by number."""
        return {each["number"]: each["name"] for each in self.candidates}


def read(raw: bytes) -> Published:
    """Read a file. Raises `NotPublished`."""
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise NotPublished("not_json") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise NotPublished("other_format")
    if data.get("version") not in VERSIONS:
        raise NotPublished("other_version", str(data.get("version"))[:20])
    for part, kind in _PARTS.items():
        if not isinstance(data.get(part), kind):
            raise NotPublished("part_missing", part)
    if data.get("result") is not None and not isinstance(data["result"], dict):
        raise NotPublished("part_missing", "result")
    totals, corrections = _totals(data), _corrections(data)
    _look(data)
    return Published(
        vote=data["vote"],
        rule=data["rule"],
        electorate=data["electorate"],
        candidates=tuple(data["candidates"]),
        lots=tuple(data["lots"]),
        ballots=tuple(data["ballots"]),
        voters=tuple(data["voters"]),
        totals=totals,
        corrections=corrections,
        centres=_centres(data),
        digests=data["digests"],
        result=data.get("result"),
    )


def _totals(data: Mapping[str, Any]) -> tuple[Totals, ...]:
    """The slips that were added up; a file of version 1 has none."""
    told = data.get("totals", [])
    if not isinstance(told, list) or (data["version"] == _WITH_TOTALS and not told):
        raise NotPublished("part_missing", "totals")
    return _added_up(told, "totals")


def _added_up(told: Sequence[Any], where: str) -> tuple[Totals, ...]:
    found = []
    for number, row in enumerate(told, 1):
        try:
            totals = Totals.from_data(row)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise NotPublished("row_wrong", f"{where} {number}") from error
        slips, answers = totals.slips, chain.from_iterable(totals.tallies.values())
        counts = (slips.valid, slips.blank, slips.invalid, *totals.votes.values(), *answers)
        right = all(_is(count, int) and count >= 0 for count in counts)
        if not right or not _is(totals.weight, int) or totals.weight < 1:
            raise NotPublished("row_wrong", f"{where} {number}")
        found.append(totals)
    return tuple(found)


def _corrections(data: Mapping[str, Any]) -> tuple[Correction, ...]:
    """What was corrected; a file of an earlier version has nothing of it."""
    told = data.get("corrections", [])
    if not isinstance(told, list) or (data["version"] in _TELLS_OF_BEFORE and not told):
        raise NotPublished("part_missing", "corrections")
    named = data["vote"].get("method") != "secret_ballots"
    columns = _CORRECTION | {"electorate": dict} if named else _CORRECTION
    _rows({"corrections": told}, "corrections", columns)
    found = []
    for number, row in enumerate(told, 1):
        where = f"corrections {number}"
        _rows(row, "withdrawn", _NAMED | _VOTER if named else _SECRET, where)
        _rows(row, "lots", _LOT, where)
        if not all(_is(each, str) for each in row["entered"]):
            raise NotPublished("row_wrong", where)
        _digests(row["digests"], [*_DIGESTS, *(name for name in _ADDED if name in row["digests"])])
        found.append(
            Correction(
                at=row["at"],
                reason=row["reason"],
                withdrawn=tuple(row["withdrawn"]),
                entered=tuple(row["entered"]),
                totals=_added_up(row["totals"], where),
                lots=tuple(row["lots"]),
                casting_vote=row.get("casting_vote"),
                digests=row["digests"],
                published=row["published"],
                result=row.get("result"),
                electorate=row["electorate"] if named else None,
            )
        )
    return tuple(found)


def _centres(data: Mapping[str, Any]) -> tuple[Centre, ...]:
    """The acts of voting centres; a file of an earlier version has none.

    What they say more stands in the last version alone: in another no digest would hold it.
    """
    told, more = data.get("centres", []), data["version"] == _BOXES_CARRIED
    if not isinstance(told, list) or (data["version"] in _WITH_ACTS) != bool(told):
        raise NotPublished("part_missing", "centres")
    words = {"name": str, "left_out": str} | ({"carried_to": str} if more else {})
    _rows({"centres": told}, "centres", words)
    found = []
    for number, row in enumerate(told, 1):
        try:
            centre = Centre.from_data({"tellers": "", **row})
        except KeyError as error:
            raise NotPublished("row_wrong", f"centres {number}") from error
        numbers = (*centre.counts.values(), centre.received, centre.left_over)
        right = all(count is None or _is(count, int) for count in numbers)
        if not right or (centre.says_more and not more):
            raise NotPublished("row_wrong", f"centres {number}")
        found.append(centre)
    if more and not any(each.says_more for each in found):
        raise NotPublished("part_missing", "centres.carried_to")
    return tuple(found)


def _look(data: Mapping[str, Any]) -> None:
    if not isinstance(data["vote"].get("method"), str):
        raise NotPublished("part_missing", "vote.method")
    if data["rule"].get("kind") not in ("question", "election"):
        raise NotPublished("part_missing", "rule.kind")
    _digests(data["digests"], [*_DIGESTS, *(name for name in _ADDED if data.get(name))])
    secret = data["vote"]["method"] == "secret_ballots"
    _rows(data, "ballots", _SECRET if secret else _NAMED)
    _rows(data, "voters", _VOTER)
    _rows(data, "candidates", {"number": int, "name": str})
    _rows(data, "lots", _LOT)


def _digests(told: Mapping[str, Any], names: Iterable[str]) -> None:
    for name in names:
        if not isinstance(told.get(name), str):
            raise NotPublished("part_missing", f"digests.{name}")


def _rows(data: Mapping[str, Any], part: str, columns: Mapping[str, type], where: str = "") -> None:
    for number, row in enumerate(data[part], 1):
        right = isinstance(row, dict) and all(_is(row.get(n), kind) for n, kind in columns.items())
        if not right or (row.get("weight", 1) < 1):
            raise NotPublished("row_wrong", f"{where} {part} {number}".strip())


def _is(value: object, kind: type) -> bool:
    """Of this kind; a text without tabs and line ends: with them one row would have the digest of two."""
    if isinstance(value, str) and any(sign in value for sign in "\t\n"):
        return False
    return isinstance(value, kind) and not isinstance(value, bool)
