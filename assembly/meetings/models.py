"""Series, meetings, notices, agenda and attendance, and a body's rules for them."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from fractions import Fraction

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.rules import (
    Direction,
    ItemKind,
    ItemStatus,
    MeetingKind,
    MeetingStatus,
    NoticeMeans,
    QuorumBase,
)
from assembly.people.models import Body, Organization, Person, Seat
from assembly.thresholds import Comparison


class QuorumRule(Base):
    """One of up to three calls of quorum of a body."""

    __tablename__ = "quorum_rule"
    __table_args__ = (
        UniqueConstraint("body_id", "number"),
        CheckConstraint("number BETWEEN 1 AND 3", name="number_of_call"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    number: Mapped[int]
    base: Mapped[QuorumBase]
    share: Mapped[Fraction]
    comparison: Mapped[Comparison]
    wait_minutes: Mapped[int] = mapped_column(default=0)


class ConveningRule(Base):
    """How a body convenes: the notice its bylaw asks for."""

    __tablename__ = "convening_rule"

    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), primary_key=True)
    notice_days: Mapped[int] = mapped_column(default=3)
    notice_source: Mapped[str] = mapped_column(String(200), default="")
    # Only whole days between notice and meeting count; else the day of the meeting counts too.
    clear_days: Mapped[bool] = mapped_column(default=False)


class StandingItem(Base):
    """An agenda item that every meeting of a body has."""

    __tablename__ = "standing_item"
    __table_args__ = (Index(None, "body_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[ItemKind]
    minutes_planned: Mapped[int | None]


class Series(Base):
    """Meetings that recur: an RFC 5545 rule in the body's own time ("every Wednesday 9:00")."""

    __tablename__ = "series"
    __table_args__ = (Index(None, "body_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(200))
    rule: Mapped[str] = mapped_column(String(300))
    first_date: Mapped[date]
    start_time: Mapped[time]
    place: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)

    body: Mapped[Body] = relationship()


class Meeting(Exchanged, Base):
    """One session of a body, from draft to its end. Its text lives in its items."""

    __tablename__ = "meeting"
    __table_args__ = (
        UniqueConstraint("body_id", "kind", "number"),
        UniqueConstraint("series_id", "series_date"),
        Index(None, "body_id", "scheduled_at"),
        Index(None, "scheduled_at"),
        CheckConstraint(
            "ended_at IS NULL OR opened_at IS NULL OR ended_at >= opened_at",
            name="ends_after_opening",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id"))
    # The day of the series it stands for (RFC 5545 recurrence id), even if it was moved to another.
    series_date: Mapped[date | None]
    kind: Mapped[MeetingKind]
    number: Mapped[int]
    status: Mapped[MeetingStatus]
    scheduled_at: Mapped[datetime]
    place: Mapped[str] = mapped_column(String(200), default="")
    opened_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    call: Mapped[int | None]
    head_count: Mapped[int | None] = mapped_column(
        CheckConstraint("head_count >= 0", name="head_count_not_negative")
    )
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    secretary_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    # The day's seats and holders are read as of this meeting's date; see meetings/queries.py.
    from_paper: Mapped[bool] = mapped_column(default=False)
    cancelled_reason: Mapped[str] = mapped_column(Text, default="")
    # Set by the area ``minutes`` when the minutes are closed: from then on nothing here may change.
    sealed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    body: Mapped[Body] = relationship()
    series: Mapped[Series | None] = relationship()
    chair: Mapped[Person | None] = relationship(foreign_keys=[chair_id])
    secretary: Mapped[Person | None] = relationship(foreign_keys=[secretary_id])
    items: Mapped[list[AgendaItem]] = relationship(
        back_populates="meeting", order_by="AgendaItem.position, AgendaItem.id"
    )
    calls: Mapped[list[QuorumCheck]] = relationship(
        back_populates="meeting", order_by="QuorumCheck.id"
    )


class QuorumCheck(Base):
    """A call of the roll as it was made: the rule as it stood then, what was found, what followed."""

    __tablename__ = "quorum_check"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    number: Mapped[int]
    at: Mapped[datetime | None]  # None: the paper does not say («sin dato»)
    rule: Mapped[dict[str, object]] = mapped_column(JSON)
    base_count: Mapped[int | None]
    present: Mapped[int | None]
    required: Mapped[int | None]
    valid: Mapped[bool | None]
    override_reason: Mapped[str] = mapped_column(Text, default="")

    meeting: Mapped[Meeting] = relationship(back_populates="calls")


class NoticeDelivery(Base):
    """That notice was given: to whom, how, by whom, when."""

    __tablename__ = "notice_delivery"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    recipient: Mapped[str] = mapped_column(String(200), default="")
    means: Mapped[NoticeMeans]
    given_by: Mapped[str] = mapped_column(String(200), default="")
    given_on: Mapped[date | None]  # None: «sin dato»
    note: Mapped[str] = mapped_column(String(300), default="")

    organization: Mapped[Organization | None] = relationship()


class AgendaItem(Exchanged, Base):
    """One point of the agenda and what was said on it (Markdown). The text carries its version."""

    __tablename__ = "agenda_item"
    __table_args__ = (Index(None, "meeting_id", "position"), Index(None, "carried_from_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(300))
    kind: Mapped[ItemKind]
    status: Mapped[ItemStatus]
    presenter_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    presenter_name: Mapped[str] = mapped_column(String(200), default="")
    minutes_planned: Mapped[int | None]
    standing_item_id: Mapped[int | None] = mapped_column(
        ForeignKey("standing_item.id", ondelete="SET NULL")
    )
    carried_from_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    added_in_session: Mapped[bool] = mapped_column(default=False)
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    text: Mapped[str] = mapped_column(Text, default="")
    text_version: Mapped[int] = mapped_column(default=0)

    meeting: Mapped[Meeting] = relationship(back_populates="items")
    presenter: Mapped[Person | None] = relationship()
    carried_from: Mapped[AgendaItem | None] = relationship(remote_side="AgendaItem.id")


class TextRevision(Base):
    """What an item's text was: kept at each save by another hand and at every clash, so nothing is lost."""

    __tablename__ = "text_revision"
    __table_args__ = (Index(None, "item_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    account_id: Mapped[int | None]
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]


class Attendance(Base):
    """A person came or went, at a time or during an item. Item 0 is the opening; facts, never derived."""

    __tablename__ = "attendance"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    seat_id: Mapped[int | None] = mapped_column(ForeignKey("seat.id"))
    direction: Mapped[Direction]
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    at: Mapped[datetime | None]  # None: «sin dato»

    person: Mapped[Person] = relationship()
    seat: Mapped[Seat | None] = relationship()
    item: Mapped[AgendaItem | None] = relationship()


class ItemAbsence(Base):
    """Out of the room for single items (a conflict of interest): from one item through another."""

    __tablename__ = "item_absence"
    __table_args__ = (Index(None, "meeting_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    first_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    last_item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    reason: Mapped[str] = mapped_column(String(300), default="")

    person: Mapped[Person] = relationship()
    first_item: Mapped[AgendaItem] = relationship(foreign_keys=[first_item_id])
    last_item: Mapped[AgendaItem] = relationship(foreign_keys=[last_item_id])
