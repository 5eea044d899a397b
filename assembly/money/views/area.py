"""The blueprint of the area, in which body a page acts, and what its pages share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar

from flask import Blueprint, abort, request

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.money import actions, phrases, queries
from assembly.money.models import Fund
from assembly.money.rules import CURRENCIES, currency_code, exact
from assembly.motions import queries as motions
from assembly.motions.models import Decision
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.people.rules import Candidate
from assembly.projects.models import Project
from assembly.projects.queries import projects
from assembly.web.access import body_of
from assembly.web.forms import OnceField
from assembly.web.i18n import _, language, show_times_in
from assembly.web.pages import bounded

T = TypeVar("T")

blueprint = Blueprint("money", __name__, url_prefix="/money")

body_of("fund_id")(lambda i: queries.body_id_of_fund(db.session, i))
body_of("entry_id")(lambda i: queries.body_id_of_entry(db.session, i))
body_of("debt_id")(lambda i: queries.body_id_of_debt(db.session, i))

_WORDS = {
    "money_amount": phrases.amount,
    "money_signed": phrases.signed,
    "money_party": phrases.party,
    "money_debtor": phrases.debtor,
    "money_kinds": phrases.KINDS,
    "money_quarter": phrases.quarter,
    "money_line": phrases.balance_line,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))


class _Typed(Protocol):
    data: str | None
    short_name: str


class _Marked(Protocol):
    mark: OnceField

    def reject(self, violation: RuleViolation) -> None: ...


def asked_body(body_id: int) -> Body:
    """The body of the address, with days as where it meets."""
    body = db.session.get(Body, body_id) or abort(404)
    show_times_in(body.timezone)
    return body


def asked_fund(fund_id: int) -> Fund:
    """The fund of the address, with days as where its body meets."""
    fund = queries.fund(db.session, fund_id) or abort(404)
    show_times_in(fund.body.timezone)
    return fund


def today(body: Body) -> date:
    """The day it is where a body meets."""
    return clock.today(body.timezone)


def read_amount(
    field: _Typed, currency: str, *, may_be_zero: bool = False, places: int | None = None
) -> Decimal:
    """The amount typed, by the signs of the page's language. Raises ``RuleViolation`` for its field."""
    return exact(
        field.data or "",
        currency,
        decimal="," if language() == "es" else ".",
        field=field.short_name,
        may_be_zero=may_be_zero,
        places=places,
    )


def read_currency(field: _Typed) -> str:
    """The currency typed."""
    return currency_code(field.data or "")


def tried(form: _Marked, act: Callable[[], T]) -> tuple[T | None, list[str]]:
    """What the act made, committed; else nothing: what objects to it comes in words, a rule beside its field."""
    try:
        made = act()
    except actions.Objected as objected:
        db.session.rollback()
        return None, phrases.objection(objected.found, objected.currency)
    except RuleViolation as violation:
        db.session.rollback()
        form.mark.renew()
        form.reject(violation)
        return None, []
    db.session.commit()
    return made, []


def currencies(body_id: int) -> list[str]:
    """The currencies to be proposed: those used here, the most used first, then those of the region."""
    used = queries.currencies_used(db.session, body_id)
    return used + [code for code in CURRENCIES if code not in used]


def decisions_to_cite(body_id: int) -> list[Decision]:
    """The decisions in force, the newest first, and the one that the address or the form names."""
    named = request.values.get("decision", type=bounded)
    return motions.to_cite(db.session, body_id, also=named)


def decision_rows(decisions: list[Decision]) -> list[tuple[int, str]]:
    """Decisions as a list offers them."""
    return [(each.id, f"{each.code} · {each.title}") for each in decisions]


def projects_to_name(body_id: int) -> list[Project]:
    """The projects that are not closed, by name."""
    return projects.projects(db.session, body_id=body_id)


def no_decision() -> str:
    """The words for citing none."""
    return _("No decision")


def no_project() -> str:
    """The words for naming none."""
    return _("No project")


def people_to_name(body_id: int, day: date) -> list[Candidate]:
    """The people of a body, proposed where a name is typed."""
    return people.candidates(db.session, body_id, day)
