"""The search page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request, url_for

from assembly.db import db
from assembly.roles import Role
from assembly.search import phrases, queries
from assembly.search.rules import Found, snippet, words
from assembly.web.access import requires
from assembly.web.pages import bounded

blueprint = Blueprint("search", __name__, url_prefix="/search")

# Where each kind of finding is shown; the item's page is the meeting's, at its place.
_PLACES = {
    Found.item: ("meetings.item", "item_id"),
    Found.motion: ("motions.motion", "motion_id"),
    Found.decision: ("motions.decision", "decision_id"),
    Found.minutes: ("minutes.minutes", "minutes_id"),
}


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """Find items, motions, decisions and minutes by words, accents or not."""
    typed = request.args.get("q", "")[:200]
    kind = request.args.get("kind", "")
    page = max(1, request.args.get("page", 1, type=bounded))
    chosen = Found(kind) if kind in set(Found) else None
    found, more = queries.find(db.session, typed, kind=chosen, page=page)
    return render_template(
        "search/index.html",
        typed=typed,
        chosen=chosen,
        kinds=phrases.KINDS,
        found=[
            {
                "title": document.title,
                "kind": phrases.KINDS[document.kind],
                "dated": document.dated,
                "address": _address(document.kind, document.object_id),
                "snippet": snippet(document.text, words(typed)),
            }
            for document in found
        ],
        searched=bool(words(typed)),
        older=url_for("search.index", q=typed, kind=kind, page=page + 1) if more else None,
        newer=url_for("search.index", q=typed, kind=kind, page=page - 1) if page > 1 else None,
    )


def _address(kind: Found, object_id: int) -> str:
    endpoint, argument = _PLACES[kind]
    values: dict[str, Any] = {argument: object_id}
    return url_for(endpoint, **values)
