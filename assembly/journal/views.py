"""The journal as a page, and its check."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for

from assembly.db import db
from assembly.journal import phrases, queries
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.pages import bounded

# What the oversight council looks at, those who keep the record may look at too.
READERS = (Role.oversight, Role.secretary, Role.chair, Role.administrator)

blueprint = Blueprint("journal", __name__, url_prefix="/journal")

_PAGE = 50


@blueprint.get("/")
@requires(*READERS, anywhere=True)
def index() -> str:
    """The acts, newest first."""
    before = request.args.get("before", type=bounded)
    entries = queries.page(db.session, before=before, limit=_PAGE)
    last = entries[-1].sequence if entries else 1
    return render_template(
        "journal/index.html",
        entries=entries,
        head=queries.head(db.session),
        older=url_for("journal.index", before=last) if last > 1 else None,
        newer=url_for("journal.index") if before else None,
    )


@blueprint.get("/check")
@requires(*READERS, anywhere=True)
def check() -> str:
    """Recompute every seal and say whether the chain holds."""
    head = queries.head(db.session)
    found = queries.verify(db.session)
    words = str(phrases.BREAKS[found.reason]) % {"number": found.sequence} if found else None
    return render_template("journal/check.html", head=head, broken=words)
