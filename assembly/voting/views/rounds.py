"""The rounds of an election: opening one, the tellers' counts, the lot, and taking the places."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from flask import Response as File
from flask import abort, make_response, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.elections import BLANK, INVALID, CountingRule, write_blt
from assembly.voting.forms import (
    InstallForm,
    LotForm,
    RoundForm,
    install_form,
)
from assembly.voting.models import Candidate, Election, Round, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE
from assembly.voting.views.area import blueprint
from assembly.voting.views.elections import asked_election, show_election
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.route("/elections/<int:election_id>/rounds/open", methods=["GET", "POST"])
@requires(Role.secretary)
def open_round(election_id: int) -> Answer:
    """Put the candidates to the vote."""
    found = asked_election(election_id)
    form = RoundForm()
    form.offer(secret=found.secret)
    standing: Sequence[Candidate] = ()
    try:
        rule, standing = actions.next_round(found)
    except RuleViolation:
        rule = found.rule
        if not form.is_submitted():
            return redirect(url_for("voting.election", election_id=election_id), 303)
    if form.is_submitted() and form.validate():
        now = clock.now()
        ends = form.minutes.data if form.by in CAST_ONE_BY_ONE else None
        with saving(form):
            vote = actions.open_round(
                db.session,
                election=found,
                method=form.by,
                closes_at=now + timedelta(minutes=ends) if ends else None,
                number=form.mark.uuid,
                actor=actor(),
                at=now,
            )
        if not form.errors:
            return redirect(_after_opening(vote, election_id), 303)
    there = meetings.quorum_at(db.session, found.item.meeting, found.item)
    page = render_template(
        "voting/open_round.html",
        election=found,
        form=form,
        rule=rule,
        standing=standing,
        meeting=found.item.meeting,
        few=phrases.few_if_mixed(there.by_weight, weighted=there.weighted) if found.secret else "",
    )
    return (page, 422) if form.is_submitted() else page


def _after_opening(vote: Vote, election_id: int) -> str:
    """Ballots are cast for a while; tellers count at once."""
    if vote.method in CAST_ONE_BY_ONE:
        return url_for("voting.vote", vote_id=vote.id)
    return url_for("voting.candidate_counts", election_id=election_id)


@blueprint.post("/elections/<int:election_id>/lot")
@requires(Role.secretary)
def draw_lot(election_id: int) -> Answer:
    """Record who was drawn in the room, for the last round that was counted."""
    counted = queries.counted_rounds(asked_election(election_id))
    round_ = counted[-1] if counted else abort(404)
    form, complaint = LotForm(), ""
    needed = round_.counted.awaits_lot if round_.counted else None
    form.offer([(each, round_.names[each]) for each in (needed.among if needed else ())])
    if form.validate():
        try:
            actions.draw_lot(
                db.session,
                vote=round_.vote,
                number=form.drawn.data,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            complaint = say(violation)
        else:
            db.session.commit()
            return redirect(url_for("voting.election", election_id=election_id), 303)
    return show_election(asked_election(election_id), complaint, lots=form), 422


@blueprint.route("/elections/<int:election_id>/install", methods=["GET", "POST"])
@requires(Role.secretary)
def install(election_id: int) -> Answer:
    """Give the elected their places, seats and terms with one confirmation."""
    found = asked_election(election_id)
    placings = actions.proposed(found)
    form = _install_form(found, placings)
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.install_elected(
                db.session,
                election=found,
                placings=[
                    actions.Placing(
                        each.candidate,
                        each.holding,
                        form[f"seat_{each.candidate.number}"].data if found.seats else None,
                    )
                    for each in placings
                ],
                start=form.start.data,
                end=form.end.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.election", election_id=election_id), 303)
    page = render_template("voting/install.html", election=found, form=form, placings=placings)
    return (page, 422) if form.is_submitted() else page


def _install_form(election: Election, placings: list[actions.Placing]) -> InstallForm:
    labels = {seat.id: seat.label for seat in election.body.seats}
    form = install_form(
        [(each.candidate.number or 0, each.candidate.name, each.seat_id) for each in placings],
        [(seat_id, labels[seat_id]) for seat_id in election.seats],
    )
    if not form.is_submitted():
        form.start.data = meetings.day_of(election.item.meeting)
    return form


@blueprint.get("/elections/<int:election_id>/rounds/<int:number>/ballots.blt")
@requires(Role.member)
def ballots_blt(election_id: int, number: int) -> File:
    """The ranked ballots of a counted round in the format of other counting programs."""
    found = asked_election(election_id)
    counted = [each for each in queries.counted_rounds(found) if each.number == number]
    if not counted or counted[0].asked.count is not CountingRule.scottish_stv:
        abort(404)
    round_ = counted[0]
    places = {number: place for place, number in enumerate(round_.names, 1)}
    answer = make_response(
        write_blt(
            list(round_.names.values()),
            round_.asked.places,
            _rankings(round_, places),
            found.title,
        )
    )
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["Content-Disposition"] = (
        f"attachment; filename=election-{election_id}-{number}.blt"
    )
    return answer


def _rankings(round_: Round, places: dict[int, int]) -> Counter[str]:
    """The ballots as they were published or read out, by the places of the candidates in the file.

    Numbers on a ballot may have gaps, those of the format have none; invalid slips are left out.
    """
    published = round_.vote.published
    if published is not None:
        cast = [(row["choice"], row["weight"]) for row in json.loads(published)["ballots"]]
    else:
        cast = [(slip.choice, slip.count * slip.weight) for slip in round_.read_out]
    rankings: Counter[str] = Counter()
    for choice, count in cast:
        if choice == BLANK:
            rankings[BLANK] += count
        elif choice != INVALID:
            told = [str(places[int(number)]) for number in choice.split(">")]
            rankings[">".join(told)] += count
    return rankings
