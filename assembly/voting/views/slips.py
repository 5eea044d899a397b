"""Slips of paper beside phones: what is known of them, and what tellers read on those of a question."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import CorrectSlipsForm, SlipsForm
from assembly.voting.models import Vote
from assembly.voting.rules import (
    Channel,
    GroupRule,
    Mark,
    Method,
    Slip,
    VoteStatus,
    may_stand_apart,
    too_few_apart,
)
from assembly.voting.views.area import asked_vote, blueprint, may_correct_slips
from assembly.voting.views.recording import recording
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Slipped:
    """The slips of a secret vote before they are read: how many seats handed one over, by what is printed on it.

    ``apart`` are those that can be told from the ballots beside them; ``few`` says of which ones totals
    would tell whose they are.
    """

    handed: Mapping[Mark, int]
    apart: frozenset[Mark]
    few: list[str]


def slips_of(vote: Vote) -> Slipped:
    """What is known of the slips of a secret vote."""
    return slips_among(vote, queries.lines_of_roll(db.session, vote))


def slips_among(vote: Vote, lines: Iterable[queries.Line]) -> Slipped:
    """What the lines of its roll tell of slips. A slip without a weight counts once."""
    by_slip, otherwise = Counter[Mark](), Counter[Mark]()
    for line in lines:
        group = line.group if vote.group_rule is not GroupRule.none else ""
        mark = (line.weight if vote.weighted else 1, group)
        by_slip[mark] += line.channel is Channel.slip
        otherwise[mark] += line.channel not in (None, Channel.slip)
    return Slipped(
        {mark: by_slip[mark] for mark in sorted(by_slip)},
        frozenset(may_stand_apart(by_slip, otherwise)),
        few=phrases.contradictions(
            asdict(each) for each in too_few_apart(by_slip, otherwise) if any(by_slip.values())
        ),
    )


def slips_gone(vote: Vote) -> str:
    """Why the slips of a closed vote cannot be told again, in words; "" if they can, or nobody voted by slip."""
    if vote.method is not Method.secret_ballots or vote.status is not VoteStatus.closed:
        return ""
    lost = actions.slips_lost(db.session, vote)
    if lost is None or Channel.slip not in queries.turnout(db.session, vote).ways:
        return ""
    return say(RuleViolation(lost))


@blueprint.route("/<int:vote_id>/slips", methods=["GET", "POST"])
@requires(Role.secretary)
def slips(vote_id: int) -> Answer:
    """What the tellers read from the slips in the box, by number."""
    vote = asked_vote(vote_id)
    handed = slips_of(vote).handed
    marks = [mark for mark in handed if handed[mark]] or [(1, "")]
    form = _offered(SlipsForm(), vote, marks)
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.record_slips(
                db.session,
                vote=vote,
                slips=_told(form, marks),
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            after = request.form.get("next") or None
            return redirect(url_for("voting.standing", vote_id=vote_id, next=after), 303)
    page = render_template(
        "voting/slips.html", vote=vote, marks=marks, handed=handed, form=form, after=back("")
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:vote_id>/slips/correct", methods=["GET", "POST"])
@requires(Role.secretary)
def correct_slips(vote_id: int) -> Answer:
    """Correct what the tellers read from the slips, after the vote on a question was closed."""
    vote = asked_vote(vote_id)
    if not may_correct_slips(vote):
        return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    slipped = slips_of(vote)
    marks = sorted(slipped.apart)
    form = _offered(CorrectSlipsForm(), vote, marks)
    contradictions: list[str] = []
    if not form.is_submitted():
        form.tellers.data = vote.tellers
        form.reason.data = vote.contradiction_reason
        form.as_it_is.data = bool(vote.contradiction_reason)
    elif form.validate():
        with recording(form, phrases.unit_of(vote)) as contradictions:
            actions.correct_slips(
                db.session,
                vote=vote,
                slips=_told(form, marks),
                tellers=form.tellers.data or "",
                reason=form.why.data or "",
                as_it_is=form.as_it_is_because,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors and not contradictions:
            return redirect(url_for("voting.vote", vote_id=vote_id), 303)
    page = render_template(
        "voting/correct_slips.html",
        vote=vote,
        marks=marks,
        handed=slipped.handed,
        form=form,
        contradictions=contradictions,
    )
    return (page, 422) if form.is_submitted() else page


Kind = TypeVar("Kind", SlipsForm, CorrectSlipsForm)


def _offered(form: Kind, vote: Vote, marks: Sequence[Mark]) -> Kind:
    """The form with a row for each kind of slip, and what was read on them before."""
    form.offer(len(marks))
    if not form.is_submitted():
        rows: dict[Mark, dict[str, int]] = {mark: {} for mark in marks}
        for slip in vote.read_out:
            rows.setdefault((slip.weight, slip.group), {})[slip.choice] = slip.count
        form.show([rows[mark] for mark in marks])
    return form


def _told(form: SlipsForm, marks: Sequence[Mark]) -> list[Slip]:
    """What was typed, kind by kind."""
    return [
        Slip(choice, count, *mark)
        for mark, counts in zip(marks, form.counts, strict=True)
        for choice, count in counts.items()
    ]
