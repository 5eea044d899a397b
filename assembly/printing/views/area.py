"""The blueprint of the area, which sheet is wished, and a paper as an answer."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.people.rules import Paper
from assembly.printing.papers.sheet import Printed, Sheet
from assembly.web.i18n import LANGUAGES, show_times_in
from assembly.web.papers import pdf

blueprint = Blueprint("printing", __name__, url_prefix="/printing")


def meeting_or_404(meeting_id: int) -> Meeting:
    """The meeting of this page; moments are shown in its body's time from here on."""
    found = meetings.meeting(db.session, meeting_id) or abort(404)
    show_times_in(found.body.timezone)
    return found


def body_or_404(body_id: int) -> Body:
    """The body of this page; moments are shown in its time from here on."""
    found = people.body(db.session, body_id) or abort(404)
    show_times_in(found.timezone)
    return found


def sheet_of(body: Body) -> Sheet:
    """In the body's language and on its paper, unless others are asked for."""
    language = request.args.get("lang", "")
    return Sheet(
        language if language in LANGUAGES else body.language, size_wished() or body.paper.value
    )


def size_wished() -> str | None:
    """The paper that is asked for instead of the body's own."""
    size = request.args.get("paper", "")
    return size if size in set(Paper) else None


def answer(made: Printed, sheet: Sheet, name: str) -> Response:
    """The paper laid out, as an answer that opens in the browser."""
    db.session.close()  # laying out takes a while: hold no snapshot of the database meanwhile
    return pdf(made.html, title=made.title, language=sheet.language, name=f"{name}.pdf")
