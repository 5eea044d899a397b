"""Papers to print."""

from __future__ import annotations

from flask import Blueprint, Response, abort, request

from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.printing.notices import notice_html
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.i18n import LANGUAGES, show_times_in
from assembly.web.papers import pdf

blueprint = Blueprint("printing", __name__, url_prefix="/printing")


@blueprint.get("/meetings/<int:meeting_id>/notice.pdf")
@requires(Role.member)
def notice(meeting_id: int) -> Response:
    """The notice, for the boards; in the body's language unless another is asked for."""
    meeting = meetings.meeting(db.session, meeting_id)
    if meeting is None:
        abort(404)
    show_times_in(meeting.body.timezone)
    wished = request.args.get("lang", "")
    language = wished if wished in LANGUAGES else meeting.body.language
    title, html = notice_html(db.session, meeting, language)
    db.session.close()  # laying out takes a while: hold no snapshot of the database meanwhile
    return pdf(html, title=title, language=language, name=f"notice-{meeting_id}.pdf")
