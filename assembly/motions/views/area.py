"""The blueprint of the area, in which body a page acts, and what its templates may ask."""

from __future__ import annotations

from flask import Blueprint

from assembly.db import db
from assembly.meetings.phrases import meeting_title
from assembly.motions import phrases, queries
from assembly.motions.rules import SETTLED, MotionKind, MotionStatus, may_become, word_diff
from assembly.web.access import body_of

blueprint = Blueprint("motions", __name__, url_prefix="/motions")

body_of("motion_id")(lambda i: queries.body_id_of_motion(db.session, i))
body_of("decision_id")(lambda i: queries.body_id_of_decision(db.session, i))


# For the parts of pages that show motions, wherever they are included. None of these asks the
# database; they are globals, not context, so that macros have them too.
_WORDS = {
    "motion_kinds": phrases.KINDS,
    "motion_statuses": phrases.STATUSES,
    "motion_moved_by": phrases.moved_by,
    "motion_stood": queries.status_in,
    "meeting_title": meeting_title,
    "motion_may_become": may_become,
    "word_diff": word_diff,
    "MotionKind": MotionKind,
    "MotionStatus": MotionStatus,
    "MOTIONS_SETTLED": SETTLED,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))
