"""Money at a glance: what each project earned and spent, what the funds hold, what is owed.

A number of queries that does not grow; the sums are read from indexes that hold all they need.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.db import Exact
from assembly.money.models import Debt, DebtPart, Entry, Fund, Repayment
from assembly.money.queries.funds import Holding, in_balance
from assembly.money.rules import EntryKind, Flow
from assembly.projects.models import Project

_EARNED = (EntryKind.income, EntryKind.repayment)
_SPENT = (EntryKind.expense, EntryKind.loan)


@dataclass(frozen=True)
class ProjectMoney:
    """What a project earned and spent in one currency, less what was undone."""

    currency: str
    earned: Decimal
    spent: Decimal


@dataclass(frozen=True)
class OwedMoney:
    """What is still owed in one unit (a currency, plants, workdays), by so many debts."""

    unit: str
    left: Decimal
    debts: int


@dataclass(frozen=True)
class MoneyBoard:
    """The whole. ``projects``: by project, a line for each currency."""

    projects: dict[int, list[ProjectMoney]]
    funds: list[Holding]
    owed: list[OwedMoney]

    def spent(self, project: Project) -> Decimal:
        """What a project spent in the currency of its budget."""
        lines = self.projects.get(project.id, [])
        return sum((each.spent for each in lines if each.currency == project.currency), Decimal(0))


def money_board(session: Session, *, body_id: int | None = None) -> MoneyBoard:
    """The money of the projects and funds of a body (or of the house). Three queries."""
    kept = select(Fund).order_by(Fund.body_id, Fund.name, Fund.id)
    if body_id is not None:
        kept = kept.where(Fund.body_id == body_id)
    funds = list(session.scalars(kept))
    balances: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    lines: dict[tuple[int, str], list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for fund_id, project_id, currency, kind, flow, amount in _sums(session, funds):
        came = amount if flow is Flow.into else -amount
        balances[fund_id][currency] += came
        if project_id is not None and kind in (*_EARNED, *_SPENT):
            # What undoes a line has its kind and the other flow: it is taken off by itself.
            is_spending = kind in _SPENT
            lines[project_id, currency][is_spending] += -came if is_spending else came
    projects: dict[int, list[ProjectMoney]] = defaultdict(list)
    for (project_id, currency), (earned, spent) in sorted(lines.items()):
        projects[project_id].append(ProjectMoney(currency, earned, spent))
    holdings = [Holding(each, dict(balances[each.id])) for each in funds]
    return MoneyBoard(
        projects=dict(projects),
        funds=[each for each in holdings if any(each.balances.values())],
        owed=_owed(session, body_id),
    )


def _sums(
    session: Session, funds: Sequence[Fund]
) -> list[tuple[int, int | None, str, EntryKind, Flow, Decimal]]:
    """All lines of these funds added up, read in one go from the index that holds what is summed."""
    columns = (Entry.fund_id, Entry.project_id, Entry.currency, Entry.kind, Entry.flow)
    statement = (
        select(*columns, func.sum(Entry.amount))
        .where(Entry.fund_id.in_([each.id for each in funds]), in_balance())
        .group_by(*columns)
        .order_by(*columns)
    )
    return [
        (fund_id, project_id, currency, kind, flow, amount)
        for fund_id, project_id, currency, kind, flow, amount in session.execute(statement)
    ]


def _owed(session: Session, body_id: int | None) -> list[OwedMoney]:
    due = (
        select(DebtPart.debt_id, func.sum(DebtPart.amount).label("total"))
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
        select(Debt.unit, func.sum(left, type_=Exact()), func.count())
        .join(due, due.c.debt_id == Debt.id)
        .outerjoin(paid, paid.c.debt_id == Debt.id)
        .where(left > 0)
        .group_by(Debt.unit)
        .order_by(Debt.unit)
    )
    if body_id is not None:
        statement = statement.where(Debt.body_id == body_id)
    return [OwedMoney(*row) for row in session.execute(statement)]
