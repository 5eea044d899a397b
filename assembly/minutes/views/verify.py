"""Checking a paper or a file, by anyone: no page of these shows who was there."""

from __future__ import annotations

from flask import Response, current_app, make_response, render_template, request

from assembly.db import db
from assembly.minutes import phrases, schema
from assembly.minutes.forms import VerifyForm
from assembly.minutes.verify import Checked, check_code, check_file, instructions
from assembly.minutes.views.area import blueprint
from assembly.paper import PaperError
from assembly.web.access import public
from assembly.web.address import house_address
from assembly.web.i18n import _, language


@blueprint.route("/verify", methods=["GET", "POST"])
@public
def verify() -> str | tuple[str, int]:
    """Whether a paper or a file is what the record holds, and of which closing."""
    form = VerifyForm()
    checked: Checked | None = None
    typed = request.args.get("code", "")[:200]
    if form.is_submitted():
        if not form.validate():
            return _page(form, None), 422
        sent = request.files.get("file")
        if sent and sent.filename:
            try:
                checked = check_file(db.session, sent.read())
            except PaperError as error:
                current_app.logger.error("checking a file: %s", error)
                form.file.errors = [_("This file could not be looked into. Try again.")]
                return _page(form, None), 503
        elif form.code.data:
            checked = check_code(db.session, form.code.data)
        else:
            form.code.errors = [_("Type the code of the paper, or choose a file.")]
            return _page(form, None), 422
    elif typed:
        form.code.data = typed
        checked = check_code(db.session, typed)
    return _page(form, checked)


@blueprint.get("/verify/how")
@public
def how_to_verify() -> str:
    """How a stranger checks with nothing but the file and standard programs."""
    return render_template("minutes/how_to_verify.html", text=instructions(language()))


@blueprint.get("/schema.json")
@public
def data_schema() -> Response:
    """What the data inside a file of minutes look like."""
    answer = make_response(schema.PATH.read_bytes())
    answer.mimetype = "application/schema+json"
    return answer


def _page(form: VerifyForm, checked: Checked | None) -> str:
    return render_template(
        "minutes/verify.html",
        form=form,
        checked=checked,
        verdicts=phrases.VERDICTS,
        phrases=phrases,
        address=house_address(),
    )
