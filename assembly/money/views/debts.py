"""What is owed, agreeing on it, paying it back."""

from __future__ import annotations

from decimal import Decimal

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.money import actions, queries
from assembly.money.forms import DebtForm, RepayForm
from assembly.money.models import Debt, Fund, Repayment
from assembly.money.queries.debts import standing
from assembly.money.rules import CURRENCIES, Due
from assembly.money.views.area import (
    asked_body,
    blueprint,
    currencies,
    decision_rows,
    decisions_to_cite,
    no_decision,
    no_project,
    people_to_name,
    projects_to_name,
    read_amount,
    read_currency,
    today,
    tried,
)
from assembly.people.models import Body
from assembly.projects.models import Delivery
from assembly.projects.phrases.amounts import plain_number
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import local
from assembly.web.forms import say
from assembly.web.i18n import _, ngettext, show_times_in
from assembly.web.pages import bounded

Answer = str | Response | tuple[str, int]


@blueprint.get("/bodies/<int:body_id>/debts")
@requires(Role.member)
def debts(body_id: int) -> str:
    """What is owed, the first due first; deliveries of which nobody wrote down yet how they come back."""
    body = asked_body(body_id)
    settled = request.args.get("show") == "settled"
    number = max(1, request.args.get("page", 1, type=bounded))
    found, more = queries.debts_page(
        db.session, body_id, day=today(body), settled=settled, number=number
    )

    def page(number: int) -> str:
        show = "settled" if settled else None
        return url_for("money.debts", body_id=body_id, show=show, page=number)

    return render_template(
        "money/debts.html",
        body=body,
        debts=found,
        settled=settled,
        deliveries=[] if settled else queries.deliveries_to_give_back(db.session, body_id),
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
    )


@blueprint.post("/bodies/<int:body_id>/debts/deliveries")
@requires(Role.treasurer)
def agree_deliveries(body_id: int) -> Response:
    """Agree on several deliveries at once: each comes back whole, by the day that was said."""
    body = asked_body(body_id)
    chosen = {int(each) for each in request.form.getlist("delivery") if each.isdecimal()}
    waiting = queries.deliveries_to_give_back(db.session, body_id)
    listed = [each for each in waiting if each.id in chosen]
    try:
        made = actions.agree_deliveries(
            db.session, body=body, deliveries=listed, actor=actor(), at=clock.now()
        )
        db.session.commit()
    except RuleViolation as violation:
        db.session.rollback()
        flash(say(violation), "bad")
    else:
        told = ngettext(
            "%(num)s debt was written down.", "%(num)s debts were written down.", len(made)
        )
        flash(told if made else _("None was chosen."), "good" if made else "bad")
    return redirect(url_for("money.debts", body_id=body_id), 303)


@blueprint.route("/bodies/<int:body_id>/debts/new", methods=["GET", "POST"])
@requires(Role.treasurer)
def new_debt(body_id: int) -> Answer:
    """Agree on what somebody owes: a loan, or what comes back for a delivery."""
    body = asked_body(body_id)
    delivery = _delivery(body)
    form = DebtForm()
    funds = queries.funds_of(db.session, body_id, active=True)
    _offer(form, body, funds, delivery)
    objections: list[str] = []
    if form.is_submitted() and form.validate():
        made, objections = tried(form, lambda: _agree(form, body, funds, delivery))
        if made is not None:
            return redirect(url_for("money.debt", debt_id=made.id), 303)
    page = render_template(
        "money/new_debt.html",
        body=asked_body(body_id),
        form=form,
        delivery=_delivery(body),
        units=currencies(body_id),
        objections=objections,
    )
    return (page, 422) if form.is_submitted() else page


def _delivery(body: Body) -> Delivery | None:
    """The delivery of the address, if one is named and it is this body's."""
    number = request.values.get("delivery", type=bounded)
    if not number:
        return None
    waiting = queries.deliveries_to_give_back(db.session, body.id)
    return next((each for each in waiting if each.id == number), None) or abort(404)


def _offer(form: DebtForm, body: Body, funds: list[Fund], delivery: Delivery | None) -> None:
    day = today(body)
    form.debtor.offer(
        people_to_name(body.id, day),
        person_id=delivery.person_id if delivery else None,
        name=delivery.name if delivery else "",
    )
    form.project.offer([(p.id, p.name) for p in projects_to_name(body.id)], none=no_project())
    form.fund.offer([(each.id, each.name) for each in funds], none=_("No money went out for it"))
    form.decision.offer(decision_rows(decisions_to_cite(body.id)), none=no_decision())
    if form.is_submitted():
        return
    form.day.data = day
    if delivery is not None:
        form.day.data = local(delivery.log.at).date()
        form.what.data = delivery.log.note or delivery.log.project.name
        form.unit.data = delivery.owed_unit
        form.project.data = delivery.log.project_id
        form.parts[0].form.amount.data = plain_number(delivery.owed or 0)
        form.parts[0].form.due_on.data = delivery.due_on


def _agree(form: DebtForm, body: Body, funds: list[Fund], delivery: Delivery | None) -> Debt:
    unit = read_currency(form.unit)
    parts = [
        Due(read_amount(line.form.amount, unit), line.form.due_on.data)
        for line in form.parts
        if line.form.amount.data
    ]
    fund = next((each for each in funds if each.id == form.fund.data), None)
    named = projects_to_name(body.id)
    cited = decisions_to_cite(body.id)
    return actions.agree_debt(
        db.session,
        body=body,
        what=form.what.data or "",
        unit=unit,
        in_money=unit in CURRENCIES or fund is not None,
        day=form.day.data,
        parts=parts,
        person_id=form.debtor.person_id,
        name=form.debtor.free_name,
        project=next((each for each in named if each.id == form.project.data), None),
        delivery=delivery,
        decision=next((each for each in cited if each.id == form.decision.data), None),
        fund=fund,
        as_it_is=form.as_it_is.data or "",
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


@blueprint.get("/debts/<int:debt_id>")
@requires(Role.member)
def debt(debt_id: int) -> str:
    """A debt: its parts, what was paid back, what is left."""
    return _page(_asked(debt_id), RepayForm(formdata=None))


@blueprint.post("/debts/<int:debt_id>/repay")
@requires(Role.treasurer)
def repay(debt_id: int) -> Answer:
    """Write down that something was paid back."""
    asked = _asked(debt_id)
    form = RepayForm()
    funds = _offer_funds(form, asked)
    if form.validate():
        made, _objections = tried(form, lambda: _repay(form, asked, funds))
        if made is not None:
            return redirect(url_for("money.debt", debt_id=debt_id), 303)
    return _page(_asked(debt_id), form), 422


def _repay(form: RepayForm, debt: Debt, funds: dict[int, Fund]) -> Repayment:
    return actions.repay(
        db.session,
        debt=debt,
        day=form.day.data,
        amount=read_amount(form.amount, debt.unit),
        paid_as=form.paid_as.data or "",
        fund=funds.get(form.fund.data),
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )


def _offer_funds(form: RepayForm, debt: Debt) -> dict[int, Fund]:
    """The funds into which money may come; none for what is not owed in money."""
    funds = queries.funds_of(db.session, debt.body_id, active=True) if debt.in_money else []
    form.fund.offer([(each.id, each.name) for each in funds], none=_("Into no fund"))
    return {each.id: each for each in funds}


def _asked(debt_id: int) -> Debt:
    found = queries.debt(db.session, debt_id) or abort(404)
    show_times_in(found.body.timezone)
    return found


def _page(debt: Debt, form: RepayForm) -> str:
    _offer_funds(form, debt)
    if not form.is_submitted():
        form.day.data = today(debt.body)
    row = standing(debt, today(debt.body))
    return render_template("money/debt.html", row=row, form=form, nothing=Decimal(0))
