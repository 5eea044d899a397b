"""How far targets are reached, and what months brought, from the sums beside the logs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.projects.models import LogTally, Project, Target
from assembly.projects.rules import LogType, Part
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
    session: Session, project_id: int, type: LogType, unit: str, since: date
) -> list[tuple[date, Decimal]]:
    """What was noted of one type in one unit, month by month from ``since`` on."""
    statement = (
        select(LogTally.month, func.sum(LogTally.value))
        .where(
            LogTally.project_id == project_id,
            LogTally.type == type,
            LogTally.part == Part.main,
            LogTally.unit == unit,
            LogTally.month >= since,
        )
        .group_by(LogTally.month)
        .order_by(LogTally.month)
    )
    return [(month, value) for month, value in session.execute(statement)]
