"""What projects report in the items of a meeting, as figures of the document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy.orm import Session

from assembly.minutes.production import Batch, Done, ProjectFigures, Step, Stock, Target
from assembly.projects.models import ProjectReport
from assembly.projects.queries.reports import figures, of_items
from assembly.projects.rules.reports import BatchTold, Figures


def figures_of(
    session: Session, item_ids: Iterable[int], day: date
) -> dict[int, tuple[ProjectFigures, ...]]:
    """The figures of the projects that report in these items, as they are on the day, by item."""
    found: dict[int, list[ProjectFigures]] = defaultdict(list)
    for report in of_items(session, item_ids):
        told = figures(session, report.project, since=report.since, until=day)
        found[report.item_id].append(_figures(report, told))
    return {item_id: tuple(listed) for item_id, listed in found.items()}


def _figures(report: ProjectReport, told: Figures) -> ProjectFigures:
    return ProjectFigures(
        uuid=str(report.project.uuid),
        name=report.project.name,
        kind=report.project.kind,
        since=told.since,
        until=told.until,
        stock=tuple(Stock(each.name, str(each.value), each.unit) for each in told.held),
        batches=tuple(_batch(each) for each in told.batches),
        targets=tuple(
            Target(each.type.value, each.unit, str(each.value), str(each.done), each.due_on)
            for each in told.targets
        ),
        done=tuple(
            Done(
                each.type.value,
                each.part.value,
                each.unit,
                each.reason,
                str(each.value),
                each.logs,
            )
            for each in told.done
        ),
        workdays=told.worked.held,
        people=told.worked.people,
        hours=str(told.worked.hours),
    )


def _batch(told: BatchTold) -> Batch:
    steps = tuple(
        Step(
            each.name,
            each.type.value if each.type else None,
            str(each.stayed),
            tuple((code, str(value)) for code, value in each.parts),
        )
        for each in told.steps
    )
    return Batch(told.name, told.unit, str(told.came), steps)
