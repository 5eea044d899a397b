"""Money from one fund into another, and from one currency into another: always two lines."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.money import queries
from assembly.money.actions.entries import Objected, write
from assembly.money.models import Entry, Fund
from assembly.money.rules import EntryKind, Flow, Objection
from assembly.people.models import Body
from assembly.seen import refuse_another


def transfer(
    session: Session,
    *,
    source: Fund,
    target: Fund,
    day: date,
    amount: Decimal,
    currency: str,
    what: str,
    as_it_is: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Entry:
    """Move money between two funds of a body. Raises ``RuleViolation``, ``Objected``."""
    if source.id == target.id:
        raise RuleViolation("money.same_fund", field="target")
    return _pair(
        session,
        kind=EntryKind.transfer,
        out=(source, amount, currency),
        into=(target, amount, currency),
        day=day,
        what=what,
        as_it_is=as_it_is,
        mark=mark,
        actor=actor,
        at=at,
    )


def exchange(
    session: Session,
    *,
    fund: Fund,
    day: date,
    given: Decimal,
    given_currency: str,
    received: Decimal,
    received_currency: str,
    what: str,
    as_it_is: str = "",
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Entry:
    """Change money of a fund into another currency; both amounts are typed, the rate follows from them."""
    if given_currency == received_currency:
        raise RuleViolation("money.same_currency", field="received_currency")
    return _pair(
        session,
        kind=EntryKind.exchange,
        out=(fund, given, given_currency),
        into=(fund, received, received_currency),
        day=day,
        what=what,
        as_it_is=as_it_is,
        mark=mark,
        actor=actor,
        at=at,
    )


def _pair(
    session: Session,
    *,
    kind: EntryKind,
    out: tuple[Fund, Decimal, str],
    into: tuple[Fund, Decimal, str],
    day: date,
    what: str,
    as_it_is: str,
    mark: UUID | None,
    actor: Actor,
    at: datetime,
) -> Entry:
    """The two lines of one movement, each knowing the other; gives the one that went out."""
    source, amount, currency = out
    locked(session, Body, source.body_id)
    if mark and (made := queries.entry_by_uuid(session, mark)):
        refuse_another(made, amount=amount, currency=currency, day=day)
        refuse_another(made.pair, fund_id=into[0].id, amount=into[1], currency=into[2])
        return made
    if into[0].body_id != source.body_id:
        raise RuleViolation("money.other_body", field="target")
    if not what.strip():
        raise RuleViolation("money.what_missing", field="what")
    there = queries.fund_balances(session, source.id).get(currency, Decimal(0))
    short = [Objection("above_balance", amount, there)] if amount > there else []
    if short and not as_it_is.strip():
        raise Objected(short, currency=currency)
    halves = [
        write(
            session,
            fund=fund,
            kind=kind,
            flow=flow,
            day=day,
            amount=value,
            currency=unit,
            what=what.strip(),
            as_it_is=as_it_is.strip() if short else "",
            uuid=number,
            actor=actor,
            at=at,
        )
        for (fund, value, unit), flow, number in (
            (out, Flow.out_of, mark or uuid4()),
            (into, Flow.into, uuid4()),
        )
    ]
    halves[0].pair_id, halves[1].pair_id = halves[1].id, halves[0].id
    session.flush()
    return halves[0]
