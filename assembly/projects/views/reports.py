"""Choosing in an agenda item which project reports there."""

from __future__ import annotations

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem
from assembly.projects.actions import reports as actions
from assembly.projects.forms.projects import RemoveForm
from assembly.projects.queries import projects as queries
from assembly.projects.views.area import blueprint, found, refuse
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.pages import back


@blueprint.post("/items/<int:item_id>/report")
@requires(Role.secretary)
def report(item_id: int) -> Response:
    """Let a project report in this item."""
    item = _item(item_id)
    project = queries.project(db.session, RemoveForm().number) or abort(404)
    try:
        actions.report_in(db.session, item=item, project=project, actor=actor(), at=clock.now())
        db.session.commit()
    except RuleViolation as violation:
        refuse(violation)
    return _back(item_id)


@blueprint.post("/items/<int:item_id>/no_report")
@requires(Role.secretary)
def no_report(item_id: int) -> Response:
    """Take a project's report out of this item."""
    item = _item(item_id)
    try:
        actions.take_out(
            db.session, item=item, project_id=RemoveForm().number, actor=actor(), at=clock.now()
        )
        db.session.commit()
    except RuleViolation as violation:
        refuse(violation)
    return _back(item_id)


def _item(item_id: int) -> AgendaItem:
    return found(meetings.item(db.session, item_id))


def _back(item_id: int) -> Response:
    return redirect(back(url_for("meetings.item", item_id=item_id)), 303)
