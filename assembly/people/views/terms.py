"""Who takes a seat or joins a roll, and when a term ends or was entered wrongly."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import EndForm, EnrollForm, SeatingForm, TermForm
from assembly.people.models import Organization, Person
from assembly.people.rules import Holding
from assembly.people.views.area import blueprint, found
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.saving import saving


@blueprint.route("/seats/<int:seat_id>/person", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def seat_person(seat_id: int) -> str | Response | tuple[str, int]:
    """Put a person in a seat, entering her at once if she is new."""
    seat = found(queries.seat(db.session, seat_id))
    day = clock.today(seat.body.timezone)
    wished = request.args.get("as", "")
    holding = Holding(wished) if wished in set(Holding) else Holding.principal
    form = SeatingForm(start_date=day, holding=holding)
    _offer(form, seat.organization_id)
    if form.validate_on_submit():
        try:
            if person := _named_person(form, seat.organization):
                actions.seat_person(
                    db.session,
                    seat=seat,
                    person=person,
                    holding=form.holding.data,
                    start_date=form.start_date.data,
                    end_date=form.end_date.data,
                    replacing=form.replacing.data,
                    actor=actor(),
                    at=clock.now(),
                )
                db.session.commit()
                return redirect(url_for("people.seat", seat_id=seat_id), 303)
        except RuleViolation as violation:
            form.reject(violation)
        db.session.rollback()
    held = queries.holders_of_seat(db.session, seat_id, day)
    page = render_template("people/seat_person.html", form=form, seat=seat, held=held)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/bodies/<int:body_id>/roll/new", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def enroll(body_id: int) -> str | Response | tuple[str, int]:
    """Put a person on the roll: a seat of her own in one act. Comes back here for the next one."""
    body = found(queries.body(db.session, body_id))
    form = EnrollForm(start_date=clock.today(body.timezone))
    _offer(form, body.organization_id)
    if form.validate_on_submit():
        try:
            if person := _named_person(form, body.organization):
                actions.enroll(
                    db.session,
                    body=body,
                    person=person,
                    start_date=form.start_date.data,
                    actor=actor(),
                    at=clock.now(),
                )
                db.session.commit()
                flash(_("%(name)s is on the roll.", name=person.name))
                return redirect(url_for("people.enroll", body_id=body_id), 303)
        except RuleViolation as violation:
            form.reject(violation)
        db.session.rollback()
    page = render_template("people/enroll.html", form=form, body=body)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/memberships/<int:membership_id>/end", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def end_term(membership_id: int) -> str | Response | tuple[str, int]:
    """End a term. It stays in the record."""
    term = found(queries.membership(db.session, membership_id))
    day = clock.today(term.seat.body.timezone)
    form = EndForm(end_date=day)
    if form.validate_on_submit():
        try:
            actions.end_membership(
                db.session,
                membership=term,
                end_date=form.end_date.data or day,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("people.seat", seat_id=term.seat_id), 303)
    page = render_template("people/end_term.html", form=form, term=term)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/memberships/<int:membership_id>/correct", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def correct_term(membership_id: int) -> str | Response | tuple[str, int]:
    """Mend a term that was entered wrongly."""
    term = found(queries.membership(db.session, membership_id))
    form = TermForm(
        holding=term.holding, rank=term.rank, start_date=term.start_date, end_date=term.end_date
    )
    typed = form.person.data or term.person.name
    candidates = queries.known_candidates(
        db.session, typed, organization_id=term.seat.organization_id
    )
    form.person.offer(candidates, person_id=term.person_id, name=term.person.name)
    if form.validate_on_submit():
        person = db.session.get(Person, form.person.person_id or 0)
        with saving(form):
            if person is None:
                raise RuleViolation("people.person_unknown", field="person", name=form.person.data)
            actions.correct_membership(
                db.session,
                membership=term,
                person=person,
                holding=form.holding.data,
                rank=form.rank.data or 1,
                start_date=form.start_date.data,
                end_date=form.end_date.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("people.seat", seat_id=term.seat_id), 303)
    page = render_template("people/correct_term.html", form=form, term=term)
    return (page, 422) if form.is_submitted() else page


def _offer(form: SeatingForm | EnrollForm, organization_id: int | None) -> None:
    typed = form.person.data or ""
    form.person.offer(queries.known_candidates(db.session, typed, organization_id=organization_id))


def _named_person(
    form: SeatingForm | EnrollForm, organization: Organization | None
) -> Person | None:
    """The person meant, entered now if the form says so. Raises ``RuleViolation`` if nobody is meant."""
    if form.person.person_id is not None and not form.new_person.data:
        return db.session.get(Person, form.person.person_id)
    if not form.new_person.data:
        raise RuleViolation("people.person_unknown", field="person", name=form.person.data)
    if alike := queries.namesakes(db.session, form.person.data):
        raise RuleViolation("people.person_known", field="new_person", name=alike[0].name)
    return actions.create_person(
        db.session,
        name=form.person.data,
        identity_number=form.identity_number.data or "",
        organization=organization,
        actor=actor(),
        at=clock.now(),
    )
