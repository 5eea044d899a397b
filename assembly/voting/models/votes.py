"""Votes, and what people add to them: dissents and mandates."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from fractions import Fraction
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import AgendaItem
from assembly.motions.models import Motion
from assembly.people.models import Organization, Person, Seat
from assembly.thresholds import Comparison, Threshold
from assembly.voting.rules import Base as CountedOn
from assembly.voting.rules import (
    Centre,
    Electorate,
    GroupRule,
    Method,
    Option,
    Outcome,
    Purpose,
    Requirement,
    Result,
    Slip,
    Tally,
    VoteStatus,
)

if TYPE_CHECKING:
    from assembly.voting.models.ballots import Ballot
    from assembly.voting.models.elections import Round


class Vote(Exchanged, Base):
    """One question put to the vote. Rule, base and electorate are frozen when it opens; None is «sin dato»."""

    __tablename__ = "vote"
    __table_args__ = (
        Index(None, "item_id"),
        Index(None, "motion_id"),
        Index(None, "sheet"),
        CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0", name="counts_not_negative"),
        CheckConstraint("blank >= 0 AND invalid >= 0", name="slips_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    question: Mapped[str] = mapped_column(Text)  # the words put to the vote, as they stood
    purpose: Mapped[Purpose] = mapped_column(default=Purpose.ordinary)
    # Votes that are asked together share a sheet: one page, a ballot of its own for each.
    sheet: Mapped[UUID | None] = mapped_column(Uuid)
    method: Mapped[Method]
    status: Mapped[VoteStatus]
    opened_at: Mapped[datetime]
    closes_at: Mapped[datetime | None]  # ballots are taken until then; None: until it is closed
    closed_at: Mapped[datetime | None]
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    # the frozen rule
    share: Mapped[Fraction]
    comparison: Mapped[Comparison]
    base: Mapped[CountedOn]
    chair_casts: Mapped[bool] = mapped_column(default=False)
    may_change: Mapped[bool] = mapped_column(
        default=False
    )  # an open ballot, while the vote is open
    group_rule: Mapped[GroupRule] = mapped_column(default=GroupRule.none)
    turnout_share: Mapped[Fraction | None]  # of the seats; None: however many vote
    turnout_comparison: Mapped[Comparison | None]
    weighted: Mapped[bool] = mapped_column(default=False)
    # the frozen electorate, in seats and in weight
    seats: Mapped[int | None]
    seats_weight: Mapped[int | None]
    present: Mapped[int | None]
    present_weight: Mapped[int | None]
    # the same for each organisation, where they count by themselves
    groups: Mapped[list[dict[str, object]] | None] = mapped_column(JSON)
    # the counts, in the unit of the vote (seats, or weight where seats carry weights)
    yes: Mapped[int | None]
    no: Mapped[int | None]
    abstain: Mapped[int | None]
    blank: Mapped[int | None]
    invalid: Mapped[int | None]
    total: Mapped[int | None]  # counted apart: slips in the box, hands in all
    # where it was counted in several places: the act of each one, whose sum these counts are
    centres: Mapped[list[dict[str, object]] | None] = mapped_column(JSON)
    casting_vote: Mapped[Option | None]
    tellers: Mapped[str] = mapped_column(String(300), default="")
    # What a paper says that tells the result and not the counts; it stands where these are missing.
    stated: Mapped[Result | None]
    result: Mapped[Result | None]
    reasoning: Mapped[dict[str, object] | None] = mapped_column(JSON)
    contradictions: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    contradiction_reason: Mapped[str] = mapped_column(Text, default="")
    # what the result was before slips were told again or a roll call was corrected, the oldest first
    # (a round keeps its own)
    former: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    # Slips of a secret vote as the tellers read them out; once closed, those that can be told again,
    # with their receipts, until the minutes are closed (voting.actions.slips.kept_apart).
    slips: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)
    # The list that anybody can recount, and the SHA-256 of its text (see rules/publication.py).
    published: Mapped[str | None] = mapped_column(Text)
    published_digest: Mapped[str | None] = mapped_column(String(64))

    item: Mapped[AgendaItem] = relationship()
    motion: Mapped[Motion | None] = relationship()
    ballots: Mapped[list[Ballot]] = relationship(
        back_populates="vote", order_by="Ballot.seat_id", cascade="all, delete-orphan"
    )
    round: Mapped[Round | None] = relationship(back_populates="vote")
    dissents: Mapped[list[Dissent]] = relationship(order_by="Dissent.id")
    mandates: Mapped[list[Mandate]] = relationship(order_by="Mandate.id")

    @property
    def requirement(self) -> Requirement:
        """The frozen rule."""
        return Requirement(Threshold(self.share, self.comparison), self.base)

    @property
    def electorate(self) -> Electorate:
        """The frozen electorate, in the unit of the vote."""
        if self.weighted:
            return Electorate(self.seats_weight, self.present_weight, weighted=True)
        return Electorate(self.seats, self.present)

    @property
    def turnout(self) -> Threshold | None:
        """How many have to vote at all, if that is asked for."""
        if self.turnout_share is None or self.turnout_comparison is None:
            return None
        return Threshold(self.turnout_share, self.turnout_comparison)

    @property
    def tally(self) -> Tally:
        """The counts as recorded."""
        return Tally(self.yes, self.no, self.abstain, self.blank, self.invalid)

    @property
    def acts(self) -> list[Centre]:
        """What the voting centres counted; empty where there was one place only."""
        return [Centre.from_data(each) for each in self.centres or ()]

    @property
    def read_out(self) -> list[Slip]:
        """The slips that tellers read out, as far as they are kept."""
        return [
            Slip(**each | {"receipts": tuple(each.get("receipts", ()))})
            for each in self.slips or ()
        ]

    @property
    def corrected(self) -> list[dict[str, Any]]:
        """What was counted before it was corrected, the oldest first."""
        return (self.round.former if self.round else self.former) or []

    @property
    def slips_stand_apart(self) -> bool:
        """Whether slips of this closed secret vote can still be told from the ballots beside them."""
        if self.method is not Method.secret_ballots:
            return False
        return self.slips is not None or bool(self.round and self.round.totals)

    @property
    def outcome(self) -> Outcome | None:
        """What was decided at closing, as stored: never decided anew. None before.

        Where counts are missing it stays unknown, also where ``stated`` (and ``result``) is not.
        """
        return None if self.reasoning is None else Outcome.from_data(self.reasoning)


class Dissent(Base):
    """A reasoned dissent (voto salvado)."""

    __tablename__ = "dissent"
    __table_args__ = (Index(None, "vote_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    text: Mapped[str] = mapped_column(Text)

    person: Mapped[Person | None] = relationship()


class Mandate(Base):
    """The mandate a spokesperson cites: which assembly, which date, what it said."""

    __tablename__ = "mandate"
    __table_args__ = (Index(None, "vote_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    assembly: Mapped[str] = mapped_column(String(200), default="")
    held_on: Mapped[date | None]
    text: Mapped[str] = mapped_column(Text, default="")

    seat: Mapped[Seat | None] = relationship()
    person: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
