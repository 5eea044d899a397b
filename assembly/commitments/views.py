"""Pages of commitments: what is open, what became of it, taking on and reporting."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from assembly import clock
from assembly.commitments import actions, phrases, queries
from assembly.commitments.forms import CommitmentForm, ReportForm
from assembly.commitments.models import Commitment
from assembly.commitments.rules import CommitmentStatus
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import AgendaItem, Meeting
from assembly.motions import queries as motions
from assembly.motions.models import Decision
from assembly.people import queries as people
from assembly.people.models import Person
from assembly.roles import Role
from assembly.web.access import actor, body_of, requires
from assembly.web.i18n import _, show_times_in
from assembly.web.pages import back, bounded
from assembly.web.saving import saving

blueprint = Blueprint("commitments", __name__, url_prefix="/commitments")
body_of("commitment_id")(lambda i: queries.body_id_of_commitment(db.session, i))

# For the parts of pages that show commitments, wherever they are included; none asks the database.
_WORDS = {
    "commitment_due": phrases.due,
    "commitment_late": phrases.is_late,
    "commitment_statuses": phrases.STATUSES,
    "follow_up_words": phrases.follow_up,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))


@blueprint.get("/")
@requires(Role.member)
def index() -> str:
    """Open commitments, soonest due first; mine; those of a person; closed ones."""
    show = request.args.get("show", "")
    person_id = request.args.get("person", type=bounded)
    if show == "mine":
        person_id = current_user.person_id
    person = db.session.get(Person, person_id) or abort(404) if person_id else None
    number = max(1, request.args.get("page", 1, type=bounded))
    found, more = queries.page(
        db.session, person_id=person_id, closed=show == "closed", number=number
    )

    def page(number: int) -> str:
        return url_for("commitments.index", show=show or None, person=person_id, page=number)

    return render_template(
        "commitments/index.html",
        commitments=found,
        person=person,
        show=show,
        newer=page(number - 1) if number > 1 else None,
        older=page(number + 1) if more else None,
    )


@blueprint.get("/<int:commitment_id>")
@requires(Role.member)
def commitment(commitment_id: int) -> str:
    """A commitment: who, what, by when, and what was reported on it."""
    return _page(_asked(commitment_id), ReportForm(formdata=None))


@blueprint.post("/<int:commitment_id>/report")
@requires(Role.secretary)
def report(commitment_id: int) -> Response | tuple[str, int]:
    """Report on a commitment: done, carried on to a new date, or dropped."""
    commitment = _asked(commitment_id)
    form = ReportForm()
    if form.validate():
        with saving(form):
            actions.report(
                db.session,
                commitment=commitment,
                status=_status(form.status.data),
                note=form.note.data or "",
                due_on=form.due_on.data,
                meeting=_meeting(form.meeting.data),
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(
                back(url_for("commitments.commitment", commitment_id=commitment_id)), 303
            )
    return _page(_asked(commitment_id), form), 422


@blueprint.route("/items/<int:item_id>/new", methods=["GET", "POST"])
@blueprint.route("/decisions/<int:decision_id>/new", methods=["GET", "POST"])
@requires(Role.secretary)
def new(
    item_id: int | None = None, decision_id: int | None = None
) -> str | Response | tuple[str, int]:
    """Note who does what by when: in an agenda item, or for a decision."""
    item, decisions = _place(item_id, decision_id)
    meeting = item.meeting if item else decisions[0].meeting
    show_times_in(meeting.body.timezone)
    form = CommitmentForm(next=request.args.get("next", ""))
    day = motions.meeting_day(meeting)
    form.responsible.offer(people.candidates(db.session, meeting.body_id, day))
    known = people.organizations(db.session)
    form.responsible.offer_organizations(
        (each.id, each.name) for each in known if each.dissolution_date is None
    )
    form.decision.choices = [(0, _("No decision in particular"))] if item else []
    form.decision.choices += [(each.id, f"{each.code} · {each.title}") for each in decisions]
    if "decision" not in request.form:
        # One decision: it is for that. Several: nobody guesses.
        form.decision.data = decisions[0].id if len(decisions) == 1 else 0
    shown = {"form": form, "item": item, "decisions": decisions, "meeting": meeting}
    if not form.is_submitted():
        return render_template("commitments/new.html", **shown)
    if form.validate():
        chosen = next((each for each in decisions if each.id == form.decision.data), None)
        with saving(form):
            _take_on(form, meeting, item, chosen)
        if not form.errors:
            return redirect(back(url_for("commitments.index")), 303)
    return render_template("commitments/new.html", **shown), 422


def _asked(commitment_id: int) -> Commitment:
    commitment = queries.commitment(db.session, commitment_id) or abort(404)
    show_times_in(commitment.body.timezone)
    return commitment


def _page(commitment: Commitment, form: ReportForm) -> str:
    return render_template("commitments/commitment.html", commitment=commitment, form=form)


def _status(typed: str | None) -> CommitmentStatus:
    if typed not in set(CommitmentStatus):
        raise RuleViolation("commitments.say_what")
    return CommitmentStatus(typed)


def _meeting(meeting_id: int | None) -> Meeting | None:
    """The meeting in which it is reported; whether it is of the same body is for the action."""
    return meetings.meeting(db.session, meeting_id) if meeting_id else None


def _place(
    item_id: int | None, decision_id: int | None
) -> tuple[AgendaItem | None, list[Decision]]:
    """Where something is taken on: an item with what was decided in it, or a decision alone."""
    if decision_id is not None:
        return None, [motions.decision(db.session, decision_id) or abort(404)]
    item = meetings.item(db.session, item_id or 0) or abort(404)
    return item, motions.decisions_of_item(db.session, item.id)


def _take_on(
    form: CommitmentForm, meeting: Meeting, item: AgendaItem | None, decision: Decision | None
) -> None:
    actions.take_on(
        db.session,
        meeting=meeting,
        item=item,
        decision=decision,
        text=form.text.data,
        due_on=form.due_on.data,
        person_id=form.responsible.person_id,
        organization_id=form.responsible.organization_id,
        responsible=form.responsible.free_name,
        mark=form.mark.uuid,
        actor=actor(),
        at=clock.now(),
    )
