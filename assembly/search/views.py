"""Pages of the area."""

from flask import Blueprint, render_template

from assembly.roles import Role
from assembly.web.access import requires

blueprint = Blueprint("search", __name__, url_prefix="/search")


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """The list."""
    return render_template("search/index.html")
