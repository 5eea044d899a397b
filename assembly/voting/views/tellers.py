"""What tellers counted in a round: on paper alone, as slips beside phones, and corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.elections import CountingRule
from assembly.voting.forms import ANSWERS, TellersForm, counts_form
from assembly.voting.models import Round, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, FEWEST, Channel, Method, VoteStatus
from assembly.voting.views.area import blueprint
from assembly.voting.views.elections import asked_election, told_round
from assembly.web.access import actor, requires

Answer = str | Response | tuple[str, int]


@blueprint.route("/elections/<int:election_id>/counts", methods=["GET", "POST"])
@requires(Role.secretary)
def candidate_counts(election_id: int) -> Answer:
    """Type what the tellers counted in the open round; of ballots cast one by one, the slips they read out."""
    found = asked_election(election_id)
    vote = queries.open_round_of(found)
    round_ = vote.round if vote else None
    if vote is None or round_ is None:
        return redirect(url_for("voting.election", election_id=election_id), 303)
    form = _tellers_form(vote, round_, handed := _handed_over(vote))
    contradictions: list[str] = []
    if form.is_submitted() and form.validate():
        try:
            _record(vote, round_, form)
        except actions.Contradicted as contradicted:
            db.session.rollback()
            contradictions = phrases.contradictions(
                contradicted.found, phrases.unit_of(vote), beside=contradicted.beside
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(_after_counting(vote, round_), 303)
    page = render_template(
        "voting/candidate_counts.html",
        vote=vote,
        round=round_,
        form=form,
        answers=ANSWERS,
        handed=handed,
        may_add_up=_may_add_up(vote, round_, handed),
        contradictions=contradictions,
    )
    return (page, 422) if form.is_submitted() else page


def _handed_over(vote: Vote) -> dict[int, int] | None:
    """How many slips of each weight were handed over; None in a round on paper alone, where nobody noted it."""
    if vote.method is not Method.secret_ballots:
        return None
    lines = queries.lines_of_roll(db.session, vote)
    handed = Counter({(line.weight if vote.weighted else 1): 0 for line in lines})
    handed.update(
        line.weight if vote.weighted else 1 for line in lines if line.channel is Channel.slip
    )
    return {weight: handed[weight] for weight in sorted(handed)}


def _may_add_up(vote: Vote, round_: Round, handed: Mapping[int, int] | None) -> bool:
    """Whether totals can be given: preferences have none, and of one or two slips they would tell whose."""
    if round_.asked.count is CountingRule.scottish_stv:
        return False
    if handed is None or round_.asked.may_mark == 1:
        return True
    turnout = queries.turnout(db.session, vote)
    others = turnout.voted - sum(handed.values())
    return not any(0 < count < FEWEST for count in (*handed.values(), others))


def _tellers_form(
    vote: Vote, round_: Round, handed: Mapping[int, int] | None, *, correcting: bool = False
) -> TellersForm:
    """Totals where they can be given, unless the slips are (or were) read out one by one."""
    read_out = bool(vote.slips) and round_.asked.may_mark != 1
    how = request.args.get("how", "lines" if read_out else "totals")
    one_by_one = not _may_add_up(vote, round_, handed) or (handed is not None and how == "lines")
    form = counts_form(
        round_.asked, round_.names, one_by_one=one_by_one, handed=handed, correcting=correcting
    )
    if not form.is_submitted():
        form.show([*vote.read_out, *round_.read_out], round_.totals)
        form.tellers.data = vote.tellers
        form.total.data = "" if vote.total is None else str(vote.total)
        form.reason.data = vote.contradiction_reason
        form.as_it_is.data = bool(vote.contradiction_reason)
    return form


def _after_counting(vote: Vote, round_: Round) -> str:
    if vote.status is VoteStatus.open:
        return url_for("voting.close", vote_id=vote.id)
    return url_for("voting.election", election_id=round_.election_id)


def _record(vote: Vote, round_: Round, form: TellersForm) -> None:
    """The slips beside the phones, until the vote is closed; or the counts of a round on paper, and its close."""
    by: dict[str, Any] = {"vote": vote, "actor": actor(), "at": clock.now()}
    if vote.method in CAST_ONE_BY_ONE:
        told = by | {"tellers": form.tellers.data or ""}
        if form.one_by_one:
            actions.record_slips(db.session, slips=form.read_out, **told)
        else:
            actions.record_slip_totals(db.session, totals=form.totals, **told)
        return
    actions.record_candidate_counts(db.session, counts=_counts(form), **by)
    actions.close_vote(db.session, as_it_is=form.as_it_is_because, **by)


def _counts(form: TellersForm) -> actions.RoundCounts:
    """What was typed of a round on paper."""
    slips, tellers = form.total.count, form.tellers.data or ""
    if form.one_by_one:
        ballots = [(slip.choice, slip.count) for slip in form.read_out]
        return actions.RoundCounts(ballots=ballots, total=slips, tellers=tellers)
    (totals,) = form.totals
    return actions.RoundCounts(
        votes=totals.votes or None,
        tallies=totals.tallies or None,
        **asdict(totals.slips),
        total=slips,
        tellers=tellers,
    )


@blueprint.route("/elections/<int:election_id>/counts/correct", methods=["GET", "POST"])
@requires(Role.secretary)
def correct_round(election_id: int) -> Answer:
    """Correct what the tellers counted in the last round on paper; what was counted before stays beside it."""
    found = asked_election(election_id)
    round_ = queries.correctable_round(found)
    if round_ is None:
        return redirect(url_for("voting.election", election_id=election_id), 303)
    vote = round_.vote
    form = _tellers_form(vote, round_, None, correcting=True)
    contradictions: list[str] = []
    if form.is_submitted() and form.validate():
        try:
            actions.correct_round(
                db.session,
                vote=vote,
                counts=_counts(form),
                reason=form["why"].data or "",
                as_it_is=form.as_it_is_because,
                actor=actor(),
                at=clock.now(),
            )
        except actions.Contradicted as contradicted:
            db.session.rollback()
            contradictions = phrases.contradictions(
                contradicted.found, phrases.unit_of(vote), beside=contradicted.beside
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("voting.election", election_id=election_id), 303)
    page = render_template(
        "voting/correct_round.html",
        vote=vote,
        round=round_,
        told=told_round(round_),
        form=form,
        answers=ANSWERS,
        contradictions=contradictions,
    )
    return (page, 422) if form.is_submitted() else page
