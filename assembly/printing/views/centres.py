"""The papers of a vote in voting centres: acts, registers, slips."""

from __future__ import annotations

from flask import Response, abort, render_template, request

from assembly.db import db
from assembly.printing.forms import BallotsForm
from assembly.printing.papers import ballots, centres
from assembly.printing.rules import papers_of, slips_to_print
from assembly.printing.views.area import answer, blueprint, sheet_of
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.voting.models import Vote
from assembly.voting.rules import Centre
from assembly.web.access import requires
from assembly.web.i18n import show_times_in
from assembly.web.pages import bounded


@blueprint.get("/votes/<int:vote_id>/acts.pdf")
@requires(Role.secretary)
def acts_of_centres(vote_id: int) -> Response:
    """The act to fill in, a page for each centre."""
    vote = _vote_in_centres(vote_id)
    sheet = sheet_of(vote.item.meeting.body)
    return answer(centres.acts(vote, sheet), sheet, f"acts-{vote_id}")


@blueprint.get("/votes/<int:vote_id>/centres/<int:place>/register.pdf")
@requires(Role.secretary)
def register_of_centre(vote_id: int, place: int) -> Response:
    """The register of a centre, to be signed; of a long one, a part."""
    vote = _vote_in_centres(vote_id)
    papers = papers_of(_centre(vote, place).room or 0)
    part = request.args.get("part", 1, type=bounded)
    if not 1 <= part <= len(papers):
        abort(404)
    sheet = sheet_of(vote.item.meeting.body)
    made = centres.register(db.session, vote, place - 1, sheet, numbers=papers[part - 1])
    return answer(made, sheet, f"register-{vote_id}-{place}-{part}")


@blueprint.get("/votes/<int:vote_id>/centres/<int:place>/ballots")
@requires(Role.secretary)
def ballots_of_centre(vote_id: int, place: int) -> str | Response | tuple[str, int]:
    """Ask how many slips a centre gets, then print them with its tellers' sheet."""
    vote = _vote_in_centres(vote_id)
    centre = _centre(vote, place)
    sent = "count" in request.args
    form = BallotsForm(request.args if sent else None)
    if not sent:
        form.count.data = slips_to_print(centre.room or 0)
    if not sent or not form.validate():
        page = render_template(
            "printing/ballots_of_centre.html", vote=vote, centre=centre, form=form
        )
        return (page, 422) if sent else page
    sheet = sheet_of(vote.item.meeting.body)
    made = ballots.centre_ballots(vote, centre.name, sheet, count=form.count.data or 1)
    return answer(made, sheet, f"ballots-{vote_id}-{place}")


def _vote_in_centres(vote_id: int) -> Vote:
    """The vote of the address; moments are shown in its body's time from here on."""
    vote = voting.vote(db.session, vote_id) or abort(404)
    if not vote.centres:
        abort(404)
    show_times_in(vote.item.meeting.body.timezone)
    return vote


def _centre(vote: Vote, place: int) -> Centre:
    """The centre at this place, from 1."""
    if not 1 <= place <= len(vote.acts):
        abort(404)
    return vote.acts[place - 1]
