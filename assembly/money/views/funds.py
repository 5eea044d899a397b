"""Making a fund, changing it, counting its cash; the sum that a decision approves."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.money import actions, phrases, queries
from assembly.money.forms import CountForm, FundForm, SumForm
from assembly.money.models import Fund
from assembly.money.views.area import (
    asked_body,
    asked_fund,
    blueprint,
    currencies,
    read_amount,
    read_currency,
    today,
    tried,
)
from assembly.motions import queries as motions
from assembly.people.models import Body
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.i18n import _, show_times_in
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


@blueprint.route("/bodies/<int:body_id>/funds/new", methods=["GET", "POST"])
@requires(Role.treasurer)
def new_fund(body_id: int) -> Answer:
    """Make a fund."""
    body = asked_body(body_id)
    form = FundForm()
    if form.is_submitted() and form.validate():
        made, _objections = tried(form, lambda: _make(form, body))
        if made is not None:
            return redirect(url_for("money.fund", fund_id=made.id), 303)
    page = render_template("money/new_fund.html", body=asked_body(body_id), form=form)
    return (page, 422) if form.is_submitted() else page


def _make(form: FundForm, body: Body) -> Fund:
    return actions.make_fund(
        db.session,
        body=body,
        name=form.name.data or "",
        purpose=form.purpose.data or "",
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


@blueprint.route("/funds/<int:fund_id>/edit", methods=["GET", "POST"])
@requires(Role.treasurer)
def edit_fund(fund_id: int) -> Answer:
    """Rename a fund, say what it is for, close it or take it into use again."""
    fund = asked_fund(fund_id)
    form = FundForm(obj=fund)
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.change_fund(
                db.session,
                fund=fund,
                name=form.name.data or "",
                purpose=form.purpose.data or "",
                active=form.active.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("money.fund", fund_id=fund_id), 303)
    page = render_template("money/edit_fund.html", fund=asked_fund(fund_id), form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/funds/<int:fund_id>/count", methods=["GET", "POST"])
@requires(Role.treasurer)
def count(fund_id: int) -> Answer:
    """Write down the cash as it was counted."""
    fund = asked_fund(fund_id)
    form = CountForm()
    offered = currencies(fund.body_id)
    if not form.is_submitted():
        form.day.data = today(fund.body)
        form.currency.data = offered[0]
    elif form.validate():
        counted, _objections = tried(form, lambda: _count(fund, form))
        if counted is not None:
            flash(counted)
            return redirect(url_for("money.fund", fund_id=fund_id), 303)
    page = render_template(
        "money/count.html", fund=asked_fund(fund_id), form=form, currencies=offered
    )
    return (page, 422) if form.is_submitted() else page


def _count(fund: Fund, form: CountForm) -> str:
    """Count, and say what came of it."""
    currency = read_currency(form.currency)
    counting = actions.count_cash(
        db.session,
        fund=fund,
        currency=currency,
        day=form.day.data,
        counted=read_amount(form.amount, currency, may_be_zero=True),
        what=_("Difference on counting"),
        counted_by=form.counted_by.data or "",
        note=form.note.data or "",
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )
    difference = counting.counted - counting.expected
    if not difference:
        return _("It is exactly what the entries say.")
    return _(
        "Counted %(counted)s, by the entries %(expected)s: a difference of %(difference)s.",
        counted=phrases.amount(counting.counted, currency),
        expected=phrases.amount(counting.expected, currency),
        difference=phrases.amount(difference, currency),
    )


@blueprint.route("/decisions/<int:decision_id>/sum", methods=["GET", "POST"])
@requires(Role.treasurer, Role.secretary)
def approve(decision_id: int) -> Answer:
    """Write down the sum that a decision approves for spending."""
    decision = motions.decision(db.session, decision_id) or abort(404)
    show_times_in(decision.body.timezone)
    form = SumForm()
    offered = currencies(decision.body_id)
    if not form.is_submitted():
        form.currency.data = offered[0]
    elif form.validate():
        with saving(form):
            currency = read_currency(form.currency)
            actions.approve_sum(
                db.session,
                decision=decision,
                amount=read_amount(form.amount, currency),
                currency=currency,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            there = url_for("motions.decision", decision_id=decision_id)
            return redirect(back(there), 303)
    page = render_template(
        "money/approve.html",
        decision=motions.decision(db.session, decision_id),
        approved=queries.appropriations_of(db.session, decision_id),
        form=form,
        currencies=offered,
        after=back(""),
    )
    return (page, 422) if form.is_submitted() else page
