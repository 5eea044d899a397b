"""Minutes as they were closed: number, frozen content, files, what became of them; and a body's wording."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import Meeting
from assembly.minutes.rules import (
    Approval,
    Copy,
    MinutesStatus,
    OnLeaves,
    Sides,
    SignatureState,
    VolumeStatus,
)
from assembly.people.models import Body
from assembly.voting.models import Vote


class Wording(Base):
    """How a body's minutes open and close, in one language. No row: the wording that is shipped."""

    __tablename__ = "wording"
    __table_args__ = (UniqueConstraint("body_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    language: Mapped[str] = mapped_column(String(5))
    opening: Mapped[str] = mapped_column(Text)
    closing: Mapped[str] = mapped_column(Text)


class Layout(Base):
    """Which parts a body's minutes print, in their order. No row: as shipped."""

    __tablename__ = "minutes_layout"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    parts: Mapped[list[str]] = mapped_column(JSON)


class Minutes(Exchanged, Base):
    """The minutes of one meeting, closed at least once. ``snapshot`` is the document as data, with its digest.

    ``closing`` counts: the second one takes the place of the first, which is kept (`FormerClosing`).
    While they are ``reopened`` the snapshot is still the one that was closed last.
    """

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
    closing: Mapped[int] = mapped_column(default=1)
    printed_at: Mapped[datetime | None]
    signed_on: Mapped[date | None]
    approved_at: Mapped[datetime | None]
    approved_by_vote_id: Mapped[int | None] = mapped_column(ForeignKey("vote.id"))

    meeting: Mapped[Meeting] = relationship()
    approved_by_vote: Mapped[Vote | None] = relationship()
    files: Mapped[list[MinutesFile]] = relationship(
        back_populates="minutes",
        order_by="MinutesFile.closing, MinutesFile.note, MinutesFile.language, MinutesFile.copy",
    )
    former: Mapped[list[FormerClosing]] = relationship(order_by="FormerClosing.closing")
    signatures: Mapped[list[Signature]] = relationship(order_by="Signature.position")
    notes: Mapped[list[MarginalNote]] = relationship(
        back_populates="minutes", order_by="MarginalNote.number"
    )


class MinutesFile(Base):
    """One finished PDF of closed minutes, by its digest in the content-addressed store.

    ``closing``: of which one. ``note``: the number of the marginal note that it is the page of; 0: the
    act itself. ``content`` is the digest of the data inside: its beginning is the check code.
    """

    __tablename__ = "minutes_file"
    __table_args__ = (
        UniqueConstraint("minutes_id", "closing", "note", "language", "copy"),
        Index(None, "content"),
        Index(None, "digest"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    language: Mapped[str] = mapped_column(String(5))
    copy: Mapped[Copy]
    digest: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int | None]
    closing: Mapped[int] = mapped_column(default=1)
    note: Mapped[int] = mapped_column(default=0)
    content: Mapped[str] = mapped_column(String(64))

    minutes: Mapped[Minutes] = relationship(back_populates="files")


class FormerClosing(Base):
    """A closing that was reopened: what had been closed, when it was taken up again, by whom and why."""

    __tablename__ = "former_closing"
    __table_args__ = (UniqueConstraint("minutes_id", "closing"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    closing: Mapped[int]
    closed_at: Mapped[datetime]
    closed_by: Mapped[str] = mapped_column(String(200))
    snapshot: Mapped[dict[str, object]] = mapped_column(JSON)
    snapshot_digest: Mapped[str] = mapped_column(String(64))
    reopened_at: Mapped[datetime]
    reopened_by: Mapped[str] = mapped_column(String(200))
    reason: Mapped[str] = mapped_column(Text)


class Signature(Base):
    """What became of one signature. ``position`` is the place among those who sign (``rules.signers``)."""

    __tablename__ = "signature"
    __table_args__ = (UniqueConstraint("minutes_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(200))
    state: Mapped[SignatureState]
    note: Mapped[str] = mapped_column(String(300))  # at her request: who signed for her


class MarginalNote(Exchanged, Base):
    """A correction of closed minutes: it stands beside the text, which is never overwritten."""

    __tablename__ = "marginal_note"
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    minutes_id: Mapped[int] = mapped_column(ForeignKey("minutes.id"))
    number: Mapped[int]
    item: Mapped[int | None]  # the item of the act that it is about, by its number
    text: Mapped[str] = mapped_column(Text)
    approval: Mapped[Approval]
    approved_on: Mapped[date]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    vote_id: Mapped[int | None] = mapped_column(ForeignKey("vote.id"))
    written_at: Mapped[datetime]
    written_by: Mapped[str] = mapped_column(String(200))

    minutes: Mapped[Minutes] = relationship(back_populates="notes")
    meeting: Mapped[Meeting] = relationship()
    vote: Mapped[Vote | None] = relationship()


class Volume(Exchanged, Base):
    """One volume of a body's book of minutes. Leaves before ``first_leaf`` were written by hand."""

    __tablename__ = "volume"
    __table_args__ = (UniqueConstraint("body_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    number: Mapped[int]
    leaves: Mapped[int]
    first_leaf: Mapped[int]
    sides: Mapped[Sides]
    status: Mapped[VolumeStatus]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(String(200))
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(String(200), default="")

    body: Mapped[Body] = relationship()


class Leaves(Base):
    """Leaves of a volume that were given, for ever, to one finished paper (in the store under ``digest``)."""

    __tablename__ = "leaves"
    __table_args__ = (UniqueConstraint("volume_id", "first"), Index(None, "minutes_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    volume_id: Mapped[int] = mapped_column(ForeignKey("volume.id"))
    what: Mapped[OnLeaves]
    first: Mapped[int]
    last: Mapped[int]
    pages: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    title: Mapped[str] = mapped_column(String(300))
    minutes_id: Mapped[int | None] = mapped_column(ForeignKey("minutes.id"))
    closing: Mapped[int]
    note: Mapped[int]
    annulled: Mapped[bool]

    volume: Mapped[Volume] = relationship()
