"""Bodies: one with its seats or its roll, a new one, a changed one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import BodyForm
from assembly.people.models import Organization
from assembly.people.phrases import CLASSIFICATIONS, ELECTORATES, PAPERS, ROLES
from assembly.people.rules import Classification, Electorate
from assembly.people.views.area import blueprint, found, organization_rows
from assembly.roles import Role
from assembly.web.access import actor, may, requires
from assembly.web.i18n import LANGUAGES, ngettext, show_times_in
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/bodies/<int:body_id>")
@requires(Role.member)
def body(body_id: int) -> str:
    """A body: its seats in order, with those who hold them today."""
    one = found(queries.body(db.session, body_id))
    show_times_in(one.timezone)
    day = clock.today(one.timezone)
    typed = request.args.get("q", "").replace("\x00", "")[:200]
    page = max(1, request.args.get("page", 1, type=bounded))
    keeps = may(Role.secretary) or may(Role.administrator)
    seated = one.electorate is not Electorate.census
    seats, more = queries.seats_page(db.session, one.id, day, typed, page=page)
    return render_template(
        "people/body.html",
        body=one,
        day=day,
        typed=typed,
        seats=seats,
        fillings=queries.fillings(db.session, one.id, day) if seated else [],
        weighted=any(held.seat.weight != 1 for held in seats),
        ended=queries.ended_seats(db.session, one.id, day) if keeps else [],
        unseated=queries.unseated_kinds(db.session, one) if keeps else {},
        grants=queries.grants_of_body(db.session, one.id),
        keeps=keeps,
        kinds=CLASSIFICATIONS,
        electorates=ELECTORATES,
        papers=PAPERS,
        roles=ROLES,
        languages=LANGUAGES,
        after=url_for("people.body", body_id=one.id, q=typed or None, page=page + 1)
        if more
        else None,
        before=url_for("people.body", body_id=one.id, q=typed or None, page=page - 1)
        if page > 1
        else None,
    )


@blueprint.route("/bodies/new", methods=["GET", "POST"])
@requires(Role.administrator)
def new_body() -> str | Response | tuple[str, int]:
    """Found a body."""
    form = BodyForm(organization_id=request.args.get("organization_id", type=bounded))
    form.organization_id.offer(organization_rows())
    if form.validate_on_submit():
        typed = _typed(form)
        del typed["active"]
        try:
            made = actions.create_body(db.session, **typed)
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("people.body", body_id=made.id), 303)
    page = render_template("people/new_body.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/bodies/<int:body_id>/edit", methods=["GET", "POST"])
@requires(Role.administrator)
def edit_body(body_id: int) -> str | Response | tuple[str, int]:
    """Change a body."""
    one = found(queries.body(db.session, body_id))
    form = BodyForm(obj=one)
    form.organization_id.offer(organization_rows())
    if form.validate_on_submit():
        with saving(form):
            actions.edit_body(db.session, body=one, **_typed(form))
        if not form.errors:
            return redirect(url_for("people.body", body_id=one.id), 303)
    page = render_template("people/edit_body.html", form=form, body=one)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/bodies/<int:body_id>/seats-for-organizations")
@requires(Role.secretary, Role.administrator)
def seats_for_organizations(body_id: int) -> Response:
    """One seat for each organization of a kind that has none yet."""
    one = found(queries.body(db.session, body_id))
    kind = request.form.get("classification", "")
    if kind in set(Classification) and one.electorate is not Electorate.census:
        made = actions.add_seats_for_organizations(
            db.session,
            body=one,
            classification=Classification(kind),
            actor=actor(),
            at=clock.now(),
        )
        db.session.commit()
        flash(ngettext("%(num)s seat has been added.", "%(num)s seats have been added.", len(made)))
    return redirect(url_for("people.body", body_id=body_id), 303)


@blueprint.post("/bodies/<int:body_id>/sort")
@requires(Role.secretary, Role.administrator)
def sort_seats(body_id: int) -> Response:
    """Put the seats in the order of their names."""
    one = found(queries.body(db.session, body_id))
    actions.sort_seats(db.session, body=one, actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("people.body", body_id=body_id), 303)


def _typed(form: BodyForm) -> dict[str, Any]:
    return {
        "organization": found(db.session.get(Organization, form.organization_id.data)),
        "name": form.name.data,
        "electorate": form.electorate.data,
        "census": form.census.data,
        "timezone": form.timezone.data,
        "language": form.language.data,
        "paper": form.paper.data,
        "place": form.place.data or "",
        "active": form.active.data,
        "actor": actor(),
        "at": clock.now(),
    }
