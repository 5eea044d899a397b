"""What somebody owes the commune, and paying it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.money import queries
from assembly.money.actions.entries import Objected, objections_to, write
from assembly.money.models import Debt, DebtPart, Entry, Fund, Repayment
from assembly.money.rules import CURRENCIES, Due, EntryKind, Flow, checked_repayment
from assembly.motions.models import Decision
from assembly.people.models import Body
from assembly.projects.models import Delivery, Project
from assembly.seen import refuse_another


def agree_debt(
    session: Session,
    *,
    body: Body,
    what: str,
    unit: str,
    in_money: bool,
    day: date,
    parts: Sequence[Due],
    person_id: int | None = None,
    name: str = "",
    project: Project | None = None,
    delivery: Delivery | None = None,
    decision: Decision | None = None,
    fund: Fund | None = None,
    as_it_is: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Debt:
    """Write down what somebody owes and in which parts it falls due.

    With ``fund`` money is lent out of it: an entry follows, with the objections that spending has.
    With ``delivery`` it is what was agreed when something was delivered. Raises ``RuleViolation``.
    """
    locked(session, Body, body.id)
    if mark and (made := queries.debt_by_uuid(session, mark)):
        refuse_another(made, what=what.strip(), unit=unit.strip(), day=day, agreed=list(parts))
        return made
    if delivery is not None and (agreed := queries.debt_of_delivery(session, delivery.id)):
        return agreed
    if person_id is None and not name.strip():
        raise RuleViolation("money.debtor_missing", field="debtor")
    _refuse_bad_terms(
        what, unit, parts, day=day, today=at.astimezone(ZoneInfo(body.timezone)).date()
    )
    debt = Debt(
        uuid=mark or uuid4(),
        body_id=body.id,
        project_id=project.id if project else None,
        person_id=person_id,
        name="" if person_id else name.strip(),
        what=what.strip(),
        unit=unit.strip(),
        in_money=in_money,
        day=day,
        delivery_id=delivery.id if delivery else None,
        decision_id=decision.id if decision else None,
        parts=[
            DebtPart(position=place, amount=part.value, due_on=part.due_on)
            for place, part in enumerate(parts, 1)
        ],
    )
    if fund is not None:
        debt.entry = _lend(
            session, debt, fund, decision=decision, as_it_is=as_it_is.strip(), actor=actor, at=at
        )
    session.add(debt)
    session.flush()
    told = {
        "person": person_id,
        "name": debt.name,
        "what": debt.what,
        "unit": debt.unit,
        "parts": [[str(part.value), part.due_on] for part in parts],
        "delivery": debt.delivery_id,
        "entry": debt.entry_id,
    }
    tell(session, "debt.agree", debt, actor, at, **told)
    return debt


def agree_deliveries(
    session: Session, *, body: Body, deliveries: Sequence[Delivery], actor: Actor, at: datetime
) -> list[Debt]:
    """Write down for several deliveries at once that they come back whole, as was said when they were made.

    One that was agreed already stays as it is. Raises ``RuleViolation``.
    """
    zone = ZoneInfo(body.timezone)
    return [
        agree_debt(
            session,
            body=body,
            what=each.log.note or each.log.project.name,
            unit=each.owed_unit,
            in_money=each.owed_unit in CURRENCIES,
            day=each.log.at.astimezone(zone).date(),
            parts=[Due(each.owed or Decimal(0), each.due_on)],
            person_id=each.person_id,
            name=each.name,
            project=each.log.project,
            delivery=each,
            actor=actor,
            at=at,
        )
        for each in deliveries
    ]


def _refuse_bad_terms(
    what: str, unit: str, parts: Sequence[Due], *, day: date, today: date
) -> None:
    if not what.strip():
        raise RuleViolation("money.what_missing", field="what")
    if not unit.strip():
        raise RuleViolation("money.unit_missing", field="unit")
    if not parts or any(part.value <= 0 for part in parts):
        raise RuleViolation("money.nothing", field="amount")
    if any(part.due_on is not None and part.due_on < day for part in parts):
        raise RuleViolation("money.due_before", field="due_on")
    if day > today:
        raise RuleViolation("money.in_the_future", field="day")


def _lend(
    session: Session,
    debt: Debt,
    fund: Fund,
    *,
    decision: Decision | None,
    as_it_is: str,
    actor: Actor,
    at: datetime,
) -> Entry:
    """The money of a loan goes out of its fund."""
    total = sum((part.amount for part in debt.parts), Decimal(0))
    found = objections_to(session, fund=fund, amount=total, currency=debt.unit, decision=decision)
    if found and not as_it_is:
        raise Objected(found, currency=debt.unit)
    return write(
        session,
        fund=fund,
        kind=EntryKind.loan,
        flow=Flow.out_of,
        day=debt.day,
        amount=total,
        currency=debt.unit,
        what=debt.what,
        person_id=debt.person_id,
        party=debt.name,
        project_id=debt.project_id,
        decision_id=debt.decision_id,
        as_it_is=as_it_is if found else "",
        uuid=uuid4(),
        actor=actor,
        at=at,
    )


def repay(
    session: Session,
    *,
    debt: Debt,
    day: date,
    amount: Decimal,
    paid_as: str = "",
    fund: Fund | None = None,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Repayment:
    """Write down what was paid back, in the unit of the debt; money goes into ``fund``.

    ``paid_as`` says it where it came in another form (so many kilos of coffee): what it counts for was
    agreed by those who were there. Raises ``RuleViolation``, also for more than is owed.
    """
    locked(session, Body, debt.body_id)
    debt = locked(session, Debt, debt.id)
    if mark and (made := queries.repayment_by_uuid(session, mark)):
        refuse_another(made, amount=amount, day=day)
        return made
    if day < debt.day:
        raise RuleViolation("money.before_the_debt", field="day", day=debt.day)
    if day > at.astimezone(ZoneInfo(debt.body.timezone)).date():
        raise RuleViolation("money.in_the_future", field="day")
    total = sum((part.amount for part in debt.parts), Decimal(0))
    repaid = sum((each.amount for each in debt.repayments), Decimal(0))
    checked_repayment(amount, total=total, repaid=repaid)
    entry = None
    if fund is not None:
        entry = _take_back(session, debt, fund, day=day, amount=amount, actor=actor, at=at)
    repayment = Repayment(
        uuid=mark or uuid4(),
        debt_id=debt.id,
        day=day,
        amount=amount,
        paid_as=paid_as.strip(),
        entry_id=entry.id if entry else None,
        author=actor.name,
        noted_at=at,
    )
    session.add(repayment)
    session.flush()
    session.expire(debt, ["repayments"])
    told = {
        "day": day,
        "amount": str(amount),
        "paid_as": repayment.paid_as,
        "entry": repayment.entry_id,
    }
    tell(session, "debt.repay", debt, actor, at, **told)
    return repayment


def _take_back(
    session: Session,
    debt: Debt,
    fund: Fund,
    *,
    day: date,
    amount: Decimal,
    actor: Actor,
    at: datetime,
) -> Entry:
    """The money that was paid back comes into a fund."""
    if not debt.in_money:
        raise RuleViolation("money.not_in_money", field="fund")
    return write(
        session,
        fund=fund,
        kind=EntryKind.repayment,
        flow=Flow.into,
        day=day,
        amount=amount,
        currency=debt.unit,
        what=debt.what,
        person_id=debt.person_id,
        party=debt.name,
        project_id=debt.project_id,
        uuid=uuid4(),
        actor=actor,
        at=at,
    )
