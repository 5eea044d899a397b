"""Long work: how far it is, its file, calling it off."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.jobs import actions, queries, worker
from assembly.jobs.models import Job
from assembly.jobs.phrases import STATES
from assembly.jobs.rules import UNFINISHED, percent
from assembly.roles import Role
from assembly.web.access import actor, may, requires
from assembly.web.forms import say

blueprint = Blueprint("jobs", __name__, url_prefix="/jobs")


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """What I asked for; the administrator sees what anyone did."""
    mine = None if may(Role.administrator) else current_user.id
    listed = queries.latest(db.session, account_id=mine)
    return render_template("jobs/index.html", jobs=listed, states=STATES, file_of=worker.file_of)


@blueprint.get("/<int:job_id>")
@requires(Role.member)
def job(job_id: int) -> str:
    """One work. The page looks again by itself while it is not over."""
    found = _mine(job_id)
    going_on = found.status in UNFINISHED
    if going_on:
        worker.wake()  # it may have broken off with the power
    violation = RuleViolation(found.problem, field=None, **found.problem_params)
    return render_template(
        "jobs/job.html",
        job=found,
        going_on=going_on,
        state=STATES[found.status],
        percent=percent(found.done, found.total),
        problem=say(violation) if found.problem else "",
        has_file=worker.file_of(found) is not None,
    )


@blueprint.post("/<int:job_id>/cancel")
@requires(Role.member)
def cancel(job_id: int) -> AnyResponse:
    """Call it off."""
    actions.cancel(db.session, job=_mine(job_id), actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("jobs.job", job_id=job_id), 303)


@blueprint.get("/<int:job_id>/file")
@requires(Role.member)
def file(job_id: int) -> Response:
    """The file that came of it."""
    found = _mine(job_id)
    path = worker.file_of(found)
    if path is None:
        abort(404)
    return send_file(
        path,
        mimetype=found.media_type,
        as_attachment=True,
        download_name=found.shown_as,
        etag=str(found.uuid),
        max_age=0,
    )


def _mine(job_id: int) -> Job:
    found = queries.job(db.session, job_id)
    if found is None or not (found.account_id == current_user.id or may(Role.administrator)):
        abort(404)
    return found
