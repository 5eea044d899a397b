"""Coming in with a card: scanned, typed, and then one button."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import actions, queries
from assembly.people.forms import CardForm
from assembly.people.models import Card
from assembly.people.rules import CardState, card_digest, card_state, code_typed
from assembly.people.signin import begin_session
from assembly.people.views.area import blueprint
from assembly.web.access import public
from assembly.web.i18n import _


@blueprint.route("/card", methods=["GET", "POST"])
@blueprint.get("/card/<code>")
@public
def card(code: str = "") -> str | Response | tuple[str, int]:
    """Whose card it is, and one button. Opening the address uses nothing up: previews of links do that."""
    form = CardForm(code=code)
    held = None
    if form.validate_on_submit():
        try:
            return _welcome(_enter(form))
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
    elif code:
        try:
            held = _looked_at(code)
        except RuleViolation as violation:
            form.reject(violation)
    page = render_template("people/card.html", form=form, card=held)
    return (page, 422) if form.errors else page


def _looked_at(code: str) -> Card:
    """The card of this code, as it would be used."""
    held = queries.card_by_digest(db.session, digest_of(code) or "")
    if held is None or not held.account.active:
        raise RuleViolation("people.card_wrong", field="code")
    state = card_state(held.facts, clock.now())
    if state is not CardState.valid:
        raise RuleViolation(f"people.card_{state}", field="code")
    return held


def _enter(form: CardForm) -> Card:
    """Count the try and commit it, then look the code up: wrong ones stay counted."""
    counted = actions.begin_card(db.session, address=request.remote_addr or "", at=clock.now())
    db.session.commit()
    held = actions.enter_with_card(
        db.session, counted=counted, digest=digest_of(form.code.data), at=clock.now()
    )
    db.session.commit()
    return held


def _welcome(held: Card) -> Response:
    begin_session(held.account, card_id=held.id)
    if held.account.password_hash is None:
        flash(_("Welcome. On your own page you can set a PIN, to come in without a card."))
    return redirect(url_for("home.index"), 303)


def digest_of(text: str) -> str | None:
    """The digest of the code that was typed or scanned, None if it is none."""
    code = code_typed(text)
    return card_digest(code, str(current_app.secret_key)) if code else None
