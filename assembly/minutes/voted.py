"""What was put to the vote, as the document of a meeting holds it (see ``document``)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from assembly.minutes.elected import Round
from assembly.voting.rules import Centre as Counted


@dataclass(frozen=True, slots=True)
class Voter:
    """A seat on a roll call, who voted for it, and how (Popolo's options)."""

    seat: str
    person: str
    option: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Dissent:
    """A reasoned dissent."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """The mandate a spokesperson cited."""

    seat: str
    person: str
    organization: str
    assembly: str
    held_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two numbers that cannot both be so, kept with a reason. ``seat`` is its label."""

    code: str
    said: int
    known: int
    part: str
    seat: str


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A ballot in a published list. ``receipt`` is empty in an open vote, where the roll tells whose it is."""

    receipt: str
    choice: str
    weight: int = 1
    group: str = ""


@dataclass(frozen=True, slots=True)
class VotedBy:
    """That a seat voted, who for it, and which way the ballot came."""

    seat: str
    person: str
    channel: str


@dataclass(frozen=True, slots=True)
class Published:
    """The list of a vote whose ballots were cast one by one, as it was published when it closed.

    ``ballots`` stand in the order of their receipts, ``voters`` in that of the seats: nothing leads
    from one to the other. ``totals`` are slips that tellers added up beside the ballots
    (``voting.elections.Totals.as_data``), empty where each was read out. The digests
    are SHA-256 (``voting/rules/publication.py``).
    """

    ballots: tuple[BallotCast, ...]
    voters: tuple[VotedBy, ...]
    ballots_digest: str
    voters_digest: str
    both_digest: str
    totals: tuple[Mapping[str, Any], ...] = ()
    totals_digest: str = ""
    corrections_digest: str = ""


@dataclass(frozen=True, slots=True)
class Centre:
    """The act of a voting centre: its counts by name (``voting.rules.Centre.counts``), and who counted.

    ``left_out`` says why it does not count, empty where it does; ``carried_to`` in whose box its slips were
    counted, empty where in its own. Its register had so many ``names`` and empty ``lines``; so many slips
    were ``received`` and ``left_over``.
    """

    name: str
    counts: Mapping[str, Any]
    tellers: str
    left_out: str = ""
    names: int | None = None
    lines: int | None = None
    carried_to: str = ""
    received: int | None = None
    left_over: int | None = None

    @property
    def counted(self) -> Counted:
        """As the rules take it."""
        told = {each.name: getattr(self, each.name) for each in fields(self)}
        return Counted.from_data({**told, **told.pop("counts")})


@dataclass(frozen=True, slots=True)
class FormerResult:
    """What came out (``reasoning``) before it was corrected, why it was, by whom and when."""

    reasoning: Mapping[str, Any]
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote. ``reasoning`` is the outcome as data (``voting.rules.Outcome.as_data``), None if open.

    ``acts_digest`` is that of the published acts of its voting centres, ``roll_digest`` that of the
    published lists of a roll call.
    """

    uuid: str
    question: str
    method: str
    status: str
    cancelled_reason: str
    opened_at: datetime
    closed_at: datetime | None
    seats: int | None
    present: int | None
    weighted: bool
    tellers: str
    stated: str | None
    result: str | None
    reasoning: Mapping[str, Any] | None
    roll: tuple[Voter, ...]
    dissents: tuple[Dissent, ...]
    mandates: tuple[Mandate, ...]
    contradictions: tuple[Contradiction, ...]
    contradiction_reason: str
    published: Published | None = None
    round: Round | None = None
    centres: tuple[Centre, ...] = ()
    acts_digest: str = ""
    roll_digest: str = ""
    former: tuple[FormerResult, ...] = ()
