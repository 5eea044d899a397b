"""Organizations: one, a new one, a changed one."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import OrganizationForm
from assembly.people.phrases import CLASSIFICATIONS, ELECTORATES
from assembly.people.views.area import (
    blueprint,
    chosen_organization,
    found,
    organization_rows,
    today,
)
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/organizations/<int:organization_id>")
@requires(Role.member)
def organization(organization_id: int) -> str:
    """An organization: what lies in it, its bodies, its seats, its people."""
    one = found(queries.organization(db.session, organization_id))
    persons, more = queries.persons(db.session, organization_id=one.id)
    return render_template(
        "people/organization.html",
        organization=one,
        children=queries.children(db.session, one.id),
        bodies=queries.bodies_of_organization(db.session, one.id),
        seats=queries.seats_of_organization(db.session, one.id, today()),
        persons=persons,
        more_persons=more,
        kinds=CLASSIFICATIONS,
        electorates=ELECTORATES,
    )


@blueprint.route("/organizations/new", methods=["GET", "POST"])
@requires(Role.administrator)
def new_organization() -> str | Response | tuple[str, int]:
    """Enter an organization."""
    form = OrganizationForm(parent_id=request.args.get("parent_id", type=bounded))
    form.parent_id.offer(organization_rows())
    if form.validate_on_submit():
        try:
            made = actions.create_organization(
                db.session,
                name=form.name.data,
                classification=form.classification.data,
                parent=chosen_organization(form.parent_id.data),
                place=form.place.data or "",
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("people.organization", organization_id=made.id), 303)
    page = render_template("people/new_organization.html", form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/organizations/<int:organization_id>/edit", methods=["GET", "POST"])
@requires(Role.administrator)
def edit_organization(organization_id: int) -> str | Response | tuple[str, int]:
    """Change an organization."""
    one = found(queries.organization(db.session, organization_id))
    form = OrganizationForm(obj=one)
    form.parent_id.offer(row for row in organization_rows() if row[0] != one.id)
    if form.validate_on_submit():
        with saving(form):
            actions.edit_organization(
                db.session,
                organization=one,
                name=form.name.data,
                classification=form.classification.data,
                parent=chosen_organization(form.parent_id.data),
                place=form.place.data or "",
                dissolution_date=form.dissolution_date.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("people.organization", organization_id=one.id), 303)
    page = render_template("people/edit_organization.html", form=form, organization=one)
    return (page, 422) if form.is_submitted() else page
