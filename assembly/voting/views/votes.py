"""A vote's page, and what may still happen to it."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import CancelForm, CorrectForm
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, Method, Option, VoteStatus
from assembly.voting.views.area import asked_vote, asks, blueprint, closed_if_due, may_cancel
from assembly.voting.views.recording import recording
from assembly.voting.views.slips import slips_gone
from assembly.web.access import actor, may, requires
from assembly.web.forms import say
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.get("/<int:vote_id>")
@requires(Role.member)
def vote(vote_id: int) -> str:
    """What was put to the vote, the result and why, and how each seat voted if it was by name."""
    found = asked_vote(vote_id)
    return show_vote(asked_vote(vote_id) if closed_if_due(found) else found)


def show_vote(vote: Vote, complaint: str = "") -> str:
    """The page of a vote; ``complaint`` says why an act on it was refused."""
    return render_template(
        "voting/vote.html",
        vote=vote,
        meeting=vote.item.meeting,
        asked=asks(vote),
        roll=sorted(vote.ballots, key=_place) if queries.shows_choices(db.session, vote) else [],
        complaint=complaint,
        votes_here=_may_vote(vote),
        slips_gone=slips_gone(vote) if _acting(vote) and vote.round is None else "",
    )


def _acting(vote: Vote) -> bool:
    """Whether who is signed in is secretary of a meeting whose minutes are open."""
    meeting = vote.item.meeting
    return meeting.sealed_at is None and may(Role.secretary, meeting.body_id)


def _may_vote(vote: Vote) -> bool:
    """Whether who is signed in is on the roll of an open vote."""
    if vote.status is not VoteStatus.open or vote.method not in CAST_ONE_BY_ONE:
        return False
    return bool(queries.my_seats(db.session, [vote.id], current_user.person_id))


def _place(ballot: Ballot) -> tuple[int, int]:
    return ballot.seat.position, ballot.seat_id


@blueprint.post("/<int:vote_id>/casting-vote")
@requires(Role.secretary)
def casting_vote(vote_id: int) -> Answer:
    """The chair breaks a tie, or leaves it."""
    found = asked_vote(vote_id)
    typed = request.form.get("option", "")
    option = Option(typed) if typed in set(Option) else Option.absent
    try:
        actions.cast_casting_vote(
            db.session, vote=found, option=option, actor=actor(), at=clock.now()
        )
    except RuleViolation as violation:
        db.session.rollback()
        return show_vote(asked_vote(vote_id), say(violation)), 422
    db.session.commit()
    return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)


@blueprint.route("/<int:vote_id>/correct", methods=["GET", "POST"])
@requires(Role.secretary)
def correct(vote_id: int) -> Answer:
    """Correct the counts of a vote while its meeting is in session."""
    found = asked_vote(vote_id)
    if found.method in CAST_ONE_BY_ONE:
        return show_vote(found, say(RuleViolation("voting.ballots_stand"))), 422
    if found.method is Method.roll_call:
        return redirect(url_for("voting.roll_call", vote_id=vote_id), 303)
    if found.centres:
        return redirect(url_for("voting.centres", vote_id=vote_id), 303)
    form = CorrectForm(prefix="vote")
    form.method = found.method
    contradictions: list[str] = []
    if not form.is_submitted():
        form.show(found.tally, found.total)
        form.tellers.data = found.tellers
        form.stated.data = found.stated.value if found.stated else ""
        form.reason.data = found.contradiction_reason
        form.as_it_is.data = bool(found.contradiction_reason)
    elif form.validate():
        with recording(form, phrases.unit_of(found)) as contradictions:
            actions.correct_counts(
                db.session,
                vote=found,
                tally=form.tally,
                total=form.counted_apart,
                stated=form.stated_result,
                tellers=form.tellers.data or "",
                as_it_is=form.as_it_is_because,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors and not contradictions:
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    page = render_template(
        "voting/correct.html",
        vote=found,
        form=form,
        contradictions=contradictions,
        after=back(""),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:vote_id>/cancel", methods=["GET", "POST"])
@requires(Role.secretary)
def cancel(vote_id: int) -> Answer:
    """Cancel a vote with a reason; it stays on record."""
    found = asked_vote(vote_id)
    if request.method == "GET" and not may_cancel(found):
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    form = CancelForm()
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.cancel_vote(
                db.session,
                vote=found,
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    page = render_template("voting/cancel.html", vote=found, form=form, after=back(""))
    return (page, 422) if form.is_submitted() else page
