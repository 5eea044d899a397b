"""The blueprint of the area, in which body a page acts, who may note, and what its pages share.

What concerns the approval of a project is for the secretary of its body. What is noted of its work is
for her, the coordinator and the team as well: that depends on the project, so views ask ``noting``.
"""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, abort, flash
from flask_login import current_user

from assembly.db import db
from assembly.errors import RuleViolation
from assembly.projects.models import Asset, Log, Project
from assembly.projects.phrases import amounts, words
from assembly.projects.queries import assets, logs, projects, workdays
from assembly.roles import Role
from assembly.web.access import body_of, may
from assembly.web.forms import say
from assembly.web.i18n import show_times_in

T = TypeVar("T")

blueprint = Blueprint("projects", __name__, url_prefix="/projects")

body_of("project_id")(lambda i: projects.body_id_of_project(db.session, i))
body_of("project_kind_id")(lambda i: projects.body_id_of_kind(db.session, i))
body_of("asset_id")(lambda i: assets.body_id_of_asset(db.session, i))
body_of("workday_id")(lambda i: workdays.body_id_of_workday(db.session, i))
body_of("log_id")(lambda i: logs.body_id_of_log(db.session, i))

# For the parts of pages that show projects; none asks the database.
_WORDS = {
    "amount": amounts.amount,
    "percent": amounts.percent,
    "rounded": amounts.rounded,
    "log_line": amounts.log_line,
    "log_words": words.LOGS,
    "asset_words": words.ASSETS,
    "asset_words_many": words.ASSETS_MANY,
    "kind_name": words.kind_name,
    "project_status": words.STATUSES,
    "stage_name": words.stage,
    "unit_name": words.unit_name,
    "workday_status": words.WORKDAYS,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))


def found(row: T | None) -> T:
    """The row, or the page that says there is none."""
    if row is None:
        abort(404)
    return row


def project_or_404(project_id: int) -> Project:
    """The project, with its times shown where its body is."""
    project = found(projects.project(db.session, project_id))
    show_times_in(project.body.timezone)
    return project


def asset_or_404(asset_id: int) -> Asset:
    """The asset, with its times shown where its body is."""
    asset = found(assets.asset(db.session, asset_id))
    show_times_in(asset.project.body.timezone)
    return asset


def log_or_404(log_id: int) -> Log:
    """The log, with its times shown where its body is."""
    log = found(logs.log(db.session, log_id))
    show_times_in(log.project.body.timezone)
    return log


def may_note(project: Project) -> bool:
    """Whether whoever is signed in may note in a project: its team, its coordinator, the secretary."""
    if may(Role.secretary, project.body_id):
        return True
    return projects.is_on_team(db.session, project, current_user.person_id)


def noting(project: Project) -> None:
    """Refuse whoever may not note in a project."""
    if not may_note(project):
        abort(403)


def may_read_file(project: Project) -> bool:
    """Whether whoever is signed in may have a project's file: who works in it, keeps its money, looks after it."""
    keeps = any(may(role, project.body_id) for role in (Role.treasurer, Role.oversight))
    return keeps or may_note(project)


def sees_recipients(project: Project) -> bool:
    """Who received a medicine is for those who give it out; of other things everyone may know."""
    return not projects.kind_of(project).private or may_note(project)


def refuse(violation: RuleViolation) -> None:
    """Say on the next page why a button did nothing."""
    db.session.rollback()
    flash(say(violation), "bad")
