"""A vote on paper in several voting centres: opening it, its papers, and the act of each centre."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings.models import AgendaItem
from assembly.motions import queries as motions
from assembly.motions.models import Motion
from assembly.people import queries as people
from assembly.printing.rules import papers_of
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import (
    TYPED_OF_ACT,
    CentresForm,
    LinesForm,
    OpenInCentresForm,
    centres_form,
    lines_form,
)
from assembly.voting.models import Vote
from assembly.voting.rules import VoteStatus, centre_contradictions
from assembly.voting.views.area import (
    PREFIX,
    asked_item,
    asked_vote,
    asks,
    blueprint,
    may_correct,
    offer_majorities,
    terms_of,
)
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.route("/items/<int:item_id>/centres", methods=["GET", "POST"])
@requires(Role.secretary)
def open_in_centres(item_id: int) -> Answer:
    """Put a question to a vote on paper in several voting centres."""
    return _open(asked_item(item_id), None)


@blueprint.route("/items/<int:item_id>/motions/<int:motion_id>/centres", methods=["GET", "POST"])
@requires(Role.secretary)
def open_in_centres_on(item_id: int, motion_id: int) -> Answer:
    """Put a motion to such a vote."""
    return _open(asked_item(item_id), motions.motion(db.session, motion_id) or abort(404))


def _open(item: AgendaItem, motion: Motion | None) -> Answer:
    rule = queries.rule_of_body(db.session, item.meeting.body_id)
    unit = phrases.unit_in(item.meeting.body, weighted=False)
    form = offer_majorities(OpenInCentresForm(prefix=PREFIX), rule, motion, unit)
    known = {each.id: each for each in people.organizations(db.session)}
    form.offer({each.id: each.name for each in known.values()})
    if form.is_submitted() and form.validate():
        with saving(form):
            vote = actions.open_in_centres(
                db.session,
                item=item,
                motion=motion,
                question=form.question.data or "",
                organizations=[known[each] for each in form.organizations.data or ()],
                places=form.places,
                requirement=form.requirement,
                terms=terms_of(form, rule),
                number=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.centres", vote_id=vote.id), 303)
    page = render_template(
        "voting/open_in_centres.html",
        form=form,
        item=item,
        motion=motion,
        here=back(url_for("meetings.desk", meeting_id=item.meeting_id, item=item.id)),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:vote_id>/centres", methods=["GET", "POST"])
@requires(Role.secretary)
def centres(vote_id: int) -> Answer:
    """Type the acts as they come in, then close; or correct them while the meeting is in session."""
    vote = asked_vote(vote_id)
    if not vote.acts or not (vote.status is VoteStatus.open or may_correct(vote)):
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    form = centres_form([each.name for each in vote.acts])
    form.closing.data = form.closing.data or vote.status is VoteStatus.closed
    contradictions: list[str] = []
    if not form.is_submitted():
        form.show(vote.acts, unknown="" if vote.status is VoteStatus.open else "?")
        form.reason.data = vote.contradiction_reason
        form.as_it_is.data = bool(vote.contradiction_reason)
    elif form.validate():
        try:
            _write(vote, form)
        except actions.Contradicted as found:
            db.session.rollback()
            contradictions = phrases.contradictions(found.found, phrases.unit_of(vote))
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            if violation.code == "voting.act_changed":
                # Recorded again after having seen this, it is the secretary's choice.
                form.see_anew(vote.acts)
        else:
            db.session.commit()
            here = "voting.centres" if vote.status is VoteStatus.open else "voting.vote"
            return redirect(url_for(here, vote_id=vote_id), 303)
    return _show(vote, form, lines_form(vote.acts, formdata=None), contradictions)


@blueprint.post("/<int:vote_id>/centres/lines")
@requires(Role.secretary)
def centre_lines(vote_id: int) -> Answer:
    """How many empty lines each register has, before it is printed."""
    vote = asked_vote(vote_id)
    if not vote.acts or vote.status is not VoteStatus.open:
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    form = lines_form(vote.acts)
    if form.validate():
        with saving(form):
            actions.set_lines(
                db.session, vote=vote, lines=form.typed, actor=actor(), at=clock.now()
            )
        if not form.errors:
            return redirect(url_for("voting.centres", vote_id=vote_id), 303)
    acts = centres_form([each.name for each in vote.acts], formdata=None)
    acts.show(vote.acts, unknown="")
    return _show(vote, acts, form)


def _show(
    vote: Vote, form: CentresForm, lines: LinesForm, contradictions: list[str] | None = None
) -> Answer:
    acts = vote.acts
    so_far = [asdict(each) for each in centre_contradictions(acts)]
    page = render_template(
        "voting/centres.html",
        vote=vote,
        form=form,
        lines=lines,
        asked=asks(vote),
        parts=TYPED_OF_ACT,
        advice=phrases.advice(acts),
        progress=phrases.progress(acts),
        papers=[len(papers_of(each.room or 0)) for each in acts],
        registers=phrases.registers(acts, vote.seats),
        so_far=phrases.contradictions(so_far, phrases.unit_of(vote)),
        contradictions=contradictions or [],
    )
    return (page, 422) if request.method == "POST" else page


def _write(vote: Vote, form: CentresForm) -> None:
    taken = actions.take_up_acts(db.session, vote=vote, centres=form.centres, seen=form.seen)
    by: dict[str, Any] = {
        "vote": vote,
        "centres": taken,
        "actor": actor(),
        "at": clock.now(),
    }
    if vote.status is VoteStatus.closed:
        actions.correct_counts(db.session, as_it_is=form.as_it_is_because, **by)
        return
    unseen = phrases.advice(taken).keys() - phrases.advice(vote.acts).keys()
    actions.record_centres(db.session, **by)
    if form.closing.data and unseen:
        flash(_("Recorded, and not closed yet: look first at the advice beside an act."))
    elif form.closing.data:
        del by["centres"]
        actions.close_vote(db.session, as_it_is=form.as_it_is_because, **by)
