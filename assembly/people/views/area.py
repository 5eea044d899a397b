"""The blueprint of the area, in which body a page acts, and what its pages share."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from flask import Blueprint, abort, current_app, flash

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.people import queries
from assembly.people.models import Organization
from assembly.people.phrases import HOLDINGS
from assembly.people.rules import Holding, identity_shown
from assembly.roles import Role
from assembly.web.access import body_of, may
from assembly.web.forms import say

T = TypeVar("T")

blueprint = Blueprint("people", __name__, url_prefix="/people")

body_of("body_id")(lambda i: queries.body_id_if_known(db.session, i))
body_of("seat_id")(lambda i: queries.body_id_of_seat(db.session, i))
body_of("membership_id")(lambda i: queries.body_id_of_membership(db.session, i))


@blueprint.app_template_filter("identity")
def identity(number: str | None) -> str:
    """An identity number as people write it."""
    return identity_shown(number)


@blueprint.app_template_filter("holding")
def holding(value: Holding) -> str:
    """Principal or alternate, in words."""
    return str(HOLDINGS[value])


def found(row: T | None) -> T:
    """The row, or the page that says there is none."""
    if row is None:
        abort(404)
    return row


def today() -> date:
    """The day it is in the house, where no body's own time zone applies."""
    return clock.today(current_app.config["BABEL_DEFAULT_TIMEZONE"])


def sees_numbers() -> bool:
    """Identity numbers and phones are for those who keep the lists."""
    return may(Role.secretary) or may(Role.administrator)


def organization_rows() -> list[tuple[int, str, int]]:
    """The organizations to choose from, as the tree has them."""
    return [(each.id, each.name, depth) for each, depth in queries.in_tree_order(db.session)]


def chosen_organization(organization_id: int | None) -> Organization | None:
    """The organization chosen in a form, if one was."""
    return db.session.get(Organization, organization_id) if organization_id else None


def refuse(violation: RuleViolation) -> None:
    """Say on the next page why a button did nothing."""
    db.session.rollback()
    flash(say(violation), "bad")
