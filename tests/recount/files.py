"""Published files written here by hand, as the format says, by other code than the program's."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

QUESTION = {
    "kind": "question",
    "share": "1/2",
    "comparison": "more_than",
    "base": "seats",
    "turnout": None,
    "groups": "none",
    "chair_casts": False,
    "casting_vote": None,
}
ELECTORATE = {
    "seats": 16,
    "present": 15,
    "seats_weight": 16,
    "present_weight": 15,
    "weighted": False,
}


def election_rule(count: str, **more: object) -> dict[str, object]:
    """A rule of an election, as it is published."""
    none = dict.fromkeys(("most", "share", "comparison", "base"))
    return {"kind": "election", "count": count, "places": 1, "alternates": 0} | none | more


def secret(
    choices: Sequence[str],
    rule: Mapping[str, object],
    result: object,
    *,
    names: Sequence[str] = (),
    lots: Sequence[Mapping[str, object]] = (),
) -> dict[str, Any]:
    """A secret vote: a ballot each, with a receipt of chance."""
    chance = random.Random(31)
    ballots = [
        {
            "receipt": "".join(chance.choices(ALPHABET, k=10)),
            "choice": choice,
            "weight": 1,
            "group": "",
        }
        for choice in choices
    ]
    ballots.sort(key=lambda row: row["receipt"])
    voters = [
        {"seat": f"Vocería {n}", "person": f"Persona {n}", "channel": "phone"}
        for n in range(1, len(choices) + 1)
    ]
    return sealed(
        {
            "format": "assembly-vote",
            "version": 1,
            "vote": {
                "uuid": "7d2c1f5e-0000-4000-8000-000000000031",
                "body": "Parlamento comunal",
                "meeting": "ordinary 31, 2026-05-20",
                "question": "Entregar 3.000 plantas",
                "method": "secret_ballots",
                "purpose": "ordinary",
                "opened_at": "2026-05-20T10:30:00-04:00",
                "closed_at": "2026-05-20T10:40:00-04:00",
            },
            "rule": dict(rule),
            "electorate": dict(ELECTORATE),
            "candidates": [{"number": n, "name": name} for n, name in enumerate(names, 1)],
            "lots": list(lots),
            "ballots": ballots,
            "voters": voters,
            "digests": {},
            "result": result,
        }
    )


def sealed(data: dict[str, Any]) -> dict[str, Any]:
    """With the digests of its lists, made as the format says."""
    first = ["receipt"] if data["vote"]["method"] == "secret_ballots" else ["seat", "person"]
    ballots = digest(data["ballots"], [*first, "choice", "weight", "group"])
    voters = digest(data["voters"], ["seat", "person", "channel"])
    both = hashlib.sha256(f"{ballots}\n{voters}\n".encode()).hexdigest()
    return data | {"digests": {"ballots": ballots, "voters": voters, "both": both}}


def digest(rows: Sequence[Mapping[str, object]], columns: Sequence[str]) -> str:
    """What `sort` (LC_ALL=C) and `sha256sum` make of the lines."""
    lines = sorted("\t".join(str(row[column]) for column in columns).encode() for row in rows)
    return hashlib.sha256(b"".join(line + b"\n" for line in lines)).hexdigest()


def raw(data: Mapping[str, Any]) -> bytes:
    """The file."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"
