"""Motions with their versions, and the decisions they become."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions.rules import MotionKind, MotionStatus, code
from assembly.people.models import Body, Person


class Motion(Exchanged, Base):
    """A proposal put to a body (P-2026-14). An amendment is a motion about a motion."""

    __tablename__ = "motion"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        Index(None, "item_id"),
        Index(None, "amends_id"),
        Index(None, "body_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    year: Mapped[int]
    number: Mapped[int]
    kind: Mapped[MotionKind]
    status: Mapped[MotionStatus]
    special: Mapped[bool] = mapped_column(default=False)  # asks for the body's special requirement
    title: Mapped[str] = mapped_column(String(300))
    reason: Mapped[str] = mapped_column(Text, default="")
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))
    # The version of the motion that the amendment was written for.
    amends_version: Mapped[int | None]
    # The item in which it was carried, rejected or withdrawn: not that of its submission if the
    # motion was deferred from one meeting to the next.
    settled_item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    mover_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    mover_name: Mapped[str] = mapped_column(String(200), default="")
    seconder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    seconder_name: Mapped[str] = mapped_column(String(200), default="")
    submitted_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    item: Mapped[AgendaItem | None] = relationship(foreign_keys=[item_id])
    settled_item: Mapped[AgendaItem | None] = relationship(foreign_keys=[settled_item_id])
    mover: Mapped[Person | None] = relationship(foreign_keys=[mover_id])
    seconder: Mapped[Person | None] = relationship(foreign_keys=[seconder_id])
    amends: Mapped[Motion | None] = relationship(
        remote_side="Motion.id", back_populates="amendments"
    )
    amendments: Mapped[list[Motion]] = relationship(back_populates="amends", order_by="Motion.id")
    decision: Mapped[Decision | None] = relationship(back_populates="motion")
    versions: Mapped[list[MotionVersion]] = relationship(
        back_populates="motion",
        order_by="MotionVersion.version",
        foreign_keys="MotionVersion.motion_id",
    )

    @property
    def code(self) -> str:
        """P-2026-14 (*propuesta*)."""
        return code("P", self.year, self.number)


class MotionVersion(Base):
    """One text of a motion. For an amendment: the whole text as it would read if it carries."""

    __tablename__ = "motion_version"
    __table_args__ = (UniqueConstraint("motion_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("motion.id"))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"))

    motion: Mapped[Motion] = relationship(back_populates="versions", foreign_keys=[motion_id])
    amendment: Mapped[Motion | None] = relationship(foreign_keys=[amendment_id])


class Decision(Exchanged, Base):
    """What was decided (A-2026-22): in force until a later decision annuls it, never rewritten."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("body_id", "year", "number"),
        Index(None, "body_id", "decided_on"),
        Index(None, "meeting_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    year: Mapped[int]
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    text: Mapped[str] = mapped_column(Text)
    motion_id: Mapped[int | None] = mapped_column(ForeignKey("motion.id"), unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"), index=True)
    decided_on: Mapped[date]
    annulled_by_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    annulled_reason: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship()
    meeting: Mapped[Meeting] = relationship()
    motion: Mapped[Motion | None] = relationship(back_populates="decision")
    annulled_by: Mapped[Decision | None] = relationship(
        remote_side="Decision.id", back_populates="annuls"
    )
    annuls: Mapped[list[Decision]] = relationship(
        back_populates="annulled_by", order_by="Decision.id"
    )

    @property
    def code(self) -> str:
        """A-2026-22 (*acuerdo*)."""
        return code("A", self.year, self.number)
