"""Putting a motion or a question to the vote, with its counts, in one form."""

from __future__ import annotations

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem
from assembly.meetings.rules import ItemKind
from assembly.motions import queries as motions
from assembly.motions.models import Motion
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import PutForm
from assembly.voting.models import Vote, VotingRule
from assembly.voting.rules import Method, VoteStatus
from assembly.voting.views.area import PREFIX, asked_item, blueprint, offer_majorities, terms_of
from assembly.voting.views.recording import recording
from assembly.web.access import actor, requires
from assembly.web.i18n import _
from assembly.web.pages import back

Answer = str | Response | tuple[str, int]


@blueprint.route("/items/<int:item_id>/put", methods=["GET", "POST"])
@requires(Role.secretary)
def put(item_id: int) -> Answer:
    """Put a question to the vote that is no motion: an item to be added, the minutes to be approved."""
    return _put(asked_item(item_id), None)


@blueprint.route("/items/<int:item_id>/motions/<int:motion_id>/put", methods=["GET", "POST"])
@requires(Role.secretary)
def put_motion(item_id: int, motion_id: int) -> Answer:
    """Put a motion or an amendment to the vote in an agenda item."""
    return _put(asked_item(item_id), motions.motion(db.session, motion_id) or abort(404))


def _put(item: AgendaItem, motion: Motion | None) -> Answer:
    rule = queries.rule_of_body(db.session, item.meeting.body_id)
    there = meetings.quorum_at(db.session, item.meeting, item)
    unit = phrases.unit_in(item.meeting.body, weighted=there.weighted)
    form = offer_majorities(PutForm(prefix=PREFIX), rule, motion, unit)
    if motion is None and not form.is_submitted():
        form.question.data = _usual_question(item)
    contradictions: list[str] = []
    if form.is_submitted() and form.validate():
        with recording(form, unit) as contradictions:
            vote = _record(form, item, motion, rule)
        if not form.errors and not contradictions:
            if vote.status is VoteStatus.open:
                after = request.values.get("next", "")
                return redirect(url_for("voting.roll_call", vote_id=vote.id, next=after), 303)
            return redirect(back(url_for("voting.vote", vote_id=vote.id)), 303)
    page = render_template(
        "voting/put.html",
        form=form,
        item=item,
        motion=motion,
        meeting=item.meeting,
        quorum=there,
        unit=unit,
        contradictions=contradictions,
        here=back(url_for("meetings.desk", meeting_id=item.meeting_id, item=item.id)),
    )
    return (page, 422) if form.is_submitted() else page


def _record(
    form: PutForm, item: AgendaItem, motion: Motion | None, rule: VotingRule | None
) -> Vote:
    """Open the vote; count and close it too, unless seats are to be called first."""
    now, by = clock.now(), actor()
    vote = actions.open_vote(
        db.session,
        item=item,
        motion=motion,
        question=form.question.data or "",
        method=form.by,
        requirement=form.requirement,
        terms=terms_of(form, rule),
        number=form.uuid,
        actor=by,
        at=now,
    )
    if vote.status is not VoteStatus.open:
        if (vote.method, vote.tally) != (form.by, form.tally):
            raise RuleViolation("voting.already_recorded")  # the back button, and other numbers
    elif vote.method is not Method.roll_call:
        actions.record_counts(
            db.session,
            vote=vote,
            tally=form.tally,
            total=form.counted_apart,
            stated=form.stated_result,
            tellers=form.tellers.data or "",
            actor=by,
            at=now,
        )
        actions.close_vote(db.session, vote=vote, as_it_is=form.as_it_is_because, actor=by, at=now)
    return vote


def _usual_question(item: AgendaItem) -> str:
    """What is usually asked in an item of this kind; the secretary changes it."""
    if item.kind is ItemKind.previous_minutes:
        return _("Approve the minutes of the last session")
    if item.kind is ItemKind.agenda:
        return _("Approve the agenda")
    if item.kind is ItemKind.opening or item.added_in_session:
        return _("Add to the agenda: %(title)s", title=item.title)
    return ""
