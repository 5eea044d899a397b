"""The first page, and whether the house is open."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

from flask import (
    Blueprint,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import LazyString
from flask_login import current_user, login_user
from sqlalchemy import text
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import queries as commitments
from assembly.copies import queries as copies
from assembly.copies.rules import REMIND_AFTER
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.home import first_run
from assembly.home.actions import Founding, count_try, found_house
from assembly.home.forms import FoundingForm
from assembly.home.phrases import STANDING
from assembly.meetings import queries as meetings
from assembly.meetings.phrases import meeting_title
from assembly.meetings.rules import MeetingStatus
from assembly.minutes import queries as minutes
from assembly.motions import queries as motions
from assembly.motions.rules import code
from assembly.people import passwords
from assembly.people import queries as people
from assembly.roles import Role
from assembly.voting import queries as voting
from assembly.voting.models import Vote
from assembly.voting.rules import Preset
from assembly.web.access import may, public, requires
from assembly.web.i18n import _, _l, language, zone
from assembly.web.saving import saving

blueprint = Blueprint("home", __name__)

# The help pages: one for each role, the commonest first.
ROLES: dict[str, LazyString] = {
    Role.member.value: _l("Members"),
    Role.secretary.value: _l("Secretaries"),
    Role.chair.value: _l("Chair of the debate"),
    Role.treasurer.value: _l("Treasurer"),
    Role.oversight.value: _l("Oversight council"),
    Role.administrator.value: _l("Administrator"),
}


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """What is on, what is next, what is mine to do."""
    now = clock.now()
    ahead = meetings.upcoming(db.session, limit=10)
    on = [meeting for meeting in ahead if meeting.status is MeetingStatus.in_session]
    planned = [meeting for meeting in ahead if meeting.status is not MeetingStatus.in_session]
    coming = planned[0] if planned else None
    return render_template(
        "home/index.html",
        on=on,
        to_vote=_to_vote() if on else [],
        coming=coming,
        agenda=meetings.points(db.session, coming.id) if coming else [],
        later=planned[1:],
        proposals=meetings.proposals(db.session, now=now),
        mine=commitments.of_person(db.session, current_user.person_id, limit=20),
        today=clock.today(zone()),
        decided=motions.latest_decisions(db.session, limit=5),
        closed=minutes.latest(db.session, limit=5),
        meeting_title=meeting_title,
        code=code,
        backup=_backup(now),
    )


def _to_vote() -> list[Vote]:
    """The open votes in which a ballot of who is signed in is still missing; of a sheet the first."""
    person_id, now = current_user.person_id, clock.now()
    votes = [
        vote
        for vote in voting.my_open_votes(db.session, person_id)
        if vote.closes_at is None or vote.closes_at > now
    ]
    seats = voting.my_seats(db.session, [vote.id for vote in votes], person_id)
    missing = {seat.vote_id for seat in seats if seat.channel is None}
    by_sheet = {vote.sheet or vote.id: vote for vote in reversed(votes) if vote.id in missing}
    return list(reversed(by_sheet.values()))


def _backup(now: datetime) -> tuple[datetime | None, bool] | None:
    """When the last backup was made and whether that is long ago; for those who see to it."""
    if not (may(Role.administrator) or may(Role.secretary)):
        return None
    last = copies.last_backup_at(db.session)
    return last, last is None or now - last > REMIND_AFTER


@blueprint.get("/healthz")
@public
def healthz() -> tuple[str, int, dict[str, str]]:
    """200 when the database answers."""
    db.session.execute(text("SELECT 1"))
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@blueprint.get("/home/help")
@public
def help() -> str:
    """How to do things, for each role."""
    wished = request.args.get("role")
    chosen = wished if wished in ROLES else next(iter(ROLES))
    return render_template("home/help.html", roles=ROLES, chosen=chosen)


@blueprint.route("/home/setup", methods=["GET", "POST"])
@public
def setup() -> str | Response | tuple[str, int]:
    """Start our own commune: open only while there is no account, and only with the code."""
    if people.any_account(db.session):
        return redirect(url_for("people.login"), 303)
    form = FoundingForm(language=language(), majority=Preset.absolute_seats.value)
    if not form.is_submitted():
        return render_template("home/setup.html", form=form)
    if form.validate() and _code_is_right(form):
        with saving(form):
            account = found_house(db.session, founding=_founding(form), at=clock.now())
        if not form.errors:
            first_run.forget(Path(current_app.config["INSTANCE"]))
            session.clear()
            login_user(account)
            flash(_("The house is open. Next, bring in the people who hold its seats."))
            return redirect(url_for("people.index"), 303)
    return render_template("home/setup.html", form=form), 422


def _code_is_right(form: FoundingForm) -> bool:
    """Guessing the code is as slow as guessing a password: the same throttle counts the tries."""
    try:
        count_try(db.session, address=request.remote_addr or "", at=clock.now())
    except RuleViolation as violation:
        form.reject(RuleViolation(violation.code, field="code", **violation.params))
        return False
    finally:
        db.session.commit()
    if first_run.is_right(Path(current_app.config["INSTANCE"]), form.code.data):
        return True
    form.reject(RuleViolation("home.wrong_code", field="code"))
    return False


def _founding(form: FoundingForm) -> Founding:
    weekday = form.weekday.data
    known = (form.administrator.data, form.login.data, form.commune.data)
    return Founding(
        commune=form.commune.data,
        body=form.body.data,
        councils=form.names("councils"),
        others=form.names("others"),
        place=form.place.data or "",
        majority=Preset(form.majority.data),
        rule=f"FREQ=WEEKLY;BYDAY={weekday}" if weekday else "",
        start_time=form.start_time.data or time(9),
        standing=[(str(title), kind) for kind, title in STANDING],
        series_name=_("Ordinary meeting"),
        language=form.language.data,
        administrator=form.administrator.data,
        login=form.login.data,
        password_hash=passwords.accepted(form.password.data, known=known),
    )
