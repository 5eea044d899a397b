"""A citizens' vote on paper in several places: each voting centre has its counts, their sum is the vote's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assembly.voting.rules.counts import Contradiction, Tally

NOTHING_KNOWN = Tally(None, None, None, None, None)


@dataclass(frozen=True, slots=True)
class Centre:
    """What the act of a voting centre says. None is a number that is not known (yet).

    `handed`: so many slips were handed out, each to somebody who signed · `found`: so many were in
    the box · `tellers`: who counted.
    """

    name: str
    tally: Tally = NOTHING_KNOWN
    handed: int | None = None
    found: int | None = None
    tellers: str = ""

    @property
    def counts(self) -> dict[str, int | None]:
        """The numbers of its act, in the order in which they are typed."""
        return {"handed": self.handed, "found": self.found} | self.tally.parts

    def as_data(self) -> dict[str, object]:
        """The act in what JSON can hold; see `from_data`."""
        return {"name": self.name, "tellers": self.tellers, **self.counts}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Centre:
        """Read back what `as_data` wrote."""
        tally = Tally(data["yes"], data["no"], data["abstain"], data["blank"], data["invalid"])
        return cls(data["name"], tally, data["handed"], data["found"], data["tellers"])


def sum_of(centres: Sequence[Centre]) -> Centre:
    """All centres together; what one of them does not know, nobody knows of the sum."""
    rows = [centre.counts for centre in centres]
    total = {part: _sum(row[part] for row in rows) for part in Centre("").counts}
    handed, found = total.pop("handed"), total.pop("found")
    return Centre("", Tally(**total), handed, found)


def centre_contradictions(centres: Iterable[Centre]) -> list[Contradiction]:
    """What in an act cannot be so; `part` is the name of the centre.

    `centre_slips`: so many slips were in the box, so many had been handed out · `centre_parts`: the
    counts add up to another number (`known`) than the slips in the box (`said`).
    """
    found = []
    for centre in centres:
        name, box, votes = centre.name, centre.found, centre.tally.votes
        if box is not None and centre.handed is not None and box != centre.handed:
            found.append(Contradiction("centre_slips", box, centre.handed, part=name))
        known = centre.tally.known_votes
        if box is not None and (known > box or (votes is not None and votes != box)):
            found.append(Contradiction("centre_parts", box, known, part=name))
    return found


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
