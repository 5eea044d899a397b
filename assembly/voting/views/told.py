"""A ballot of an open election as it is told to the secretary, for who has no device."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, queries
from assembly.voting.forms import ToldForm, read_ballot
from assembly.voting.models import Round
from assembly.voting.rules import Method
from assembly.voting.views.area import blueprint
from assembly.voting.views.elections import asked_election
from assembly.web.access import actor, requires
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]
NAME = "choice"


@blueprint.route("/elections/<int:election_id>/told", methods=["GET", "POST"])
@requires(Role.secretary)
def told(election_id: int) -> Answer:
    """Enter the ballot of a seat in the open round, by name."""
    found = asked_election(election_id)
    vote = queries.open_round_of(found)
    round_ = vote.round if vote else None
    if vote is None or round_ is None or vote.method is not Method.open_ballots:
        return redirect(url_for("voting.election", election_id=election_id), 303)
    form = ToldForm()
    lines = queries.lines_of_roll(db.session, vote)
    form.offer([line for line in lines if line.channel is None or vote.may_change])
    if form.is_submitted() and form.validate():
        with saving(form):
            choice = _choice(round_)
            if choice is None:
                raise RuleViolation("voting.choose_first")
            actions.record_told(
                db.session,
                vote=vote,
                seat_id=form.seat.data,
                choice=choice,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.told", election_id=election_id), 303)
    page = render_template(
        "voting/told.html",
        election=found,
        vote=vote,
        form=form,
        name=NAME,
        voted=sum(line.channel is not None for line in lines),
        roll=len(lines),
    )
    return (page, 422) if form.is_submitted() else page


def _choice(round_: Round) -> str | None:
    """What was marked among the candidates; None if nothing was."""
    if round_.asked.may_mark == 1:
        return request.form.get(NAME)
    typed = {number: request.form.get(f"{NAME}-{number}", "") for number in round_.names}
    return read_ballot(round_.asked, typed, blank=f"{NAME}-blank" in request.form)
