"""Seats: one with those who hold and held it, a new one, a changed one, one that ends."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.people import actions, queries
from assembly.people.forms import EndForm, SeatForm
from assembly.people.models import Body
from assembly.people.phrases import HOLDINGS
from assembly.people.rules import in_term
from assembly.people.views.area import blueprint, chosen_organization, found, organization_rows
from assembly.roles import Role
from assembly.web.access import actor, may, requires
from assembly.web.i18n import _
from assembly.web.saving import saving


@blueprint.get("/seats/<int:seat_id>")
@requires(Role.member)
def seat(seat_id: int) -> str:
    """A seat: who holds it, who held it, who will."""
    one = found(queries.seat(db.session, seat_id))
    day = clock.today(one.body.timezone)
    terms = queries.terms_of_seat(db.session, one.id)
    current = [term for term in terms if in_term(term.start_date, term.end_date, day)]
    return render_template(
        "people/seat.html",
        seat=one,
        current=current,
        to_come=[term for term in terms if term.start_date and term.start_date > day],
        past=[term for term in terms if term.end_date and term.end_date < day],
        holdings=HOLDINGS,
        day=day,
        keeps=may(Role.secretary) or may(Role.administrator),
    )


@blueprint.route("/bodies/<int:body_id>/seats/new", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def new_seat(body_id: int) -> str | Response | tuple[str, int]:
    """Add a seat. The button «and another» comes back here."""
    body = found(queries.body(db.session, body_id))
    form = SeatForm()
    form.organization_id.offer(organization_rows())
    if form.validate_on_submit():
        with saving(form):
            made = actions.add_seat(
                db.session,
                body=body,
                label=form.label.data,
                organization=chosen_organization(form.organization_id.data),
                weight=form.weight.data,
                start_date=form.start_date.data,
                actor=actor(),
                at=clock.now(),
            )
            if form.place.data:
                _move(made.id, form.place.data, body)
        if not form.errors:
            if request.form.get("another"):
                flash(_("%(name)s has been added.", name=made.label))
                return redirect(url_for("people.new_seat", body_id=body_id), 303)
            return redirect(url_for("people.seat", seat_id=made.id), 303)
    page = render_template("people/new_seat.html", form=form, body=body)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/seats/<int:seat_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def edit_seat(seat_id: int) -> str | Response | tuple[str, int]:
    """Change a seat, or its place in the list."""
    one = found(queries.seat(db.session, seat_id))
    day = clock.today(one.body.timezone)
    place = queries.place_of_seat(db.session, one, day)
    form = SeatForm(obj=one, place=place)
    form.organization_id.offer(organization_rows())
    if form.validate_on_submit():
        with saving(form):
            actions.edit_seat(
                db.session,
                seat=one,
                label=form.label.data,
                organization=chosen_organization(form.organization_id.data),
                weight=form.weight.data,
                start_date=form.start_date.data,
                actor=actor(),
                at=clock.now(),
            )
            if form.place.data and form.place.data != place:
                _move(one.id, form.place.data, one.body)
        if not form.errors:
            return redirect(url_for("people.seat", seat_id=seat_id), 303)
    page = render_template("people/edit_seat.html", form=form, seat=one)
    return (page, 422) if form.is_submitted() else page


def _move(seat_id: int, place: int, body: Body) -> None:
    actions.move_seat(
        db.session,
        seat=found(queries.seat(db.session, seat_id)),
        place=place,
        on=clock.today(body.timezone),
        actor=actor(),
        at=clock.now(),
    )


@blueprint.route("/seats/<int:seat_id>/end", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def end_seat(seat_id: int) -> str | Response | tuple[str, int]:
    """End a seat, and the terms in it."""
    one = found(queries.seat(db.session, seat_id))
    day = clock.today(one.body.timezone)
    form = EndForm(end_date=day)
    if form.validate_on_submit():
        with saving(form):
            actions.end_seat(
                db.session,
                seat=one,
                end_date=form.end_date.data or day,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("people.seat", seat_id=seat_id), 303)
    page = render_template("people/end_seat.html", form=form, seat=one)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/seats/<int:seat_id>/reopen")
@requires(Role.secretary, Role.administrator)
def reopen_seat(seat_id: int) -> Response:
    """Take back the end of a seat."""
    one = found(queries.seat(db.session, seat_id))
    actions.reopen_seat(db.session, seat=one, actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("people.seat", seat_id=seat_id), 303)
