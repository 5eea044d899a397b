"""Planning plants backwards from the month in which they are wanted, and what can be promised."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from fractions import Fraction

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.projects.forms.planning import PlanForm
from assembly.projects.models import Project
from assembly.projects.phrases.amounts import main_quantity
from assembly.projects.queries import assets, logs
from assembly.projects.queries.projects import kind_of
from assembly.projects.rules import AssetType, LogType
from assembly.projects.rules.batch import flow
from assembly.projects.rules.planning import Plan, Rates, plan_back, promises, rates_of
from assembly.projects.views.area import blueprint, project_or_404
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.filters import local

_HUNDRED = 100
_PLANS = 5000
"""So many plans are looked at: one left out would promise what was promised already."""


@blueprint.get("/<int:project_id>/plan")
@requires(Role.member)
def plan(project_id: int) -> str | Response | tuple[str, int]:
    """When and how much to sow; and what of what grows already can be promised."""
    project = project_or_404(project_id)
    kind = kind_of(project)
    if not kind.grows:
        return redirect(url_for("projects.project", project_id=project_id), 303)
    flows = assets.entries_of_project(db.session, project.id, type=AssetType.plant)
    rates = rates_of(flow(entries) for entries in flows.values())
    asked = "wanted" in request.args
    form = PlanForm(request.args if asked else None)
    made, code = None, 200
    if not asked:
        _propose(form, project, rates)
    elif form.validate():
        try:
            made = _planned(form)
        except RuleViolation as violation:
            form.reject(violation)
            code = 422
    else:
        code = 422
    page = render_template(
        "projects/plan.html",
        project=project,
        form=form,
        plan=made,
        rates=rates,
        promises=_promises(project),
    )
    return page, code


def _propose(form: PlanForm, project: Project, rates: Rates) -> None:
    """What the commune's own batches showed; what nobody knows stays empty."""
    kind = kind_of(project)
    today = clock.today(project.body.timezone)
    form.ready_on.data = today + timedelta(days=365)
    form.weeks.data, form.months.data = kind.weeks_to_emerge, kind.months_to_grow
    seeds = assets.assets(db.session, project.id, type=AssetType.seed)
    form.grains.data = next((each.grains_per_kg for each in seeds if each.grains_per_kg), 0)
    for field, rate in (
        (form.germination, rates.germination),
        (form.potting, rates.potting),
        (form.loss, rates.loss),
    ):
        if rate is not None:
            field.data = Decimal(round(rate * 1000)) / 10


def _planned(form: PlanForm) -> Plan:
    return plan_back(
        wanted=form.wanted.data,
        ready_on=form.ready_on.data,
        germination=Fraction(form.germination.number or 0) / _HUNDRED,
        potting=Fraction(form.potting.number or 0) / _HUNDRED,
        loss=Fraction(form.loss.number or 0) / _HUNDRED,
        weeks_to_emerge=form.weeks.data,
        months_to_grow=form.months.data,
        grains_per_kg=form.grains.data or None,
    )


def _promises(project: Project) -> list[object]:
    """What gets ready by month, less what is planned to go. A batch without a day is not promised."""
    today = clock.today(project.body.timezone)
    ready = [
        (max(each.asset.ready_on, today), each.value)
        for each in assets.stocked(db.session, project.id)
        if each.asset.type is AssetType.plant and each.asset.ready_on and each.value > 0
    ]
    planned = []
    for log in logs.planned(db.session, [project.id], limit=_PLANS):
        main = main_quantity(log)
        if main is not None and log.type in (LogType.delivery, LogType.sale, LogType.transplanting):
            day = local(log.at, project.body.timezone).date()
            planned.append((max(day, today), main.value))
    return list(promises(ready, planned))
