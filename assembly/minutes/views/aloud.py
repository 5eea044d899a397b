"""The minutes as running text to be read in the room, and the short summary: of a draft or of a closed act."""

from __future__ import annotations

from flask import abort, render_template

from assembly.db import db
from assembly.meetings import queries as meetings
from assembly.minutes import phrases, queries
from assembly.minutes.document import MeetingDocument
from assembly.minutes.views.after import found_or_404
from assembly.minutes.views.area import blueprint, speaking
from assembly.roles import Role
from assembly.web.access import requires
from assembly.web.i18n import in_language, show_times_in


@blueprint.get("/<int:minutes_id>/aloud")
@requires(Role.member)
def aloud(minutes_id: int) -> str:
    """A closed act, to be read at a later session."""
    found = found_or_404(minutes_id)
    return _aloud(queries.document(found))


@blueprint.get("/meetings/<int:meeting_id>/aloud")
@requires(Role.secretary)
def draft_aloud(meeting_id: int) -> str:
    """The draft, to be read before those who agree sign."""
    return _aloud(_draft(meeting_id))


@blueprint.get("/<int:minutes_id>/summary")
@requires(Role.member)
def summary(minutes_id: int) -> str:
    """What was decided and who does what, of a closed act."""
    found = found_or_404(minutes_id)
    return _summary(found.meeting_id, queries.document(found))


@blueprint.get("/meetings/<int:meeting_id>/summary")
@requires(Role.secretary)
def draft_summary(meeting_id: int) -> str:
    """The same of a draft: the loudspeaker does not wait for the closing."""
    return _summary(meeting_id, _draft(meeting_id))


def _draft(meeting_id: int) -> MeetingDocument:
    return queries.document_of(db.session, meeting_id) or abort(404)


def _aloud(document: MeetingDocument) -> str:
    language = document.header.language
    with in_language(language):
        return render_template(
            "minutes/aloud.html",
            title=phrases.heading.title(document),
            read_in=language,
            **speaking(document),
        )


def _summary(meeting_id: int, document: MeetingDocument) -> str:
    meeting = meetings.meeting(db.session, meeting_id) or abort(404)
    show_times_in(meeting.body.timezone)
    ahead = meetings.upcoming(db.session, body_id=meeting.body_id, limit=10)
    following = next((each for each in ahead if each.scheduled_at > meeting.scheduled_at), None)
    with in_language(document.header.language):
        text = render_template(
            "minutes/summary.txt",
            document=document,
            summary=phrases.summary,
            next_meeting=phrases.summary.next_meeting(following),
        )
    return render_template(
        "minutes/summary.html",
        title=phrases.heading.title(document),
        text=text.strip(),
        read_in=document.header.language,
        **speaking(document),
    )
