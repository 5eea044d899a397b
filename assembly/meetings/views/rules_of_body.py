"""The rules of a body in plain words, each with its example."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, phrases, queries
from assembly.meetings.forms.rules_of_body import CallForm, RulesForm, share_error
from assembly.meetings.rules import MAX_CALLS, QuorumCall, latest_notice
from assembly.meetings.views.area import blueprint, body_or_404
from assembly.people.models import Body
from assembly.people.phrases import PAPERS
from assembly.roles import Role
from assembly.seen import mark_of
from assembly.thresholds import ShareError
from assembly.voting import queries as voting
from assembly.voting.phrases import rule as requirement_words
from assembly.voting.phrases import unit_in
from assembly.web.access import actor, requires
from assembly.web.filters import long_date
from assembly.web.i18n import _


@blueprint.get("/bodies/<int:body_id>/rules")
@requires(Role.member)
def rules_of_body(body_id: int) -> str:
    """The rules as they stand, in words, for everyone."""
    body = body_or_404(body_id)
    bases = queries.bases(db.session, body, clock.today(body.timezone))
    rule = queries.convening_rule(db.session, body_id)
    return render_template(
        "meetings/rules_of_body.html",
        body=body,
        calls=[
            phrases.call_words(call, bases.of(call.base))
            for call in queries.quorum_calls(db.session, body_id)
        ],
        notice=phrases.notice_rule_words(rule),
        notice_example=_notice_example(body, rule.notice_days, clear_days=rule.clear_days),
        standing=queries.standing_items(db.session, body_id),
        kinds=phrases.ITEM_KINDS,
        votes=_votes(body),
        papers=PAPERS,
    )


def _votes(body: Body) -> dict[str, str]:
    """What ordinary and special motions ask for, in words; empty where nothing is set."""
    rule = voting.rule_of_body(db.session, body.id)
    if rule is None:
        return {}
    unit = unit_in(body, weighted=False)
    return {
        "ordinary": requirement_words(rule.ordinary, unit),
        "special": requirement_words(rule.special, unit),
    }


@blueprint.route("/bodies/<int:body_id>/rules/edit", methods=["GET", "POST"])
@requires(Role.secretary, Role.administrator)
def edit_rules(body_id: int) -> str | Response | tuple[str, int]:
    """Change them. Buttons that add, move or remove lines save nothing yet."""
    body = body_or_404(body_id)
    form = RulesForm()
    if not form.is_submitted():
        return _edit_page(body, RulesForm(data=_stored(body)))
    if form.changed(request.form.to_dict()):
        return _edit_page(body, form, unsaved=True)
    if form.validate():
        try:
            _save(body, form)
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            if violation.code == "stale":
                body = body_or_404(body_id)
                form.seen.data = mark_of(queries.rules_as_data(db.session, body_id))
                return _edit_page(body, form, saved=_saved(body)), 422
        else:
            db.session.commit()
            return redirect(url_for("meetings.rules_of_body", body_id=body_id), 303)
    return _edit_page(body_or_404(body_id), form), 422


def _saved(body: Body) -> list[str]:
    """The rules that somebody else has saved meanwhile, in words."""
    bases = _bases(body)
    calls = queries.quorum_calls(db.session, body.id)
    standing = [each.title for each in queries.standing_items(db.session, body.id)]
    return [
        *(phrases.call_words(call, bases.of(call.base)) for call in calls),
        phrases.notice_rule_words(queries.convening_rule(db.session, body.id)),
        _("Standing items: %(titles)s", titles=" · ".join(standing) or "–"),
    ]


@blueprint.get("/bodies/<int:body_id>/rules/example")
@requires(Role.member)
def rules_example(body_id: int) -> Response:
    """The example of what is being typed, as plain text: the same words as on the page."""
    body = body_or_404(body_id)
    if "notice_days" in request.args:
        days = request.args.get("notice_days", 0, type=int)
        clear = bool(request.args.get("clear_days"))
        words = _notice_example(body, days, clear_days=clear) if 0 <= days <= 365 else ""
    else:
        number = min(max(request.args.get("number", 1, type=int), 1), MAX_CALLS)
        words = _call_example(CallForm(request.args), number, _bases(body))
    answer = make_response(words)
    answer.mimetype = "text/plain"
    return answer


def _bases(body: Body) -> queries.Bases:
    return queries.bases(db.session, body, clock.today(body.timezone))


def _call_example(form: CallForm, number: int, bases: queries.Bases) -> str:
    """The rule of a call in words with the number it asks for today, or what is wrong with its share."""
    if form.base.process_errors or form.comparison.process_errors:
        return ""
    try:
        call = form.call(number)
    except ShareError as error:
        return share_error(error)
    return phrases.call_words(call, bases.of(call.base))


def _notice_example(body: Body, days: int, *, clear_days: bool) -> str:
    """For the next session day that comes to mind, the last day of notice."""
    if not days:
        return ""
    today = clock.today(body.timezone)
    held = _example_day(body, today)
    latest = latest_notice(held, days, clear_days=clear_days)
    return _(
        "For a session on %(day)s notice must be given by %(latest)s.",
        day=long_date(held),
        latest=long_date(latest),
    )


def _example_day(body: Body, today: date) -> date:
    """The next day of a series, else in a week: any day would do."""
    for each in queries.series_of_body(db.session, body.id):
        if each.active and (found := queries.next_dates(each, after=today, limit=1)):
            return found[0]
    return today + timedelta(days=7)


def _stored(body: Body) -> dict[str, object]:
    """The rules as the form takes them."""
    rule = queries.convening_rule(db.session, body.id)
    return {
        "calls": [
            {
                "comparison": call.threshold.comparison,
                "share": phrases.share_typed(call.threshold.share),
                "base": call.base,
                "wait_minutes": call.wait_minutes,
            }
            for call in queries.quorum_calls(db.session, body.id)
        ]
        or [{}],
        "seen": mark_of(queries.rules_as_data(db.session, body.id)),
        "notice_days": rule.notice_days,
        "notice_source": rule.notice_source,
        "clear_days": "clear" if rule.clear_days else "",
        "items": [
            {"id": each.id, "title": each.title, "kind": each.kind, "minutes": each.minutes_planned}
            for each in queries.standing_items(db.session, body.id)
        ],
    }


def _save(body: Body, form: RulesForm) -> None:
    at, who = clock.now(), actor()
    actions.take_up_rules(db.session, body=body, seen=form.seen.data)
    calls: list[QuorumCall] = [
        entry.form.call(number) for number, entry in enumerate(form.calls, start=1)
    ]
    actions.set_quorum_rules(db.session, body=body, calls=calls, actor=who, at=at)
    actions.set_convening_rule(
        db.session,
        body=body,
        notice_days=form.notice_days.data,
        notice_source=form.notice_source.data or "",
        clear_days=bool(form.clear_days.data),
        actor=who,
        at=at,
    )
    items = [
        actions.Standing(
            title=entry.form.title.data,
            kind=entry.form.kind.data,
            minutes=entry.form.minutes.data,
            id=int(entry.form.id.data) if (entry.form.id.data or "").isdecimal() else None,
        )
        for entry in form.items
    ]
    actions.set_standing_items(db.session, body=body, items=items, actor=who, at=at)


def _edit_page(
    body: Body, form: RulesForm, *, unsaved: bool = False, saved: Sequence[str] = ()
) -> str:
    bases = _bases(body)
    days = form.notice_days.data
    return render_template(
        "meetings/edit_rules.html",
        body=body,
        form=form,
        unsaved=unsaved,
        saved=saved,
        call_names=phrases.CALLS,
        examples=[
            _call_example(entry.form, number, bases)
            for number, entry in enumerate(form.calls, start=1)
        ],
        notice_example=_notice_example(body, days, clear_days=bool(form.clear_days.data))
        if days
        else "",
        most_calls=MAX_CALLS,
    )
