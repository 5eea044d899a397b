"""The counts of a vote: who may vote, what was cast, and counts that cannot be so.

Every number is in one unit, the caller's: seats, or weights where seats carry weights. None is a
number that is not known («sin dato»): it is never taken as 0.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from assembly.voting.rules.kinds import Base, Option


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of a vote; None where a count is not known."""

    yes: int | None
    no: int | None
    abstain: int | None
    blank: int | None = 0
    invalid: int | None = 0

    @property
    def parts(self) -> dict[str, int | None]:
        """The counts by name."""
        return {
            "yes": self.yes,
            "no": self.no,
            "abstain": self.abstain,
            "blank": self.blank,
            "invalid": self.invalid,
        }

    @property
    def votes(self) -> int | None:
        """All votes cast, or None where a count is not known."""
        return _total(*self.parts.values())

    @property
    def known_votes(self) -> int:
        """The votes that are known of: all of them, unless a count is missing."""
        return sum(count for count in self.parts.values() if count is not None)


@dataclass(frozen=True, slots=True)
class Electorate:
    """Who may vote: all seats (or the census) and those present, frozen when the vote opens."""

    seats: int | None
    present: int | None
    weighted: bool = False


def counted_on(base: Base, tally: Tally, electorate: Electorate) -> int | None:
    """The number that a share is of, or None where it is not known."""
    match base:
        case Base.for_and_against:
            return _total(tally.yes, tally.no)
        case Base.valid:
            return _total(tally.yes, tally.no, tally.abstain)
        case Base.cast:
            return tally.votes
        case Base.present:
            return electorate.present
        case Base.seats:
            return electorate.seats


@dataclass(frozen=True, slots=True)
class Ballot:
    """What was voted for a seat, by whom if it is known, with the weight of the seat."""

    seat: int
    option: Option
    person: int | None = None
    weight: int = 1


class SeatTwice(ValueError):
    """More than one ballot for a seat. `code` is `seat_twice`; `seat` says which."""

    def __init__(self, seat: int) -> None:
        super().__init__(f"seat {seat} has more than one ballot")
        self.code = "seat_twice"
        self.seat = seat


def tally_ballots(ballots: Iterable[Ballot]) -> Tally:
    """Add up a roll call, by weight: one seat, one ballot. Raises `SeatTwice`.

    Absent and not voting are on the roll but not among the votes. A named ballot is neither blank
    nor invalid.
    """
    seen: set[int] = set()
    counts: Counter[Option] = Counter()
    for ballot in ballots:
        if ballot.seat in seen:
            raise SeatTwice(ballot.seat)
        seen.add(ballot.seat)
        counts[ballot.option] += ballot.weight
    return Tally(counts[Option.yes], counts[Option.no], counts[Option.abstain])


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two numbers that cannot both be so: what was `said`, and what is `known`.

    - `negative`: a count (`part`) below 0
    - `more_present_than_seats`, `more_votes_than_present`, `more_votes_than_seats`
    - `parts_not_total`: the counts do not add up to the total that was said
    - `ballots_not_count`: the count of `part` is not that of the named ballots
    - `principal_and_alternate`: different people voted for one `seat`
    - `ballot_twice`: one person voted twice for one `seat`
    """

    code: str
    said: int
    known: int
    part: str | None = None
    seat: int | None = None

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Contradiction":
        """Out of what is stored of it with a vote."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})


def contradictions(
    tally: Tally,
    electorate: Electorate,
    *,
    ballots: Sequence[Ballot] = (),
    total: int | None = None,
) -> list[Contradiction]:
    """What in the counts cannot be so; empty if they may stand as they are.

    `ballots` are the named ones of a roll call, `total` the number of votes as counted apart (slips
    in the box, hands in all). What is not known contradicts nothing, but known counts may already
    be too many.
    """
    found = [
        Contradiction("negative", count, 0, part=part)
        for part, count in tally.parts.items()
        if count is not None and count < 0
    ]
    found += _against_the_electorate(tally, electorate)
    votes = tally.known_votes
    if total is not None and (votes > total or (tally.votes is not None and votes != total)):
        found.append(Contradiction("parts_not_total", total, votes))
    return found + _against_the_ballots(tally, ballots)


def _against_the_electorate(tally: Tally, electorate: Electorate) -> list[Contradiction]:
    votes, present, seats = tally.known_votes, electorate.present, electorate.seats
    found = []
    if present is not None and seats is not None and present > seats:
        found.append(Contradiction("more_present_than_seats", present, seats))
    if present is not None and votes > present:
        found.append(Contradiction("more_votes_than_present", votes, present))
    elif seats is not None and votes > seats:
        found.append(Contradiction("more_votes_than_seats", votes, seats))
    return found


def _against_the_ballots(tally: Tally, ballots: Sequence[Ballot]) -> list[Contradiction]:
    found = []
    by_seat: dict[int, list[Ballot]] = {}
    for ballot in ballots:
        by_seat.setdefault(ballot.seat, []).append(ballot)
    for seat, cast in by_seat.items():
        if len(cast) > 1:
            code = (
                "ballot_twice" if len({b.person for b in cast}) == 1 else "principal_and_alternate"
            )
            found.append(Contradiction(code, len(cast), 1, seat=seat))
    if ballots and not found:
        named = tally_ballots(ballots).parts
        found += [
            Contradiction("ballots_not_count", count, named[part] or 0, part=part)
            for part, count in tally.parts.items()
            if count is not None and count != named[part]
        ]
    return found


def _total(*counts: int | None) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None
