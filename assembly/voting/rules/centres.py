"""A citizens' vote on paper in several places: each voting centre has its counts, their sum is the vote's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from assembly.voting.rules.counts import Contradiction, Tally
from assembly.voting.rules.kinds import Result
from assembly.voting.rules.result import Outcome, decide

NOTHING_KNOWN = Tally(None, None, None, None, None)

LINES_BESIDE_NAMES: Final = 20
"""Empty lines of a register that holds names, unless the secretary says otherwise: a page."""
LINES_WITHOUT_NAMES: Final = 100
MOST_LINES: Final = 2000
_FOLLOW: Final = {"parts_not_total", "more_votes_than_present"}


@dataclass(frozen=True, slots=True)
class Centre:
    """What the act of a voting centre says. None is a number that is not known (yet).

    `handed`: so many slips were handed out, each to somebody who signed · `found`: so many were in
    the box · `tellers`: who counted · `left_out`: why its act does not count (it never came, it was
    annulled), empty where it does.

    Of its register (cuaderno de votación): `organization`, whose people it names (its id); `names`, how
    many these are; `lines`, how many empty ones follow. None where there is none.
    """

    name: str
    tally: Tally = NOTHING_KNOWN
    handed: int | None = None
    found: int | None = None
    tellers: str = ""
    left_out: str = ""
    organization: int | None = None
    names: int | None = None
    lines: int | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        """The numbers of its act, in the order in which they are typed."""
        return {"handed": self.handed, "found": self.found} | self.tally.parts

    @property
    def room(self) -> int | None:
        """How many can sign its register."""
        return None if self.lines is None else (self.names or 0) + self.lines

    @property
    def is_in(self) -> bool:
        """Whether anything of its act was written down."""
        return any(count is not None for count in self.counts.values())

    @property
    def act(self) -> dict[str, object]:
        """What is typed of it."""
        return {"tellers": self.tellers, "left_out": self.left_out, **self.counts}

    def as_data(self) -> dict[str, object]:
        """The act and the register in what JSON can hold; see `from_data`."""
        return {
            "name": self.name,
            "organization": self.organization,
            "names": self.names,
            "lines": self.lines,
            **self.act,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Centre:
        """Read back what `as_data` wrote; acts of before have no register and all of them count."""
        return cls(
            data["name"],
            Tally(data["yes"], data["no"], data["abstain"], data["blank"], data["invalid"]),
            data["handed"],
            data["found"],
            data["tellers"],
            data.get("left_out", ""),
            data.get("organization"),
            data.get("names"),
            data.get("lines"),
        )


def that_count(centres: Iterable[Centre]) -> list[Centre]:
    """The centres whose acts count."""
    return [each for each in centres if not each.left_out]


def sum_of(centres: Sequence[Centre]) -> Centre:
    """All centres that count together; what one of them does not know, nobody knows of the sum."""
    rows = [centre.counts for centre in that_count(centres)]
    total = {part: _sum(row[part] for row in rows) for part in Centre("").counts}
    handed, found = total.pop("handed"), total.pop("found")
    return Centre("", Tally(**total), handed, found)


def centre_contradictions(centres: Iterable[Centre]) -> list[Contradiction]:
    """What in an act cannot be so; `part` is the name of the centre.

    `centre_register`: more slips were handed out (`said`) than its register has names and empty lines
    (`known`) · `centre_slips`: so many slips were in the box, so many had been handed out ·
    `centre_parts`: the counts add up to another number (`known`) than the slips in the box (`said`).
    An act that does not count contradicts nothing.
    """
    found = []
    for centre in that_count(centres):
        name, box, votes = centre.name, centre.found, centre.tally.votes
        if centre.handed is not None and centre.room is not None and centre.handed > centre.room:
            found.append(Contradiction("centre_register", centre.handed, centre.room, part=name))
        if box is not None and centre.handed is not None and box != centre.handed:
            found.append(Contradiction("centre_slips", box, centre.handed, part=name))
        known = centre.tally.known_votes
        if box is not None and (known > box or (votes is not None and votes != box)):
            found.append(Contradiction("centre_parts", box, known, part=name))
    return found


def with_centres(
    of_the_sum: Sequence[Contradiction], centres: Sequence[Centre]
) -> list[Contradiction]:
    """What contradicts in the sum and in the acts; said of an act, it is not said of their sum too."""
    in_acts = centre_contradictions(centres)
    if in_acts:
        of_the_sum = [each for each in of_the_sum if each.code not in _FOLLOW]
    return [*of_the_sum, *in_acts]


def votes_left_out(centres: Iterable[Centre]) -> int | None:
    """How many votes the centres that do not count could have had at most; None if nobody can say.

    As many as slips were handed out there; else as many as could sign.
    """
    out = [each for each in centres if each.left_out]
    return _sum(each.room if each.handed is None else each.handed for each in out)


def would_change(outcome: Outcome, votes: int) -> bool:
    """Whether so many votes more, all for or all against, could have given another result.

    One more vote for never hurts, and of those who vote one more against helps only the turnout: so
    what holds at these ends holds between them.
    """
    if votes == 0 or outcome.result is Result.unknown:
        return votes > 0
    there = outcome.electorate
    more = replace(there, present=None if there.present is None else there.present + votes)
    for part in ("yes", "no"):
        count = getattr(outcome.tally, part)
        if count is None:
            return True
        found = decide(
            outcome.requirement,
            replace(outcome.tally, **{part: count + votes}),
            more,
            method=outcome.method,
            turnout=outcome.turnout.threshold if outcome.turnout else None,
        )
        if found.result is not outcome.result:
            return True
    return False


def nearest(
    chosen: Collection[int], above: Mapping[int, int | None], organization: int | None
) -> int | None:
    """Of the organisations chosen the one in which somebody of this one votes: itself, or the nearest above it."""
    while organization is not None and organization not in chosen:
        organization = above.get(organization)
    return organization


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
