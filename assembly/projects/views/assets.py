"""What a project has: its batches, lots, plots and medicines, each with its stock and its story."""

from __future__ import annotations

from dataclasses import fields

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.projects.actions import assets as actions
from assembly.projects.actions import logs as log_actions
from assembly.projects.actions.noted import Noted
from assembly.projects.forms.assets import ArchiveForm, AssetForm
from assembly.projects.forms.fields import options
from assembly.projects.models import Asset, Project
from assembly.projects.phrases import words
from assembly.projects.phrases.amounts import count_told
from assembly.projects.phrases.pictures import flow_drawing
from assembly.projects.queries import assets as queries
from assembly.projects.queries import logs
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import AssetType, LogType
from assembly.projects.rules.batch import PIECES, flow
from assembly.projects.rules.stock import balances, counts_made
from assembly.projects.rules.units import measure_of
from assembly.projects.views.area import (
    asset_or_404,
    blueprint,
    may_note,
    noting,
    project_or_404,
    refuse,
    sees_recipients,
)
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/<int:project_id>/assets")
@requires(Role.member)
def assets(project_id: int) -> str:
    """Everything a project has; what was put away, if asked."""
    project = project_or_404(project_id)
    away = request.args.get("show") == "away"
    return render_template(
        "projects/assets.html",
        project=project,
        stocked=queries.by_type(
            queries.stocked(db.session, project.id, active=not away), kind_of(project).assets
        ),
        away=away,
        noting=may_note(project),
        today=clock.today(project.body.timezone),
    )


@blueprint.get("/assets/<int:asset_id>")
@requires(Role.member)
def asset(asset_id: int) -> str:
    """One asset: what there is, on any day; where everything went; what was noted of it."""
    asset = asset_or_404(asset_id)
    number = max(1, request.args.get("page", 1, type=bounded))
    entries = queries.entries(db.session, asset.id)
    key = (measure_of(asset.unit), asset.unit)
    noted, more = logs.page(db.session, asset.project_id, asset_id=asset.id, number=number)
    stage, place = logs.current(db.session, asset.id)
    batch = flow(entries) if key == PIECES else None

    def page(number: int) -> str:
        return url_for("projects.asset", asset_id=asset_id, page=number)

    return render_template(
        "projects/asset.html",
        asset=asset,
        kind=kind_of(asset.project),
        stock=balances(entries),
        key=key,
        batch=batch,
        drawing=flow_drawing(batch.steps, asset.name) if batch else None,
        counts=[count_told(each, asset.unit) for each in counts_made(entries, key)],
        stage=stage,
        place=place,
        logs=noted,
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
        noting=may_note(asset.project),
        names=sees_recipients(asset.project),
        today=clock.today(asset.project.body.timezone),
    )


@blueprint.route("/<int:project_id>/assets/new", methods=["GET", "POST"])
@requires(Role.member)
def new_asset(project_id: int) -> str | Response | tuple[str, int]:
    """Something new, with what there is of it if it can be said."""
    project = project_or_404(project_id)
    noting(project)
    form = AssetForm()
    _offer(form, project, None)
    if not form.is_submitted():
        form.type.data = request.args.get("type") or form.type.choices[0].value
        form.begun_on.data = clock.today(project.body.timezone)
        return render_template("projects/new_asset.html", form=form, project=project)
    if form.validate():
        with saving(form):
            made = _add(form, project)
        if not form.errors:
            return redirect(url_for("projects.asset", asset_id=made.id), 303)
    return render_template("projects/new_asset.html", form=form, project=project), 422


def _add(form: AssetForm, project: Project) -> Asset:
    """The asset, and a log of what there is of it."""
    sent_before = queries.asset_by_uuid(db.session, form.mark.uuid) is not None
    made = actions.add_asset(
        db.session,
        project=project,
        type=AssetType(form.type.data),
        unit=form.unit.data,
        data=_data(form),
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )
    if form.value.number and not sent_before:
        day = form.begun_on.data or clock.today(project.body.timezone)
        log_actions.note_log(
            db.session,
            project=project,
            noted=Noted(_first_log(project), day, asset=made, value=form.value.number),
            actor=actor(),
            at=clock.now(),
        )
    return made


def _first_log(project: Project) -> LogType:
    """How the first stock of something new is noted: it came in; where that is not usual, a count."""
    return LogType.receipt if LogType.receipt in kind_of(project).logs else LogType.count


@blueprint.route("/assets/<int:asset_id>/edit", methods=["GET", "POST"])
@requires(Role.member)
def edit_asset(asset_id: int) -> str | Response | tuple[str, int]:
    """Change what is written of it."""
    asset = asset_or_404(asset_id)
    noting(asset.project)
    form = AssetForm(obj=asset)
    del form.type, form.unit, form.value
    _offer(form, asset.project, asset)
    if not form.is_submitted():
        form.parent_id.data = asset.parent_id or 0
        return render_template("projects/edit_asset.html", form=form, asset=asset)
    if form.validate():
        with saving(form):
            actions.edit_asset(
                db.session, asset=asset, data=_data(form), actor=actor(), at=clock.now()
            )
        if not form.errors:
            return redirect(url_for("projects.asset", asset_id=asset_id), 303)
    asset = asset_or_404(asset_id)
    return render_template("projects/edit_asset.html", form=form, asset=asset), 422


@blueprint.post("/assets/<int:asset_id>/archive")
@requires(Role.member)
def archive_asset(asset_id: int) -> Response:
    """Put it away, or take it out again."""
    asset = asset_or_404(asset_id)
    noting(asset.project)
    active = ArchiveForm().active.data
    project_id = asset.project_id
    try:
        actions.archive(db.session, asset=asset, active=active, actor=actor(), at=clock.now())
        db.session.commit()
    except RuleViolation as violation:
        refuse(violation)
    return redirect(url_for("projects.assets", project_id=project_id), 303)


def _offer(form: AssetForm, project: Project, own: Asset | None) -> None:
    kind = kind_of(project)
    if own is None:
        form.type.choices = options((each.value, words.ASSETS[each]) for each in kind.assets)
        form.unit.choices = options((each, words.unit_name(each)) for each in kind.units)
    others = [each for each in queries.assets(db.session, project.id) if each is not own]
    form.parent_id.choices = options([(0, "—"), *((each.id, each.name) for each in others)])


def _data(form: AssetForm) -> actions.AssetData:
    plain: dict[str, object] = {
        field.name: form[field.name].data for field in fields(actions.AssetData)
    }
    for name in ("origin", "lot_number", "note"):
        plain[name] = plain[name] or ""
    plain["parent_id"] = form.parent_id.data or None
    plain["hectares"] = form.hectares.number
    return actions.AssetData(**plain)  # type: ignore[arg-type]
