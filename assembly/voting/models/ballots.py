"""Who may vote in a vote, who did, and what was voted: by name, or secretly without a way back to the voter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base
from assembly.people.models import Person, Seat
from assembly.voting.rules import Channel, Option

if TYPE_CHECKING:
    from assembly.voting.models.votes import Vote

# SQLite numbers the rows of a table in the order in which they came unless it is told not to; kept
# by their key, rows of a secret vote have no such number.
_BY_KEY = {"sqlite_with_rowid": False}


class Ballot(Base):
    """How a seat voted in an open, named vote. Secret votes never have rows here.

    ``choice`` is what was chosen where that is none of the options (an open election); ``option``
    then says whether it was a vote at all.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("vote_id", "seat_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"))
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    option: Mapped[Option]
    choice: Mapped[str | None] = mapped_column(Text)
    weight: Mapped[int] = mapped_column(default=1)
    channel: Mapped[Channel] = mapped_column(default=Channel.desk)

    vote: Mapped[Vote] = relationship(back_populates="ballots")
    seat: Mapped[Seat] = relationship()
    person: Mapped[Person | None] = relationship()


class Elector(Base):
    """A line of the roll, frozen when the vote opened: who may vote for a seat, with which weight.

    Kept for votes whose ballots are cast one by one. ``group`` is the organisation of the seat.
    """

    __tablename__ = "elector"
    __table_args__ = (
        Index(None, "vote_id", "person_id"),
        CheckConstraint("weight >= 1", name="weight_positive"),
        _BY_KEY,
    )

    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    seat_id: Mapped[int] = mapped_column(ForeignKey("seat.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    weight: Mapped[int] = mapped_column(default=1)
    group: Mapped[str] = mapped_column(String(200), default="")

    seat: Mapped[Seat] = relationship()
    person: Mapped[Person] = relationship()


class Participation(Base):
    """That a seat has voted in a secret vote, and which way the ballot came. Neither when nor in what order.

    The key is the rule «one seat, one ballot»; only who is on the roll can be here.
    """

    __tablename__ = "participation"
    __table_args__ = (
        ForeignKeyConstraint(["vote_id", "seat_id"], ["elector.vote_id", "elector.seat_id"]),
        _BY_KEY,
    )

    vote_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seat_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    channel: Mapped[Channel]


class SecretBallot(Base):
    """A ballot of a secret vote: nothing in it leads to the person, the seat, the hour or the way it came.

    ``receipt`` is random to everybody but the voter. ``weight`` and ``group`` are only those that the
    vote counts by; a vote in which they would point at somebody is not opened.
    """

    __tablename__ = "secret_ballot"
    __table_args__ = (CheckConstraint("weight >= 1", name="weight_positive"), _BY_KEY)

    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    receipt: Mapped[str] = mapped_column(String(10), primary_key=True)
    choice: Mapped[str] = mapped_column(Text)
    weight: Mapped[int] = mapped_column(default=1)
    group: Mapped[str] = mapped_column(String(200), default="")
