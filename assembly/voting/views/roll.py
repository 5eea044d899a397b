"""The roll call: one line per seat, all for, then the exceptions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people.rules import Holding, fold
from assembly.roles import Role
from assembly.voting import actions, phrases
from assembly.voting.forms import CorrectRollCallForm, RollCallForm
from assembly.voting.models import Vote
from assembly.voting.rules import Method, Option, VoteStatus
from assembly.voting.views.area import asked_vote, blueprint
from assembly.web.access import actor, requires
from assembly.web.pages import back

Answer = str | Response | tuple[str, int]
FIELD = "seat-"
MARKED_TOGETHER = (Option.yes, Option.no, Option.abstain)


@dataclass(frozen=True)
class Line:
    """A seat on the roll, who sits in it, and what is marked (None: nothing yet)."""

    seat_id: int
    label: str
    organization: str
    who: str
    alternate: bool
    weight: int
    marked: Option | None


@dataclass(frozen=True)
class Together:
    """Seats to be marked together: those of an organisation («» means all of them)."""

    organization: str
    option: Option


@blueprint.route("/<int:vote_id>/roll-call", methods=["GET", "POST"])
@requires(Role.secretary)
def roll_call(vote_id: int) -> Answer:
    """Call the seats by name."""
    vote = asked_vote(vote_id)
    there = meetings.quorum_at(db.session, vote.item.meeting, vote.item)
    form = CorrectRollCallForm() if vote.status is VoteStatus.closed else RollCallForm()
    contradictions: list[str] = []
    together = _together()
    marked = _with_all(_marked(), there, together) if together else _marked()
    refused = False
    if form.is_submitted() and not (together and vote.status is VoteStatus.closed):
        refused = True
        try:
            if form.validate():
                go_on = together is not None or "later" in request.form
                _save(vote, form, marked, go_on=go_on)
                db.session.commit()
                return redirect(_after(vote, together), 303)
        except actions.Contradicted as found:
            db.session.rollback()
            contradictions = phrases.contradictions(found.found, phrases.unit_of(vote))
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
    lines = _lines(vote, there, marked if form.is_submitted() else None)
    page = render_template(
        "voting/roll_call.html",
        vote=vote,
        form=form,
        lines=lines,
        organizations=_organizations(lines),
        chosen=request.values.get("organization", ""),
        contradictions=contradictions,
        after=back(""),
    )
    return (page, 422) if refused else page


def _after(vote: Vote, together: Together | None) -> str:
    """Where to go once it is saved: on with an open roll call, else back."""
    if vote.status is not VoteStatus.open:
        return back(url_for("voting.vote", vote_id=vote.id))
    chosen = together.organization if together else ""
    after = request.values.get("next") or None
    return url_for("voting.roll_call", vote_id=vote.id, organization=chosen or None, next=after)


def _save(vote: Vote, form: RollCallForm, marked: Mapping[int, Option], *, go_on: bool) -> None:
    now, by = clock.now(), actor()
    if vote.method is not Method.roll_call:
        raise RuleViolation("voting.not_by_roll_call")
    if isinstance(form, CorrectRollCallForm):
        actions.correct_counts(
            db.session,
            vote=vote,
            options=marked,
            reason=form.why.data or "",
            as_it_is=form.as_it_is_because,
            actor=by,
            at=now,
        )
        return
    actions.record_roll_call(db.session, vote=vote, options=marked, actor=by, at=now)
    if not go_on:
        actions.close_vote(db.session, vote=vote, as_it_is=form.as_it_is_because, actor=by, at=now)


def _marked() -> dict[int, Option]:
    """What was sent, by seat; what is no option is nothing."""
    options = {option.value: option for option in Option}
    return {
        int(name.removeprefix(FIELD)): options[value]
        for name, value in request.form.items()
        if name.startswith(FIELD) and name.removeprefix(FIELD).isdecimal() and value in options
    }


def _together() -> Together | None:
    """What is asked to be marked together, by the button that sent the form."""
    option = next((each for each in MARKED_TOGETHER if each == request.form.get("mark")), None)
    return Together(request.form.get("organization", ""), option) if option else None


def _with_all(
    marked: Mapping[int, Option], there: meetings.Quorum, together: Together
) -> dict[int, Option]:
    """The marks with those of an organisation over them; who is absent stays so."""
    over = {
        each.seat.id: together.option
        for each in there.seated
        if together.organization in ("", each.seat.organization)
        and (each.holder is not None or there.present is None)
        and marked.get(each.seat.id) is not Option.absent
    }
    return {**marked, **over}


def _lines(vote: Vote, there: meetings.Quorum, sent: Mapping[int, Option] | None) -> list[Line]:
    """The seats of the day: marked as sent, else as stored, else absent ones as absent."""
    stored = {ballot.seat_id: ballot.option for ballot in vote.ballots}
    lines = []
    for each in there.seated:
        seat, holder = each.seat, each.holder
        if sent is not None:
            marked = sent.get(seat.id)
        else:
            away = holder is None and there.present is not None
            marked = stored.get(seat.id, Option.absent if away else None)
        lines.append(
            Line(
                seat_id=seat.id,
                label=seat.label,
                organization=seat.organization,
                who=holder.name if holder else "",
                alternate=holder is not None and holder.holding is Holding.alternate,
                weight=seat.weight,
                marked=marked,
            )
        )
    return lines


def _organizations(lines: list[Line]) -> list[str]:
    """The organisations that seats can be marked by; none where each has one seat at most."""
    seats = Counter(line.organization for line in lines if line.organization)
    return sorted(seats, key=fold) if any(count > 1 for count in seats.values()) else []
