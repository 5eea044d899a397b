"""The draft of the minutes, as page and paper, and closing them."""

from __future__ import annotations

from flask import Response, abort, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.rules import MeetingStatus
from assembly.minutes import closing, phrases, press, queries
from assembly.minutes.document import MeetingDocument
from assembly.minutes.forms import ClosingForm
from assembly.minutes.rules import Problem, next_number, problems
from assembly.minutes.views.area import blueprint, pdf_answer, speaking
from assembly.paper import PaperError
from assembly.roles import Role
from assembly.storage import StorageError
from assembly.web.access import actor, requires
from assembly.web.i18n import _, language

# Where a problem is mended, when it belongs to no item.
_MENDED_AT = {
    "chair_missing": "meetings.lead",
    "secretary_missing": "meetings.lead",
    "opening_hour_unknown": "meetings.roll",
    "attendance_unknown": "meetings.roll",
    "opened_without_quorum": "meetings.roll",
    "end_hour_unknown": "meetings.end",
    "notice_not_met": "meetings.notice",
    "notice_unknown": "meetings.notice",
    "arrival_twice": "meetings.attendance",
    "departure_without_arrival": "meetings.attendance",
    "clock_backwards": "meetings.attendance",
    "absence_reversed": "meetings.attendance",
    "absence_outside_presence": "meetings.attendance",
}


@blueprint.get("/meetings/<int:meeting_id>/draft")
@requires(Role.secretary)
def draft(meeting_id: int) -> str | AnyResponse:
    """The minutes as they would read now."""
    if closed := queries.of_meeting(db.session, meeting_id):
        return redirect(url_for("minutes.minutes", minutes_id=closed.id), 303)
    meeting, document = _read(meeting_id)
    return render_template(
        "minutes/draft.html",
        meeting=meeting,
        meeting_title=meeting_title(meeting),
        ended=meeting.status is MeetingStatus.ended,
        found=_told(meeting_id, problems(document)),
        **speaking(document),
    )


@blueprint.get("/meetings/<int:meeting_id>/draft.pdf")
@requires(Role.secretary)
def draft_pdf(meeting_id: int) -> Response:
    """The draft on paper, marked as one on every page."""
    document = queries.document_of(db.session, meeting_id)
    if document is None:
        abort(404)
    db.session.rollback()  # nothing is read while the paper is laid out
    wished = language()
    try:
        content = press.pdf(document, wished).content
    except PaperError as error:
        current_app.logger.error("draft of meeting %s: %s", meeting_id, error)
        abort(503)
    return pdf_answer(content, press.file_name(None, wished))


@blueprint.route("/meetings/<int:meeting_id>/close", methods=["GET", "POST"])
@requires(Role.secretary)
def close(meeting_id: int) -> str | AnyResponse | tuple[str, int]:
    """Look once more, then close: the minutes take their number and nothing changes any more."""
    form = ClosingForm()
    if not form.is_submitted():
        if closed := queries.of_meeting(db.session, meeting_id):
            return redirect(url_for("minutes.minutes", minutes_id=closed.id), 303)
        return _close_page(meeting_id, form)
    if not form.validate():
        return _close_page(meeting_id, form), 422
    try:
        minutes = closing.close(
            db.session,
            meeting_id,
            first_number=form.number.data or 1,
            actor=actor(),
            at=clock.now(),
        )
    except RuleViolation as violation:
        db.session.rollback()
        form.reject(violation)
        return _close_page(meeting_id, form), 422
    except (PaperError, StorageError, OSError) as error:
        db.session.rollback()
        current_app.logger.error("closing the minutes of meeting %s: %s", meeting_id, error)
        form.form_errors.append(_not_made(error))
        return _close_page(meeting_id, form), 503
    db.session.commit()
    flash(_("The minutes are closed. They have the number %(number)s.", number=minutes.number))
    return redirect(url_for("minutes.minutes", minutes_id=minutes.id), 303)


def _close_page(meeting_id: int, form: ClosingForm) -> str:
    meeting, document = _read(meeting_id)
    found = problems(document)
    last = queries.last_number(db.session, meeting.body_id)
    if last is None and form.number.raw_data is None:
        form.number.data = meeting.number  # a guess: the book may be as old as the sessions
    return render_template(
        "minutes/close.html",
        meeting=meeting,
        meeting_title=meeting_title(meeting),
        ended=meeting.status is MeetingStatus.ended,
        number=None if last is None else next_number(last),
        form=form,
        blocking=_told(meeting_id, tuple(each for each in found if each.blocks)),
        warnings=_told(meeting_id, tuple(each for each in found if not each.blocks)),
    )


def _read(meeting_id: int) -> tuple[Meeting, MeetingDocument]:
    document = queries.document_of(db.session, meeting_id)
    meeting = meetings.meeting(db.session, meeting_id)
    if document is None or meeting is None:
        abort(404)
    return meeting, document


def _told(meeting_id: int, found: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """Each problem in words, with the address of the page where it is mended."""
    items = {
        number: item.id for number, item in enumerate(meetings.agenda_of(db.session, meeting_id), 1)
    }
    return [(phrases.problem(each), _place(meeting_id, each, items)) for each in found]


def _place(meeting_id: int, problem: Problem, items: dict[int, int]) -> str:
    if endpoint := _MENDED_AT.get(problem.code):
        return url_for(endpoint, meeting_id=meeting_id)
    return url_for("meetings.desk", meeting_id=meeting_id, item=items.get(problem.item or 0))


def _not_made(error: PaperError | StorageError | OSError) -> str:
    if isinstance(error, StorageError) and error.code == "full":
        return _("The disk is full: the papers could not be kept. Nothing was closed.")
    return _("The papers could not be made. Nothing was closed; try again.")
