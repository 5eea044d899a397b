"""Signing in and out, and the language of the pages."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, session, url_for
from flask_login import current_user, logout_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import LoginForm
from assembly.people.models import Account
from assembly.people.passwords import matches
from assembly.people.signin import begin_session
from assembly.people.views.area import blueprint
from assembly.web.access import public
from assembly.web.i18n import LANGUAGES, _
from assembly.web.pages import back


@blueprint.route("/login", methods=["GET", "POST"])
@public
def login() -> str | Response | tuple[str, int]:
    """Sign in."""
    if current_user.is_authenticated:
        return redirect(back(url_for("home.index")), 303)
    if not queries.any_account(db.session):
        return redirect(url_for("home.setup"), 303)
    form = LoginForm(next=request.args.get("next", ""))
    if not form.is_submitted():
        return render_template(
            "people/login.html", form=form, ended_idle=session.get("ended_idle", False)
        )
    if form.validate():
        try:
            account = _sign_in(form)
        except RuleViolation as violation:
            form.reject(violation)
        else:
            begin_session(account)
            return redirect(back(url_for("home.index")), 303)
    return render_template("people/login.html", form=form, ended_idle=False), 422


def _sign_in(form: LoginForm) -> Account:
    """Count the try and commit it, compare the password without holding the database, then sign in."""
    counted = actions.begin_sign_in(
        db.session, login=form.login.data, address=request.remote_addr or "", at=clock.now()
    )
    db.session.commit()
    right = matches(counted.password_hash, form.password.data)
    account = actions.sign_in(db.session, counted=counted, right=right, at=clock.now())
    db.session.commit()
    return account


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
