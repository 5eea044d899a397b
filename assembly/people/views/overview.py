"""Organizations, bodies and persons at a glance."""

from __future__ import annotations

from flask import render_template

from assembly.people.views.area import blueprint
from assembly.roles import Role
from assembly.web.access import requires


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """Organizations, bodies and persons."""
    return render_template("people/index.html")


@blueprint.get("/me")
@requires(Role.member)
def me() -> str:
    """My own page."""
    return render_template("people/me.html")
