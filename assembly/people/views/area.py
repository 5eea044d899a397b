"""The blueprint of the area, and in which body a page acts."""

from flask import Blueprint

from assembly.db import db
from assembly.people import queries
from assembly.web.access import body_of

blueprint = Blueprint("people", __name__, url_prefix="/people")


@body_of("body_id")
def _body(body_id: int) -> int | None:
    return body_id if queries.body(db.session, body_id) else None


body_of("seat_id")(lambda i: queries.body_id_of_seat(db.session, i))
body_of("membership_id")(lambda i: queries.body_id_of_membership(db.session, i))
