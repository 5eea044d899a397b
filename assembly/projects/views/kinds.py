"""Kinds of projects: the house's, and those of a commune's own."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.people import queries as people
from assembly.projects.actions import projects as actions
from assembly.projects.forms.projects import KindForm
from assembly.projects.queries import projects as queries
from assembly.projects.rules import KINDS
from assembly.projects.views.area import blueprint, found
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.saving import saving


@blueprint.route("/bodies/<int:body_id>/kinds", methods=["GET", "POST"])
@requires(Role.secretary)
def kinds(body_id: int) -> str | Response | tuple[str, int]:
    """The kinds of projects that there are, and a new one of the commune's own."""
    body = found(people.body(db.session, body_id))
    form = KindForm()
    page = {"body": body, "form": form, "house_kinds": list(KINDS.values())}
    if not form.is_submitted():
        own = [queries.as_kind(each) for each in queries.own_kinds(db.session, body.id)]
        return render_template("projects/kinds.html", own=own, **page)
    if form.validate():
        with saving(form):
            kind = actions.create_kind(
                db.session,
                body=body,
                name=form.name.data,
                logs=form.types(),
                units=form.lines("units"),
                reasons=form.lines("reasons"),
                stages=form.lines("stages"),
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            flash(_("There is a new kind: %(name)s", name=kind.name))
            return redirect(url_for("projects.kinds", body_id=body_id), 303)
    own = [queries.as_kind(each) for each in queries.own_kinds(db.session, body_id)]
    return render_template("projects/kinds.html", own=own, **page), 422
