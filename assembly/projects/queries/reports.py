"""The figures of a project for an assembly, and which projects report in which item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.meetings.models import AgendaItem, Meeting
from assembly.projects.models import (
    Hands,
    Log,
    Project,
    ProjectReport,
    Quantity,
    Target,
    Workday,
)
from assembly.projects.queries import assets as stock
from assembly.projects.rules import AssetType, LogStatus, Part, ProjectStatus, WorkdayStatus
from assembly.projects.rules.batch import PIECES, flow
from assembly.projects.rules.reports import BatchTold, Done, Figures, Held, Reached, Worked
from assembly.projects.rules.stock import balance
from assembly.projects.rules.units import convert, convertible, measure_of

_NO_STOCK = (AssetType.equipment, AssetType.structure, AssetType.group)


def of_items(session: Session, item_ids: Iterable[int]) -> list[ProjectReport]:
    """The projects that report in these items, in the order in which they were chosen."""
    statement = (
        select(ProjectReport)
        .where(ProjectReport.item_id.in_(list(item_ids)))
        .options(
            joinedload(ProjectReport.project).joinedload(Project.body),
            joinedload(ProjectReport.project).joinedload(Project.own_kind),
            joinedload(ProjectReport.project).selectinload(Project.targets),
        )
        .order_by(ProjectReport.id)
    )
    return list(session.scalars(statement))


def chosen_in(session: Session, item_id: int) -> list[ProjectReport]:
    """The same for one item, with the names only: what its desk shows."""
    statement = (
        select(ProjectReport)
        .where(ProjectReport.item_id == item_id)
        .options(joinedload(ProjectReport.project).load_only(Project.name))
        .order_by(ProjectReport.id)
    )
    return list(session.scalars(statement))


def reportable(session: Session, body_id: int) -> list[Project]:
    """The projects that may report before a body, by name."""
    statement = (
        select(Project)
        .where(Project.body_id == body_id, Project.status != ProjectStatus.closed)
        .order_by(Project.name, Project.id)
        .limit(300)
    )
    return list(session.scalars(statement))


def day_of_last_report(session: Session, project_id: int, before: Meeting) -> date | None:
    """The day of the meeting before this one in which a project reported; None if it never did."""
    statement = (
        select(Meeting)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(ProjectReport, ProjectReport.item_id == AgendaItem.id)
        .where(
            ProjectReport.project_id == project_id,
            Meeting.id != before.id,
            Meeting.scheduled_at < before.scheduled_at,
        )
        .options(joinedload(Meeting.body))
        .order_by(Meeting.scheduled_at.desc(), Meeting.id.desc())
        .limit(1)
    )
    meeting = session.scalars(statement).one_or_none()
    if meeting is None:
        return None
    return meeting.scheduled_at.astimezone(ZoneInfo(meeting.body.timezone)).date()


def figures(session: Session, project: Project, *, since: date | None, until: date) -> Figures:
    """The figures of a project from one day through another. A constant number of queries."""
    zone = ZoneInfo(project.body.timezone)
    end = datetime.combine(until + timedelta(days=1), time(0), zone) - timedelta(microseconds=1)
    held, batches = _stock(session, project.id, end)
    begin = datetime.combine(since, time(0), zone) if since else None
    return Figures(
        since=since,
        until=until,
        held=held,
        batches=batches,
        targets=_targets(session, project, end),
        done=tuple(_done(session, project.id, begin, end)),
        worked=worked(session, project.id, since, until),
    )


def _stock(
    session: Session, project_id: int, end: datetime
) -> tuple[tuple[Held, ...], tuple[BatchTold, ...]]:
    entries = stock.entries_of_project(session, project_id, until=end)
    held, batches = [], []
    for asset in stock.assets(session, project_id):
        mine = entries.get(asset.id, [])
        if not mine or asset.type in _NO_STOCK:
            continue
        key = (measure_of(asset.unit), asset.unit)
        held.append(Held(asset.name, balance(mine, key), asset.unit))
        if asset.type is AssetType.plant and key == PIECES:
            batch = flow(mine)
            if batch.came:
                batches.append(BatchTold(asset.name, asset.unit, batch.came, batch.steps))
    return tuple(held), tuple(batches)


def _noted(project_id: int, begin: datetime | None, end: datetime) -> list[ColumnElement[bool]]:
    conditions = [
        Log.project_id == project_id,
        Log.status == LogStatus.done,
        Log.at <= end,
        stock.not_corrected(),
    ]
    return [*conditions, Log.at >= begin] if begin is not None else conditions


def _done(
    session: Session, project_id: int, begin: datetime | None, end: datetime
) -> Sequence[Done]:
    columns = (Log.type, Quantity.part, Quantity.unit, Log.reason)
    statement = (
        select(*columns, func.sum(Quantity.value), func.count())
        .join(Quantity, Quantity.log_id == Log.id)
        .where(*_noted(project_id, begin, end), Quantity.part != Part.source)
        .group_by(*columns)
        .order_by(*columns)
    )
    return [Done(*row) for row in session.execute(statement)]


def _targets(session: Session, project: Project, end: datetime) -> tuple[Reached, ...]:
    """Each target with all that was done towards it until the day, from the logs themselves."""
    if not project.targets:
        return ()
    done = _done(session, project.id, None, end)

    def reached(target: Target) -> Fraction:
        return sum(
            (
                convert(each.value, each.unit, target.unit)
                for each in done
                if each.part is Part.main
                and each.type is target.type
                and convertible(each.unit, target.unit)
            ),
            Fraction(0),
        )

    return tuple(
        Reached(each.type, each.unit, each.value, reached(each), each.due_on)
        for each in project.targets
    )


def worked(session: Session, project_id: int, since: date | None, until: date) -> Worked:
    """The workdays of a project in a period: people × hours, both kept apart until here."""
    statement = (
        select(Workday)
        .where(
            Workday.project_id == project_id,
            Workday.status == WorkdayStatus.held,
            Workday.day <= until,
        )
        .options(selectinload(Workday.hands).load_only(Hands.people, Hands.hours))
        .order_by(Workday.day)
    )
    if since is not None:
        statement = statement.where(Workday.day >= since)
    days = list(session.scalars(statement))
    hands = [each for day in days for each in day.hands]
    return Worked(
        held=len(days),
        people=sum(each.people for each in hands),
        hours=sum((each.people * each.hours for each in hands), Decimal(0)),
    )
