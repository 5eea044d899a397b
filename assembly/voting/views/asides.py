"""Reasoned dissents and cited mandates under a vote."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people import queries as people
from assembly.roles import Role
from assembly.voting import actions, queries
from assembly.voting.forms import DissentForm, MandateForm
from assembly.voting.rules import Method
from assembly.voting.views.area import asked_vote, blueprint
from assembly.voting.views.votes import show_vote
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import _
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.route("/<int:vote_id>/dissent", methods=["GET", "POST"])
@requires(Role.secretary)
def dissent(vote_id: int) -> Answer:
    """Record a reasoned dissent."""
    vote = asked_vote(vote_id)
    meeting = vote.item.meeting
    form = DissentForm()
    form.person.offer(people.candidates(db.session, meeting.body_id, meetings.day_of(meeting)))
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.add_dissent(
                db.session,
                vote=vote,
                person_id=form.person.person_id,
                name=form.person.free_name,
                text=form.text.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    page = render_template("voting/dissent.html", vote=vote, form=form, after=back(""))
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:vote_id>/mandate", methods=["GET", "POST"])
@requires(Role.secretary)
def mandate(vote_id: int) -> Answer:
    """Record the mandate that a spokesperson cites."""
    vote = asked_vote(vote_id)
    there = meetings.quorum_at(db.session, vote.item.meeting, vote.item)
    seated = {each.seat.id: each for each in there.seated}
    form = MandateForm()
    seats = [(seat_id, each.seat.label) for seat_id, each in seated.items()]
    form.offer([(0, _("no seat named")), *seats])
    if form.is_submitted() and form.validate():
        sits = seated.get(form.seat.data)
        with saving(form):
            actions.cite_mandate(
                db.session,
                vote=vote,
                seat_id=sits.seat.id if sits else None,
                person_id=sits.holder.person_id if sits and sits.holder else None,
                assembly=form.assembly.data or "",
                held_on=form.held_on.data,
                text=form.text.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    page = render_template("voting/mandate.html", vote=vote, form=form, after=back(""))
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:vote_id>/my-mandate", methods=["GET", "POST"])
@requires(Role.member)
def my_mandate(vote_id: int) -> Answer:
    """Cite the mandate of the seat for which one votes; only where the vote is open, by name."""
    vote = asked_vote(vote_id)
    if vote.method is not Method.open_ballots:
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    mine = queries.my_seats(db.session, [vote_id], current_user.person_id)
    form = MandateForm()
    form.offer([(each.seat_id, each.seat) for each in mine])
    if not form.is_submitted() and mine:
        form.seat.data = mine[0].seat_id
    if form.is_submitted() and form.validate():
        with saving(form):
            if form.seat.data not in {each.seat_id for each in mine}:
                raise RuleViolation("voting.not_on_the_roll", field="seat")
            actions.cite_mandate(
                db.session,
                vote=vote,
                seat_id=form.seat.data,
                person_id=current_user.person_id,
                assembly=form.assembly.data or "",
                held_on=form.held_on.data,
                text=form.text.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    page = render_template("voting/my_mandate.html", vote=vote, form=form, mine=mine)
    return (page, 422) if form.is_submitted() else page


@blueprint.post("/<int:vote_id>/dissents/<int:number>/remove")
@requires(Role.secretary)
def remove_dissent(vote_id: int, number: int) -> Answer:
    """Take back a dissent recorded by mistake."""
    vote = asked_vote(vote_id)
    found = next((each for each in vote.dissents if each.id == number), None) or abort(404)
    try:
        actions.remove_dissent(db.session, dissent=found, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        return show_vote(asked_vote(vote_id), say(violation)), 422
    db.session.commit()
    return redirect(url_for("voting.vote", vote_id=vote_id), 303)


@blueprint.post("/<int:vote_id>/mandates/<int:number>/remove")
@requires(Role.secretary)
def remove_mandate(vote_id: int, number: int) -> Answer:
    """Take back a mandate recorded by mistake."""
    vote = asked_vote(vote_id)
    found = next((each for each in vote.mandates if each.id == number), None) or abort(404)
    try:
        actions.remove_mandate(db.session, mandate=found, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        return show_vote(asked_vote(vote_id), say(violation)), 422
    db.session.commit()
    return redirect(url_for("voting.vote", vote_id=vote_id), 303)
