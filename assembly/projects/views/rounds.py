"""A collection round as it is weighed: all materials in one go."""

from __future__ import annotations

from uuid import uuid5

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.projects.actions.logs import note_log
from assembly.projects.actions.noted import Noted
from assembly.projects.forms.rounds import RoundForm, WeightForm
from assembly.projects.models import Asset, Project
from assembly.projects.phrases.words import unit_name
from assembly.projects.queries import assets, logs
from assembly.projects.queries import projects as queries
from assembly.projects.rules import AssetType, LogType
from assembly.projects.views.area import blueprint, noting, project_or_404
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import _, ngettext


@blueprint.route("/<int:project_id>/round", methods=["GET", "POST"])
@requires(Role.member)
def collection_round(project_id: int) -> str | Response | tuple[str, int]:
    """Where it went, how many households, and the weight of each material; all is noted or nothing."""
    project = project_or_404(project_id)
    noting(project)
    if LogType.collection not in queries.kind_of(project).logs:
        abort(404)
    form, materials = RoundForm(), _materials(project)
    if not form.is_submitted():
        form.offer(list(materials))
        _propose(form, project)
        return _page(project, form)
    lines = [(line.form, materials.get(line.form.asset.number)) for line in form.weights]
    weighed = [(line, asset) for line, asset in lines if asset is not None and line.value.data]
    if not form.validate():
        return _page(project, form), 422
    if not weighed:
        form.form_errors.append(_("Write the weight of at least one material."))
    elif _note(project, form, weighed):
        db.session.commit()
        flash(ngettext("%(num)s entry noted.", "%(num)s entries noted.", len(weighed)))
        return redirect(url_for("projects.project", project_id=project_id), 303)
    db.session.rollback()
    return _page(project_or_404(project_id), form), 422


def _note(project: Project, form: RoundForm, weighed: list[tuple[WeightForm, Asset]]) -> bool:
    """Note each material; the households are those of the round and stand with the first."""
    for place, (line, asset) in enumerate(weighed):
        noted = Noted(
            LogType.collection,
            form.day.data,
            asset=asset,
            value=line.value.number,
            place=form.place.data or "",
            households=None if place else form.households.number,
            note="" if place else form.note.data or "",
        )
        try:
            note_log(
                db.session,
                project=project,
                noted=noted,
                mark=uuid5(form.mark.uuid, str(asset.id)),
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            known = {"day": form.day, "place": form.place, "households": form.households}
            field = known.get(violation.field or "", line.value)
            field.errors = [*field.errors, say(violation)]
            return False
    return True


def _materials(project: Project) -> dict[int, Asset]:
    listed = assets.assets(db.session, project.id, type=AssetType.material)
    return {each.id: each for each in listed}


def _propose(form: RoundForm, project: Project) -> None:
    form.day.data = clock.today(project.body.timezone)
    last = logs.last_of_type(db.session, project.id, LogType.collection)
    if last is not None:
        form.place.data = last.place


def _page(project: Project, form: RoundForm) -> str:
    materials = _materials(project)
    return render_template(
        "projects/collection_round.html",
        project=project,
        form=form,
        names={each.id: f"{each.name} ({unit_name(each.unit)})" for each in materials.values()},
        places=logs.places(db.session, project.id),
    )
