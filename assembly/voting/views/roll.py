"""The roll call: one line per seat, all for, then the exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people.rules import Holding
from assembly.roles import Role
from assembly.voting import actions, phrases
from assembly.voting.forms import RollCallForm
from assembly.voting.models import Vote
from assembly.voting.rules import Method, Option, VoteStatus
from assembly.voting.views.area import asked_vote, blueprint
from assembly.web.access import actor, requires
from assembly.web.pages import back

Answer = str | Response | tuple[str, int]
FIELD = "seat-"


@dataclass(frozen=True)
class Line:
    """A seat on the roll, who sits in it, and what is marked (None: nothing yet)."""

    seat_id: int
    label: str
    who: str
    alternate: bool
    weight: int
    marked: Option | None


@blueprint.route("/<int:vote_id>/roll-call", methods=["GET", "POST"])
@requires(Role.secretary)
def roll_call(vote_id: int) -> Answer:
    """Call the seats by name."""
    vote = asked_vote(vote_id)
    form = RollCallForm()
    contradictions: list[str] = []
    marked = _marked()
    if form.is_submitted() and form.validate():
        try:
            _save(vote, form, marked)
        except actions.Contradicted as found:
            db.session.rollback()
            contradictions = phrases.contradictions(found.found, phrases.unit_of(vote))
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
            if vote.status is VoteStatus.open:
                here = url_for("voting.roll_call", vote_id=vote_id, next=request.values.get("next"))
                return redirect(here, 303)
            return redirect(back(url_for("voting.vote", vote_id=vote_id)), 303)
    lines = _lines(vote, marked if form.is_submitted() else None)
    page = render_template(
        "voting/roll_call.html",
        vote=vote,
        form=form,
        lines=lines,
        contradictions=contradictions,
        after=back(""),
    )
    return (page, 422) if form.is_submitted() else page


def _save(vote: Vote, form: RollCallForm, marked: Mapping[int, Option]) -> None:
    now, by = clock.now(), actor()
    if vote.method is not Method.roll_call:
        raise RuleViolation("voting.not_by_roll_call")
    if vote.status is VoteStatus.closed:
        actions.correct_counts(
            db.session,
            vote=vote,
            options=marked,
            as_it_is=form.as_it_is_because,
            actor=by,
            at=now,
        )
        return
    actions.record_roll_call(db.session, vote=vote, options=marked, actor=by, at=now)
    if "later" not in request.form:
        actions.close_vote(db.session, vote=vote, as_it_is=form.as_it_is_because, actor=by, at=now)


def _marked() -> dict[int, Option]:
    """What was sent, by seat; what is no option is nothing."""
    options = {option.value: option for option in Option}
    return {
        int(name.removeprefix(FIELD)): options[value]
        for name, value in request.form.items()
        if name.startswith(FIELD) and name.removeprefix(FIELD).isdecimal() and value in options
    }


def _lines(vote: Vote, sent: Mapping[int, Option] | None) -> list[Line]:
    """The seats of the day: marked as sent, else as stored, else absent ones as absent."""
    there = meetings.quorum_at(db.session, vote.item.meeting, vote.item)
    stored = {ballot.seat_id: ballot.option for ballot in vote.ballots}
    rest = Option.yes if request.args.get("all") == "yes" else None
    lines = []
    for each in there.seated:
        seat, holder = each.seat, each.holder
        if sent is not None:
            marked = sent.get(seat.id)
        elif seat.id in stored and not rest:
            marked = stored[seat.id]
        elif holder is None and there.present is not None:
            marked = Option.absent
        else:
            marked = rest
        lines.append(
            Line(
                seat_id=seat.id,
                label=seat.label,
                who=holder.name if holder else "",
                alternate=holder is not None and holder.holding is Holding.alternate,
                weight=seat.weight,
                marked=marked,
            )
        )
    return lines
