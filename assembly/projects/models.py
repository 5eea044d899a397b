"""Projects, what they have, what is noted of it (append-only), deliveries and workdays."""

from __future__ import annotations

import uuid
from datetime import date, datetime, time
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.meetings.models import AgendaItem
from assembly.motions.models import Decision
from assembly.people.models import Body, Organization, Person
from assembly.projects.rules import (
    Adjustment,
    AssetType,
    LogStatus,
    LogType,
    Measure,
    Part,
    ProjectStatus,
    Terms,
    WorkdayStatus,
)


class ProjectKind(Exchanged, Base):
    """A kind of project that the commune made itself. Its lists hold one word a line."""

    __tablename__ = "project_kind"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(80))
    logs: Mapped[str] = mapped_column(Text)
    units: Mapped[str] = mapped_column(Text)
    reasons: Mapped[str] = mapped_column(Text)
    stages: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship()


class Project(Exchanged, Base):
    """What people set out to do, who carries it, and the decision that approved it."""

    __tablename__ = "project"
    __table_args__ = (
        Index(None, "body_id", "status"),
        Index(None, "parent_id"),
        Index(None, "decision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(40))  # a code of rules.KINDS, else of own_kind
    own_kind_id: Mapped[int | None] = mapped_column(ForeignKey("project_kind.id"))
    purpose: Mapped[str] = mapped_column(Text, default="")
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    coordinator_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    coordinator_name: Mapped[str] = mapped_column(String(200), default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]
    status: Mapped[ProjectStatus]
    closed_reason: Mapped[str] = mapped_column(Text, default="")
    budget: Mapped[Decimal | None]
    currency: Mapped[str] = mapped_column(String(20), default="")
    # The most that one family may receive of this project, in the main unit; None: no limit.
    cap: Mapped[Decimal | None]
    # The same for a family that has less land than ``small_below`` (hectares); None: as for all.
    small_cap: Mapped[Decimal | None]
    small_below: Mapped[Decimal | None]
    created_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    own_kind: Mapped[ProjectKind | None] = relationship()
    organization: Mapped[Organization | None] = relationship()
    coordinator: Mapped[Person | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    parent: Mapped[Project | None] = relationship(
        remote_side="Project.id", back_populates="children"
    )
    children: Mapped[list[Project]] = relationship(back_populates="parent", order_by="Project.name")
    members: Mapped[list[ProjectMember]] = relationship(
        back_populates="project", order_by="ProjectMember.id"
    )
    targets: Mapped[list[Target]] = relationship(back_populates="project", order_by="Target.id")


class ProjectMember(Base):
    """Someone of the team, and what she does in it. Whoever has an account notes from it."""

    __tablename__ = "project_member"
    __table_args__ = (Index(None, "project_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    task: Mapped[str] = mapped_column(String(200), default="")

    project: Mapped[Project] = relationship(back_populates="members")
    person: Mapped[Person | None] = relationship()


class Target(Base):
    """What is to be reached by when. What counts towards it are logs of one type in its unit."""

    __tablename__ = "target"
    __table_args__ = (Index(None, "project_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    type: Mapped[LogType]
    value: Mapped[Decimal]
    unit: Mapped[str] = mapped_column(String(20))
    due_on: Mapped[date | None]

    project: Mapped[Project] = relationship(back_populates="targets")


class Asset(Exchanged, Base):
    """A batch of seedlings, a lot of seed, a plot, a medicine, cloth: what has a stock or a place.

    ``grains_per_kg``: of a lot of seed. ``ready_on``: when a batch can be given out.
    ``expires_on``: of a medicine. ``hectares``: of a plot or a grove.
    """

    __tablename__ = "asset"
    __table_args__ = (
        Index(None, "project_id", "active", "type"),
        Index(None, "parent_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    type: Mapped[AssetType]
    name: Mapped[str] = mapped_column(String(200))
    unit: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    lot_number: Mapped[str] = mapped_column(String(80), default="")
    origin: Mapped[str] = mapped_column(String(200), default="")
    begun_on: Mapped[date | None]
    grains_per_kg: Mapped[int | None]
    ready_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    hectares: Mapped[Decimal | None]
    note: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)

    project: Mapped[Project] = relationship()
    parent: Mapped[Asset | None] = relationship(remote_side="Asset.id")


class Log(Exchanged, Base):
    """What was done or seen. Never changed: a correction is a new log that takes its place."""

    __tablename__ = "log"
    __table_args__ = (
        Index(None, "project_id", "at"),
        Index(None, "asset_id", "at"),
        Index(None, "project_id", "status", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    type: Mapped[LogType]
    status: Mapped[LogStatus]
    at: Mapped[datetime]
    reason: Mapped[str] = mapped_column(String(80), default="")
    stage: Mapped[str] = mapped_column(String(80), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    for_project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("log.id"), unique=True)
    # A correction without anything in its place: the corrected log was a mistake.
    void: Mapped[bool] = mapped_column(default=False)
    author: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]

    project: Mapped[Project] = relationship(foreign_keys=[project_id])
    for_project: Mapped[Project | None] = relationship(foreign_keys=[for_project_id])
    asset: Mapped[Asset | None] = relationship()
    quantities: Mapped[list[Quantity]] = relationship(
        back_populates="log", order_by="Quantity.id", foreign_keys="Quantity.log_id"
    )
    delivery: Mapped[Delivery | None] = relationship(back_populates="log")
    corrects: Mapped[Log | None] = relationship(
        remote_side="Log.id", back_populates="corrected_by", foreign_keys=[corrects_id]
    )
    corrected_by: Mapped[Log | None] = relationship(
        back_populates="corrects", foreign_keys="Log.corrects_id", uselist=False
    )


class Quantity(Base):
    """A number of a log, and what it does to the stock of an asset (the log's own, or another)."""

    __tablename__ = "quantity"
    __table_args__ = (Index(None, "log_id"), Index(None, "asset_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"))
    asset_id: Mapped[int | None] = mapped_column(ForeignKey("asset.id"))
    part: Mapped[Part]
    measure: Mapped[Measure]
    value: Mapped[Decimal]
    unit: Mapped[str] = mapped_column(String(20))
    adjustment: Mapped[Adjustment | None]

    log: Mapped[Log] = relationship(back_populates="quantities")
    asset: Mapped[Asset | None] = relationship()


class Delivery(Base):
    """Who received something, and on what terms; what is owed back is paid elsewhere."""

    __tablename__ = "delivery"
    __table_args__ = (Index(None, "person_id"), Index(None, "name_key"))

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"), unique=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200))
    terms: Mapped[Terms]
    small: Mapped[bool] = mapped_column(default=False)  # she has little land: the smaller cap
    owed: Mapped[Decimal | None]
    owed_unit: Mapped[str] = mapped_column(String(20), default="")
    due_on: Mapped[date | None]

    log: Mapped[Log] = relationship(back_populates="delivery")
    person: Mapped[Person | None] = relationship()


class StockBalance(Base):
    """The stock of an asset after all its done logs: a checkpoint that can be made anew from them."""

    __tablename__ = "stock_balance"
    __table_args__ = (Index(None, "project_id"),)

    asset_id: Mapped[int] = mapped_column(ForeignKey("asset.id"), primary_key=True)
    measure: Mapped[Measure] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(20), primary_key=True)
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    value: Mapped[Decimal]

    asset: Mapped[Asset] = relationship()


class LogTally(Base):
    """What was noted in a month, added up: a checkpoint like the stock's, for pictures and targets."""

    __tablename__ = "log_tally"
    __table_args__ = (Index(None, "month"),)

    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    type: Mapped[LogType] = mapped_column(primary_key=True)
    part: Mapped[Part] = mapped_column(primary_key=True)
    unit: Mapped[str] = mapped_column(String(20), primary_key=True)
    reason: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[Decimal]
    logs: Mapped[int]


class Workday(Exchanged, Base):
    """A day on which people work together (jornada, cayapa)."""

    __tablename__ = "workday"
    __table_args__ = (Index(None, "body_id", "day"), Index(None, "project_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    title: Mapped[str] = mapped_column(String(200))
    day: Mapped[date]
    begins: Mapped[time | None]
    place: Mapped[str] = mapped_column(String(200), default="")
    bring: Mapped[str] = mapped_column(String(300), default="")
    status: Mapped[WorkdayStatus]
    done: Mapped[str] = mapped_column(Text, default="")

    body: Mapped[Body] = relationship()
    project: Mapped[Project | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    hands: Mapped[list[Hands]] = relationship(back_populates="workday", order_by="Hands.id")


class Hands(Base):
    """Who worked on a workday: so many people for so many hours each, both kept."""

    __tablename__ = "hands"
    __table_args__ = (Index(None, "workday_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    workday_id: Mapped[int] = mapped_column(ForeignKey("workday.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    people: Mapped[int]
    hours: Mapped[Decimal]

    workday: Mapped[Workday] = relationship(back_populates="hands")
    person: Mapped[Person | None] = relationship()


class ProjectReport(Base):
    """A project that reports in an agenda item: its figures from ``since`` to the day of the meeting."""

    __tablename__ = "project_report"
    __table_args__ = (UniqueConstraint("item_id", "project_id"), Index(None, "project_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    project_id: Mapped[int] = mapped_column(ForeignKey("project.id"))
    since: Mapped[date | None]

    item: Mapped[AgendaItem] = relationship()
    project: Mapped[Project] = relationship()
