"""Who there is: organizations, persons, bodies, seats, memberships, accounts (Popolo's words)."""

from __future__ import annotations

import uuid
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.people.rules import (
    CardEnd,
    CardFacts,
    CardUse,
    Classification,
    Electorate,
    Holding,
    Paper,
)
from assembly.roles import Role


class Organization(Exchanged, Base):
    """A commune, a communal council, a productive organisation, a union: nested by ``parent``."""

    __tablename__ = "organization"
    __table_args__ = (Index(None, "parent_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    classification: Mapped[Classification]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"))
    place: Mapped[str] = mapped_column(String(200), default="")
    dissolution_date: Mapped[date | None]

    parent: Mapped[Organization | None] = relationship(
        remote_side="Organization.id", back_populates="children"
    )
    children: Mapped[list[Organization]] = relationship(
        back_populates="parent", order_by="Organization.name"
    )


class Person(Exchanged, Base):
    """A person. ``identity_number`` (cédula) is normalised, unique, and shown to few."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    name: Mapped[str] = mapped_column(String(200))
    name_key: Mapped[str] = mapped_column(String(200), index=True)
    identity_number: Mapped[str | None] = mapped_column(String(40), unique=True)
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    phone: Mapped[str] = mapped_column(String(60), default="")
    email: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization | None] = relationship()


class Body(Exchanged, Base):
    """A body that meets and decides: a parliament, a council, an assembly, a congress.

    Its rules of quorum live in ``meetings``, its requirements in ``voting``, its wording in
    ``minutes``: each beside the code that applies them.
    """

    __tablename__ = "body"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    organization_id: Mapped[int] = mapped_column(ForeignKey("organization.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    electorate: Mapped[Electorate]
    census: Mapped[int | None] = mapped_column(
        CheckConstraint("census >= 0", name="census_not_negative")
    )
    timezone: Mapped[str] = mapped_column(String(60), default="America/Caracas")
    language: Mapped[str] = mapped_column(String(5), default="es")
    paper: Mapped[Paper] = mapped_column(default=Paper.letter)
    place: Mapped[str] = mapped_column(String(200), default="")
    active: Mapped[bool] = mapped_column(default=True)

    organization: Mapped[Organization] = relationship()
    seats: Mapped[list[Seat]] = relationship(
        back_populates="body", order_by="Seat.position, Seat.id"
    )


class Seat(Exchanged, Base):
    """A seat (vocería; Popolo *Post*): one voice, one vote of ``weight``, held by a principal and alternates."""

    __tablename__ = "seat"
    __table_args__ = (
        Index(None, "body_id", "position"),
        CheckConstraint("weight >= 1", name="weight_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    organization_id: Mapped[int | None] = mapped_column(ForeignKey("organization.id"), index=True)
    label: Mapped[str] = mapped_column(String(200))
    position: Mapped[int] = mapped_column(default=0)
    weight: Mapped[int] = mapped_column(default=1)
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]

    body: Mapped[Body] = relationship(back_populates="seats")
    organization: Mapped[Organization | None] = relationship()
    memberships: Mapped[list[Membership]] = relationship(
        back_populates="seat", order_by="Membership.holding.desc(), Membership.rank, Membership.id"
    )


class Membership(Exchanged, Base):
    """A person holds a seat as principal or alternate from ``start_date`` through ``end_date``."""

    __tablename__ = "membership"
    __table_args__ = (
        Index(None, "seat_id"),
        Index(None, "person_id"),
        CheckConstraint(
            "end_date IS NULL OR start_date IS NULL OR end_date >= start_date",
            name="dates_in_order",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    holding: Mapped[Holding]
    rank: Mapped[int] = mapped_column(default=1)
    start_date: Mapped[date | None]
    end_date: Mapped[date | None]

    seat: Mapped[Seat] = relationship(back_populates="memberships")
    person: Mapped[Person] = relationship()


class Account(Base):
    """What a person signs in with. There is no e-mail: a name or the identity number, and a password or PIN.

    ``stamp`` changes whenever the password does or all sessions are ended: older sessions stop working.
    """

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    password_hash: Mapped[str | None] = mapped_column(String(200))
    stamp: Mapped[str] = mapped_column(String(32))
    language: Mapped[str | None] = mapped_column(String(5))
    administrator: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship()
    grants: Mapped[list[Grant]] = relationship(back_populates="account")

    # What Flask-Login asks of a user. An account that was switched off loses its session at once.
    is_authenticated = True
    is_anonymous = False

    @property
    def is_active(self) -> bool:
        return self.active

    def get_id(self) -> str:
        return f"{self.id}:{self.stamp}"


class Grant(Base):
    """An account's role in a body: chair, secretary, oversight, observer. Spokespersons have it by their seat."""

    __tablename__ = "role_grant"
    __table_args__ = (UniqueConstraint("account_id", "body_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"), index=True)
    role: Mapped[Role]

    account: Mapped[Account] = relationship(back_populates="grants")
    body: Mapped[Body] = relationship()


class LoginAttempt(Base):
    """Failed sign-ins per name and per address: the throttle lives here, so every worker sees it."""

    __tablename__ = "login_attempt"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    failures: Mapped[int] = mapped_column(default=0)
    blocked_until: Mapped[datetime | None]
    last_at: Mapped[datetime]


class Card(Base):
    """A printed card that signs its person in, for one entry or for one meeting.

    Of its code only a digest is kept (``rules.cards``). Whoever comes in with it has no other role than
    by her seats.
    """

    __tablename__ = "card"
    __table_args__ = (Index(None, "body_id", "ended_at"), Index(None, "account_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    # The area of meetings lies above: it tells us when a meeting ends or is moved.
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    issued_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    ended_why: Mapped[CardEnd | None]

    account: Mapped[Account] = relationship()

    @property
    def facts(self) -> CardFacts:
        """What the rules want to know of it."""
        use = CardUse.once if self.meeting_id is None else CardUse.meeting
        return CardFacts(use, self.expires_at, self.used_at, self.ended_at)
