"""How the minutes of a body open and close."""

from __future__ import annotations

from flask import Response, abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.minutes import actions, phrases, queries
from assembly.minutes.document import MeetingDocument
from assembly.minutes.forms import WordingForm
from assembly.minutes.rules import SHIPPED, WordingError
from assembly.minutes.views.area import blueprint
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import LANGUAGES, _, in_language

PARTS = ("opening", "closing")


@blueprint.route("/bodies/<int:body_id>/wording", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def wording(body_id: int) -> str | AnyResponse | tuple[str, int]:
    """Write the wording, with an example beside; empty fields go back to what is shipped."""
    body = _body(body_id)
    form = WordingForm(data=_stored(body))
    if not form.is_submitted():
        return _page(body, form)
    if not form.validate():
        return _page(body, form), 422
    if "try" in request.form:
        return _page(body, form, unsaved=True)
    try:
        _save(body, form)
    except RuleViolation as violation:
        db.session.rollback()
        form.reject(violation)
        return _page(_body(body_id), form), 422
    db.session.commit()
    flash(_("The wording is saved. Minutes that are closed keep theirs."))
    return redirect(url_for("minutes.wording", body_id=body_id), 303)


@blueprint.get("/bodies/<int:body_id>/wording/example")
@requires(Role.secretary, Role.administrator)
def wording_example(body_id: int) -> Response:
    """The example of what is being typed, as plain text: the same words as on the page."""
    body = _body(body_id)
    part, language = request.args.get("part", ""), request.args.get("language", "")
    if part not in PARTS or language not in LANGUAGES:
        abort(404)
    typed = request.args.get(f"{language}_{part}", "")
    answer = make_response(_example(sample_of(body), typed, language, part))
    answer.mimetype = "text/plain"
    return answer


def _save(body: Body, form: WordingForm) -> None:
    who, at = actor(), clock.now()
    for language in LANGUAGES:
        typed = {part: form[f"{language}_{part}"].data or "" for part in PARTS}
        shipped = _shipped(language)
        # Left as shipped, it follows what is shipped later.
        texts = {part: "" if typed[part] == shipped[part] else typed[part] for part in PARTS}
        try:
            actions.write_wording(
                db.session, body=body, language=language, actor=who, at=at, **texts
            )
        except RuleViolation as violation:
            violation.field = f"{language}_{violation.field}"
            raise


def _stored(body: Body) -> dict[str, str]:
    return {
        f"{language}_{part}": getattr(texts, part)
        for language, texts in queries.texts_of(db.session, body.id).items()
        for part in PARTS
    }


def _shipped(language: str) -> dict[str, str]:
    return {part: getattr(SHIPPED[language], part) for part in PARTS}


def _page(body: Body, form: WordingForm, *, unsaved: bool = False) -> str:
    sample = sample_of(body)
    return render_template(
        "minutes/wording.html",
        body=body,
        form=form,
        parts=PARTS,
        placeholders=phrases.PLACEHOLDERS,
        examples={
            f"{language}_{part}": _example(
                sample, form[f"{language}_{part}"].data or "", language, part
            )
            for language in LANGUAGES
            for part in PARTS
        },
        unsaved=unsaved,
    )


def _example(sample: MeetingDocument, typed: str, language: str, part: str) -> str:
    """A wording filled from a meeting, in its language; or what is wrong with it, in the page's."""
    try:
        with in_language(language):
            return phrases.wording.filled(typed.strip() or _shipped(language)[part], sample)
    except WordingError as error:
        return say(RuleViolation(f"minutes.{error.code}", detail=error.detail))


def sample_of(body: Body) -> MeetingDocument:
    """The last meeting of the body that has ended; before there is one, a meeting made up for it."""
    last = queries.last_ended(db.session, body.id)
    found = queries.document_of(db.session, last) if last else None
    return found or phrases.wording.sample(body.organization.name, body.name)


def _body(body_id: int) -> Body:
    body = people.body(db.session, body_id)
    if body is None:
        abort(404)
    return body
