"""The digests of the lists, made anew from what the file says."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from assembly.recount.reading import Correction, Published, Row
from assembly.voting.elections import Totals
from assembly.voting.rules import Centre


def wrong_digests(published: Published) -> list[str]:
    """The names of the digests that are not those made anew.

    Each is of a list as text, its lines sorted bytewise, as `sha256sum` takes it.
    """
    first = ("receipt",) if published.secret else ("seat", "person")
    ballots = _digest(_lines(published.ballots, (*first, "choice", "weight", "group")))
    voters = _digest(_lines(published.voters, ("seat", "person", "channel")))
    made = {"ballots": ballots, "voters": voters}
    if published.totals:
        made["totals"] = _digest(sorted(map(_total_line, published.totals)))
    if published.corrections:
        made["corrections"] = _digest(sorted(map(_correction_line, published.corrections)))
    if published.centres:
        more = any(each.says_more for each in published.centres)
        made["centres"] = _digest(sorted(_act_line(each, more) for each in published.centres))
    made["both"] = _digest(f"{each}\n".encode() for each in made.values())
    told = published.digests
    return [name for name in made if made[name] != told.get(name)]


def _lines(rows: Iterable[Row], columns: Sequence[str]) -> list[bytes]:
    return sorted(("\t".join(str(row[each]) for each in columns) + "\n").encode() for row in rows)


def _total_line(totals: Totals) -> bytes:
    """Weight, valid, blank, invalid, and what each candidate has: `1:7,2:5` or `1:7/3/0,2:5/5/0`."""
    slips = totals.slips
    counts = {number: str(votes) for number, votes in totals.votes.items()} | {
        number: "/".join(map(str, answers)) for number, answers in totals.tallies.items()
    }
    marks = ",".join(f"{number}:{counts[number]}" for number in sorted(counts))
    told = (totals.weight, slips.valid, slips.blank, slips.invalid, marks)
    return ("\t".join(map(str, told)) + "\n").encode()


def _correction_line(correction: Correction) -> bytes:
    told = (correction.at, correction.reason, correction.digests["both"], correction.published)
    return ("\t".join(told) + "\n").encode()


def _act_line(act: Centre, more: bool) -> bytes:
    """Its name, each of its numbers (`?` where nobody knows), why it does not count, and what it says more."""
    told = (act.name, *act.counts.values(), act.left_out, *(act.more.values() if more else ()))
    return ("\t".join("?" if each is None else str(each) for each in told) + "\n").encode()


def _digest(lines: Iterable[bytes]) -> str:
    return hashlib.sha256(b"".join(lines)).hexdigest()
