"""Noting in seconds, reading what was noted, correcting it by a new log."""

from __future__ import annotations

from uuid import uuid5

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.attachments import queries as attachments
from assembly.attachments.receiving import received
from assembly.attachments.rules import AttachedTo, KeptFile
from assembly.db import db
from assembly.projects.actions import logs as actions
from assembly.projects.forms.logs import LogForm, WithdrawForm
from assembly.projects.models import Log, Project
from assembly.projects.phrases import words
from assembly.projects.phrases.amounts import log_line
from assembly.projects.queries import logs
from assembly.projects.queries import projects as queries
from assembly.projects.rules import ASKS, LogStatus, LogType
from assembly.projects.rules.logs import new_asset_type
from assembly.projects.views.area import (
    blueprint,
    log_or_404,
    may_note,
    noting,
    project_or_404,
    sees_recipients,
)
from assembly.projects.views.log_form import fill, note_from, offer, propose
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.route("/<int:project_id>/note", methods=["GET", "POST"])
@requires(Role.member)
def note(project_id: int) -> str | Response | tuple[str, int]:
    """Big buttons for what this project notes; then the few fields that it asks."""
    project = project_or_404(project_id)
    noting(project)
    type_ = _type(project, request.values.get("type", ""))
    if type_ is None:
        return render_template(
            "projects/note.html",
            project=project,
            kind=queries.kind_of(project),
            form=None,
            latest=logs.latest(db.session, project.id, 5),
            names=True,
        )
    form = LogForm()
    form.type.data = type_.value
    offer(form, project, type_)
    if not form.is_submitted():
        propose(form, project, type_)
        return _form_page(project, form, type_)
    file = received(form.photo) if form.validate() else None
    if not form.errors:
        project = project_or_404(project_id)  # read anew: the store took its time
        with saving(form):
            made = note_from(form, project, type_, None)
            _hang(form, made, file)
        if not form.errors:
            flash(
                _("Noted: %(what)s %(line)s", what=words.LOGS[type_], line=log_line(made))
                if made.status is LogStatus.done
                else _("Planned: %(what)s %(line)s", what=words.LOGS[type_], line=log_line(made))
            )
            return redirect(url_for("projects.note", project_id=project_id), 303)
    return _form_page(project_or_404(project_id), form, type_), 422


@blueprint.get("/<int:project_id>/logs")
@requires(Role.member)
def project_logs(project_id: int) -> str:
    """What was done, the latest first; of one type, if asked."""
    project = project_or_404(project_id)
    type_ = _type(project, request.args.get("type", ""))
    number = max(1, request.args.get("page", 1, type=bounded))
    found, more = logs.page(db.session, project.id, type=type_, number=number)

    def page(number: int) -> str:
        return url_for(
            "projects.project_logs",
            project_id=project_id,
            type=type_.value if type_ else None,
            page=number,
        )

    return render_template(
        "projects/project_logs.html",
        project=project,
        kind=queries.kind_of(project),
        type=type_,
        logs=found,
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
        names=sees_recipients(project),
        noting=may_note(project),
    )


@blueprint.get("/logs/<int:log_id>")
@requires(Role.member)
def log(log_id: int) -> str:
    """One log, with what it corrects and what corrects it."""
    log = log_or_404(log_id)
    return _log_page(log, WithdrawForm(None))


@blueprint.route("/logs/<int:log_id>/correct", methods=["GET", "POST"])
@requires(Role.member)
def correct(log_id: int) -> str | Response | tuple[str, int]:
    """Note it again as it was: the new log takes the place of this one. A plan is done this way too."""
    log = log_or_404(log_id)
    noting(log.project)
    form = LogForm()
    form.type.data = log.type.value
    offer(form, log.project, log.type, log)
    if not form.is_submitted():
        fill(form, log)
        return render_template(
            "projects/correct.html", **_shown(log.project, form, log.type), log=log
        )
    file = received(form.photo) if form.validate() else None
    if not form.errors:
        log = log_or_404(log_id)  # read anew: the store took its time
        with saving(form):
            made = note_from(form, log.project, log.type, log)
            _hang(form, made, file)
        if not form.errors:
            return redirect(url_for("projects.log", log_id=made.id), 303)
    log = log_or_404(log_id)
    page = render_template("projects/correct.html", **_shown(log.project, form, log.type), log=log)
    return page, 422


@blueprint.post("/logs/<int:log_id>/withdraw")
@requires(Role.member)
def withdraw(log_id: int) -> Response | tuple[str, int]:
    """Take a log back that was a mistake."""
    log = log_or_404(log_id)
    noting(log.project)
    form = WithdrawForm()
    if form.validate():
        with saving(form):
            actions.withdraw(
                db.session, log=log, note=form.note.data, actor=actor(), at=clock.now()
            )
        if not form.errors:
            return redirect(url_for("projects.log", log_id=log_id), 303)
    return _log_page(log_or_404(log_id), form), 422


def _log_page(log: Log, form: WithdrawForm) -> str:
    return render_template(
        "projects/log.html",
        log=log,
        project=log.project,
        form=form,
        noting=may_note(log.project),
        names=sees_recipients(log.project),
        attachments=attachments.of(db.session, AttachedTo.log, log.id),
    )


def _type(project: Project, typed: str) -> LogType | None:
    """The type asked for, if this project notes it."""
    if typed not in set(LogType):
        return None
    type_ = LogType(typed)
    return type_ if type_ in queries.kind_of(project).logs else None


def _form_page(project: Project, form: LogForm, type_: LogType) -> str:
    return render_template("projects/note.html", **_shown(project, form, type_))


def _shown(project: Project, form: LogForm, type_: LogType) -> dict[str, object]:
    last = logs.last_of_type(db.session, project.id, type_)
    return {
        "project": project,
        "kind": queries.kind_of(project),
        "form": form,
        "type": type_,
        "asks": ASKS[type_],
        "how_many": words.HOW_MANY[type_],
        "places": logs.places(db.session, project.id),
        "last": last,
        "may_be_new": new_asset_type(queries.kind_of(project), type_) is not None,
    }


def _hang(form: LogForm, log: Log, photo: KeptFile | None) -> None:
    """Hang the photo on the log; with a form sent twice it hangs there once."""
    if photo is not None:
        mark = uuid5(form.mark.uuid, "photo")
        actions.add_photo(
            db.session, log=log, photo=photo, mark=mark, actor=actor(), at=clock.now()
        )
