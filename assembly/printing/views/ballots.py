"""Slips for a secret vote, with the sheet to count them."""

from __future__ import annotations

from datetime import date

from flask import Response, abort, render_template, request

from assembly import clock
from assembly.db import db
from assembly.motions import queries as motions
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.printing.forms import BallotsForm, ElectionBallotsForm
from assembly.printing.papers import ballots as papers
from assembly.printing.rules import Marking, names_on
from assembly.printing.views.area import answer, blueprint, body_or_404, sheet_of
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.i18n import show_times_in
from assembly.web.pages import bounded


@blueprint.get("/motions/<int:motion_id>/ballots")
@requires(Role.secretary)
def ballots(motion_id: int) -> str | Response | tuple[str, int]:
    """Ask how many slips, then print them."""
    motion = motions.motion(db.session, motion_id) or abort(404)
    show_times_in(motion.body.timezone)
    form = BallotsForm(request.args if "count" in request.args else None)
    if "count" not in request.args:
        form.count.data = _seats(motion.body, clock.today(motion.body.timezone))
        return render_template("printing/ballots.html", motion=motion, form=form)
    if not form.validate():
        return render_template("printing/ballots.html", motion=motion, form=form), 422
    sheet = sheet_of(motion.body)
    text = motions.present_version(db.session, motion_id).text
    made = papers.motion_ballots(motion, text, sheet, count=form.count.data or 1)
    return answer(made, sheet, f"ballots-{motion.code}")


@blueprint.get("/bodies/<int:body_id>/election")
@requires(Role.secretary)
def election_ballots(body_id: int) -> str | Response | tuple[str, int]:
    """Ask for office, candidates and how many slips, then print them."""
    body = body_or_404(body_id)
    sent = "count" in request.args
    form = ElectionBallotsForm(request.args if sent else None)
    if not sent:
        form.count.data = _seats(body, clock.today(body.timezone))
        form.office.data = request.args.get("office", "")
        form.names.data = request.args.get("names", "")
        form.choose.data = request.args.get("choose", 1, type=bounded)
        form.how.data = request.args.get("how", Marking.crosses.value)
        return render_template("printing/election_ballots.html", body=body, form=form)
    if not form.validate():
        return render_template("printing/election_ballots.html", body=body, form=form), 422
    sheet = sheet_of(body)
    made = papers.election_ballots(
        body,
        form.office.data or "",
        names_on(form.names.data or ""),
        sheet,
        marking=Marking(form.how.data),
        choose=form.choose.data or 1,
        weight=form.weight.data or 1,
        per_sheet=int(form.per_sheet.data),
        count=form.count.data or 1,
    )
    return answer(made, sheet, f"ballots-{body_id}")


def _seats(body: Body, today: date) -> int:
    """As many slips as there are seats."""
    return people.seat_counts(db.session, today).get(body.id) or body.census or 20
