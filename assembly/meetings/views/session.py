"""A session around its items: from the paper or live, who leads, how it ends."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Page
from flask_login import current_user

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, queries
from assembly.meetings.forms.hold import EndForm, LeadForm, NotHeldForm, RollForm
from assembly.meetings.models import Meeting
from assembly.meetings.phrases import meeting_title
from assembly.meetings.rules import ItemStatus
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.meetings.views.desk import show_desk
from assembly.meetings.views.hold import hour
from assembly.people import queries as people
from assembly.people.models import Person
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import local
from assembly.web.forms import say
from assembly.web.saving import saving


def leader(form: RollForm | LeadForm, field: str) -> Person | None:
    """Who leads must be somebody known: the minutes are signed by her."""
    typed = form[field]
    if typed.free_name:
        raise RuleViolation("meetings.person_unknown", field=field, name=typed.free_name)
    return db.session.get(Person, typed.person_id) if typed.person_id else None


def offer_leaders(form: RollForm | LeadForm, meeting: Meeting) -> None:
    """Propose the people of the body; who led the last meeting leads this one unless told otherwise."""
    chair_id, secretary_id = meeting.chair_id, meeting.secretary_id
    if meeting.call is None and chair_id is None and secretary_id is None:
        chair_id, secretary_id = queries.led_last(db.session, meeting)
        secretary_id = secretary_id or current_user.person_id
    known = people.candidates(
        db.session,
        meeting.body_id,
        queries.day_of(meeting),
        also=(chair_id, secretary_id),
    )
    form.chair.offer(known, person_id=chair_id)
    form.secretary.offer(known, person_id=secretary_id)


@blueprint.post("/<int:meeting_id>/not-held")
@requires(Role.secretary)
def not_held(meeting_id: int) -> Page:
    """No call found quorum: the meeting is over before it began."""
    meeting = meeting_or_404(meeting_id)
    form = NotHeldForm()
    if form.validate():
        with saving(form):
            actions.not_held(
                db.session,
                meeting=meeting,
                when=hour(meeting, form.left_at.data),
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("meetings.desk", meeting_id=meeting_id), 303)
    return render_template(
        "meetings/not_held.html", meeting=meeting_or_404(meeting_id), form=form
    ), 422


@blueprint.post("/<int:meeting_id>/paper")
@requires(Role.secretary)
def paper(meeting_id: int) -> Page:
    """Type the meeting from its paper, in the order of the paper: the roll comes first."""
    meeting = meeting_or_404(meeting_id)
    try:
        actions.type_from_paper(db.session, meeting=meeting, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        return show_desk(meeting_or_404(meeting_id), None, complaint=say(violation)), 422
    db.session.commit()
    after = "meetings.desk" if meeting.call else "meetings.roll"
    return redirect(url_for(after, meeting_id=meeting_id), 303)


@blueprint.route("/<int:meeting_id>/lead", methods=["GET", "POST"])
@requires(Role.secretary)
def lead(meeting_id: int) -> Page:
    """Who chairs and who takes the minutes."""
    meeting = meeting_or_404(meeting_id)
    form = LeadForm()
    offer_leaders(form, meeting)
    if form.validate_on_submit():
        try:
            actions.set_chair_and_secretary(
                db.session,
                meeting=meeting,
                chair=leader(form, "chair"),
                secretary=leader(form, "secretary"),
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            meeting = meeting_or_404(meeting_id)
        else:
            db.session.commit()
            return redirect(url_for("meetings.desk", meeting_id=meeting_id), 303)
    page = render_template(
        "meetings/lead.html", meeting=meeting, title=meeting_title(meeting), form=form
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.route("/<int:meeting_id>/end", methods=["GET", "POST"])
@requires(Role.secretary)
def end(meeting_id: int) -> Page:
    """End the session: the hour, and what becomes of each item that is not finished."""
    meeting = meeting_or_404(meeting_id)
    form = EndForm()
    became = {
        item.id: ItemStatus(said)
        for item in meeting.items
        if (said := request.form.get(f"item-{item.id}")) in ("closed", "deferred", "withdrawn")
    }
    if not form.is_submitted() and not meeting.from_paper:
        form.when.data = local(clock.now()).time()
    if form.validate_on_submit():
        try:
            actions.end_session(
                db.session,
                meeting=meeting,
                when=hour(meeting, form.when.data),
                unfinished=became,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            meeting = meeting_or_404(meeting_id)
        else:
            db.session.commit()
            return redirect(url_for("meetings.desk", meeting_id=meeting_id), 303)
    page = render_template(
        "meetings/end.html",
        meeting=meeting,
        title=meeting_title(meeting),
        form=form,
        unfinished=[
            (item, became.get(item.id))
            for item in meeting.items
            if item.status in (ItemStatus.open, ItemStatus.planned)
        ],
    )
    return page, 422 if form.is_submitted() else 200


@blueprint.post("/<int:meeting_id>/resume")
@requires(Role.secretary)
def resume(meeting_id: int) -> Page:
    """Back into session: ended by mistake, or more is typed from the paper."""
    meeting = meeting_or_404(meeting_id)
    try:
        actions.go_on(db.session, meeting=meeting, actor=actor(), at=clock.now())
    except RuleViolation as violation:
        db.session.rollback()
        return show_desk(meeting_or_404(meeting_id), None, complaint=say(violation)), 422
    db.session.commit()
    return redirect(url_for("meetings.desk", meeting_id=meeting_id), 303)
