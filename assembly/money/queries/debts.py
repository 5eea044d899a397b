"""What is owed to the commune, by whom, and when it falls due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from assembly.money.models import Debt, DebtPart, Repayment
from assembly.money.rules import Owed, owed_on
from assembly.projects.models import Delivery, Log, Project
from assembly.projects.rules import LogStatus

PAGE = 50


@dataclass(frozen=True)
class DebtRow:
    """A debt and how it stands on a day."""

    debt: Debt
    owed: Owed


def body_id_of_debt(session: Session, debt_id: int) -> int | None:
    """The body that is owed, None if there is no such debt."""
    return session.scalar(select(Debt.body_id).where(Debt.id == debt_id))


def debt(session: Session, debt_id: int) -> Debt | None:
    """One debt with its parts and what was paid back."""
    statement = (
        select(Debt)
        .where(Debt.id == debt_id)
        .options(
            joinedload(Debt.body),
            joinedload(Debt.person),
            joinedload(Debt.project),
            joinedload(Debt.decision),
            selectinload(Debt.parts),
            selectinload(Debt.repayments),
        )
    )
    return session.scalars(statement).one_or_none()


def debt_by_uuid(session: Session, number: UUID) -> Debt | None:
    """The debt that a form made, if it was sent before."""
    return session.scalars(select(Debt).where(Debt.uuid == number)).one_or_none()


def debt_of_delivery(session: Session, delivery_id: int) -> Debt | None:
    """What was agreed to be given back for a delivery, if it was written down."""
    return session.scalars(select(Debt).where(Debt.delivery_id == delivery_id)).one_or_none()


def repayment_by_uuid(session: Session, number: UUID) -> Repayment | None:
    """The repayment that a form made, if it was sent before."""
    return session.scalars(select(Repayment).where(Repayment.uuid == number)).one_or_none()


def standing(row: Debt, day: date) -> DebtRow:
    """A loaded debt with how it stands on a day."""
    repaid = sum((each.amount for each in row.repayments if each.day <= day), Decimal(0))
    return DebtRow(row, owed_on(row.agreed, repaid, day))


def debts_page(
    session: Session, body_id: int, *, day: date, settled: bool = False, number: int = 1
) -> tuple[list[DebtRow], bool]:
    """A page of debts with something left (or settled), those that fall due first before the others."""
    due = (
        select(
            DebtPart.debt_id,
            func.min(DebtPart.due_on).label("first"),
            func.sum(DebtPart.amount).label("total"),
        )
        .group_by(DebtPart.debt_id)
        .subquery()
    )
    paid = (
        select(Repayment.debt_id, func.sum(Repayment.amount).label("repaid"))
        .group_by(Repayment.debt_id)
        .subquery()
    )
    left = due.c.total - func.coalesce(paid.c.repaid, 0)
    statement = (
        select(Debt)
        .join(due, due.c.debt_id == Debt.id)
        .outerjoin(paid, paid.c.debt_id == Debt.id)
        .where(Debt.body_id == body_id, left <= 0 if settled else left > 0)
        .options(
            joinedload(Debt.person),
            joinedload(Debt.project),
            selectinload(Debt.parts),
            selectinload(Debt.repayments),
        )
        .order_by(due.c.first.is_(None), due.c.first, Debt.id)
        .limit(PAGE + 1)
        .offset((number - 1) * PAGE)
    )
    found = [standing(each, day) for each in session.scalars(statement)]
    return found[:PAGE], len(found) > PAGE


def deliveries_to_give_back(session: Session, body_id: int) -> list[Delivery]:
    """Deliveries for which something is owed and nobody wrote down yet how it is paid back."""
    agreed = select(Debt.delivery_id).where(Debt.delivery_id.is_not(None))
    corrected = select(Log.corrects_id).where(Log.corrects_id.is_not(None))
    statement = (
        select(Delivery)
        .join(Delivery.log)
        .join(Log.project)
        .where(
            Project.body_id == body_id,
            Log.status == LogStatus.done,
            Log.id.not_in(corrected),  # what takes its place has a delivery of its own
            Delivery.owed > 0,
            Delivery.id.not_in(agreed),
        )
        .options(
            contains_eager(Delivery.log).contains_eager(Log.project), joinedload(Delivery.person)
        )
        .order_by(Delivery.due_on.is_(None), Delivery.due_on, Delivery.id)
        .limit(PAGE)
    )
    return list(session.scalars(statement))
