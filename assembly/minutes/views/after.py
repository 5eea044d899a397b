"""What becomes of closed minutes: printed, signed, approved, taken up again."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import SelectChoice

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings.phrases import meeting_title
from assembly.minutes import actions, phrases, queries
from assembly.minutes.actions import Signed
from assembly.minutes.forms import ApproveForm, ReopenForm, SignaturesForm
from assembly.minutes.models import Minutes
from assembly.minutes.rules import SignatureState, signers, usual_state
from assembly.minutes.views.area import blueprint
from assembly.roles import Role
from assembly.voting.models import Vote
from assembly.web.access import actor, requires
from assembly.web.filters import short_date
from assembly.web.i18n import _

Answer = str | Response | tuple[str, int]


@blueprint.post("/<int:minutes_id>/printed")
@requires(Role.secretary)
def printed(minutes_id: int) -> Response:
    """The paper is printed and goes round to be signed."""
    try:
        actions.mark_printed(
            db.session, minutes=found_or_404(minutes_id), actor=actor(), at=clock.now()
        )
    except RuleViolation:
        db.session.rollback()  # reopened meanwhile: its page says so
    else:
        db.session.commit()
    return redirect(url_for("minutes.minutes", minutes_id=minutes_id), 303)


@blueprint.route("/<int:minutes_id>/signatures", methods=["GET", "POST"])
@requires(Role.secretary)
def signatures(minutes_id: int) -> Answer:
    """What became of each signature; whoever is not known yet stays so."""
    found = found_or_404(minutes_id)
    form = SignaturesForm(signed_on=found.signed_on)
    if not form.is_submitted():
        if form.signed_on.data is None:
            form.signed_on.data = clock.today(found.meeting.body.timezone)
        written = {row.position: Signed(row.state, row.note) for row in found.signatures}
        return _signatures_page(found, form, written)
    written = _typed(len(signers(queries.document(found))))
    if "fill" in request.form:
        asked = enumerate(signers(queries.document(found)))
        usual = {place: Signed(usual_state(each)) for place, each in asked}
        return _signatures_page(found, form, usual | written)
    wrong = ""
    if form.validate():
        try:
            actions.write_signatures(
                db.session,
                minutes=found,
                signed=written,
                signed_on=form.signed_on.data,
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            wrong = violation.field or ""
        else:
            db.session.commit()
            return redirect(url_for("minutes.minutes", minutes_id=minutes_id), 303)
    return _signatures_page(found_or_404(minutes_id), form, written, wrong), 422


@blueprint.route("/<int:minutes_id>/approve", methods=["GET", "POST"])
@requires(Role.secretary)
def approve(minutes_id: int) -> Answer:
    """Read and approved: by which vote of a later session."""
    found = found_or_404(minutes_id)
    votes = {each.id: each for each in queries.votes_that_approve(db.session, found)}
    form = ApproveForm()
    form.vote.choices = [SelectChoice(each.id, vote_words(each)) for each in votes.values()]
    if form.is_submitted() and form.validate():
        try:
            actions.approve(
                db.session,
                minutes=found,
                vote=votes[form.vote.data],
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            found = found_or_404(minutes_id)
            form.reject(violation)
        else:
            db.session.commit()
            flash(_("Noted: the minutes are approved."))
            return redirect(url_for("minutes.minutes", minutes_id=minutes_id), 303)
    page = render_template("minutes/approve.html", minutes=found, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.route("/<int:minutes_id>/reopen", methods=["GET", "POST"])
@requires(Role.secretary)
def reopen(minutes_id: int) -> Answer:
    """Take the last minutes up again, with a reason that is printed."""
    found = found_or_404(minutes_id)
    form = ReopenForm()
    if form.is_submitted() and form.validate():
        try:
            actions.reopen(
                db.session,
                minutes=found,
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        except RuleViolation as violation:
            db.session.rollback()
            found = found_or_404(minutes_id)
            form.reject(violation)
        else:
            db.session.commit()
            flash(_("The minutes are reopened. Mend what is wrong, then close them again."))
            return redirect(url_for("minutes.draft", meeting_id=found.meeting_id), 303)
    page = render_template("minutes/reopen.html", minutes=found, form=form)
    return (page, 422) if form.is_submitted() else page


def found_or_404(minutes_id: int) -> Minutes:
    """The minutes with everything that belongs to them."""
    return queries.minutes(db.session, minutes_id) or abort(404)


def vote_words(vote: Vote) -> str:
    """A vote as it is chosen from a list: its session, day and question."""
    meeting = vote.item.meeting
    day = short_date(meeting.scheduled_at)
    return f"{meeting_title(meeting)}, {day}: {vote.question}"


def _typed(asked: int) -> dict[int, Signed]:
    """What was chosen and typed beside the names; empty choices are signatures nobody knows of."""
    written = {}
    for place in range(asked):
        state = request.form.get(f"state-{place}", "")
        if state in SignatureState.__members__.values():
            note = request.form.get(f"note-{place}", "").replace("\x00", "").strip()[:300]
            written[place] = Signed(SignatureState(state), note)
    return written


def _signatures_page(
    found: Minutes, form: SignaturesForm, written: dict[int, Signed], wrong: str = ""
) -> str:
    return render_template(
        "minutes/signatures.html",
        minutes=found,
        form=form,
        signers=signers(queries.document(found)),
        written=written,
        states=phrases.SIGNATURES,
        wrong=wrong,
    )
