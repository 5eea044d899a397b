"""Pages about people, bodies and signing in."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions
from assembly.people.forms import LoginForm
from assembly.roles import Role
from assembly.web.access import public, requires
from assembly.web.i18n import LANGUAGES, _
from assembly.web.pages import back

blueprint = Blueprint("people", __name__, url_prefix="/people")


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login() -> str | Response | tuple[str, int]:
    """Sign in."""
    if current_user.is_authenticated:
        return redirect(back(url_for("home.index")), 303)
    form = LoginForm(next=request.args.get("next", ""))
    if not form.is_submitted():
        return render_template("people/login.html", form=form)
    if form.validate():
        try:
            account = actions.sign_in(
                db.session,
                login=form.login.data,
                password=form.password.data,
                address=request.remote_addr or "",
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.commit()  # the failed try counts
            form.reject(violation)
        else:
            session.clear()
            login_user(account)
            db.session.commit()
            return redirect(back(url_for("home.index")), 303)
    return render_template("people/login.html", form=form), 422


@blueprint.post("/logout")
@public
def logout() -> Response:
    """Sign out and leave nothing behind."""
    logout_user()
    session.clear()
    flash(_("You have signed out."))
    return redirect(url_for("people.login"), 303)


@blueprint.post("/language")
@public
def choose_language() -> Response:
    """Show the pages in another language."""
    wished = request.form.get("language", "")
    if wished in LANGUAGES:
        session["language"] = wished
    return redirect(back(url_for("home.index")), 303)


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
