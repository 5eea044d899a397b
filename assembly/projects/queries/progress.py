"""How far targets are reached, and what months brought, from the sums beside the logs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.projects.models import Asset, Log, LogTally, Project, Quantity, Target
from assembly.projects.queries.assets import not_corrected
from assembly.projects.rules import AssetType, LogStatus, LogType, Part
from assembly.projects.rules.reports import Done
from assembly.projects.rules.units import convert, convertible


def of_targets(session: Session, project: Project) -> list[tuple[Target, Fraction]]:
    """Each target of a project with what was done towards it, in its own unit, exactly."""
    return of_projects(session, [project]).get(project.id, [])


def of_projects(
    session: Session, projects: Sequence[Project]
) -> dict[int, list[tuple[Target, Fraction]]]:
    """The same for several projects at once: one query. What cannot be converted does not count."""
    wanted = [each.id for each in projects if each.targets]
    if not wanted:
        return {}
    statement = (
        select(LogTally.project_id, LogTally.type, LogTally.unit, func.sum(LogTally.value))
        .where(LogTally.project_id.in_(wanted), LogTally.part == Part.main)
        .group_by(LogTally.project_id, LogTally.type, LogTally.unit)
    )
    done: dict[tuple[int, LogType], list[tuple[str, Decimal]]] = defaultdict(list)
    for project_id, type_, unit, value in session.execute(statement):
        done[project_id, type_].append((unit, value))
    return {
        project.id: [
            (
                target,
                sum(
                    (
                        convert(value, unit, target.unit)
                        for unit, value in done[project.id, target.type]
                        if convertible(unit, target.unit)
                    ),
                    Fraction(0),
                ),
            )
            for target in project.targets
        ]
        for project in projects
        if project.targets
    }


def by_month(
    session: Session, project_id: int, type: LogType, year: int
) -> tuple[str, list[tuple[date, Decimal]]]:
    """What was noted of one type in the months of a year, in the unit in which most of it was noted."""
    statement = (
        select(LogTally.unit, LogTally.month, func.sum(LogTally.value), func.sum(LogTally.logs))
        .where(
            LogTally.project_id == project_id,
            LogTally.type == type,
            LogTally.part == Part.main,
            LogTally.month >= date(year, 1, 1),
            LogTally.month <= date(year, 12, 1),
        )
        .group_by(LogTally.unit, LogTally.month)
        .order_by(LogTally.unit, LogTally.month)
    )
    units: dict[str, dict[date, Decimal]] = defaultdict(dict)
    often: dict[str, int] = defaultdict(int)
    for unit, month, value, logs in session.execute(statement):
        units[unit][month] = value
        often[unit] += logs
    unit = max(often, key=lambda each: (often[each], each), default="unit")
    months = [date(year, number, 1) for number in range(1, 13)]
    return unit, [(month, units[unit].get(month, Decimal(0))) for month in months]


def sums_of_year(session: Session, project_id: int, year: int) -> list[Done]:
    """What was noted in a year, added up by type, part, unit and reason."""
    columns = (LogTally.type, LogTally.part, LogTally.unit, LogTally.reason)
    statement = (
        select(*columns, func.sum(LogTally.value), func.sum(LogTally.logs))
        .where(
            LogTally.project_id == project_id,
            LogTally.month >= date(year, 1, 1),
            LogTally.month <= date(year, 12, 1),
            LogTally.logs > 0,
        )
        .group_by(*columns)
        .order_by(*columns)
    )
    return [Done(*row) for row in session.execute(statement)]


@dataclass(frozen=True)
class Yield:
    """What a plot gave, and how large it is."""

    name: str
    hectares: Decimal
    value: Decimal
    unit: str

    @property
    def per_hectare(self) -> Fraction:
        """In the same unit, of one hectare."""
        return Fraction(self.value) / Fraction(self.hectares)


def yields(session: Session, project_id: int) -> list[Yield]:
    """What was harvested of each plot whose size is known: harvests name their plot as the place."""
    statement = (
        select(Asset.name, Asset.hectares, func.sum(Quantity.value), Quantity.unit)
        .select_from(Asset)
        .join(Log, (Log.project_id == Asset.project_id) & (Log.place == Asset.name))
        .join(Quantity, (Quantity.log_id == Log.id) & (Quantity.part == Part.main))
        .where(
            Asset.project_id == project_id,
            Asset.type == AssetType.land,
            Asset.hectares > 0,
            Log.type == LogType.harvest,
            Log.status == LogStatus.done,
            not_corrected(),
        )
        .group_by(Asset.id, Asset.name, Asset.hectares, Quantity.unit)
        .order_by(Asset.name, Quantity.unit)
    )
    return [
        Yield(name, hectares, value, unit)
        for name, hectares, value, unit in session.execute(statement)
        if hectares is not None
    ]
