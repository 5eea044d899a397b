"""Opening a vote whose ballots are cast one by one, on a motion or on questions; and closing it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem
from assembly.motions import queries as motions
from assembly.motions.models import Motion
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import CloseForm, OpenForm
from assembly.voting.models import Vote, VotingRule
from assembly.voting.rules import CAST_ONE_BY_ONE, GroupRule, VoteStatus
from assembly.voting.views.area import (
    PREFIX,
    asked_item,
    asked_vote,
    blueprint,
    offer_majorities,
    terms_of,
)
from assembly.voting.views.recording import recording
from assembly.web.access import actor, requires
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.route("/items/<int:item_id>/open", methods=["GET", "POST"])
@requires(Role.secretary)
def open_ballots(item_id: int) -> Answer:
    """Open a vote on a question, or on several at once, for phones, the booth and slips."""
    return _open(asked_item(item_id), None)


@blueprint.route("/items/<int:item_id>/motions/<int:motion_id>/open", methods=["GET", "POST"])
@requires(Role.secretary)
def open_ballots_on(item_id: int, motion_id: int) -> Answer:
    """Open such a vote on a motion or an amendment."""
    return _open(asked_item(item_id), motions.motion(db.session, motion_id) or abort(404))


def _open(item: AgendaItem, motion: Motion | None) -> Answer:
    rule = queries.rule_of_body(db.session, item.meeting.body_id)
    there = meetings.quorum_at(db.session, item.meeting, item)
    unit = phrases.unit_in(item.meeting.body, weighted=there.weighted)
    form = offer_majorities(OpenForm(prefix=PREFIX), rule, motion, unit)
    if form.is_submitted() and form.validate():
        with saving(form):
            vote = _votes(form, item, motion, rule)[0]
        if not form.errors:
            return redirect(back(url_for("voting.vote", vote_id=vote.id)), 303)
    page = render_template(
        "voting/open_ballots.html",
        form=form,
        item=item,
        motion=motion,
        meeting=item.meeting,
        quorum=there,
        unit=unit,
        few=phrases.few_if_mixed(there.by_weight, weighted=there.weighted),
        here=back(url_for("meetings.desk", meeting_id=item.meeting_id, item=item.id)),
    )
    return (page, 422) if form.is_submitted() else page


def _votes(
    form: OpenForm, item: AgendaItem, motion: Motion | None, rule: VotingRule | None
) -> list[Vote]:
    """A vote for each question, all on one sheet."""
    now, by = clock.now(), actor()
    questions = [""] if motion else form.questions or [""]
    numbers = form.numbers(len(questions))
    terms = replace(
        terms_of(form, rule),
        group_rule=GroupRule(form.group_rule.data),
        closes_at=now + timedelta(minutes=form.minutes.data) if form.minutes.data else None,
        sheet=uuid.uuid5(numbers[0], "sheet") if len(questions) > 1 else None,
    )
    return [
        actions.open_vote(
            db.session,
            item=item,
            motion=motion,
            question=question,
            method=form.by,
            requirement=form.requirement,
            terms=terms,
            number=number,
            actor=by,
            at=now,
        )
        for question, number in zip(questions, numbers, strict=True)
    ]


@blueprint.route("/<int:vote_id>/close", methods=["GET", "POST"])
@requires(Role.secretary)
def close(vote_id: int) -> Answer:
    """Close a vote whose ballots were cast one by one: they are counted and published."""
    vote = asked_vote(vote_id)
    if vote.method not in CAST_ONE_BY_ONE or (
        request.method == "GET" and vote.status is not VoteStatus.open
    ):
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    form = CloseForm()
    doubts = [] if form.is_submitted() else actions.slips_in_doubt(db.session, vote)
    contradictions = phrases.contradictions(doubts, phrases.unit_of(vote))
    if form.is_submitted() and form.validate():
        with recording(form, phrases.unit_of(vote)) as contradictions:
            actions.close_vote(
                db.session, vote=vote, as_it_is=form.as_it_is_because, actor=actor(), at=clock.now()
            )
        if not form.errors and not contradictions:
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    page = render_template(
        "voting/close.html",
        vote=vote,
        form=form,
        turnout=queries.turnout(db.session, vote),
        contradictions=contradictions,
        after=back(""),
    )
    return (page, 422) if request.method == "POST" else page
