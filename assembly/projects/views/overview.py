"""All projects of the house on one page."""

from __future__ import annotations

from flask import render_template, request

from assembly.db import db
from assembly.people import queries as people
from assembly.projects.queries import projects as queries
from assembly.projects.views.area import blueprint
from assembly.roles import Role
from assembly.web.access import may, requires


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """The projects that run, and those that are closed."""
    closed = request.args.get("show") == "closed"
    return render_template(
        "projects/index.html",
        projects=queries.projects(db.session, closed=closed),
        closed=closed,
        bodies=[each for each in people.bodies(db.session) if may(Role.secretary, each.id)],
    )
