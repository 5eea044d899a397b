"""The notice as text to copy, and to whom it was given."""

from __future__ import annotations

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, phrases, queries
from assembly.meetings.forms.notice import NoticeForm
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus, NoticeState
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.forms import say
from assembly.web.i18n import in_language


@blueprint.route("/<int:meeting_id>/notice", methods=["GET", "POST"])
@requires(Role.secretary)
def notice(meeting_id: int) -> str | Response | tuple[str, int]:
    """The text, the paper, who was told; note more."""
    meeting = meeting_or_404(meeting_id)
    log = queries.notice_log(db.session, meeting)
    form = NoticeForm()
    _offer(form, log)
    if not form.is_submitted():
        form.given_on.data = clock.today(meeting.body.timezone)
        return _notice_page(meeting, log, form)
    if form.validate():
        try:
            actions.record_notice(
                db.session,
                meeting=meeting,
                means=form.means.data,
                given_on=form.given_on.data,
                organization_ids=form.organizations.data,
                recipient=form.recipient.data or "",
                given_by=form.given_by.data or "",
                note=form.note.data or "",
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(url_for("meetings.notice", meeting_id=meeting_id, _anchor="told"), 303)
    return _notice_page(meeting, log, form), 422


@blueprint.post("/<int:meeting_id>/notice/<int:delivery_id>/strike")
@requires(Role.secretary)
def strike_notice(meeting_id: int, delivery_id: int) -> Response | tuple[str, int]:
    """Written down by mistake."""
    meeting = meeting_or_404(meeting_id)
    delivery = queries.delivery(db.session, delivery_id)
    if delivery is None or delivery.meeting_id != meeting_id:
        abort(404)
    try:
        actions.strike_notice(db.session, delivery=delivery, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        meeting = meeting_or_404(meeting_id)
        log = queries.notice_log(db.session, meeting)
        form = NoticeForm(None)
        _offer(form, log)
        return _notice_page(meeting, log, form, complaint=say(violation)), 422
    db.session.commit()
    return redirect(url_for("meetings.notice", meeting_id=meeting_id, _anchor="told"), 303)


def _offer(form: NoticeForm, log: queries.NoticeLog) -> None:
    form.organizations.choices = [
        SelectChoice(line.organization.id, line.organization.name) for line in log.lines
    ]
    if not form.is_submitted():
        form.organizations.data = [
            line.organization.id for line in log.lines if line.state is NoticeState.none
        ]


def _notice_page(
    meeting: Meeting, log: queries.NoticeLog, form: NoticeForm, complaint: str = ""
) -> str:
    items = queries.agenda_of(db.session, meeting.id)
    with in_language(meeting.body.language):
        text = render_template(
            "meetings/notice.txt",
            meeting=meeting,
            title=phrases.meeting_title(meeting),
            items=items,
        )
    return render_template(
        "meetings/notice.html",
        meeting=meeting,
        title=phrases.meeting_title(meeting),
        text=text,
        log=log,
        rule=phrases.notice_rule_words(log.rule),
        verdict=phrases.notice_verdict(log.verdict, clock.today(meeting.body.timezone)),
        form=form,
        complaint=complaint,
        can_note=meeting.status not in (MeetingStatus.draft, MeetingStatus.cancelled)
        and meeting.sealed_at is None,
        means=phrases.NOTICE_MEANS,
        states=phrases.NOTICE_STATES,
    )
