"""The ballot on a phone: what is asked, for each seat an answer, and the receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_login import current_user

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.roles import Role
from assembly.voting import actions, phrases, queries
from assembly.voting.forms import BallotForm, read_ballot
from assembly.voting.models import Vote
from assembly.voting.rules import Channel, Method, VoteStatus
from assembly.voting.rules.receipts import new_token, shown
from assembly.voting.views.area import blueprint, closed_if_due, vote_to_cast
from assembly.web.access import requires

Answer = str | tuple[str, int]


@dataclass(frozen=True)
class Question:
    """A vote of the sheet, and the seats for which this person may vote in it.

    ``open``: ballots are taken now.
    """

    vote: Vote
    seats: list[queries.Mine]
    open: bool


@dataclass(frozen=True)
class Done:
    """What became of a seat's ballot: its receipt as it is shown, None in an open vote."""

    question: Question
    seat: queries.Mine
    receipt: str | None
    again: bool

    @property
    def asked(self) -> str:
        """The question."""
        return self.question.vote.question

    @property
    def label(self) -> str:
        """The name of the seat."""
        return self.seat.seat


@blueprint.route("/<int:vote_id>/ballot", methods=["GET", "POST"])
@requires(Role.member)
def ballot(vote_id: int) -> Answer:
    """Vote, on all questions that are asked together.

    The answer to a ballot is no redirect: the receipt is nowhere stored, it exists in this answer
    only. Sent again (a reload, a double tap, a lost line) the ballot is answered the same.
    """
    vote = vote_to_cast(vote_id)
    form = BallotForm()
    done: list[Done] = []
    if form.is_submitted() and form.validate():
        try:
            done = cast_sheet(
                asked_sheet(vote),
                request.form,
                form.token.data,
                person_id=current_user.person_id,
                channel=Channel.phone,
            )
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
        else:
            db.session.commit()
        vote = vote_to_cast(vote_id)
    else:
        if closed_if_due(vote):
            vote = vote_to_cast(vote_id)
        form.token.data = new_token()
    sheet = asked_sheet(vote)
    page = render_template(
        "voting/ballot.html",
        vote=vote,
        vote_id=vote_id,
        sheet=sheet,
        form=form,
        done=done,
        sent=request.form,
        waiting=any(each.open and still_to_vote(each) for each in sheet),
        more_follows=any(
            each.open and None in {seat.channel for seat in each.seats} for each in sheet
        ),
    )
    return (page, 422) if form.is_submitted() and not done else page


def asked_sheet(vote: Vote) -> list[Question]:
    """The votes that are asked together with this one, with the seats of who is signed in."""
    together = [each for each in queries.on_sheet(db.session, vote) if each.status != "cancelled"]
    return questions_for(together, current_user.person_id)


def questions_for(together: Sequence[Vote], person_id: int) -> list[Question]:
    """These votes with the seats for which a person may vote in each."""
    mine = queries.my_seats(db.session, [each.id for each in together], person_id)
    now = clock.now()
    return [
        Question(
            vote=each,
            seats=[seat for seat in mine if seat.vote_id == each.id],
            open=each.status is VoteStatus.open
            and (each.closes_at is None or each.closes_at > now),
        )
        for each in together
    ]


def still_to_vote(question: Question) -> list[queries.Mine]:
    """The seats whose ballot can still be cast, or changed."""
    if question.vote.may_change:
        return question.seats
    return [seat for seat in question.seats if seat.channel is None]


def field_of(question: Question, seat: queries.Mine) -> str:
    """The name of the group of radio buttons for a seat."""
    return f"choice-{question.vote.id}-{seat.seat_id}"


def chosen_in(question: Question, seat: queries.Mine, sent: Mapping[str, str]) -> str | None:
    """What was chosen for a seat: an answer, or a choice among candidates; None if nothing was."""
    name = field_of(question, seat)
    round_ = question.vote.round
    if round_ is None or round_.asked.may_mark == 1:
        return sent.get(name)
    typed = {number: sent.get(f"{name}-{number}", "") for number in round_.names}
    return read_ballot(round_.asked, typed, blank=bool(sent.get(f"{name}-blank")))


def cast_sheet(
    sheet: list[Question],
    sent: Mapping[str, str],
    token: str,
    *,
    person_id: int,
    channel: Channel,
) -> list[Done]:
    """Cast what a person chose on a sheet, each question by itself; raises ``RuleViolation``.

    What was left open stays open.
    """
    done = []
    for question in sheet:
        seats = {seat.seat_id: seat for seat in question.seats}
        choices = {
            seat.seat_id: chosen
            for seat in question.seats
            if (chosen := chosen_in(question, seat, sent))
        }
        if not choices:
            continue
        cast = actions.cast(
            db.session,
            vote_id=question.vote.id,
            person_id=person_id,
            choices=choices,
            token=token,
            channel=channel,
            at=clock.now(),
        )
        done += [
            Done(question, seats[each.seat_id], each.receipt and shown(each.receipt), each.again)
            for each in cast
        ]
    if not done:
        raise RuleViolation("voting.choose_first" if any_seat(sheet) else "voting.not_on_the_roll")
    return done


def any_seat(sheet: list[Question]) -> bool:
    """Whether this person is on the roll at all."""
    return any(question.seats for question in sheet)


blueprint.record_once(
    lambda state: state.app.jinja_env.globals.update(
        ballot_field=field_of,
        ballot_answers=lambda vote: list(phrases.ANSWERS.items())[
            : 4 if vote.method is Method.secret_ballots else 3
        ],
        still_to_vote=still_to_vote,
    )
)
