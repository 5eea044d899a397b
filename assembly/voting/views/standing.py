"""How an open vote stands: turnout for everybody; for the secretary who has not voted yet, and what she may do."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, queries
from assembly.voting.forms import ExtendForm
from assembly.voting.models import Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, Channel, VoteStatus
from assembly.voting.views.area import asked_vote, blueprint, closed_if_due, vote_to_cast
from assembly.voting.views.slips import slips_among
from assembly.web.access import actor, public, requires
from assembly.web.forms import say
from assembly.web.live import as_it_stands, live_part
from assembly.web.pages import back

Answer = str | Response | tuple[str, int]


@blueprint.get("/turnout/<token>")
@public  # the signature in the address is the permission
def turnout(token: str) -> Response:
    """How many have voted, and until when the vote is open; after it, the result."""
    return as_it_stands("voting.turnout", token)


@live_part("voting.turnout")
def _turnout(vote_id: int) -> str:
    vote = vote_to_cast(vote_id)
    if closed_if_due(vote):
        vote = vote_to_cast(vote_id)
    return render_template(
        "voting/turnout.html", vote=vote, turnout=queries.turnout(db.session, vote), now=clock.now()
    )


@blueprint.route("/<int:vote_id>/standing", methods=["GET", "POST"])
@requires(Role.secretary)
def standing(vote_id: int) -> Answer:
    """Who has not voted yet; slips handed over, ballots told to the secretary, more time."""
    vote = asked_vote(vote_id)
    if vote.method not in CAST_ONE_BY_ONE:
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    complaint = ""
    if request.method == "POST":
        try:
            _mark(vote, clock.now())
        except RuleViolation as violation:
            db.session.rollback()
            complaint = say(violation)
        else:
            db.session.commit()
            after = request.form.get("next") or None
            return redirect(url_for("voting.standing", vote_id=vote_id, next=after), 303)
    elif not closed_if_due(vote):
        return _show(vote)
    return _show(asked_vote(vote_id), complaint)


def _show(vote: Vote, complaint: str = "", form: ExtendForm | None = None) -> Answer:
    lines = queries.lines_of_roll(db.session, vote)
    page = render_template(
        "voting/standing.html",
        vote=vote,
        waiting=[line for line in lines if line.channel is None],
        voted=[line for line in lines if line.channel is not None],
        slips=sum(line.channel is Channel.slip for line in lines),
        read_out=_told(vote),
        slipped=slips_among(vote, lines),
        form=form or ExtendForm(),
        complaint=complaint,
        after=back(""),
    )
    return (page, 422) if complaint or (form and form.errors) else page


def _told(vote: Vote) -> int:
    """How many slips the tellers read out or added up."""
    totals = vote.round.totals if vote.round else ()
    return sum(slip.count for slip in vote.read_out) + sum(each.slips.total for each in totals)


def _mark(vote: Vote, now: datetime) -> None:
    """What one button of the list says: «slip», «back», or «told» with the option."""
    sent = {name: value for name, value in request.form.items() if name in ("slip", "back", "told")}
    for name, value in sent.items():
        seat, _, said = value.partition(":")
        if not seat.isdecimal() or len(seat) > 9:  # more than that no database holds
            raise RuleViolation("voting.no_such_seat")
        if name == "slip":
            actions.hand_over_slip(db.session, vote=vote, seat_id=int(seat), at=now)
        elif name == "back":
            actions.take_back_slip(db.session, vote=vote, seat_id=int(seat), at=now)
        else:
            actions.record_told(
                db.session, vote=vote, seat_id=int(seat), choice=said, actor=actor(), at=now
            )


@blueprint.post("/<int:vote_id>/extend")
@requires(Role.secretary)
def extend(vote_id: int) -> Answer:
    """More minutes from now, or until the secretary closes."""
    vote = asked_vote(vote_id)
    form = ExtendForm()
    now = clock.now()
    if form.validate():
        until = now + timedelta(minutes=form.minutes.data) if form.minutes.data else None
        try:
            actions.set_end(db.session, vote=vote, closes_at=until, actor=actor(), at=now)
        except RuleViolation as violation:
            db.session.rollback()
            return _show(asked_vote(vote_id), say(violation), form)
        db.session.commit()
        after = request.form.get("next") or None
        return redirect(url_for("voting.standing", vote_id=vote_id, next=after), 303)
    return _show(vote, form=form)


def is_going_on(vote: Vote) -> bool:
    """Whether ballots of this vote are being cast one by one."""
    return vote.status is VoteStatus.open and vote.method in CAST_ONE_BY_ONE


blueprint.record_once(lambda state: state.app.jinja_env.globals.update(vote_goes_on=is_going_on))
