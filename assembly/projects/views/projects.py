"""A project: its page, what is written of it, its team and its targets."""

from __future__ import annotations

from dataclasses import fields

from flask import redirect, render_template, url_for
from flask_babel import LazyString
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.motions import queries as motions
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.projects.actions import projects as actions
from assembly.projects.forms.fields import options
from assembly.projects.forms.projects import (
    ProjectForm,
    kind_choices,
)
from assembly.projects.models import Project
from assembly.projects.phrases import words
from assembly.projects.phrases.amounts import target_name
from assembly.projects.phrases.pictures import columns_drawing, progress_drawing
from assembly.projects.phrases.sums import sums
from assembly.projects.phrases.words import unit_name
from assembly.projects.queries import assets, logs, workdays
from assembly.projects.queries import progress as reached
from assembly.projects.queries import projects as queries
from assembly.projects.views.area import (
    blueprint,
    found,
    may_note,
    may_read_file,
    project_or_404,
    sees_recipients,
)
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _, show_times_in
from assembly.web.saving import saving

DECISIONS = 200


@blueprint.get("/<int:project_id>")
@requires(Role.member)
def project(project_id: int) -> str:
    """What there is, what is planned, what was done, who works in it."""
    project = project_or_404(project_id)
    now, kind = clock.now(), queries.kind_of(project)
    done = reached.of_targets(db.session, project)
    today = clock.today(project.body.timezone)
    unit, months = reached.by_month(db.session, project.id, kind.main, today.year)
    return render_template(
        "projects/project.html",
        project=project,
        kind=kind,
        stocked=assets.by_type(assets.stocked(db.session, project.id), kind.assets),
        planned=logs.planned(db.session, [project.id]),
        latest=logs.latest(db.session, project.id),
        workdays=workdays.of_project(db.session, project.id),
        targets=progress_drawing(
            [(target_name(each), value, each.value, each.unit) for each, value in done],
            _("Targets"),
        ),
        months=columns_drawing(months, f"{words.LOGS[kind.main]}, {today.year}", unit_name(unit)),
        year=today.year,
        sums=sums(reached.sums_of_year(db.session, project.id, today.year)),
        yields=reached.yields(db.session, project.id),
        given=logs.given_to(db.session, project.id),
        noting=may_note(project),
        filing=may_read_file(project),
        names=sees_recipients(project),
        now=now,
        today=today,
    )


@blueprint.route("/bodies/<int:body_id>/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new(body_id: int) -> str | Response | tuple[str, int]:
    """A new project of a body."""
    body = found(people.body(db.session, body_id))
    form = ProjectForm()
    _offer(form, body, None)
    if not form.is_submitted():
        return render_template("projects/new.html", form=form, body=body)
    if form.validate():
        own = {f"own-{each.id}": each for each in queries.own_kinds(db.session, body.id)}
        with saving(form):
            project = actions.create_project(
                db.session,
                body=body,
                kind=form.kind.data,
                own_kind=own.get(form.kind.data),
                data=_data(form),
                mark=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.project", project_id=project.id), 303)
    return render_template("projects/new.html", form=form, body=body), 422


@blueprint.route("/<int:project_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary)
def edit(project_id: int) -> str | Response | tuple[str, int]:
    """Change what is written of a project."""
    project = project_or_404(project_id)
    form = ProjectForm(obj=project)
    del form.kind
    _offer(form, project.body, project)
    if not form.is_submitted():
        form.decision_id.data = project.decision_id or 0
        form.organization_id.data = project.organization_id or 0
        form.parent_id.data = project.parent_id or 0
        return render_template("projects/edit.html", form=form, project=project)
    if form.validate():
        with saving(form):
            actions.edit_project(
                db.session, project=project, data=_data(form), actor=actor(), at=clock.now()
            )
        if not form.errors:
            return redirect(url_for("projects.project", project_id=project_id), 303)
    return render_template("projects/edit.html", form=form, project=project), 422


def _offer(form: ProjectForm, body: Body, project: Project | None) -> None:
    """Put into the lists what may be chosen."""
    show_times_in(body.timezone)
    nothing: tuple[int, str | LazyString] = (0, "—")
    if project is None:
        own = [(f"own-{each.id}", each.name) for each in queries.own_kinds(db.session, body.id)]
        form.kind.choices = kind_choices(own)
    decided = motions.latest_decisions(db.session, body_id=body.id, limit=DECISIONS)
    listed = {each.id: f"{each.code} · {each.title}" for each in decided}
    if project is not None and project.decision is not None:
        listed.setdefault(
            project.decision.id, f"{project.decision.code} · {project.decision.title}"
        )
    form.decision_id.choices = options([nothing, *listed.items()])
    tree = [
        (each.id, "\u2003" * depth + each.name) for each, depth in people.in_tree_order(db.session)
    ]
    form.organization_id.choices = options([nothing, *tree])
    others = [each for each in queries.projects(db.session, body_id=body.id) if each is not project]
    form.parent_id.choices = options([nothing, *((each.id, each.name) for each in others)])
    form.coordinating.offer(
        people.known_candidates(db.session, form.coordinating.data or ""),
        person_id=project.coordinator_id if project else None,
        name=project.coordinator_name if project else "",
    )


def _data(form: ProjectForm) -> actions.ProjectData:
    plain = {
        field.name: form[field.name].data
        for field in fields(actions.ProjectData)
        if field.name in form._fields
    }
    plain |= {
        "purpose": form.purpose.data or "",
        "organization_id": form.organization_id.data or None,
        "parent_id": form.parent_id.data or None,
        "decision_id": form.decision_id.data or None,
        "coordinator_id": form.coordinating.person_id,
        "coordinator_name": form.coordinating.free_name,
        "budget": form.budget.number,
        "currency": form.currency.data or "",
        "cap": form.cap.number,
        "small_cap": form.small_cap.number,
        "small_below": form.small_below.number,
    }
    return actions.ProjectData(**plain)
