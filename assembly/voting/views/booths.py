"""Booths, for the secretary: this machine becomes one, and is the house again for her password."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for
from flask_login import logout_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people.models import Account
from assembly.people.passwords import matches
from assembly.people.signin import begin_session
from assembly.roles import Role
from assembly.voting import actions, queries
from assembly.voting.forms import LeaveForm
from assembly.voting.models import Booth
from assembly.voting.rules.booth import SERVED
from assembly.voting.views.area import blueprint
from assembly.voting.views.booth import here
from assembly.web.access import actor, body_of, public, requires
from assembly.web.forms import say
from assembly.web.i18n import language, show_times_in

body_of("booth_id")(lambda i: queries.body_id_of_booth(db.session, i))


@blueprint.route("/meetings/<int:meeting_id>/booths", methods=["GET", "POST"])
@requires(Role.secretary)
def booths(meeting_id: int) -> str | Response | tuple[str, int]:
    """What a booth is, where booths stand, and the button that makes this machine one."""
    meeting = meetings.meeting(db.session, meeting_id) or abort(404)
    show_times_in(meeting.body.timezone)
    if request.method == "POST":
        try:
            booth = actions.open_booth(db.session, meeting=meeting, actor=actor(), at=clock.now())
        except RuleViolation as violation:
            db.session.rollback()
            flash(say(violation), "bad")
        else:
            db.session.commit()
            return _become(booth)
    page = render_template(
        "voting/booths.html",
        meeting=meeting,
        booths=queries.booths_of(db.session, meeting_id),
        possible=meeting.status in SERVED,
    )
    return (page, 422) if request.method == "POST" else page


def _become(booth: Booth) -> Response:
    """Sign out whoever was here: from now on this machine is a booth and nothing else.

    Its cookie is not kept on disk: when the browser is closed the machine knows nothing any more.
    """
    spoken = language()
    logout_user()
    session.clear()
    session["booth"] = {"id": booth.id, "language": spoken}
    session["language"] = spoken
    return redirect(url_for("voting.booth"), 303)


@blueprint.post("/booths/<int:booth_id>/close")
@requires(Role.secretary)
def close_booth(booth_id: int) -> Response:
    """Close a booth from the desk: its machine shows nothing but the way to sign in."""
    booth = queries.booth(db.session, booth_id) or abort(404)
    actions.close_booth(db.session, booth=booth, actor=actor(), at=clock.now())
    db.session.commit()
    return redirect(url_for("voting.booths", meeting_id=booth.meeting_id), 303)


@blueprint.route("/booth/leave", methods=["GET", "POST"])
@public
def leave_booth() -> str | Response | tuple[str, int]:
    """The machine becomes the house again, for who made it a booth and knows her password."""
    booth = here()
    if booth is None:
        return redirect(url_for("voting.booth"), 303)
    form = LeaveForm()
    if form.validate_on_submit():
        try:
            account = _unmade(booth, form.password.data)
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            begin_session(account)
            return redirect(url_for("meetings.desk", meeting_id=booth.meeting_id), 303)
    page = render_template("voting/leave_booth.html", form=form, booth=booth)
    return (page, 422) if form.is_submitted() else page


def _unmade(booth: Booth, password: str) -> Account:
    """The try is counted as at the door, and compared without holding the database."""
    login, address = booth.account.login, request.remote_addr or ""
    counted = actions.begin_entry(db.session, login=login, address=address, at=clock.now())
    db.session.commit()
    right = matches(counted.password_hash, password)
    account = actions.unmake_booth(
        db.session, booth=booth, counted=counted, right=right, at=clock.now()
    )
    db.session.commit()
    return account
