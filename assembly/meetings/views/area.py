"""The blueprint of the area, and in which body a page acts."""

from flask import Blueprint

from assembly.db import db
from assembly.meetings import queries
from assembly.web.access import body_of

blueprint = Blueprint("meetings", __name__, url_prefix="/meetings")

body_of("meeting_id")(lambda i: queries.body_id_of_meeting(db.session, i))
body_of("item_id")(lambda i: queries.body_id_of_item(db.session, i))
body_of("series_id")(lambda i: queries.body_id_of_series(db.session, i))
