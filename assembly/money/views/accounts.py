"""The accounts of a quarter, and the oversight council's opinion on them."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.money import actions, queries
from assembly.money.forms import OpinionForm
from assembly.money.rules import Period, quarters_before
from assembly.money.views.area import asked_body, blueprint, today, tried
from assembly.people.models import Body
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.pages import back

Answer = str | Response | tuple[str, int]
QUARTERS = 12


@blueprint.get("/bodies/<int:body_id>/accounts")
@requires(Role.member)
def accounts(body_id: int) -> str:
    """The accounts of a quarter: what was there, came, went, is there; by fund and currency."""
    body = asked_body(body_id)
    return _page(body, asked_period(body), OpinionForm(formdata=None))


@blueprint.post("/bodies/<int:body_id>/accounts/opinion")
@requires(Role.oversight)
def opinion(body_id: int) -> Answer:
    """Add the oversight council's opinion on the accounts of a quarter."""
    body = asked_body(body_id)
    period = asked_period(body)
    form = OpinionForm()
    if form.validate():
        given, _objections = tried(
            form,
            lambda: actions.give_opinion(
                db.session,
                body=body,
                period=period,
                text=form.text.data or "",
                mark=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
            ),
        )
        if given is not None:
            there = url_for("money.accounts", body_id=body_id, first=period.first.isoformat())
            return redirect(there, 303)
    return _page(asked_body(body_id), period, form), 422


@blueprint.post("/items/<int:item_id>/accounts")
@requires(Role.secretary)
def read_accounts(item_id: int) -> Response:
    """Let the accounts of a quarter be read in this item."""
    return _in_item(item_id, actions.read_accounts)


@blueprint.post("/items/<int:item_id>/no_accounts")
@requires(Role.secretary)
def no_accounts(item_id: int) -> Response:
    """Take the accounts of a quarter out of this item."""
    return _in_item(item_id, actions.take_out_accounts)


def _in_item(item_id: int, act: Callable[..., object]) -> Response:
    item = meetings.item(db.session, item_id) or abort(404)
    period = asked_period(item.meeting.body)
    try:
        act(db.session, item=item, period=period, actor=actor(), at=clock.now())
        db.session.commit()
    except RuleViolation as violation:
        db.session.rollback()
        flash(say(violation), "bad")
    return redirect(back(url_for("meetings.item", item_id=item_id)), 303)


def asked_period(body: Body) -> Period:
    """The quarter that the address names by its first day; this one if it names none."""
    known = quarters_before(today(body), QUARTERS)
    wished = request.values.get("first", "")
    if not wished:
        return known[0]
    return next((each for each in known if each.first.isoformat() == wished), None) or abort(404)


def _page(body: Body, period: Period, form: OpinionForm) -> str:
    return render_template(
        "money/accounts.html",
        body=body,
        period=period,
        quarters=quarters_before(today(body), QUARTERS),
        accounts=queries.accounts_of(db.session, body.id, period),
        opinions=queries.opinions_on(db.session, body.id, period),
        form=form,
    )
