"""Counting the cash of a fund: the difference is shown without blame, and becomes an entry."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.money import queries
from assembly.money.actions.entries import write
from assembly.money.models import CashCount, Fund
from assembly.money.rules import EntryKind, Flow
from assembly.people.models import Body
from assembly.seen import refuse_another


def count_cash(
    session: Session,
    *,
    fund: Fund,
    currency: str,
    day: date,
    counted: Decimal,
    what: str,
    counted_by: str = "",
    note: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> CashCount:
    """Write down what was counted on a day, and what the entries up to it say.

    A difference becomes an entry of its own (``what`` is its text), so that the balance is what was
    counted. Raises ``RuleViolation`` if entries after that day would be changed by it.
    """
    locked(session, Body, fund.body_id)
    if mark and (made := queries.count_by_uuid(session, mark)):
        refuse_another(made, counted=counted, currency=currency, day=day)
        return made
    if queries.entries_after(session, fund.id, currency, day):
        raise RuleViolation("money.entries_after_count", field="day")
    expected = queries.fund_balances(session, fund.id, until=day).get(currency, Decimal(0))
    difference = counted - expected
    entry = None
    if difference:
        entry = write(
            session,
            fund=fund,
            kind=EntryKind.difference,
            flow=Flow.into if difference > 0 else Flow.out_of,
            day=day,
            amount=abs(difference),
            currency=currency,
            what=what,
            uuid=uuid4(),
            actor=actor,
            at=at,
        )
    counting = CashCount(
        uuid=mark or uuid4(),
        fund_id=fund.id,
        currency=currency,
        day=day,
        counted=counted,
        expected=expected,
        counted_by=counted_by.strip(),
        note=note.strip(),
        entry_id=entry.id if entry else None,
        author=actor.name,
        noted_at=at,
    )
    session.add(counting)
    told = {
        "day": day,
        "currency": currency,
        "counted": str(counted),
        "expected": str(expected),
        "entry": counting.entry_id,
    }
    tell(session, "fund.count", fund, actor, at, **told)
    return counting
