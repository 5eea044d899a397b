"""All projects at a glance: what grows, what is ready, what is late, what is owed, who worked.

Everything comes from the checkpoints beside the logs, in a number of queries that does not grow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import extract, func, select
from sqlalchemy.orm import Session

from assembly.db import Exact
from assembly.projects.models import (
    Asset,
    Delivery,
    Hands,
    Log,
    Project,
    StockBalance,
    Target,
    Workday,
)
from assembly.projects.queries import assets, logs, progress, projects, workdays
from assembly.projects.rules import LogStatus

SOON = timedelta(days=45)
_SHOWN = 3


@dataclass(frozen=True)
class There:
    """What there is of something, as the board shows it."""

    project_id: int
    asset_id: int
    type: str
    name: str
    unit: str
    value: Decimal
    ready_on: date | None


@dataclass(frozen=True)
class Card:
    """One project: what it is about most, and how far its targets are reached."""

    project: Project
    there: list[There]
    targets: list[tuple[Target, Fraction]]


@dataclass(frozen=True)
class Board:
    """The whole. ``hours`` are those of all people, by month of the year."""

    cards: list[Card]
    ready: list[There]
    late: list[Log]
    overdue: list[tuple[Target, Fraction]]
    expiring: list[assets.Stocked]
    owed: list[tuple[int, str, Decimal]]
    coming: list[Workday]
    hours: list[tuple[date, Decimal]]


def board(session: Session, *, now: datetime, today: date, body_id: int | None = None) -> Board:
    """The running projects of a body (or of the house) on a day."""
    running = projects.projects(session, body_id=body_id)
    ids = [each.id for each in running]
    stock = _there(session, ids)
    reached = progress.of_projects(session, running)
    cards = []
    for project in running:
        order = {each.value: place for place, each in enumerate(projects.kind_of(project).assets)}
        mine = sorted(
            stock[project.id],
            key=lambda each: (order.get(each.type, 99), -each.value, each.name),
        )
        cards.append(Card(project, mine[:_SHOWN], reached.get(project.id, [])))
    targets = [pair for card in cards for pair in card.targets]
    return Board(
        cards=cards,
        ready=[
            each
            for project in running
            for each in stock[project.id]
            if each.ready_on is not None and each.ready_on <= today + SOON
        ],
        late=logs.planned(session, ids, before=now),
        overdue=[
            (target, done)
            for target, done in targets
            if target.due_on is not None and target.due_on < today and done < target.value
        ],
        expiring=assets.expiring(session, ids, today + SOON),
        owed=_owed(session, ids),
        coming=workdays.coming(session, today, body_id=body_id),
        hours=hours_by_month(session, today.year, body_id=body_id),
    )


def _there(session: Session, project_ids: Sequence[int]) -> dict[int, list[There]]:
    """What there is of everything that is counted, by project."""
    columns = (
        *(Asset.project_id, Asset.id, Asset.type, Asset.name, Asset.unit),
        *(StockBalance.value, Asset.ready_on),
    )
    statement = (
        select(*columns)
        .join(
            StockBalance,
            (StockBalance.asset_id == Asset.id) & (StockBalance.unit == Asset.unit),
        )
        .where(Asset.project_id.in_(project_ids), Asset.active, StockBalance.value > 0)
        .order_by(Asset.project_id, Asset.name, Asset.id)
    )
    found: dict[int, list[There]] = defaultdict(list)
    for project_id, asset_id, type_, name, unit, value, ready_on in session.execute(statement):
        found[project_id].append(
            There(project_id, asset_id, type_.value, name, unit, value, ready_on)
        )
    return found


def _owed(session: Session, project_ids: Sequence[int]) -> list[tuple[int, str, Decimal]]:
    """What was delivered to be paid back, added up by project and unit."""
    statement = (
        select(Log.project_id, Delivery.owed_unit, func.sum(Delivery.owed))
        .join(Delivery, Delivery.log_id == Log.id)
        .where(
            # By the deliveries, which are few, and not through all logs of the projects.
            Log.id.in_(select(Delivery.log_id).where(Delivery.owed.is_not(None))),
            Log.project_id.in_(project_ids),
            Log.status == LogStatus.done,
            Delivery.owed.is_not(None),
            assets.not_corrected(),
        )
        .group_by(Log.project_id, Delivery.owed_unit)
        .order_by(Log.project_id, Delivery.owed_unit)
    )
    return [
        (project_id, unit, value or Decimal(0))
        for project_id, unit, value in session.execute(statement)
    ]


def hours_by_month(
    session: Session, year: int, *, body_id: int | None = None
) -> list[tuple[date, Decimal]]:
    """Hours of all people on workdays, month by month of a year; months without any too."""
    month = extract("month", Workday.day)
    statement = (
        select(month, func.sum(Hands.people * Hands.hours, type_=Exact()))
        .join(Hands, Hands.workday_id == Workday.id)
        .where(extract("year", Workday.day) == year)
        .group_by(month)
    )
    if body_id is not None:
        statement = statement.where(Workday.body_id == body_id)
    found = {int(each): Decimal(hours) for each, hours in session.execute(statement)}
    return [(date(year, each, 1), found.get(each, Decimal(0))) for each in range(1, 13)]
