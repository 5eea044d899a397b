"""The notice of a meeting."""

from __future__ import annotations

from sqlalchemy.orm import Session

from assembly.meetings import phrases, queries
from assembly.meetings.models import Meeting
from assembly.printing.papers.sheet import Printed, Sheet, printed
from assembly.web.i18n import in_language


def notice(session: Session, meeting: Meeting, sheet: Sheet) -> Printed:
    """For the boards, to be read aloud."""
    with in_language(sheet.language):
        title = phrases.meeting_title(meeting)
    items = queries.agenda_of(session, meeting.id)
    return printed("notice", sheet, title, meeting.body, meeting=meeting, items=items)
