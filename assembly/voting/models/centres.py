"""The registers of voting centres (cuadernos de votación): who may sign where."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base
from assembly.people.models import Person


class RegisterLine(Base):
    """A name on the register of a voting centre, frozen when the vote opened. Nobody is on two.

    ``centre`` is its place among those of the vote, ``number`` the line. Whether somebody signed
    stands on the paper alone.
    """

    __tablename__ = "register_line"
    __table_args__ = (UniqueConstraint("vote_id", "person_id"),)

    vote_id: Mapped[int] = mapped_column(ForeignKey("vote.id"), primary_key=True)
    centre: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    person: Mapped[Person] = relationship()
