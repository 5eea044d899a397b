"""The papers of a body."""

from __future__ import annotations

from datetime import date

from flask import Response, render_template, request

from assembly import clock
from assembly.db import db
from assembly.money.rules import quarter_of
from assembly.printing.forms import GazetteForm
from assembly.printing.papers import body as papers
from assembly.printing.views.area import answer, blueprint, body_or_404, sheet_of, size_wished
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.pages import a_day


@blueprint.get("/bodies/<int:body_id>")
@requires(Role.member)
def body(body_id: int) -> str:
    """Papers to print that belong to no single session."""
    found = body_or_404(body_id)
    return render_template("printing/body.html", body=found, size=size_wished())


@blueprint.get("/bodies/<int:body_id>/gazette")
@requires(Role.member)
def gazette(body_id: int) -> str | Response | tuple[str, int]:
    """Ask for the period, then print the issue."""
    found = body_or_404(body_id)
    sent = "since" in request.args
    form = GazetteForm(request.args if sent else None)
    if not sent:
        today = clock.today(found.timezone)
        form.since.data, form.until.data = date(today.year, 1, 1), today
        return render_template("printing/gazette.html", body=found, form=form)
    if not form.validate() or not (form.since.data and form.until.data):
        return render_template("printing/gazette.html", body=found, form=form), 422
    sheet = sheet_of(found)
    made = papers.gazette(
        db.session,
        found,
        sheet,
        since=form.since.data,
        until=form.until.data,
        number=form.number.data,
    )
    return answer(made, sheet, f"gazette-{form.until.data}")


@blueprint.get("/bodies/<int:body_id>/commitments.pdf")
@requires(Role.member)
def commitments(body_id: int) -> Response:
    """Who still has to do what by when."""
    found = body_or_404(body_id)
    sheet = sheet_of(found)
    today = clock.today(found.timezone)
    made = papers.open_commitments(db.session, found, sheet, today=today)
    return answer(made, sheet, f"commitments-{body_id}")


@blueprint.get("/bodies/<int:body_id>/accounts.pdf")
@requires(Role.member)
def accounts(body_id: int) -> Response:
    """The accounts of the quarter of a day (``first``); of this one if none is named."""
    found = body_or_404(body_id)
    sheet = sheet_of(found)
    period = quarter_of(request.args.get("first", type=a_day) or clock.today(found.timezone))
    made = papers.accounts(db.session, found, sheet, period)
    return answer(made, sheet, f"accounts-{period.first}")


@blueprint.get("/bodies/<int:body_id>/minutes-form.pdf")
@requires(Role.secretary)
def blank_minutes(body_id: int) -> Response:
    """An empty form of the minutes."""
    found = body_or_404(body_id)
    sheet = sheet_of(found)
    today = clock.today(found.timezone)
    return answer(
        papers.blank_minutes(db.session, found, sheet, today=today), sheet, "minutes-form"
    )
