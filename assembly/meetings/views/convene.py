"""The list of meetings and the pages of one before it begins."""

from flask import render_template

from assembly.meetings.views.area import blueprint
from assembly.roles import Role
from assembly.web.access import requires


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """The list."""
    return render_template("meetings/index.html")
