"""Money from one fund into another, and from one currency into another."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.money import actions, queries
from assembly.money.forms import ExchangeForm, TransferForm
from assembly.money.models import Entry, Fund
from assembly.money.views.area import (
    asked_fund,
    blueprint,
    currencies,
    read_amount,
    read_currency,
    today,
    tried,
)
from assembly.roles import Role
from assembly.web.access import actor, requires

Answer = str | Response | tuple[str, int]


@blueprint.route("/funds/<int:fund_id>/transfer", methods=["GET", "POST"])
@requires(Role.treasurer)
def transfer(fund_id: int) -> Answer:
    """Move money into another fund."""
    fund = asked_fund(fund_id)
    form = TransferForm()
    offered = currencies(fund.body_id)
    others = {each.id: each for each in queries.funds_of(db.session, fund.body_id, active=True)}
    others.pop(fund_id, None)
    form.propose(day=today(fund.body), currency=offered[0])
    form.target.offer([(each.id, each.name) for each in others.values()])
    objections: list[str] = []
    if form.is_submitted() and form.validate():
        made, objections = tried(form, lambda: _transfer(form, fund, others[form.target.data]))
        if made is not None:
            return redirect(url_for("money.fund", fund_id=fund_id), 303)
    page = render_template(
        "money/transfer.html",
        fund=asked_fund(fund_id),
        form=form,
        others=others,
        currencies=offered,
        objections=objections,
    )
    return (page, 422) if form.is_submitted() else page


def _transfer(form: TransferForm, fund: Fund, target: Fund) -> Entry:
    currency = read_currency(form.currency)
    return actions.transfer(
        db.session,
        source=fund,
        target=target,
        day=form.day.data,
        amount=read_amount(form.amount, currency),
        currency=currency,
        what=form.what.data or "",
        as_it_is=form.as_it_is.data or "",
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


@blueprint.route("/funds/<int:fund_id>/exchange", methods=["GET", "POST"])
@requires(Role.treasurer)
def exchange(fund_id: int) -> Answer:
    """Change money of a fund into another currency."""
    fund = asked_fund(fund_id)
    form = ExchangeForm()
    offered = currencies(fund.body_id)
    form.propose(day=today(fund.body), currency=offered[0])
    objections: list[str] = []
    if form.is_submitted() and form.validate():
        made, objections = tried(form, lambda: _exchange(form, fund))
        if made is not None:
            return redirect(url_for("money.fund", fund_id=fund_id), 303)
    page = render_template(
        "money/exchange.html",
        fund=asked_fund(fund_id),
        form=form,
        currencies=offered,
        objections=objections,
    )
    return (page, 422) if form.is_submitted() else page


def _exchange(form: ExchangeForm, fund: Fund) -> Entry:
    given, received = read_currency(form.currency), read_currency(form.received_currency)
    return actions.exchange(
        db.session,
        fund=fund,
        day=form.day.data,
        given=read_amount(form.amount, given),
        given_currency=given,
        received=read_amount(form.received, received),
        received_currency=received,
        what=form.what.data or "",
        as_it_is=form.as_it_is.data or "",
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )
