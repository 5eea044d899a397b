"""Which project reports in which item of an agenda."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions.seal import refuse_if_sealed
from assembly.meetings.models import AgendaItem, Meeting
from assembly.projects.models import Project, ProjectReport
from assembly.projects.queries.reports import day_of_last_report


def report_in(
    session: Session, *, item: AgendaItem, project: Project, actor: Actor, at: datetime
) -> ProjectReport:
    """Let a project report in an item: its figures since its last report stand in the minutes.

    Chosen twice it reports once. Raises ``RuleViolation`` if the minutes are closed.
    """
    meeting = locked(session, Meeting, item.meeting_id)
    refuse_if_sealed(meeting)
    if project.body_id != meeting.body_id:
        raise RuleViolation("projects.other_body", field="project")
    there = select(ProjectReport).where(
        ProjectReport.item_id == item.id, ProjectReport.project_id == project.id
    )
    if (made := session.scalars(there).one_or_none()) is not None:
        return made
    last = day_of_last_report(session, project.id, meeting)
    report = ProjectReport(
        item=item, project=project, since=last + timedelta(days=1) if last else None
    )
    session.add(report)
    _write(session, report, "project.report", actor, at)
    return report


def take_out(
    session: Session, *, item: AgendaItem, project_id: int, actor: Actor, at: datetime
) -> None:
    """Take a project's report out of an item again. Raises ``RuleViolation`` if the minutes are closed."""
    refuse_if_sealed(locked(session, Meeting, item.meeting_id))
    there = select(ProjectReport).where(
        ProjectReport.item_id == item.id, ProjectReport.project_id == project_id
    )
    report = session.scalars(there).one_or_none()
    if report is None:
        return
    _write(session, report, "project.no_report", actor, at)
    session.delete(report)
    session.flush()


def _write(session: Session, report: ProjectReport, verb: str, actor: Actor, at: datetime) -> None:
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="project",
        object_id=report.project_id,
        data={"item": report.item_id, "since": report.since},
    )
