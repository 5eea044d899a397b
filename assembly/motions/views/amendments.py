"""Proposing amendments, shown marked before they are noted."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for

from assembly import clock
from assembly.db import db
from assembly.motions import actions
from assembly.motions.forms import AmendmentForm
from assembly.motions.models import Motion
from assembly.motions.views.area import blueprint
from assembly.motions.views.motions import (
    Answer,
    asked_motion,
    item_of_body,
    offer_people,
    refuse_if_being_voted,
)
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.pages import back
from assembly.web.saving import saving


@blueprint.route("/<int:motion_id>/amend", methods=["GET", "POST"])
@requires(Role.secretary)
def amend(motion_id: int) -> Answer:
    """Propose an amendment: the motion's present text, edited. «Show the changes» saves nothing."""
    motion = asked_motion(motion_id)
    present = motion.versions[-1].text
    form = AmendmentForm(
        text=present,
        item=request.args.get("item", motion.item_id, type=int),
        next=request.args.get("next", ""),
    )
    offer_people(form, motion.item, None)
    shown = {"form": form, "motion": motion, "present": present}
    if not form.is_submitted():
        return render_template("motions/amend.html", **shown)
    valid = form.validate()
    if valid and "preview" in request.form:
        return render_template("motions/amend.html", **shown, preview=form.text.data)
    if valid:
        with saving(form):
            _propose(motion, form)
        if not form.errors:
            return redirect(back(url_for("motions.motion", motion_id=motion_id)), 303)
    return render_template("motions/amend.html", **shown), 422


def _propose(motion: Motion, form: AmendmentForm) -> None:
    refuse_if_being_voted(motion)
    actions.propose_amendment(
        db.session,
        motion=motion,
        text=form.text.data,
        reason=form.reason.data or "",
        special=form.special.data,
        item=item_of_body(form.item.data, motion),
        mover_id=form.mover.person_id,
        mover_name=form.mover.free_name,
        seconder_id=form.seconder.person_id,
        seconder_name=form.seconder.free_name,
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )
