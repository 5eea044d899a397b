"""The blueprint of the area, in which body a page acts, and what most pages load first."""

from flask import Blueprint, abort, g

from assembly.db import db
from assembly.meetings import queries
from assembly.meetings.models import Meeting
from assembly.people import queries as people
from assembly.people.models import Body
from assembly.web.access import body_of
from assembly.web.i18n import show_times_in

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")


def _body_id_of_meeting(meeting_id: int) -> int | None:
    """Loads the meeting as its page needs it, and holds it: the page finds it without asking again."""
    found = g.meeting = queries.meeting(db.session, meeting_id)
    return None if found is None else found.body_id


def _body_id_of_item(item_id: int) -> int | None:
    """The same of an agenda item."""
    found = g.item = queries.item(db.session, item_id)
    return None if found is None else found.meeting.body_id


body_of("meeting_id")(_body_id_of_meeting)
body_of("item_id")(_body_id_of_item)
body_of("series_id")(lambda i: queries.body_id_of_series(db.session, i))


def meeting_or_404(meeting_id: int) -> Meeting:
    """The meeting of this page; moments are shown in its body's time from here on."""
    found = queries.meeting(db.session, meeting_id)
    if found is None:
        abort(404)
    show_times_in(found.body.timezone)
    return found


def body_or_404(body_id: int) -> Body:
    """The body of this page; moments are shown in its time from here on."""
    found = people.body(db.session, body_id)
    if found is None:
        abort(404)
    show_times_in(found.timezone)
    return found
