"""Minutes as they were closed: number, frozen content, files; and a body's wording."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import Meeting
from assembly.minutes.rules import Copy, MinutesStatus


class Wording(Base):
    """How a body's minutes open and close, in one language. No row: the wording that is shipped."""

    __tablename__ = "wording"
    __table_args__ = (UniqueConstraint("body_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    language: Mapped[str] = mapped_column(String(5))
    opening: Mapped[str] = mapped_column(Text)
    closing: Mapped[str] = mapped_column(Text)


class Minutes(Exchanged, Base):
    """The closed minutes of one meeting. ``snapshot`` is the document as data, with its digest."""

    __tablename__ = "minutes"
    __table_args__ = (UniqueConstraint("body_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"), unique=True)
    number: Mapped[int]
    status: Mapped[MinutesStatus]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(200))
    snapshot: Mapped[dict[str, object]] = mapped_column(JSON)
    snapshot_digest: Mapped[str] = mapped_column(String(64))

    meeting: Mapped[Meeting] = relationship()
    files: Mapped[list[MinutesFile]] = relationship(
        back_populates="minutes", order_by="MinutesFile.language, MinutesFile.copy"
    )


class MinutesFile(Base):
    """One finished PDF of closed minutes, by its digest in the content-addressed store."""

    __tablename__ = "minutes_file"
    __table_args__ = (UniqueConstraint("minutes_id", "language", "copy"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    language: Mapped[str] = mapped_column(String(5))
    copy: Mapped[Copy]
    digest: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int | None]

    minutes: Mapped[Minutes] = relationship(back_populates="files")
