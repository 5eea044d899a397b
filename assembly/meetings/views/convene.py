"""A meeting before it begins: made, dated, convened, cancelled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import queries as commitments
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, phrases, queries, recurrence
from assembly.meetings.forms.convene import CancelForm, MeetingForm, NewMeetingForm
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingKind
from assembly.meetings.views.area import blueprint, body_or_404, meeting_or_404
from assembly.meetings.views.overview import meeting_page
from assembly.people.models import Body
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import clock_time, local, long_date
from assembly.web.i18n import _, in_language


@blueprint.route("/bodies/<int:body_id>/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new_meeting(body_id: int) -> str | Response | tuple[str, int]:
    """A meeting that no series proposes: an extraordinary one, or one held on another day."""
    body = body_or_404(body_id)
    kind = MeetingKind.ordinary if request.args.get("kind") == "ordinary" else None
    form = NewMeetingForm()
    if not form.is_submitted():
        form.kind.data = kind or MeetingKind.extraordinary
        form.filled.data = kind is MeetingKind.ordinary
        form.number.data = queries.next_number(db.session, body_id, form.kind.data)
        form.place.data = body.place
        return render_template("meetings/new_meeting.html", form=form, body=body)
    if form.validate():
        try:
            made = actions.create_meeting(
                db.session,
                body=body,
                kind=form.kind.data,
                number=form.number.data,
                scheduled_at=_moment(form, body),
                place=form.place.data or "",
                uuid=form.once.uuid,
                actor=actor(),
                at=clock.now(),
            )
            if form.filled.data and not made.items:
                fill(made)
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("meetings.meeting", meeting_id=made.id), 303)
    return render_template("meetings/new_meeting.html", form=form, body=body), 422


def fill(meeting: Meeting) -> None:
    """Give a new meeting its agenda: standing items, what was left, open commitments."""
    actions.propose_agenda(
        db.session,
        meeting=meeting,
        open_commitments=open_commitments(meeting.body_id),
        commitments_title=commitments_title(meeting.body),
        actor=actor(),
        at=clock.now(),
    )


def open_commitments(body_id: int) -> list[int]:
    """The open commitments that the next meeting of a body goes through."""
    return [each.id for each in commitments.open_of_body(db.session, body_id)]


def commitments_title(body: Body) -> str:
    """The title of the item that goes through them, in the language of the body's papers."""
    with in_language(body.language):
        return _("Open commitments")


@blueprint.route("/<int:meeting_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary)
def edit_meeting(meeting_id: int) -> str | Response | tuple[str, int]:
    """Another day, hour, place, number or kind."""
    found = meeting_or_404(meeting_id)
    form = MeetingForm()
    if not form.is_submitted():
        when = local(found.scheduled_at)
        form.kind.data, form.number.data = found.kind, found.number
        form.day.data, form.hour.data = when.date(), when.time()
        form.place.data, form.version.data = found.place, found.version
        return _edit_page(found, form)
    if form.validate():
        try:
            actions.edit_meeting(
                db.session,
                meeting=found,
                kind=form.kind.data,
                number=form.number.data,
                scheduled_at=_moment(form, found.body),
                place=form.place.data or "",
                version=_int(form.version.data),
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
            if violation.code == "stale":
                form.version.data = found.version
                return _edit_page(found, form, saved=_saved(found)), 422
        else:
            db.session.commit()
            return redirect(url_for("meetings.meeting", meeting_id=meeting_id), 303)
    return _edit_page(found, form), 422


@blueprint.post("/<int:meeting_id>/today")
@requires(Role.secretary)
def meet_today(meeting_id: int) -> Response | tuple[str, int]:
    """They meet today, before the day of the notice."""
    found = meeting_or_404(meeting_id)
    try:
        actions.meet_today(db.session, meeting=found, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        return meeting_page(meeting_id, violation), 422
    db.session.commit()
    return redirect(url_for("meetings.roll", meeting_id=meeting_id), 303)


def _saved(found: Meeting) -> list[str]:
    """The meeting that somebody else has saved meanwhile, in words."""
    at = found.scheduled_at
    lines = phrases.meeting_title(found), f"{long_date(at)}, {clock_time(at)}", found.place
    return [line for line in lines if line]


def _edit_page(found: Meeting, form: MeetingForm, *, saved: Sequence[str] = ()) -> str:
    title = phrases.meeting_title(found)
    return render_template(
        "meetings/edit_meeting.html", form=form, meeting=found, title=title, saved=saved
    )


@blueprint.post("/<int:meeting_id>/convene")
@requires(Role.secretary)
def convene(meeting_id: int) -> Response | tuple[str, int]:
    """The agenda stands; notice can be given."""
    found = meeting_or_404(meeting_id)
    try:
        actions.convene(db.session, meeting=found, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        return meeting_page(meeting_id, violation), 422
    db.session.commit()
    return redirect(url_for("meetings.notice", meeting_id=meeting_id), 303)


@blueprint.post("/<int:meeting_id>/carry-over")
@requires(Role.secretary)
def carry_over(meeting_id: int) -> Response | tuple[str, int]:
    """Take up what earlier meetings left since this agenda was made."""
    found = meeting_or_404(meeting_id)
    try:
        actions.carry_over(db.session, meeting=found, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        return meeting_page(meeting_id, violation), 422
    db.session.commit()
    return redirect(url_for("meetings.agenda", meeting_id=meeting_id), 303)


@blueprint.route("/<int:meeting_id>/cancel", methods=["GET", "POST"])
@requires(Role.secretary)
def cancel_meeting(meeting_id: int) -> str | Response | tuple[str, int]:
    """Cancel, with the reason."""
    found = meeting_or_404(meeting_id)
    form = CancelForm()
    title = phrases.meeting_title(found)
    if form.validate_on_submit():
        try:
            actions.cancel_meeting(
                db.session,
                meeting=found,
                reason=form.reason.data,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("meetings.meeting", meeting_id=meeting_id), 303)
    page = render_template("meetings/cancel_meeting.html", form=form, meeting=found, title=title)
    return (page, 422) if form.is_submitted() else page


def _moment(form: MeetingForm, body: Body) -> datetime:
    return recurrence.moment(form.day.data, form.hour.data, body.timezone)


def _int(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None
