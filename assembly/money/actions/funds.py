"""Funds, and the sums that decisions approve."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.money import queries
from assembly.money.models import Appropriation, Fund
from assembly.motions.models import Decision
from assembly.people.models import Body


def make_fund(
    session: Session,
    *,
    body: Body,
    name: str,
    purpose: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Fund:
    """Make a fund. Its name is the body's own; the same form sent twice makes one."""
    locked(session, Body, body.id)
    if mark and (made := queries.fund_by_uuid(session, mark)):
        return made
    name = _free_name(session, body.id, name)
    fund = Fund(uuid=mark or uuid4(), body_id=body.id, name=name, purpose=purpose.strip())
    session.add(fund)
    session.flush()
    tell(session, "fund.make", fund, actor, at, body=body.id, name=name, purpose=fund.purpose)
    return fund


def change_fund(
    session: Session,
    *,
    fund: Fund,
    name: str,
    purpose: str = "",
    active: bool = True,
    actor: Actor,
    at: datetime,
) -> None:
    """Rename a fund, say what it is for, or close it: a closed one must be empty."""
    locked(session, Body, fund.body_id)
    if not active and any(queries.fund_balances(session, fund.id).values()):
        raise RuleViolation("money.fund_not_empty", field="active")
    before = {"name": fund.name, "purpose": fund.purpose, "active": fund.active}
    if name.strip() != fund.name:
        fund.name = _free_name(session, fund.body_id, name)
    fund.purpose, fund.active = purpose.strip(), active
    session.flush()
    told = {
        "before": before,
        "after": {"name": fund.name, "purpose": fund.purpose, "active": fund.active},
    }
    tell(session, "fund.change", fund, actor, at, **told)


def approve_sum(
    session: Session,
    *,
    decision: Decision,
    amount: Decimal,
    currency: str,
    actor: Actor,
    at: datetime,
) -> Appropriation:
    """Write down the sum that a decision approves for spending; what was written before is replaced.

    Spending on the decision is measured against it. The journal keeps what was written before.
    """
    decision = locked(session, Decision, decision.id)
    approved = queries.appropriation(session, decision.id, currency)
    before = approved.amount if approved else None
    if before == amount and approved is not None:
        return approved
    if approved is None:
        approved = Appropriation(decision_id=decision.id, currency=currency, amount=amount)
        session.add(approved)
    approved.amount = amount
    told = {"amount": str(amount), "currency": currency, "before": before and str(before)}
    tell(session, "decision.approve_sum", decision, actor, at, **told)
    return approved


def _free_name(session: Session, body_id: int, name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise RuleViolation("money.fund_without_name", field="name")
    if queries.fund_named(session, body_id, name):
        raise RuleViolation("money.fund_exists", field="name", name=name)
    return name
