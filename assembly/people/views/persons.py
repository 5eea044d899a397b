"""Persons: one, a new one, a changed one."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import queries as commitments
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import PersonForm
from assembly.people.models import Person
from assembly.people.phrases import HOLDINGS, ROLES
from assembly.people.views.area import (
    blueprint,
    chosen_organization,
    found,
    organization_rows,
    refuse,
    sees_numbers,
    today,
)
from assembly.roles import Role
from assembly.web.access import actor, may, requires
from assembly.web.i18n import _
from assembly.web.pages import bounded
from assembly.web.saving import saving


@blueprint.get("/persons/<int:person_id>")
@requires(Role.member)
def person(person_id: int) -> str:
    """A person: her seats and roles; what else is known only for those who keep the lists."""
    one = found(queries.person(db.session, person_id))
    own = one.id == current_user.person_id
    return render_template(
        "people/person.html",
        person=one,
        terms=queries.terms_of_person(db.session, one.id),
        account=queries.account_of_person(db.session, one.id),
        day=today(),
        holdings=HOLDINGS,
        roles=ROLES,
        sees_numbers=sees_numbers() or own,
        keeps_lists=sees_numbers(),
        keeps_accounts=may(Role.administrator),
        commitments=commitments.of_person(db.session, one.id),
    )


@blueprint.route("/persons/new", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator, anywhere=True)
def new_person() -> str | Response | tuple[str, int]:
    """Register a person. A namesake is asked about, once."""
    form = PersonForm(
        name=request.args.get("name"),
        organization_id=request.args.get("organization_id", type=bounded),
    )
    form.organization_id.offer(organization_rows())
    namesakes: list[Person] = []
    if form.validate_on_submit():
        namesakes = queries.namesakes(db.session, form.name.data)
        if not namesakes or form.namesake.data:
            try:
                made = actions.create_person(db.session, **_typed(form))
            except RuleViolation as violation:
                form.reject(violation)
            else:
                db.session.commit()
                flash(_("%(name)s has been registered.", name=made.name))
                return redirect(url_for("people.person", person_id=made.id), 303)
    page = render_template(
        "people/new_person.html", form=form, namesakes=namesakes, sees_numbers=sees_numbers()
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/persons/<int:person_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator, anywhere=True)
def edit_person(person_id: int) -> str | Response | tuple[str, int]:
    """Change what is known of a person."""
    one = found(queries.person(db.session, person_id))
    form = PersonForm(obj=one)
    form.organization_id.offer(organization_rows())
    if form.validate_on_submit():
        with saving(form):
            actions.edit_person(db.session, person=one, **_typed(form))
        if not form.errors:
            return redirect(url_for("people.person", person_id=one.id), 303)
    page = render_template("people/edit_person.html", form=form, person=one)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/persons/<int:person_id>/deactivate")
@requires(Role.administrator)
def deactivate_person(person_id: int) -> Response:
    """Take a person out of the lists."""
    one = found(queries.person(db.session, person_id))
    try:
        actions.deactivate_person(db.session, person=one, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        refuse(violation)
    else:
        db.session.commit()
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.post("/persons/<int:person_id>/reactivate")
@requires(Role.administrator)
def reactivate_person(person_id: int) -> Response:
    """Put a person back into the lists."""
    one = found(queries.person(db.session, person_id))
    actions.reactivate_person(db.session, person=one, actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("people.person", person_id=person_id), 303)


def _typed(form: PersonForm) -> dict[str, Any]:
    return {
        "name": form.name.data,
        "identity_number": form.identity_number.data or "",
        "organization": chosen_organization(form.organization_id.data),
        "phone": form.phone.data or "",
        "email": form.email.data or "",
        "note": form.note.data or "",
        "actor": actor(),
        "at": clock.now(),
    }
