"""Pages of the area."""

from flask import Blueprint, render_template

from assembly.roles import Role
from assembly.web.access import requires

blueprint = Blueprint("motions", __name__, url_prefix="/motions")


@blueprint.get("/decisions")
@requires(Role.member)
def decisions() -> str:
    """The list."""
    return render_template("motions/decisions.html")
