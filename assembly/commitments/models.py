"""Commitments and what became of them at each meeting."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.commitments.rules import CommitmentStatus
from assembly.db import Base, Exchanged
from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions.models import Decision
from assembly.people.models import Body, Organization, Person


class Commitment(Exchanged, Base):
    """Who does what by when. It hangs on a decision, or on the item in which it was taken on."""

    __tablename__ = "commitment"
    __table_args__ = (
        Index(None, "body_id", "status", "due_on"),
        Index(None, "person_id", "status"),
        Index(None, "decision_id"),
        Index(None, "item_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    text: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    responsible: Mapped[str] = mapped_column(String(200), default="")
    due_on: Mapped[date | None]  # moves when the commitment is carried on
    first_due_on: Mapped[date | None]  # as it was taken on
    status: Mapped[CommitmentStatus]
    closed_at: Mapped[datetime | None]

    body: Mapped[Body] = relationship()
    meeting: Mapped[Meeting] = relationship()
    item: Mapped[AgendaItem | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    person: Mapped[Person | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
    follow_ups: Mapped[list[FollowUp]] = relationship(
        back_populates="commitment", order_by="FollowUp.id"
    )

    @property
    def who(self) -> str:
        """The person, the organization, or the name that was given."""
        if self.person:
            return self.person.name
        if self.organization and not self.responsible:
            return self.organization.name
        return self.responsible


class FollowUp(Base):
    """What was reported on a commitment: carried on (perhaps to a new date), done, or dropped."""

    __tablename__ = "follow_up"
    __table_args__ = (Index(None, "commitment_id"), Index(None, "meeting_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitment.id"))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"))
    status: Mapped[CommitmentStatus]
    note: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]

    commitment: Mapped[Commitment] = relationship(back_populates="follow_ups")
    meeting: Mapped[Meeting | None] = relationship()
