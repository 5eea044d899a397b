"""Dividing a surplus, and what was divided."""

from __future__ import annotations

from fractions import Fraction

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.money import actions, queries
from assembly.money.forms import SurplusForm
from assembly.money.models import Fund, Surplus
from assembly.money.rules import Share
from assembly.money.views.area import (
    asked_body,
    asked_fund,
    blueprint,
    currencies,
    decision_rows,
    decisions_to_cite,
    no_decision,
    no_project,
    projects_to_name,
    read_amount,
    read_currency,
    today,
    tried,
)
from assembly.roles import Role
from assembly.thresholds import ShareError, format_share, parse_share
from assembly.web.access import actor, requires
from assembly.web.i18n import _, language

Answer = str | Response | tuple[str, int]


@blueprint.get("/bodies/<int:body_id>/surplus")
@requires(Role.member)
def surpluses(body_id: int) -> str:
    """What was divided, by which decision, into which shares."""
    return render_template(
        "money/surpluses.html",
        body=asked_body(body_id),
        surpluses=queries.surpluses(db.session, body_id),
        funds=queries.funds_of(db.session, body_id, active=True),
        share_typed=_share_typed,
    )


@blueprint.route("/funds/<int:fund_id>/surplus", methods=["GET", "POST"])
@requires(Role.treasurer)
def divide(fund_id: int) -> Answer:
    """Divide a surplus that lies in a fund, by a decision."""
    fund = asked_fund(fund_id)
    form = SurplusForm()
    offered = currencies(fund.body_id)
    _offer(form, fund, offered)
    objections: list[str] = []
    if form.is_submitted() and form.validate():
        made, objections = tried(form, lambda: _divide(form, fund))
        if made is not None:
            return redirect(url_for("money.surpluses", body_id=fund.body_id), 303)
    page = render_template(
        "money/divide.html",
        fund=asked_fund(fund_id),
        form=form,
        currencies=offered,
        objections=objections,
    )
    return (page, 422) if form.is_submitted() else page


def _offer(form: SurplusForm, fund: Fund, offered: list[str]) -> None:
    form.decision.offer(decision_rows(decisions_to_cite(fund.body_id)), none=no_decision())
    form.project.offer([(p.id, p.name) for p in projects_to_name(fund.body_id)], none=no_project())
    form.offer_usual(
        [each.name for each in queries.funds_of(db.session, fund.body_id, active=True)]
    )
    if not form.is_submitted():
        form.day.data = today(fund.body)
        form.currency.data = offered[0]


def _divide(form: SurplusForm, fund: Fund) -> Surplus:
    currency = read_currency(form.currency)
    cited = decisions_to_cite(fund.body_id)
    named = projects_to_name(fund.body_id)
    return actions.divide_surplus(
        db.session,
        fund=fund,
        decision=next((each for each in cited if each.id == form.decision.data), None),
        day=form.day.data,
        amount=read_amount(form.amount, currency),
        currency=currency,
        shares=_shares(form),
        project=next((each for each in named if each.id == form.project.data), None),
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


def _shares(form: SurplusForm) -> list[Share]:
    """The lines in which a share was typed. Raises ``RuleViolation`` after saying it beside the field."""
    shares, wrong = [], False
    for line in form.shares:
        name, typed = line.form.name, line.form.share
        if not typed.data:
            continue
        if not name.data:
            name.errors = [_("Say what this share is for.")]
            wrong = True
            continue
        try:
            shares.append(Share(name.data, parse_share(typed.data)))
        except ShareError:
            typed.errors = [_("Write the share like this: 40%, 1/3.")]
            wrong = True
    if wrong:
        raise RuleViolation("money.share_unreadable")
    return shares


def _share_typed(share: Fraction) -> str:
    return format_share(share, comma=language() == "es")
