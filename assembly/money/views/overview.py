"""What there is: the bodies that keep money, and a body's funds at a glance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly.db import db
from assembly.money import queries
from assembly.money.views.area import asked_body, asked_fund, blueprint, today
from assembly.people import queries as people
from assembly.roles import Role
from assembly.web.access import may, requires

SINCE = timedelta(days=180)


@dataclass(frozen=True)
class Picture:
    """A fund's balance in one currency over the last half year, to be drawn."""

    currency: str
    balance: Decimal
    line: list[tuple[date, Decimal]]


@blueprint.get("/")
@requires(Role.member)
def index() -> str | Response:
    """The bodies that keep money here; of one only, its funds."""
    kept = queries.bodies_with_funds(db.session)
    if len(kept) == 1:
        return redirect(url_for("money.body", body_id=kept[0].id), 303)
    mine = [each for each in people.bodies(db.session) if may(Role.treasurer, each.id)]
    return render_template(
        "money/index.html", bodies=kept, others=[each for each in mine if each not in kept]
    )


@blueprint.get("/bodies/<int:body_id>")
@requires(Role.member)
def body(body_id: int) -> str:
    """The funds of a body with what they hold, the newest entries, and what falls due."""
    asked = asked_body(body_id)
    day = today(asked)
    entries, _more = queries.entries_page(db.session, body_id)
    debts, _further = queries.debts_page(db.session, body_id, day=day)
    return render_template(
        "money/body.html",
        body=asked,
        holdings=queries.holdings(db.session, body_id),
        entries=entries[:8],
        debts=debts[:5],
        day=day,
    )


@blueprint.get("/funds/<int:fund_id>")
@requires(Role.member)
def fund(fund_id: int) -> str:
    """A fund: what it holds, how that went over half a year, its last entries and counts."""
    asked = asked_fund(fund_id)
    day = today(asked.body)
    entries, more = queries.entries_page(db.session, asked.body_id, fund_id=fund_id)
    balances = queries.fund_balances(db.session, fund_id)
    pictures = [
        Picture(
            currency,
            balance,
            queries.balance_line(db.session, fund_id, currency, since=day - SINCE),
        )
        for currency, balance in balances.items()
    ]
    return render_template(
        "money/fund.html",
        fund=asked,
        pictures=pictures,
        entries=entries[:12],
        more=more or len(entries) > 12,
        counts=queries.counts_of(db.session, fund_id),
        day=day,
    )
