"""Elections: calling one, who stands, and how it goes on."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.people import queries as people
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.elections import Count, Picture
from assembly.voting.forms import CallForm, CancelForm, LotForm, NominateForm
from assembly.voting.models import Candidate, Election, Round
from assembly.voting.rules import MAY_BECOME, CandidacyStatus, ElectionStatus, VoteStatus
from assembly.voting.views.area import asked_item, blueprint
from assembly.voting.views.slips import slips_gone
from assembly.web.access import actor, body_of, may, public, requires
from assembly.web.forms import say
from assembly.web.i18n import show_times_in
from assembly.web.pages import back
from assembly.web.saving import saving

Answer = str | Response | tuple[str, int]

body_of("election_id")(lambda i: queries.body_id_of_election(db.session, i))


@dataclass(frozen=True)
class RoundTold:
    """A round as it is shown: its count with table and picture, the lot that it waits for, what was added up."""

    round: Round
    count: Count | None
    table: phrases.TableOfStages | None
    picture: Picture | None
    stages: list[str]
    ties: list[str]
    lot: LotForm | None
    former: list[str]
    added_up: list[tuple[str, str]]


def asked_election(election_id: int) -> Election:
    """The election of the address, with times as where its body meets."""
    election = queries.election(db.session, election_id) or abort(404)
    show_times_in(election.item.meeting.body.timezone)
    return election


@blueprint.route("/items/<int:item_id>/elections/call", methods=["GET", "POST"])
@requires(Role.secretary)
def call_election(item_id: int) -> Answer:
    """Call an election in an agenda item."""
    item = asked_item(item_id)
    day = meetings.day_of(item.meeting)
    seats = queries.seats_to_fill(db.session, day)
    bodies = {seat.id: body for seat, body in seats}
    form = CallForm()
    form.propose([(seat.id, f"{body.name} · {seat.label}") for seat, body in seats])
    if not form.is_submitted():
        form.title.data = item.title
    elif form.validate():
        chosen = form.seats.data or []
        with saving(form):
            election = actions.call_election(
                db.session,
                item=item,
                title=form.title.data,
                body=bodies[chosen[0]] if chosen else item.meeting.body,
                seat_ids=chosen,
                rule=form.rule,
                secret=form.secret.data,
                number=form.mark.uuid,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.election", election_id=election.id), 303)
    page = render_template(
        "voting/call_election.html",
        form=form,
        item=item,
        meeting=item.meeting,
        here=back(url_for("meetings.desk", meeting_id=item.meeting_id, item=item.id)),
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/elections/<int:election_id>")
@requires(Role.member)
def election(election_id: int) -> str:
    """Who stands, how it is counted, each round with its stages, who is elected."""
    return show_election(asked_election(election_id))


def show_election(
    election: Election,
    complaint: str = "",
    *,
    nominating: NominateForm | None = None,
    lots: LotForm | None = None,
) -> str:
    """The page of an election; the forms are those sent and refused, ``complaint`` what else was."""
    meeting = election.item.meeting
    acting = may(Role.secretary, meeting.body_id) and meeting.sealed_at is None
    going_on = election.status not in (ElectionStatus.installed, ElectionStatus.cancelled)
    open_vote = queries.open_round_of(election)
    names = {each.number: each.name for each in election.candidates}
    left, last = _left(election), queries.last_counted(election)
    naming = left or election.status is ElectionStatus.nominating
    if acting and going_on and naming and open_vote is None and nominating is None:
        nominating = _nominate_form(election, sent=False)
    return render_template(
        "voting/election.html",
        election=election,
        meeting=meeting,
        rounds=[told_round(each, lots) for each in election.rounds],
        open_vote=open_vote,
        elected=[names[each] for each in queries.elected_so_far(election)],
        alternates=[names[each] for each in queries.alternates_so_far(election)],
        candidates=[(each, _answers(each)) for each in election.candidates],
        left=left,
        acting=acting and going_on,
        correctable=queries.correctable_round(election) if acting and going_on else None,
        slips_gone=slips_gone(last.vote) if last and acting and going_on else "",
        nominating=nominating,
        complaint=complaint,
    )


def told_round(round_: Round, lots: LotForm | None = None) -> RoundTold:
    """A round with everything that is said of it."""
    count, names = round_.counted, round_.names
    if count is None or round_.vote.status is VoteStatus.cancelled:
        return RoundTold(round_, None, None, None, [], [], None, [], [])
    lot = None
    if count.awaits_lot:
        lot = lots or LotForm(None)
        lot.offer([(each, names[each]) for each in count.awaits_lot.among])
    several = len(count.stages) > 1
    return RoundTold(
        round=round_,
        count=count,
        table=phrases.table_of_stages(count, names) if several else None,
        picture=phrases.picture_of(count),
        stages=[phrases.stage_told(each, names) for each in count.stages] if several else [],
        ties=[phrases.tie_told(tie, names) for stage in count.stages for tie in stage.ties],
        lot=lot,
        former=[
            phrases.corrected(each["reason"], each["count"], names) for each in round_.former or ()
        ],
        added_up=[phrases.added_up(each, names) for each in round_.totals if round_.by_weight],
    )


def _left(election: Election) -> bool:
    """Whether another round may follow."""
    if election.status is ElectionStatus.cancelled:
        return False
    try:
        actions.next_round(election)
    except RuleViolation:
        return False
    return True


def _answers(candidate: Candidate) -> list[CandidacyStatus]:
    """What may still become of a candidate, in a fixed order."""
    return [each for each in CandidacyStatus if each in MAY_BECOME[candidate.status]]


def _nominate_form(election: Election, *, sent: bool) -> NominateForm:
    form = NominateForm() if sent else NominateForm(None)
    meeting = election.item.meeting
    known = people.candidates(db.session, meeting.body_id, meetings.day_of(meeting))
    form.person.offer(known)
    form.nominated_by.offer(known)
    return form


@blueprint.post("/elections/<int:election_id>/nominate")
@requires(Role.secretary)
def nominate(election_id: int) -> Answer:
    """Put somebody forward."""
    found = asked_election(election_id)
    form = _nominate_form(found, sent=True)
    if form.validate():
        with saving(form):
            actions.nominate(
                db.session,
                election=found,
                person=people.person(db.session, form.person.person_id or 0),
                name=form.person.free_name,
                nominated_by=form.nominated_by.data or "",
                accepts=form.accepts.data,
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.election", election_id=election_id) + "#stand", 303)
    return show_election(asked_election(election_id), nominating=form), 422


@blueprint.post(
    "/elections/<int:election_id>/candidates/<int:number>/<any(accepted, declined, withdrawn):answer>"
)
@requires(Role.secretary)
def answer_nomination(election_id: int, number: int, answer: str) -> Answer:
    """Somebody accepts, declines or withdraws."""
    found = asked_election(election_id)
    candidate = next((each for each in found.candidates if each.id == number), None) or abort(404)
    try:
        actions.answer_nomination(
            db.session,
            candidate=candidate,
            status=CandidacyStatus(answer),
            actor=actor(),
            at=clock.now(),
        )
    except RuleViolation as violation:
        db.session.rollback()
        return show_election(asked_election(election_id), say(violation)), 422
    db.session.commit()
    return redirect(url_for("voting.election", election_id=election_id) + "#stand", 303)


@blueprint.route("/elections/<int:election_id>/cancel", methods=["GET", "POST"])
@requires(Role.secretary)
def cancel_election(election_id: int) -> Answer:
    """Call an election off, with a reason."""
    found = asked_election(election_id)
    form = CancelForm()
    if form.is_submitted() and form.validate():
        with saving(form):
            actions.cancel_election(
                db.session,
                election=found,
                reason=form.reason.data or "",
                actor=actor(),
                at=clock.now(),
            )
        if not form.errors:
            return redirect(url_for("voting.election", election_id=election_id), 303)
    page = render_template("voting/cancel_election.html", election=found, form=form)
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/counting")
@public
def counting() -> str:
    """How each way of counting works, in plain words."""
    return render_template("voting/counting.html")


# For the parts of pages that show elections, wherever they are included: none of these asks the database.
_WORDS = {
    "election_status": phrases.STATUSES,
    "election_counting": phrases.COUNTING,
    "election_asked": phrases.asked_of,
    "election_places": phrases.places,
    "candidacy": phrases.CANDIDACIES,
    "how_to_mark": phrases.how_to_mark,
    "told_round": told_round,
}
blueprint.record_once(lambda state: state.app.jinja_env.globals.update(_WORDS))
