"""A table of what a project has, brought from a file with a preview."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.projects.actions import assets as actions
from assembly.projects.forms.fields import decimal_sign
from assembly.projects.forms.sheets import AssetImportForm, LogFileForm
from assembly.projects.models import Project
from assembly.projects.phrases import importing as phrases
from assembly.projects.queries import assets as queries
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules.asset_table import AssetPlan, AssetsKnown, plan_assets
from assembly.projects.rules.importing import folded, unit_words
from assembly.projects.views.area import blueprint, noting, project_or_404
from assembly.roles import Role
from assembly.web import brought
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import _, ngettext


@blueprint.route("/<int:project_id>/assets/import", methods=["GET", "POST"])
@requires(Role.member)
def import_assets(project_id: int) -> str | Response | tuple[str, int]:
    """Bring a table of what there is."""
    project = project_or_404(project_id)
    noting(project)
    form = LogFileForm()
    if form.is_submitted() and form.validate() and (digest := brought.kept(form.file)):
        there = url_for("projects.preview_assets", project_id=project_id, digest=digest)
        return redirect(there, 303)
    page = render_template("projects/import_assets.html", project=project, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:project_id>/assets/import/<digest>", methods=["GET", "POST"])
@requires(Role.member)
def preview_assets(project_id: int, digest: str) -> str | Response | tuple[str, int]:
    """Show what a table would write down; on POST do exactly what was shown."""
    project = project_or_404(project_id)
    noting(project)
    table = brought.table_of(digest)
    if table is None:
        flash(_("That file is no longer here. Choose it again."), "bad")
        return redirect(url_for("projects.import_assets", project_id=project_id), 303)
    plan = plan_assets(table.header, table.rows, table.numbers, _known(project))
    shown = brought.digest_of(plan)
    form = AssetImportForm()
    if form.is_submitted():
        if form.validate() and form.plan.data == shown and plan.rows and not plan.problems:
            if _import(project, plan, form):
                brought.forget(digest)
                return redirect(url_for("projects.project", project_id=project_id), 303)
            project = project_or_404(project_id)
        else:
            form.form_errors.append(brought.seen_anew())
    form.plan.data = shown
    page = render_template(
        "projects/preview_assets.html",
        project=project,
        form=form,
        plan=plan,
        problems=[(each, phrases.problem(each)) for each in plan.problems[:100]],
    )
    return (page, 422) if form.is_submitted() else page


def _import(project: Project, plan: AssetPlan, form: AssetImportForm) -> bool:
    """All rows or none."""
    for row in plan.rows:
        data = actions.AssetData(
            name=row.name,
            lot_number=row.lot_number,
            origin=row.origin,
            begun_on=row.begun_on,
            ready_on=row.ready_on,
            expires_on=row.expires_on,
            hectares=row.hectares,
            note=row.note,
        )
        try:
            actions.add_asset(
                db.session,
                project=project,
                type=row.type,
                unit=row.unit,
                data=data,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.form_errors.append(_("Row %(row)s: %(what)s", row=row.number, what=say(violation)))
            return False
    db.session.commit()
    count = len(plan.rows)
    flash(ngettext("%(num)s thing written down.", "%(num)s things written down.", count))
    return True


def _known(project: Project) -> AssetsKnown:
    kind = kind_of(project)
    return AssetsKnown(
        kind=kind,
        taken=frozenset(folded(each.name) for each in queries.assets(db.session, project.id)),
        types=phrases.asset_words(),
        units=unit_words(kind, phrases.unit_names(kind)),
        zone=ZoneInfo(project.body.timezone),
        decimal=decimal_sign(),
    )
