"""Dividing a surplus as the assembly decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.money import queries
from assembly.money.actions.entries import Objected, write
from assembly.money.actions.funds import make_fund
from assembly.money.models import Fund, Surplus, SurplusShare
from assembly.money.rules import (
    EntryKind,
    Flow,
    Objection,
    Share,
    ShareOut,
    decimals_of,
    divide,
)
from assembly.motions.models import Decision
from assembly.people.models import Body
from assembly.projects.models import Project
from assembly.seen import refuse_another


def divide_surplus(
    session: Session,
    *,
    fund: Fund,
    decision: Decision | None,
    day: date,
    amount: Decimal,
    currency: str,
    shares: Sequence[Share],
    project: Project | None = None,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Surplus:
    """Divide a surplus that lies in ``fund`` by the shares decided, each into the fund of its name.

    A share whose fund is not there yet makes it; what stays in ``fund`` is only written down. The
    shares come to exactly the amount. Raises ``RuleViolation``, ``Objected`` if the fund holds less.
    """
    locked(session, Body, fund.body_id)
    if mark and (made := queries.surplus_by_uuid(session, mark)):
        refuse_another(made, amount=amount, currency=currency, day=day, decided=list(shares))
        return made
    if decision is None:
        raise RuleViolation("money.surplus_without_decision", field="decision")
    if decision.body_id != fund.body_id:
        raise RuleViolation("money.other_body", field="decision")
    there = queries.fund_balances(session, fund.id, until=day).get(currency, Decimal(0))
    if amount > there:
        raise Objected([Objection("above_balance", amount, there)], currency=currency)
    parts = divide(amount, shares, decimals=decimals_of(currency))
    surplus = Surplus(
        uuid=mark or uuid4(),
        body_id=fund.body_id,
        fund_id=fund.id,
        project_id=project.id if project else None,
        decision_id=decision.id,
        day=day,
        amount=amount,
        currency=currency,
        author=actor.name,
        noted_at=at,
    )
    surplus.fund = fund
    session.add(surplus)
    for place, part in enumerate(parts, 1):
        target = queries.fund_named(session, fund.body_id, part.name) or make_fund(
            session, body=fund.body, name=part.name, actor=actor, at=at
        )
        surplus.shares.append(
            SurplusShare(
                position=place,
                name=part.name,
                share=part.share,
                amount=part.value,
                fund_id=target.id,
            )
        )
        if target.id != fund.id and part.value:
            _pay_out(session, surplus, target, part, actor=actor, at=at)
    session.flush()
    told = {
        "decision": decision.id,
        "amount": str(amount),
        "currency": currency,
        "shares": [[part.name, str(part.share), str(part.value)] for part in parts],
    }
    tell(session, "surplus.divide", surplus, actor, at, **told)
    return surplus


def _pay_out(
    session: Session, surplus: Surplus, target: Fund, part: ShareOut, *, actor: Actor, at: datetime
) -> None:
    """A share leaves the fund where the surplus lies and comes into its own."""
    for side, flow in ((surplus.fund, Flow.out_of), (target, Flow.into)):
        write(
            session,
            fund=side,
            kind=EntryKind.surplus,
            flow=flow,
            day=surplus.day,
            amount=part.value,
            currency=surplus.currency,
            what=part.name,
            project_id=surplus.project_id,
            decision_id=surplus.decision_id,
            uuid=uuid4(),
            actor=actor,
            at=at,
        )
