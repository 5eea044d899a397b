"""A citizens' vote on paper in several places: each voting centre has its counts, their sum is the vote's."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from assembly.voting.rules.box import FEWEST
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
    annulled), empty where it does · `carried_to`: the centre in whose box its slips were counted, because
    so few would have shown how they voted; empty where it counted its own · `received`: so many slips
    came from the secretary · `left_over`: so many were not used, or spoilt.

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
    carried_to: str = ""
    received: int | None = None
    left_over: int | None = None

    @property
    def counts(self) -> dict[str, int | None]:
        """The numbers of its act that are added up, in the order in which they are typed."""
        return {"handed": self.handed, "found": self.found} | self.tally.parts

    @property
    def more(self) -> dict[str, str | int | None]:
        """What an act may say beside them."""
        return {
            "carried_to": self.carried_to,
            "received": self.received,
            "left_over": self.left_over,
        }

    @property
    def says_more(self) -> bool:
        """Whether it says any of it."""
        return any(each not in ("", None) for each in self.more.values())

    @property
    def room(self) -> int | None:
        """How many can sign its register."""
        return None if self.lines is None else (self.names or 0) + self.lines

    @property
    def is_in(self) -> bool:
        """Whether anything of its act was written down."""
        return self.says_more or any(count is not None for count in self.counts.values())

    @property
    def act(self) -> dict[str, object]:
        """What is typed of it."""
        return {"tellers": self.tellers, "left_out": self.left_out, **self.more, **self.counts}

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
        """Read back what `as_data` wrote; acts of before have no register, all of them count, each its own box."""
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
            data.get("carried_to", ""),
            data.get("received"),
            data.get("left_over"),
        )


def that_count(centres: Iterable[Centre]) -> list[Centre]:
    """The centres whose acts count."""
    return [each for each in centres if not each.left_out]


def sum_of(centres: Sequence[Centre]) -> Centre:
    """All centres that count together; what one of them does not know, nobody knows of the sum."""
    there = that_count(centres)
    boxes = [centre.counts for centre in there if not centre.carried_to]
    total = {part: _sum(box[part] for box in boxes) for part in NOTHING_KNOWN.parts}
    found = _sum(box["found"] for box in boxes)
    return Centre("", Tally(**total), _sum(each.handed for each in there), found)


def put_into(box: Centre, centres: Iterable[Centre]) -> int | None:
    """How many slips were put into the box of a centre and into those that were carried to it."""
    carried = [each.handed for each in that_count(centres) if each.carried_to == box.name]
    return _sum([box.handed, *carried])


def wrongly_carried(centres: Sequence[Centre]) -> list[Centre]:
    """The centres that say both where their slips were counted and what these were, or to which no such
    centre belongs: another one, whose act counts and which counted its own box."""
    boxes = {each.name for each in that_count(centres) if not each.carried_to}
    return [
        each
        for each in that_count(centres)
        if each.carried_to
        and (each.carried_to not in boxes or (each.found, each.tally) != (None, NOTHING_KNOWN))
    ]


def pointing(centres: Sequence[Centre]) -> list[Centre]:
    """The centres in whose box lie one or two slips: the act of such a centre shows how they voted."""
    found = []
    for centre in that_count(centres):
        slips = put_into(centre, centres) if centre.found is None else centre.found
        if not centre.carried_to and slips is not None and 0 < slips < FEWEST:
            found.append(centre)
    return found


def centre_contradictions(centres: Sequence[Centre]) -> list[Contradiction]:
    """What in an act cannot be so; `part` is the name of the centre.

    `centre_register`: more slips were handed out (`said`) than its register has names and empty lines
    (`known`) · `centre_received`: so many slips were received, so many handed out and left over ·
    `centre_slips`: so many slips were in the box, so many had been handed out (also where a box was
    carried here from) · `centre_parts`: the counts add up to another number (`known`) than the slips in
    the box (`said`).
    An act that does not count contradicts nothing.
    """
    found = []
    for centre in that_count(centres):
        name, box, votes = centre.name, centre.found, centre.tally.votes
        if centre.handed is not None and centre.room is not None and centre.handed > centre.room:
            found.append(Contradiction("centre_register", centre.handed, centre.room, part=name))
        used = _other_than_received(centre)
        if centre.received is not None and used is not None:
            found.append(Contradiction("centre_received", centre.received, used, part=name))
        put = put_into(centre, centres)
        if box is not None and put is not None and box != put:
            found.append(Contradiction("centre_slips", box, put, part=name))
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


def _other_than_received(centre: Centre) -> int | None:
    """How many slips were handed out and left over; None where these can be those that were received."""
    if centre.received is None or centre.handed is None:
        return None
    used = centre.handed + (centre.left_over or 0)
    fits = used <= centre.received if centre.left_over is None else used == centre.received
    return None if fits else used


def _sum(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
