"""The team of a project, what it is to reach, and how it stands."""

from __future__ import annotations

from decimal import Decimal

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.people import queries as people
from assembly.projects.actions import projects as actions
from assembly.projects.forms.fields import options
from assembly.projects.forms.projects import MemberForm, RemoveForm, StatusForm, TargetForm
from assembly.projects.models import Project
from assembly.projects.phrases import words
from assembly.projects.phrases.amounts import target_name
from assembly.projects.queries import projects as queries
from assembly.projects.rules import LogType, ProjectStatus
from assembly.projects.views.area import blueprint, noting, project_or_404
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.saving import saving


@blueprint.get("/<int:project_id>/team")
@requires(Role.member)
def team(project_id: int) -> str:
    """Who works in it, what is to be reached, and how it stands."""
    project = project_or_404(project_id)
    noting(project)
    return _team_page(project, MemberForm(None), TargetForm(None), StatusForm(None, obj=project))


@blueprint.post("/<int:project_id>/join")
@requires(Role.member)
def join(project_id: int) -> Response | tuple[str, int]:
    """Take someone into the team."""
    project = project_or_404(project_id)
    noting(project)
    form = MemberForm()
    form.who.offer(people.known_candidates(db.session, form.who.data or ""))
    if form.validate():
        with saving(form):
            actions.add_member(
                db.session,
                project=project,
                person_id=form.who.person_id,
                name=form.who.free_name,
                task=form.task.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.team", project_id=project_id), 303)
    project = project_or_404(project_id)
    return _team_page(project, form, TargetForm(None), StatusForm(None, obj=project)), 422


@blueprint.post("/<int:project_id>/leave")
@requires(Role.member)
def leave(project_id: int) -> Response:
    """Let someone leave the team."""
    project = project_or_404(project_id)
    noting(project)
    actions.remove_member(
        db.session, project=project, member_id=RemoveForm().number, actor=actor(), at=clock.now()
    )
    db.session.commit()
    return redirect(url_for("projects.team", project_id=project_id), 303)


@blueprint.post("/<int:project_id>/targets")
@requires(Role.secretary)
def target(project_id: int) -> Response | tuple[str, int]:
    """Say what is to be reached."""
    project = project_or_404(project_id)
    form = TargetForm()
    _offer_target(form, project)
    if form.validate():
        with saving(form):
            actions.add_target(
                db.session,
                project=project,
                type=LogType(form.type.data),
                value=form.value.number or Decimal(0),
                unit=form.unit.data,
                due_on=form.due_on.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.team", project_id=project_id), 303)
    project = project_or_404(project_id)
    return _team_page(project, MemberForm(None), form, StatusForm(None, obj=project)), 422


@blueprint.post("/<int:project_id>/untarget")
@requires(Role.secretary)
def untarget(project_id: int) -> Response:
    """Take a target back."""
    project = project_or_404(project_id)
    actions.remove_target(
        db.session, project=project, target_id=RemoveForm().number, actor=actor(), at=clock.now()
    )
    db.session.commit()
    return redirect(url_for("projects.team", project_id=project_id), 303)


@blueprint.post("/<int:project_id>/status")
@requires(Role.secretary)
def status(project_id: int) -> Response | tuple[str, int]:
    """Let it run, rest, or close it."""
    project = project_or_404(project_id)
    form = StatusForm()
    if form.validate():
        with saving(form):
            actions.set_status(
                db.session,
                project=project,
                status=ProjectStatus(form.status.data),
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("projects.project", project_id=project_id), 303)
    project = project_or_404(project_id)
    return _team_page(project, MemberForm(None), TargetForm(None), form), 422


def _team_page(
    project: Project, member: MemberForm, target: TargetForm, status: StatusForm
) -> str:  # fmt: skip
    if not member.who.candidates:
        member.who.offer(people.known_candidates(db.session))
    _offer_target(target, project)
    return render_template(
        "projects/team.html",
        project=project,
        member=member,
        target=target,
        status=status,
        target_name=target_name,
    )


def _offer_target(form: TargetForm, project: Project) -> None:
    kind = queries.kind_of(project)
    form.type.choices = options((each.value, words.LOGS[each]) for each in kind.logs)
    form.unit.choices = options((each, words.unit_name(each)) for each in kind.units)
