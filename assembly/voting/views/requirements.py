"""What a body asks for, in plain words with an example."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from flask import abort, flash, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.people.rules import Electorate as KindOfElectorate
from assembly.roles import Role
from assembly.seen import mark_of
from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import KINDS, RequirementsForm
from assembly.voting.rules import (
    PRESETS,
    Asked,
    Electorate,
    Method,
    Preset,
    Purpose,
    Tally,
    decide,
)
from assembly.voting.views.area import blueprint
from assembly.web.access import actor, may, requires
from assembly.web.i18n import _

DEFAULTS = {
    Purpose.ordinary: Asked(PRESETS[Preset.simple]),
    Purpose.special: Asked(PRESETS[Preset.two_thirds]),
    Purpose.recall: Asked(PRESETS[Preset.simple], Threshold(Fraction(1, 4), Comparison.at_least)),
    Purpose.referendum: Asked(
        PRESETS[Preset.simple], Threshold(Fraction(15, 100), Comparison.at_least)
    ),
}


@blueprint.get("/bodies/<int:body_id>/requirements")
@requires(Role.member)
def requirements(body_id: int) -> str:
    """What motions, recalls and referendums of a body ask for."""
    body = people.body(db.session, body_id) or abort(404)
    rule = queries.rule_of_body(db.session, body_id)
    form = RequirementsForm(None)
    asked = rule.asked if rule else DEFAULTS
    for kind, whole in asked.items():
        form.show(kind, whole)
    form.chair_casts.data = rule.chair_casts if rule else False
    form.may_change_ballots.data = rule.may_change_ballots if rule else True
    form.shows_names.data = rule.shows_names if rule else False
    form.seen.data = mark_of(queries.requirements_as_data(db.session, body_id))
    return _page(body, form, asked)


@blueprint.post("/bodies/<int:body_id>/requirements")
@requires(Role.secretary, Role.administrator)
def set_requirements(body_id: int) -> Response | tuple[str, int] | str:
    """Set them, or (``look``) only see the example of what was chosen."""
    body = people.body(db.session, body_id) or abort(404)
    form = RequirementsForm()
    good = form.validate()
    asked = {kind: found for kind in KINDS if good and (found := form.asked(kind))}
    if len(asked) < len(KINDS):
        return _page(body, form, asked), 422
    if "look" in request.form:
        return _page(body, form, asked)
    by, now = actor(), clock.now()
    try:
        actions.take_up_requirements(db.session, body=body, seen=form.seen.data)
    except RuleViolation as violation:
        db.session.rollback()
        form.reject(violation)
        form.seen.data = mark_of(queries.requirements_as_data(db.session, body_id))
        return _page(body, form, asked, saved=_saved(body)), 422
    actions.set_requirements(
        db.session,
        body=body,
        ordinary=asked[Purpose.ordinary].majority,
        special=asked[Purpose.special].majority,
        chair_casts=form.chair_casts.data,
        actor=by,
        at=now,
    )
    actions.set_ballot_rules(
        db.session,
        body=body,
        recall=asked[Purpose.recall],
        referendum=asked[Purpose.referendum],
        may_change=form.may_change_ballots.data,
        shows_names=form.shows_names.data,
        actor=by,
        at=now,
    )
    db.session.commit()
    flash(_("The requirements are set. Votes that were opened keep theirs."))
    return redirect(url_for("voting.requirements", body_id=body_id), 303)


@blueprint.get("/bodies/<int:body_id>/requirements/example")
@requires(Role.member)
def requirements_example(body_id: int) -> Response:
    """The example of what is being chosen, as plain text: the same words as on the page."""
    body = people.body(db.session, body_id) or abort(404)
    kind = request.args.get("kind", "")
    form = RequirementsForm(request.args, meta={"csrf": False})
    if kind not in set(KINDS) or form.chosen_wrongly(kind):
        abort(400)
    asked = form.asked(kind)
    words = _told(asked, *_everybody(body)) if asked else form.error_of(kind)
    answer = make_response(words)
    answer.mimetype = "text/plain"
    return answer


def _saved(body: Body) -> list[str]:
    """What somebody else has set meanwhile, in words."""
    rule = queries.rule_of_body(db.session, body.id)
    _electorate, unit = _everybody(body)
    said = [phrases.asked(each, unit) for each in rule.asked.values()] if rule else []
    if rule and rule.chair_casts:
        said.append(_("The chair has a casting vote."))
    return said


def _page(
    body: Body,
    form: RequirementsForm,
    asked: Mapping[Purpose, Asked],
    *,
    saved: Sequence[str] = (),
) -> str:
    electorate, unit = _everybody(body)
    return render_template(
        "voting/requirements.html",
        body=body,
        form=form,
        told={kind.value: _told(each, electorate, unit) for kind, each in asked.items()},
        saved=saved,
        may_set=may(Role.secretary, body.id) or may(Role.administrator, body.id),
    )


def _told(asked: Asked, electorate: Electorate, unit: phrases.Unit) -> str:
    """A line each: the rule, what it takes of this body, an example."""
    said = (
        phrases.asked(asked, unit),
        phrases.requirement(asked.majority, electorate, unit),
        phrases.turnout_needed(asked.turnout, electorate, unit) if asked.turnout else "",
        _("For example: %(sentence)s", sentence=_example(asked, electorate, unit)),
    )
    return "\n".join(filter(None, said))


def _everybody(body: Body) -> tuple[Electorate, phrases.Unit]:
    """All of the body, as if everyone had come; twenty where nobody knows how many there are."""
    if body.electorate is KindOfElectorate.census:
        number, weighted = body.census or 20, False
    else:
        seats = meetings.seats_on(db.session, body.id, clock.today(body.timezone))
        number = sum(seat.weight for seat in seats) or 20
        weighted = any(seat.weight != 1 for seat in seats)
    electorate = Electorate(number, number, weighted=weighted)
    return electorate, phrases.unit_in(body, weighted=weighted)


def _example(asked: Asked, everybody: Electorate, unit: phrases.Unit) -> str:
    """A vote in which an eighth abstains and a sixteenth is against: of 16, 12 for, 1 and 2, one away."""
    number = everybody.seats or 0
    no, abstain = max(1, number // 16), number // 8
    present = number - no if number > 8 else number
    tally = Tally(max(0, present - no - abstain), no, abstain)
    electorate = Electorate(number, present, weighted=everybody.weighted)
    outcome = decide(
        asked.majority, tally, electorate, method=Method.show_of_hands, turnout=asked.turnout
    )
    return phrases.reasoning(outcome, unit)
