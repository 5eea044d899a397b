"""Elections: who stands for which places, and the rounds in which they are voted on."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import AgendaItem
from assembly.people.models import Body, Person
from assembly.thresholds import Comparison, Threshold
from assembly.voting.elections import Count, CountingRule, ElectionRule, Lot, Totals
from assembly.voting.models.votes import Vote
from assembly.voting.rules import Base as CountedOn
from assembly.voting.rules import CandidacyStatus, ElectionStatus, Requirement, Slip


class Election(Exchanged, Base):
    """Places to be filled by a body, in an item of its agenda. ``seats`` are those that the elected get.

    ``seats`` (ids, in order) may be empty: a coordination is no seat. ``installed`` says who got what
    when it was confirmed, as it was then.
    """

    __tablename__ = "election"
    __table_args__ = (Index(None, "item_id"), CheckConstraint("places >= 1", name="a_place"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    title: Mapped[str] = mapped_column(String(300))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    seats: Mapped[list[int]] = mapped_column(JSON)
    secret: Mapped[bool]
    counting: Mapped[CountingRule]
    places: Mapped[int]
    alternates: Mapped[int] = mapped_column(default=0)
    most: Mapped[int | None]
    share: Mapped[Fraction | None]
    comparison: Mapped[Comparison | None]
    base: Mapped[CountedOn | None]
    status: Mapped[ElectionStatus]
    created_at: Mapped[datetime]
    term_start: Mapped[date | None]
    term_end: Mapped[date | None]
    installed: Mapped[list[dict[str, object]] | None] = mapped_column(JSON)
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")

    item: Mapped[AgendaItem] = relationship()
    body: Mapped[Body] = relationship()  # whose seats are filled
    candidates: Mapped[list[Candidate]] = relationship(
        back_populates="election", order_by="Candidate.id"
    )
    rounds: Mapped[list[Round]] = relationship(back_populates="election", order_by="Round.vote_id")

    @property
    def rule(self) -> ElectionRule:
        """What was asked for when it was called."""
        asked = None
        if self.share is not None and self.comparison is not None and self.base is not None:
            asked = Requirement(Threshold(self.share, self.comparison), self.base)
        return ElectionRule(self.counting, self.places, self.alternates, self.most, asked)


class Candidate(Base):
    """Somebody who stands, or was named and has not said yet. ``number`` is hers on every ballot."""

    __tablename__ = "candidate"
    __table_args__ = (Index(None, "election_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))  # as it stands on the ballot
    number: Mapped[int | None]
    status: Mapped[CandidacyStatus]
    nominated_by: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(1000), default="")

    election: Mapped[Election] = relationship(back_populates="candidates")
    person: Mapped[Person | None] = relationship()


class Round(Base):
    """One round of an election: a vote with the rule and the candidates it was opened with.

    ``slips`` are what tellers added up (``Totals.as_data``; ``totals``, a list of them, where phones
    were used beside them, or each weight was counted apart), or read out in a round on paper alone
    (``ballots``: choice, how many, and the weight where each was counted apart).
    ``lots`` are those drawn in the room, ``count`` the count as data.
    """

    __tablename__ = "election_round"

    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), index=True)
    number: Mapped[int]
    rule: Mapped[dict[str, Any]] = mapped_column(JSON)
    candidates: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    slips: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    lots: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    count: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    # what was counted before a correction, the oldest first: its slips, lots and count, who, when and why;
    # where slips lie among ballots, also which of these were withdrawn and entered
    former: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)

    vote: Mapped[Vote] = relationship(back_populates="round")
    election: Mapped[Election] = relationship(back_populates="rounds")

    @property
    def asked(self) -> ElectionRule:
        """The rule that was frozen."""
        return ElectionRule.from_data(self.rule)

    @property
    def names(self) -> dict[int, str]:
        """The candidates by their number, as they stood on the ballot."""
        return {each["number"]: each["name"] for each in self.candidates}

    @property
    def totals(self) -> list[Totals]:
        """What tellers added up, by the weight of the slips; empty where none were, or each was read out."""
        if not self.slips or "ballots" in self.slips:
            return []
        return [Totals.from_data(each) for each in self.slips.get("totals", [self.slips])]

    @property
    def read_out(self) -> list[Slip]:
        """The slips that tellers read out in a round on paper alone."""
        return [Slip(*each) for each in (self.slips or {}).get("ballots", ())]

    @property
    def by_weight(self) -> bool:
        """Whether the slips of each weight were counted apart."""
        told = self.slips or {}
        return "totals" in told or any(each[2:] for each in told.get("ballots", ()))

    @property
    def drawn(self) -> list[Lot]:
        """The lots drawn in the room."""
        return [Lot.from_data(each) for each in self.lots]

    @property
    def counted(self) -> Count | None:
        """The count as it was kept; None before."""
        return None if self.count is None else Count.from_data(self.count)
