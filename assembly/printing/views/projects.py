"""Papers of projects."""

from __future__ import annotations

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock
from assembly.db import db
from assembly.jobs import worker
from assembly.printing.papers import projects as papers
from assembly.printing.project_file import making
from assembly.printing.views.area import answer, blueprint, body_or_404, sheet_of
from assembly.projects.models import Project, Workday
from assembly.projects.queries import projects, workdays
from assembly.projects.views.area import may_read_file
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import language, show_times_in


@blueprint.get("/workdays/<int:workday_id>/call.pdf")
@requires(Role.member)
def workday_call(workday_id: int) -> Response:
    """The call, for the boards."""
    workday = _workday(workday_id)
    sheet = sheet_of(workday.body)
    return answer(papers.workday_call(workday, sheet), sheet, f"workday-{workday_id}")


@blueprint.get("/workdays/<int:workday_id>/sheet.pdf")
@requires(Role.member)
def workday_sheet(workday_id: int) -> Response:
    """The sheet on which people sign."""
    workday = _workday(workday_id)
    sheet = sheet_of(workday.body)
    return answer(papers.workday_sheet(workday, sheet), sheet, f"workday-sheet-{workday_id}")


def _workday(workday_id: int) -> Workday:
    workday = workdays.workday(db.session, workday_id) or abort(404)
    show_times_in(workday.body.timezone)
    return workday


@blueprint.get("/bodies/<int:body_id>/projects.pdf")
@requires(Role.member)
def board(body_id: int) -> Response:
    """All running projects on a poster."""
    found = body_or_404(body_id)
    sheet = sheet_of(found)
    return answer(papers.board(db.session, found, sheet, now=clock.now()), sheet, "projects")


@blueprint.get("/projects/<int:project_id>.pdf")
@requires(Role.member)
def project(project_id: int) -> Response:
    """One project on a poster."""
    found = _project(project_id)
    sheet = sheet_of(found.body)
    today = clock.today(found.body.timezone)
    made = papers.project_poster(db.session, found, sheet, today=today)
    return answer(made, sheet, f"project-{project_id}")


@blueprint.get("/projects/<int:project_id>/form.pdf")
@requires(Role.member)
def field_form(project_id: int) -> Response:
    """The form on which is noted where there is no signal."""
    found = _project(project_id)
    sheet = sheet_of(found.body)
    return answer(papers.field_form(db.session, found, sheet), sheet, f"form-{project_id}")


@blueprint.post("/projects/<int:project_id>/file")
@requires(Role.member)
def project_file(project_id: int) -> AnyResponse:
    """The file of a project with all its papers: long work. For who works in it or looks after it."""
    found = _project(project_id)
    if not may_read_file(found):
        abort(403)
    job = making.ask(
        db.session,
        found,
        sheet_of(found.body),
        language=language(),
        actor=actor(),
        at=clock.now(),
    )
    db.session.commit()
    worker.wake()
    return redirect(url_for("jobs.job", job_id=job.id), 303)


def _project(project_id: int) -> Project:
    found = projects.project(db.session, project_id) or abort(404)
    show_times_in(found.body.timezone)
    return found
