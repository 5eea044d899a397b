"""Which parts of the minutes a body prints, and in which order."""

from __future__ import annotations

from dataclasses import replace

from flask import Response, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock
from assembly.db import db
from assembly.minutes import actions, press, queries
from assembly.minutes.document import MeetingDocument, Wording
from assembly.minutes.forms import LayoutForm
from assembly.minutes.phrases.layout import PARTS
from assembly.minutes.rules import ALWAYS, SHIPPED_PARTS, Part
from assembly.minutes.views.area import blueprint, pdf_answer
from assembly.minutes.views.wording import sample_of
from assembly.paper import PaperError
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _


@blueprint.route("/bodies/<int:body_id>/layout", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def layout(body_id: int) -> str | AnyResponse | tuple[str, int]:
    """Choose the parts, with a small sheet beside that shows how the minutes are built."""
    body = people.body(db.session, body_id) or abort(404)
    form = LayoutForm()
    if not form.is_submitted():
        form.show(queries.parts_of(db.session, body_id) or SHIPPED_PARTS)
        return _page(body, form)
    if not form.validate():
        return _page(body, form), 422
    if "try" in request.form:
        return _page(body, form, unsaved=True)
    actions.choose_parts(db.session, body=body, parts=form.parts, actor=actor(), at=clock.now())
    db.session.commit()
    flash(_("It is saved. Minutes that are closed stay as they are."))
    return redirect(url_for("minutes.layout", body_id=body_id), 303)


@blueprint.get("/bodies/<int:body_id>/layout/example.pdf")
@requires(Role.secretary, Role.administrator)
def layout_example(body_id: int) -> Response:
    """A draft of the last session with the parts in this order: ``?parts=debate,attendance``."""
    body = people.body(db.session, body_id) or abort(404)
    names = request.args.get("parts", "").split(",")
    parts = tuple(Part(name) for name in dict.fromkeys(names) if name in set(Part))
    if not set(parts) >= ALWAYS:
        parts = SHIPPED_PARTS
    document = replace(_sample(body), number=None, closed_at=None, parts=parts)
    language = body.language
    db.session.rollback()  # nothing is read while the paper is laid out
    try:
        laid = press.pdf(document, language)
    except PaperError as error:
        current_app.logger.error("example of body %s: %s", body_id, error)
        abort(503)
    return pdf_answer(laid.content, press.file_name(None, language))


def _page(body: Body, form: LayoutForm, *, unsaved: bool = False) -> str:
    parts = form.parts if not form.errors else SHIPPED_PARTS
    sample = _sample(body)
    return render_template(
        "minutes/layout.html",
        body=body,
        form=form,
        names=PARTS,
        always=ALWAYS,
        parts=parts,
        document=sample,
        header=sample.header,
        unsaved=unsaved,
        **press.SPEAKS,
    )


def _sample(body: Body) -> MeetingDocument:
    """The last session, or one made up, with the body's own words around it."""
    texts = queries.texts_of(db.session, body.id)
    wordings = (Wording(code, own.opening, own.closing) for code, own in sorted(texts.items()))
    return replace(sample_of(body), wordings=tuple(wordings))
