"""What tellers counted in a round: on paper alone, or as slips beside phones."""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.elections import CountingRule
from assembly.voting.forms import ANSWERS, TellersForm, counts_form
from assembly.voting.models import Round, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, FEWEST, Method, VoteStatus
from assembly.voting.views.area import blueprint
from assembly.voting.views.elections import asked_election, told_round
from assembly.voting.views.recording import recording
from assembly.voting.views.slips import Slipped, slips_of
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
    slipped = _slips_beside(vote)
    form = _tellers_form(vote, round_, slipped)
    contradictions: list[str] = []
    if form.is_submitted() and form.validate():
        with recording(form, phrases.unit_of(vote)) as contradictions:
            _record(vote, round_, form)
        if not form.errors and not contradictions:
            return redirect(_after_counting(vote, round_), 303)
    page = render_template(
        "voting/candidate_counts.html",
        vote=vote,
        round=round_,
        form=form,
        answers=ANSWERS,
        may_add_up=_may_add_up(round_, slipped),
        few=slipped.few if slipped else [],
        contradictions=contradictions,
    )
    return (page, 422) if form.is_submitted() else page


def _may_add_up(round_: Round, slipped: Slipped | None) -> bool:
    """Whether totals can be given: preferences have none, and of one or two slips they would tell whose."""
    if round_.asked.count is CountingRule.scottish_stv:
        return False
    return round_.asked.may_mark == 1 or slipped is None or not slipped.few


def _tellers_form(
    vote: Vote, round_: Round, slipped: Slipped | None, *, correcting: bool = False
) -> TellersForm:
    """Totals where they can be given, unless the slips are (or were) read out one by one.

    Corrected are those slips that can be told from the ballots beside them.
    """
    read_out = bool(vote.slips) and round_.asked.may_mark != 1
    how = request.args.get("how", "lines" if read_out else "totals")
    lines = slipped is not None and how == "lines"
    one_by_one = lines or not _may_add_up(round_, slipped)
    if slipped is None:
        handed = _weights_on_paper(vote, round_)
    else:
        kept = slipped.apart if correcting and not round_.totals else slipped.handed
        handed = {mark[0]: count for mark, count in slipped.handed.items() if mark in kept}
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


def _weights_on_paper(vote: Vote, round_: Round) -> dict[int, int | None]:
    """The weights that are counted apart in a round on paper, where nobody noted who handed a slip over.

    One alone, in which votes are written, if it is wished (``how=votes``) or was done; else where what is
    written of a weight that only one or two seats have would tell how they voted.
    """
    if not vote.weighted:
        return {1: None}
    seats = meetings.quorum_at(db.session, vote.item.meeting, vote.item).by_weight
    few = vote.method is Method.secret_paper and any(0 < n < FEWEST for n in seats.values())
    how = "weights" if (round_.by_weight if round_.slips else not few) else "votes"
    apart = request.args.get("how", how) != "votes"
    return dict.fromkeys(seats) if apart else {1: None}


def _counts(form: TellersForm) -> actions.RoundCounts:
    """What was typed of a round on paper."""
    told = {"slips": form.read_out} if form.one_by_one else {"totals": form.totals}
    return actions.RoundCounts(
        **told,
        by_weight=tuple(form.kinds) != (1,),
        total=form.total.count,
        tellers=form.tellers.data or "",
    )


def _slips_beside(vote: Vote) -> Slipped | None:
    """The slips beside phones; None in a round on paper alone, where nobody noted who handed one over."""
    return slips_of(vote) if vote.method is Method.secret_ballots else None


@blueprint.route("/elections/<int:election_id>/counts/correct", methods=["GET", "POST"])
@requires(Role.secretary)
def correct_round(election_id: int) -> Answer:
    """Correct what the tellers counted in the last round; what was counted before stays beside it."""
    found = asked_election(election_id)
    round_ = queries.correctable_round(found)
    if round_ is None:
        return redirect(url_for("voting.election", election_id=election_id), 303)
    vote, slipped = round_.vote, _slips_beside(round_.vote)
    form = _tellers_form(vote, round_, slipped, correcting=True)
    contradictions: list[str] = []
    if form.is_submitted() and form.validate():
        with recording(form, phrases.unit_of(vote)) as contradictions:
            _correct(vote, form)
        if not form.errors and not contradictions:
            return redirect(url_for("voting.election", election_id=election_id), 303)
    page = render_template(
        "voting/correct_round.html",
        vote=vote,
        round=round_,
        told=told_round(round_),
        form=form,
        answers=ANSWERS,
        may_add_up=_may_add_up(round_, slipped),
        slips=slipped,
        contradictions=contradictions,
    )
    return (page, 422) if form.is_submitted() else page


def _correct(vote: Vote, form: TellersForm) -> None:
    """All of a round on paper; of one with phones what is told of the slips beside them."""
    by: dict[str, Any] = {"vote": vote, "reason": form["why"].data or "", "actor": actor()}
    by |= {"as_it_is": form.as_it_is_because, "at": clock.now()}
    if vote.method not in CAST_ONE_BY_ONE:
        actions.correct_round(db.session, counts=_counts(form), **by)
    elif form.one_by_one:
        actions.correct_slips(
            db.session, slips=form.read_out, tellers=form.tellers.data or "", **by
        )
    else:
        actions.correct_slips(db.session, totals=form.totals, tellers=form.tellers.data or "", **by)
