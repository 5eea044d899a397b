"""Organizations, bodies and persons at a glance."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from assembly.db import db
from assembly.people import queries
from assembly.people.phrases import CLASSIFICATIONS
from assembly.people.views.area import blueprint, found, sees_numbers, today
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.pages import bounded


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """Organizations as they lie in each other, and the bodies that meet."""
    return render_template(
        "people/index.html",
        bodies=queries.bodies(db.session),
        seats=queries.seat_counts(db.session, today()),
        branches=queries.tree(db.session),
        kinds={kind: str(words) for kind, words in CLASSIFICATIONS.items()},
    )


@blueprint.get("/persons")
@requires(Role.member)
def persons() -> str:
    """Persons by name. Who keeps the lists also finds them by number, and those taken out."""
    typed = request.args.get("q", "").replace("\x00", "")[:200]
    organization_id = request.args.get("organization_id", type=bounded)
    inactive = sees_numbers() and request.args.get("inactive") == "1"
    page = max(1, request.args.get("page", 1, type=bounded))
    organization = (
        found(queries.organization(db.session, organization_id)) if organization_id else None
    )
    rows, more = queries.persons(
        db.session,
        typed,
        organization_id=organization_id,
        by_number=sees_numbers(),
        inactive=inactive,
        page=page,
    )
    kept: dict[str, Any] = {
        "q": typed or None,
        "organization_id": organization_id,
        "inactive": "1" if inactive else None,
    }
    return render_template(
        "people/persons.html",
        typed=typed,
        persons=rows,
        organization=organization,
        inactive=inactive,
        sees_numbers=sees_numbers(),
        after=url_for("people.persons", **kept, page=page + 1) if more else None,
        before=url_for("people.persons", **kept, page=page - 1) if page > 1 else None,
    )
