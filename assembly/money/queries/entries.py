"""The lines of the ledger, and the sums that decisions approve."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from assembly.money.models import Appropriation, Entry, Fund
from assembly.money.rules import EntryKind, Flow, Period
from assembly.money.rules.tables import Told
from assembly.motions.models import Decision
from assembly.people.models import Person
from assembly.projects.models import Project

PAGE = 50
MOST_CATEGORIES = 60
MOST_LINES = 1000

_SPENDING = (EntryKind.expense, EntryKind.loan)


def body_id_of_entry(session: Session, entry_id: int) -> int | None:
    """The body an entry belongs to, None if there is no such entry."""
    return session.scalar(select(Entry.body_id).where(Entry.id == entry_id))


def entry(session: Session, entry_id: int) -> Entry | None:
    """One entry with all that its page tells."""
    statement = (
        select(Entry)
        .where(Entry.id == entry_id)
        .options(
            joinedload(Entry.body),
            joinedload(Entry.fund),
            joinedload(Entry.project),
            joinedload(Entry.person),
            joinedload(Entry.decision),
            joinedload(Entry.pair).joinedload(Entry.fund),
            joinedload(Entry.reverses),
            joinedload(Entry.reversed_by),
        )
    )
    return session.scalars(statement).one_or_none()


def entry_by_uuid(session: Session, number: UUID) -> Entry | None:
    """The entry that a form made, if it was sent before."""
    return session.scalars(select(Entry).where(Entry.uuid == number)).one_or_none()


def last_number(session: Session, body_id: int) -> int:
    """The number of a body's newest entry, 0 if it has none."""
    return session.scalar(select(func.max(Entry.number)).where(Entry.body_id == body_id)) or 0


def reversal_of(session: Session, entry_id: int) -> int | None:
    """The id of the entry that undoes this one, None if it stands."""
    return session.scalar(select(Entry.id).where(Entry.reverses_id == entry_id))


def entries_page(
    session: Session,
    body_id: int,
    *,
    fund_id: int | None = None,
    project_id: int | None = None,
    decision_id: int | None = None,
    currency: str = "",
    first: date | None = None,
    last: date | None = None,
    number: int = 1,
) -> tuple[list[Entry], bool]:
    """A page of the ledger, the newest first, and whether there is more."""
    statement = (
        select(Entry)
        .where(Entry.body_id == body_id)
        .options(
            joinedload(Entry.fund),
            joinedload(Entry.person),
            joinedload(Entry.project),
            joinedload(Entry.decision),
            joinedload(Entry.reversed_by),
        )
        .order_by(Entry.day.desc(), Entry.id.desc())
    )
    for column, value in (
        (Entry.fund_id, fund_id),
        (Entry.project_id, project_id),
        (Entry.decision_id, decision_id),
        (Entry.currency, currency or None),
    ):
        if value is not None:
            statement = statement.where(column == value)
    if first is not None:
        statement = statement.where(Entry.day >= first)
    if last is not None:
        statement = statement.where(Entry.day <= last)
    found = list(session.scalars(statement.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return found[:PAGE], len(found) > PAGE


def entries_of_period(session: Session, body_id: int, period: Period) -> tuple[list[Entry], bool]:
    """The lines of a period in the order of their days, and whether there are more than a paper holds."""
    statement = (
        select(Entry)
        .where(Entry.body_id == body_id, Entry.day.between(period.first, period.last))
        .options(joinedload(Entry.fund), joinedload(Entry.decision))
        .order_by(Entry.day, Entry.id)
        .limit(MOST_LINES + 1)
    )
    found = list(session.scalars(statement))
    return found[:MOST_LINES], len(found) > MOST_LINES


def told(
    session: Session,
    body_id: int,
    *,
    fund_id: int | None = None,
    project_id: int | None = None,
    decision_id: int | None = None,
) -> Iterator[Told]:
    """The ledger of a body (of a fund, a project, a decision if asked) by its numbers, a few at a time."""
    undone, undoing = aliased(Entry), aliased(Entry)
    statement = (
        select(
            *(Entry.number, Entry.day, Entry.kind, Entry.flow, Fund.name, Entry.what, Entry.goods),
            *(Entry.category, func.coalesce(Person.name, Entry.party), Entry.voucher),
            *(Entry.amount, Entry.currency, Project.name, Decision.year, Decision.number),
            *(Entry.rate, Entry.rate_currency, Entry.rate_on, Entry.rate_source),
            *(undone.number, undoing.number, Entry.as_it_is, Entry.author),
        )
        .join(Fund, Fund.id == Entry.fund_id)
        .outerjoin(Person, Person.id == Entry.person_id)
        .outerjoin(Project, Project.id == Entry.project_id)
        .outerjoin(Decision, Decision.id == Entry.decision_id)
        .outerjoin(undone, undone.id == Entry.reverses_id)
        .outerjoin(undoing, undoing.reverses_id == Entry.id)
        .where(Entry.body_id == body_id)
        .order_by(Entry.number)
    )
    for column, value in (
        (Entry.fund_id, fund_id),
        (Entry.project_id, project_id),
        (Entry.decision_id, decision_id),
    ):
        if value is not None:
            statement = statement.where(column == value)
    for row in session.execute(statement.execution_options(yield_per=1000)):
        yield Told(*tuple(row))


def entries_after(session: Session, fund_id: int, currency: str, day: date) -> bool:
    """Whether a fund has entries in a currency later than a day."""
    statement = select(Entry.id).where(
        Entry.fund_id == fund_id, Entry.currency == currency, Entry.day > day
    )
    return session.scalar(statement.limit(1)) is not None


def categories(session: Session, body_id: int) -> list[str]:
    """The words under which a body has noted money, the most used first, to be proposed."""
    statement = (
        select(Entry.category)
        .where(Entry.body_id == body_id, Entry.category != "")
        .group_by(Entry.category)
        .order_by(func.count().desc(), Entry.category)
        .limit(MOST_CATEGORIES)
    )
    return list(session.scalars(statement))


def appropriation(session: Session, decision_id: int, currency: str) -> Appropriation | None:
    """What a decision approves in a currency, None if it names no sum in it."""
    statement = select(Appropriation).where(
        Appropriation.decision_id == decision_id, Appropriation.currency == currency
    )
    return session.scalars(statement).one_or_none()


def appropriations_of(session: Session, decision_id: int) -> list[tuple[Appropriation, Decimal]]:
    """The sums a decision approves, each with what was spent on it."""
    statement = (
        select(Appropriation)
        .where(Appropriation.decision_id == decision_id)
        .order_by(Appropriation.currency)
    )
    approved = list(session.scalars(statement))
    spent = _spent(session, decision_id)
    return [(each, spent.get(each.currency, Decimal(0))) for each in approved]


def spent_on(session: Session, decision_id: int, currency: str) -> Decimal:
    """What was spent (and lent) on a decision in a currency, less what was reversed."""
    return _spent(session, decision_id).get(currency, Decimal(0))


def _spent(session: Session, decision_id: int) -> dict[str, Decimal]:
    out = case((Entry.flow == Flow.out_of, Entry.amount), else_=-Entry.amount)
    statement = (
        select(Entry.currency, func.sum(out))
        .where(Entry.decision_id == decision_id, Entry.kind.in_(_SPENDING))
        .group_by(Entry.currency)
        .order_by(Entry.currency)
    )
    return dict(session.execute(statement).all())
