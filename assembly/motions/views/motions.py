"""A motion's page, and putting, editing and moving motions."""

from __future__ import annotations

from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import queries as commitments
from assembly.db import db
from assembly.errors import RuleViolation, Stale
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem
from assembly.motions import actions, phrases, queries
from assembly.motions.forms import MotionForm, MoveForm, OrderForm
from assembly.motions.models import Motion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.motions.views.area import blueprint
from assembly.people import queries as people
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.web.access import actor, requires
from assembly.web.i18n import _, show_times_in
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]


def asked_motion(motion_id: int) -> Motion:
    """The motion of the address, with times as where its body meets."""
    motion = queries.motion(db.session, motion_id) or abort(404)
    show_times_in(motion.body.timezone)
    return motion


def asked_item(item_id: int) -> AgendaItem:
    """The agenda item of the address, with times as where its body meets."""
    item = meetings.item(db.session, item_id) or abort(404)
    show_times_in(item.meeting.body.timezone)
    return item


def offer_people(
    form: MotionForm | OrderForm, item: AgendaItem | None, motion: Motion | None
) -> None:
    """Propose the people of the body for the names in a form; show those that are stored."""
    meeting = item.meeting if item else None
    body = meeting.body if meeting else motion.body if motion else abort(404)
    day = queries.meeting_day(meeting) if meeting else clock.today(body.timezone)
    stored = (motion.mover_id, motion.seconder_id) if motion else ()
    candidates = people.candidates(db.session, body.id, day, also=stored)
    form.mover.offer(
        candidates,
        person_id=motion.mover_id if motion else None,
        name=motion.mover_name if motion else "",
    )
    if "seconder" in form:
        form.seconder.offer(
            candidates,
            person_id=motion.seconder_id if motion else None,
            name=motion.seconder_name if motion else "",
        )


@blueprint.get("/<int:motion_id>")
@requires(Role.member)
def motion(motion_id: int) -> str:
    """A motion: its text, amendments, votes, versions, and what it became."""
    return _page(asked_motion(motion_id), MoveForm(formdata=None))


def _page(motion: Motion, form: MoveForm) -> str:
    decision = motion.decision
    versions = {each.version: each for each in motion.versions}
    old = versions.get(request.args.get("old", 0, type=int))
    new = versions.get(request.args.get("new", 0, type=int))
    return render_template(
        "motions/motion.html",
        motion=motion,
        form=form,
        decision=decision,
        commitments=commitments.of_decision(db.session, decision.id) if decision else [],
        votes=voting.of_motion(db.session, motion.id),
        compared=(old, new) if old and new else None,
    )


@blueprint.route("/items/<int:item_id>/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new(item_id: int) -> Answer:
    """Put a motion in an agenda item."""
    form = MotionForm(next=request.args.get("next", ""))
    return _put(item_id, form, "motions/new.html", MotionKind.motion)


@blueprint.route("/items/<int:item_id>/order", methods=["GET", "POST"])
@requires(Role.secretary)
def order(item_id: int) -> Answer:
    """Note a point of order."""
    form = OrderForm(next=request.args.get("next", ""))
    return _put(item_id, form, "motions/order.html", MotionKind.order)


def _put(item_id: int, form: MotionForm | OrderForm, template: str, kind: MotionKind) -> Answer:
    """The form of something that is put in an agenda item, and what becomes of it."""
    item = asked_item(item_id)
    offer_people(form, item, None)
    if not form.is_submitted():
        return render_template(template, form=form, item=item)
    if form.validate():
        with saving(form):
            made = actions.submit_motion(
                db.session,
                body=item.meeting.body,
                item=item,
                kind=kind,
                text=form.text.data,
                mark=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
                **_said(form),
            )
        if not form.errors:
            return redirect(back(url_for("motions.motion", motion_id=made.id)), 303)
    return render_template(template, form=form, item=item), 422


def _said(form: MotionForm | OrderForm) -> dict[str, Any]:
    """What a form says besides the text: of a point of order only who raised it."""
    mover = {"mover_id": form.mover.person_id, "mover_name": form.mover.free_name}
    if isinstance(form, OrderForm):
        return mover
    return {
        **mover,
        "title": form.title.data or "",
        "reason": form.reason.data or "",
        "special": form.special.data,
        "seconder_id": form.seconder.person_id,
        "seconder_name": form.seconder.free_name,
    }


@blueprint.route("/<int:motion_id>/edit", methods=["GET", "POST"])
@requires(Role.secretary)
def edit(motion_id: int) -> Answer:
    """Correct a motion; another text becomes its next version."""
    motion = asked_motion(motion_id)
    present = motion.versions[-1]
    form = MotionForm(
        text=present.text,
        version=present.version,
        title=motion.title,
        reason=motion.reason,
        special=motion.special,
        next=request.args.get("next", ""),
    )
    offer_people(form, motion.item, motion)
    theirs = None
    if not form.is_submitted():
        return render_template("motions/edit.html", form=form, motion=motion, theirs=theirs)
    if form.validate():
        try:
            refuse_if_being_voted(motion)
            _save(motion, form)
        except Stale as stale:
            db.session.rollback()
            form.reject(stale)
            theirs = stale.theirs
            form.version.raw_data = [str(stale.version)]  # whoever saves again has seen both
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
            return redirect(back(url_for("motions.motion", motion_id=motion_id)), 303)
    return render_template("motions/edit.html", form=form, motion=motion, theirs=theirs), 422


def _save(motion: Motion, form: MotionForm) -> None:
    now = clock.now()
    actions.revise_text(
        db.session,
        motion=motion,
        text=form.text.data,
        version=form.version.data or 0,
        actor=actor(),
        at=now,
    )
    said = _said(form)
    said["title"] = said["title"] or motion.title
    actions.change_particulars(db.session, motion=motion, actor=actor(), at=now, **said)


def refuse_if_being_voted(*motions: Motion) -> None:
    """Raise ``RuleViolation`` while a vote on one of these texts is open: it is what people vote on."""
    if any(voting.open_vote_on(db.session, each.id) for each in motions):
        raise RuleViolation("motions.being_voted")


@blueprint.post("/<int:motion_id>/move")
@requires(Role.secretary)
def move(motion_id: int) -> Response | tuple[str, int]:
    """Withdraw, defer or refer a motion."""
    motion = asked_motion(motion_id)
    form = MoveForm()
    if form.validate():
        try:
            refuse_if_being_voted(motion, *motion.amendments)
            actions.move_to(
                db.session,
                motion=motion,
                status=_status(form.status.data),
                item=item_of_body(form.item.data, motion),
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.form_errors = []  # said once, above the page
            form.reject(violation)
        else:
            db.session.commit()
            flash(
                _("%(code)s: %(status)s.", code=motion.code, status=phrases.STATUSES[motion.status])
            )
            return redirect(back(url_for("motions.motion", motion_id=motion_id)), 303)
    return _page(asked_motion(motion_id), form), 422


def _status(typed: str | None) -> MotionStatus:
    if typed not in set(MotionStatus):
        raise RuleViolation("motions.not_from_here")
    return MotionStatus(typed)


def item_of_body(item_id: int | None, motion: Motion) -> AgendaItem | None:
    """The item in which it happens, if the page said one and it is on an agenda of the same body."""
    item = meetings.item(db.session, item_id) if item_id else None
    if item is not None and item.meeting.body_id != motion.body_id:
        raise RuleViolation("motions.other_body")
    return item
