"""The papers of what was decided: the act that approved a project, decisions, reports to the assembly."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy.orm import Session

from assembly.meetings import queries as meetings
from assembly.minutes import queries as minutes
from assembly.minutes.models import Minutes
from assembly.minutes.phrases import production
from assembly.minutes.production import ProjectFigures
from assembly.minutes.queries.production import figures_of
from assembly.minutes.rules import Copy
from assembly.motions.models import Decision
from assembly.printing import queries
from assembly.printing.papers.sheet import Printed, Sheet
from assembly.printing.project_file.parts import Paper, Stored, filed
from assembly.projects.models import Project, ProjectReport
from assembly.web.filters import local
from assembly.web.i18n import _


def approval(session: Session, project: Project, sheet: Sheet) -> list[Paper | Stored]:
    """The act that approved the project, as it was closed, with its marginal notes; or what is known."""
    decision = project.decision
    if decision is None:
        day = project.start_date or local(project.created_at, project.body.timezone).date()
        title = _("No decision noted")
        return [Paper(title, day, lambda: _extract(project, sheet, title, None, None))]
    act = minutes.of_meeting(session, decision.meeting_id)
    stored = _closed(act, decision, sheet) if act else []
    return [*stored] or [_decision(session, project, sheet, decision)]


def _closed(act: Minutes, decision: Decision, sheet: Sheet) -> list[Stored]:
    """The copy without identity numbers, and the notes beside it."""
    number = str(act.number)
    found = []
    for each in act.files:
        mine = (each.language, each.copy) == (sheet.language, Copy.house)
        if not mine or each.closing != act.closing or each.pages is None:
            continue
        title = _("Minutes no. %(number)s", number=number)
        if each.note:
            title = _(
                "Marginal note %(number)s to minutes no. %(minutes)s",
                number=str(each.note),
                minutes=number,
            )
        found.append(Stored(title, decision.decided_on, each.digest, each.pages))
    return found


def decisions(session: Session, project: Project, sheet: Sheet) -> Iterator[Paper]:
    """The decisions by which money was spent and workdays were called, an extract of each."""
    for decision in queries.decisions_cited(session, project.id):
        if decision.id != project.decision_id:
            yield _decision(session, project, sheet, decision)


def _decision(session: Session, project: Project, sheet: Sheet, decision: Decision) -> Paper:
    title = _("Decision %(code)s", code=decision.code)

    def say() -> Printed:
        act = minutes.of_meeting(session, decision.meeting_id)
        return _extract(project, sheet, title, decision, act)

    return Paper(title, decision.decided_on, say)


def _extract(
    project: Project, sheet: Sheet, title: str, decision: Decision | None, act: Minutes | None
) -> Printed:
    return filed("decision", sheet, title, project, decision=decision, act=act)


def reports(session: Session, project: Project, sheet: Sheet) -> Iterator[Paper]:
    """What the project reported to the assembly, with its figures as they stand in the minutes."""
    for report in queries.reports_given(session, project.id):
        day = meetings.day_of(report.item.meeting)
        title = _("Report to the assembly")

        def say(report: ProjectReport = report, title: str = title) -> Printed:
            act = minutes.of_meeting(session, report.item.meeting_id)
            return filed(
                "report",
                sheet,
                title,
                project,
                item=report.item,
                day=meetings.day_of(report.item.meeting),
                act=act,
                told=_figures(session, project, report, act),
                production=production,
            )

        yield Paper(title, day, say)


def _figures(
    session: Session, project: Project, report: ProjectReport, act: Minutes | None
) -> ProjectFigures | None:
    """The figures frozen in the act; while it is not closed, as they are for its day."""
    if act is None:
        day = meetings.day_of(report.item.meeting)
        listed = figures_of(session, [report.item_id], day)[report.item_id]
    else:
        listed = tuple(
            told for item in minutes.document(act).items
            if item.uuid == str(report.item.uuid) for told in item.projects
        )  # fmt: skip
    return next((each for each in listed if each.uuid == str(project.uuid)), None)
