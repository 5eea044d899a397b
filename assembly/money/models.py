"""Funds and the ledger (append-only), counts of cash, sums approved, debts, surplus, opinions on accounts."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from assembly.db import Base, Exchanged
from assembly.money.rules import Due, EntryKind, Flow, Share
from assembly.motions.models import Decision
from assembly.people.models import Body, Person
from assembly.projects.models import Delivery, Project

_CURRENCY = String(20)


class Fund(Exchanged, Base):
    """Where money is kept apart: the cash box, the social fund. It may hold several currencies."""

    __tablename__ = "fund"
    __table_args__ = (UniqueConstraint("body_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(300), default="")
    active: Mapped[bool] = mapped_column(default=True)

    body: Mapped[Body] = relationship()


class Appropriation(Base):
    """The sum that a decision approves for spending, in one currency."""

    __tablename__ = "appropriation"
    __table_args__ = (
        UniqueConstraint("decision_id", "currency"),
        CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(_CURRENCY)

    decision: Mapped[Decision] = relationship()


class Entry(Exchanged, Base):
    """One line of the ledger. Never changed: what was wrong is undone by another line, with the reason.

    ``number`` counts a body's entries without gaps. What undoes another line (``reverses_id``) has its
    kind and the other flow. A gift in kind has ``goods`` and perhaps what it is worth, and is in no
    balance. ``rate`` is what one unit of ``currency`` was worth in ``rate_currency`` on ``rate_on``, as
    somebody typed it: nothing is converted by it in silence.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("body_id", "number"),
        Index(None, "fund_id", "currency", "day"),
        # What boards add up, without a look at the lines themselves.
        Index(None, "fund_id", "project_id", "currency", "kind", "flow", "amount"),
        Index(None, "body_id", "day", "id"),
        Index(None, "project_id", "day"),
        Index(None, "decision_id"),
        CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    number: Mapped[int]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    kind: Mapped[EntryKind]
    flow: Mapped[Flow]
    day: Mapped[date]
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(_CURRENCY)
    what: Mapped[str] = mapped_column(String(300))
    category: Mapped[str] = mapped_column(String(80), default="")
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    party: Mapped[str] = mapped_column(String(200), default="")  # from or to whom, by name
    voucher: Mapped[str] = mapped_column(String(80), default="")  # the number on the paper
    goods: Mapped[str] = mapped_column(String(200), default="")
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    as_it_is: Mapped[str] = mapped_column(String(500), default="")  # why, where something objects
    rate: Mapped[Decimal | None]
    rate_currency: Mapped[str] = mapped_column(_CURRENCY, default="")
    rate_on: Mapped[date | None]
    rate_source: Mapped[str] = mapped_column(String(200), default="")
    pair_id: Mapped[int | None] = mapped_column(
        ForeignKey("entry.id")
    )  # the other half of a transfer
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), unique=True)
    author: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    fund: Mapped[Fund] = relationship()
    project: Mapped[Project | None] = relationship()
    person: Mapped[Person | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    pair: Mapped[Entry | None] = relationship(foreign_keys=[pair_id], remote_side="Entry.id")
    reverses: Mapped[Entry | None] = relationship(
        foreign_keys=[reverses_id], remote_side="Entry.id", back_populates="reversed_by"
    )
    reversed_by: Mapped[Entry | None] = relationship(
        foreign_keys="Entry.reverses_id", back_populates="reverses", uselist=False
    )


class CashCount(Exchanged, Base):
    """The cash of a fund as it was counted, what the entries said it should be, and the difference."""

    __tablename__ = "cash_count"
    __table_args__ = (Index(None, "fund_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))
    currency: Mapped[str] = mapped_column(_CURRENCY)
    day: Mapped[date]
    counted: Mapped[Decimal]
    expected: Mapped[Decimal]
    counted_by: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"))
    author: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]

    fund: Mapped[Fund] = relationship()
    entry: Mapped[Entry | None] = relationship()


class Debt(Exchanged, Base):
    """What somebody owes: from a loan, or from a delivery that is to be given back.

    ``unit`` is a currency, or what is owed in kind (plants, kilos of coffee, workdays).
    """

    __tablename__ = "debt"
    __table_args__ = (Index(None, "body_id"), Index(None, "project_id"), Index(None, "person_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str] = mapped_column(String(200), default="")
    what: Mapped[str] = mapped_column(String(300))
    unit: Mapped[str] = mapped_column(_CURRENCY)
    in_money: Mapped[bool]
    day: Mapped[date]
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("delivery.id"), unique=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), unique=True)
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))

    body: Mapped[Body] = relationship()
    project: Mapped[Project | None] = relationship()
    person: Mapped[Person | None] = relationship()
    delivery: Mapped[Delivery | None] = relationship()
    entry: Mapped[Entry | None] = relationship()
    decision: Mapped[Decision | None] = relationship()
    parts: Mapped[list[DebtPart]] = relationship(
        back_populates="debt", order_by="DebtPart.position"
    )
    repayments: Mapped[list[Repayment]] = relationship(
        back_populates="debt", order_by="Repayment.day, Repayment.id"
    )

    @property
    def agreed(self) -> list[Due]:
        """In which parts it falls due."""
        return [Due(part.amount, part.due_on) for part in self.parts]


class DebtPart(Base):
    """A part of a debt and the day by which it is due."""

    __tablename__ = "debt_part"
    __table_args__ = (UniqueConstraint("debt_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    debt_id: Mapped[int] = mapped_column(ForeignKey("debt.id"))
    position: Mapped[int]
    amount: Mapped[Decimal]
    due_on: Mapped[date | None]

    debt: Mapped[Debt] = relationship(back_populates="parts")


class Repayment(Exchanged, Base):
    """What was paid back, in the unit of the debt; ``paid_as`` says it where it came in another form."""

    __tablename__ = "repayment"
    __table_args__ = (Index(None, "debt_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    debt_id: Mapped[int] = mapped_column(ForeignKey("debt.id"))
    day: Mapped[date]
    amount: Mapped[Decimal]
    paid_as: Mapped[str] = mapped_column(String(200), default="")
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("entry.id"), unique=True)
    author: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]

    debt: Mapped[Debt] = relationship(back_populates="repayments")
    entry: Mapped[Entry | None] = relationship()


class Surplus(Exchanged, Base):
    """A surplus (excedente) as the assembly divided it: nothing without its decision."""

    __tablename__ = "surplus"
    __table_args__ = (Index(None, "body_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))  # where the surplus lies
    project_id: Mapped[int | None] = mapped_column(ForeignKey("project.id"))
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    day: Mapped[date]
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(_CURRENCY)
    author: Mapped[str] = mapped_column(String(200))
    noted_at: Mapped[datetime]

    body: Mapped[Body] = relationship()
    fund: Mapped[Fund] = relationship()
    project: Mapped[Project | None] = relationship()
    decision: Mapped[Decision] = relationship()
    shares: Mapped[list[SurplusShare]] = relationship(
        back_populates="surplus", order_by="SurplusShare.position"
    )

    @property
    def decided(self) -> list[Share]:
        """How it was to be divided."""
        return [Share(each.name, each.share) for each in self.shares]


class SurplusShare(Base):
    """One share of a surplus: what it is for, how much of it, and the fund it went into."""

    __tablename__ = "surplus_share"
    __table_args__ = (UniqueConstraint("surplus_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    surplus_id: Mapped[int] = mapped_column(ForeignKey("surplus.id"))
    position: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    share: Mapped[Fraction]
    amount: Mapped[Decimal]
    fund_id: Mapped[int] = mapped_column(ForeignKey("fund.id"))

    surplus: Mapped[Surplus] = relationship(back_populates="shares")
    fund: Mapped[Fund] = relationship()


class Opinion(Exchanged, Base):
    """What the oversight council says of the accounts of a period; printed with them."""

    __tablename__ = "opinion"
    __table_args__ = (Index(None, "body_id", "first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[uuid.UUID]
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(200))
    at: Mapped[datetime]

    body: Mapped[Body] = relationship()


class AccountsRead(Base):
    """The accounts of a quarter that are read in an agenda item: their figures stand in the minutes."""

    __tablename__ = "accounts_read"
    __table_args__ = (UniqueConstraint("item_id", "first_day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("agenda_item.id"))
    first_day: Mapped[date]
    last_day: Mapped[date]
