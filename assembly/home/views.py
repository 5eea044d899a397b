"""The first page, and whether the house is open."""

from __future__ import annotations

from flask import Blueprint, render_template
from sqlalchemy import text

from assembly.db import db
from assembly.roles import Role
from assembly.web.access import public, requires

blueprint = Blueprint("home", __name__)


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
    return render_template("home/help.html")
