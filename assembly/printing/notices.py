"""The notice of a meeting, as HTML to be laid out on paper."""

from __future__ import annotations

from flask import render_template
from sqlalchemy.orm import Session

from assembly.meetings import phrases, queries
from assembly.meetings.models import Meeting
from assembly.web.i18n import in_language


def notice_html(session: Session, meeting: Meeting, language: str) -> tuple[str, str]:
    """The title of the paper and its HTML, in ``language``."""
    with in_language(language):
        title = phrases.meeting_title(meeting)
        html = render_template(
            "print/notice.html",
            lang=language,
            paper=meeting.body.paper,
            title=title,
            meeting=meeting,
            items=queries.agenda_of(session, meeting.id),
        )
    return title, html
