"""The first page, and whether the house is open."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import LazyString
from sqlalchemy import text

from assembly.db import db
from assembly.roles import Role
from assembly.web.access import public, requires
from assembly.web.i18n import _l

blueprint = Blueprint("home", __name__)

# The help pages: one for each role, the commonest first.
ROLES: dict[str, LazyString] = {
    Role.member.value: _l("Members"),
    Role.secretary.value: _l("Secretary"),
    Role.chair.value: _l("Chair of the debate"),
    Role.oversight.value: _l("Oversight council"),
    Role.administrator.value: _l("Administrator"),
}


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """What is on, what is next, what is mine to do."""
    return render_template("home/index.html")


@blueprint.get("/healthz")
@public
def healthz() -> tuple[str, int, dict[str, str]]:
    """200 when the database answers."""
    db.session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/home/help")
@public
def help() -> str:
    """How to do things, for each role."""
    wished = request.args.get("role")
    chosen = wished if wished in ROLES else next(iter(ROLES))
    return render_template("home/help.html", roles=ROLES, chosen=chosen)
