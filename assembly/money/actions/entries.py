"""Writing a line into the ledger, and undoing one by another line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
from assembly.money.models import Entry, Fund
from assembly.money.rules import EntryKind, Flow, Objection, category_key, objections
from assembly.motions.models import Decision
from assembly.people.models import Body
from assembly.projects.models import Project
from assembly.projects.rules import ProjectStatus
from assembly.seen import refuse_another

TYPED = {
    EntryKind.opening: Flow.into,
    EntryKind.income: Flow.into,
    EntryKind.expense: Flow.out_of,
    EntryKind.in_kind: Flow.into,
}
"""What a treasurer writes down line by line; the other kinds follow from acts of their own."""


class Objected(RuleViolation):
    """Something objects to spending: correct it, or record it as it is with a reason."""

    def __init__(self, found: Sequence[Objection], *, currency: str) -> None:
        super().__init__("money.objected")
        self.found = list(found)
        self.currency = currency


@dataclass(frozen=True)
class Rate:
    """What one unit of a currency was worth in another, on which day, and who says so."""

    value: Decimal
    currency: str
    on: date
    source: str = ""


def record_entry(
    session: Session,
    *,
    fund: Fund,
    kind: EntryKind,
    day: date,
    amount: Decimal,
    currency: str,
    what: str,
    category: str = "",
    person_id: int | None = None,
    party: str = "",
    voucher: str = "",
    goods: str = "",
    project: Project | None = None,
    decision: Decision | None = None,
    as_it_is: str = "",
    rate: Rate | None = None,
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Entry:
    """Write down that money came or went, or that goods were given. ``amount`` is exact.

    An expense cites its decision; what objects to it (``rules.objections``) raises ``Objected`` unless
    ``as_it_is`` says why it is recorded all the same. ``mark`` becomes its UUID: a form sent twice makes
    one entry. Raises ``RuleViolation``.
    """
    locked(session, Body, fund.body_id)
    if mark and (made := queries.entry_by_uuid(session, mark)):
        refuse_another(made, amount=amount, currency=currency, kind=kind)
        return made
    _refuse_what_is_missing(kind, what=what, goods=goods)
    _refuse_project(project, fund)
    found: list[Objection] = []
    if kind is EntryKind.expense:
        found = objections_to(
            session, fund=fund, amount=amount, currency=currency, decision=decision
        )
        if found and not as_it_is.strip():
            raise Objected(found, currency=currency)
    return write(
        session,
        fund=fund,
        kind=kind,
        flow=TYPED[kind],
        day=day,
        amount=amount,
        currency=currency,
        what=what.strip(),
        category=_as_noted_before(session, fund.body_id, category),
        person_id=person_id,
        party="" if person_id else party.strip(),
        voucher=voucher.strip(),
        goods=goods.strip(),
        project_id=project.id if project else None,
        decision_id=decision.id if decision else None,
        as_it_is=as_it_is.strip() if found else "",
        rate=rate.value if rate else None,
        rate_currency=rate.currency if rate else "",
        rate_on=rate.on if rate else None,
        rate_source=rate.source if rate else "",
        uuid=mark or uuid4(),
        actor=actor,
        at=at,
    )


def _refuse_what_is_missing(kind: EntryKind, *, what: str, goods: str) -> None:
    if kind not in TYPED:
        raise RuleViolation("money.kind_not_typed", field="kind")
    if kind is EntryKind.in_kind and not goods.strip():
        raise RuleViolation("money.goods_missing", field="goods")
    if not what.strip():
        raise RuleViolation("money.what_missing", field="what")


def _as_noted_before(session: Session, body_id: int, category: str) -> str:
    """The word under which it is noted, as it was written before: accounts add up by it."""
    typed = " ".join(category.split())
    known = queries.categories(session, body_id)
    return next((each for each in known if category_key(each) == category_key(typed)), typed)


def _refuse_project(project: Project | None, fund: Fund) -> None:
    if project is None:
        return
    if project.body_id != fund.body_id:
        raise RuleViolation("money.other_body", field="project")
    if project.status is ProjectStatus.closed:
        raise RuleViolation("money.project_closed", field="project", name=project.name)


def objections_to(
    session: Session, *, fund: Fund, amount: Decimal, currency: str, decision: Decision | None
) -> list[Objection]:
    """What stands against spending this: decision, sum approved, what the fund holds."""
    approved = queries.appropriation(session, decision.id, currency) if decision else None
    return objections(
        amount,
        decided=decision is not None,
        approved=approved.amount if approved else None,
        spent=queries.spent_on(session, decision.id, currency) if decision else Decimal(0),
        balance=queries.fund_balances(session, fund.id).get(currency, Decimal(0)),
    )


def reverse_entry(
    session: Session, *, entry: Entry, day: date, reason: str, actor: Actor, at: datetime
) -> Entry:
    """Undo an entry by another one of the other sign; the wrong line stays to be read.

    Half of a transfer takes the other half along. Raises ``RuleViolation``.
    """
    locked(session, Body, entry.body_id)
    if not reason.strip():
        raise RuleViolation("money.reason_missing", field="reason")
    if day < entry.day:
        raise RuleViolation("money.before_the_entry", field="day", day=entry.day)
    if entry.reverses_id or entry.kind not in (*TYPED, EntryKind.transfer, EntryKind.exchange):
        raise RuleViolation("money.not_reversible")
    halves = [entry] if entry.pair_id is None else [entry, locked(session, Entry, entry.pair_id)]
    if any(queries.reversal_of(session, each.id) for each in halves):
        raise RuleViolation("money.reversed_already")
    written = [
        write(
            session,
            fund=each.fund,
            kind=each.kind,
            flow=Flow.out_of if each.flow is Flow.into else Flow.into,
            day=day,
            amount=each.amount,
            currency=each.currency,
            what=reason.strip(),
            category=each.category,
            person_id=each.person_id,
            party=each.party,
            goods=each.goods,
            project_id=each.project_id,
            decision_id=each.decision_id,
            reverses_id=each.id,
            uuid=uuid4(),
            actor=actor,
            at=at,
        )
        for each in halves
    ]
    return written[0]


def write(
    session: Session,
    *,
    fund: Fund,
    day: date,
    amount: Decimal,
    currency: str,
    actor: Actor,
    at: datetime,
    **columns: object,
) -> Entry:
    """Append one line with the next number. The body's row is locked by the caller."""
    today = at.astimezone(ZoneInfo(fund.body.timezone)).date()
    if day > today:
        raise RuleViolation("money.in_the_future", field="day")
    if not fund.active:
        raise RuleViolation("money.fund_closed", field="fund", name=fund.name)
    if not currency.strip():
        raise RuleViolation("money.currency_missing", field="currency")
    entry = Entry(
        body_id=fund.body_id,
        number=queries.last_number(session, fund.body_id) + 1,
        fund_id=fund.id,
        day=day,
        amount=amount,
        currency=currency,
        author=actor.name,
        noted_at=at,
        **columns,
    )
    session.add(entry)
    session.flush()
    told = ("number", "fund_id", "kind", "flow", "day", "currency", "what", "project_id")
    more = ("decision_id", "voucher", "as_it_is", "reverses_id", "goods")
    data = {name: getattr(entry, name) for name in (*told, *more)}
    tell(session, "entry.write", entry, actor, at, **data, amount=str(amount))
    return entry
