"""The roll: who is there, which call it is, whether the session opens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue as Page

from assembly import clock
from assembly.db import db
from assembly.errors import RuleViolation
from assembly.meetings import actions, queries
from assembly.meetings.forms.hold import NotHeldForm, RollForm
from assembly.meetings.models import Meeting, QuorumCheck
from assembly.meetings.phrases import meeting_title
from assembly.meetings.phrases.hold import quorum_verdict, quorum_why
from assembly.meetings.phrases.quorum import CALLS, call_words
from assembly.meetings.rules import (
    QuorumBase,
    QuorumCall,
    QuorumReason,
    QuorumResult,
    required_of,
    thawed,
)
from assembly.meetings.views.area import blueprint, meeting_or_404
from assembly.meetings.views.hold import hour
from assembly.meetings.views.session import leader, offer_leaders
from assembly.people.rules import Electorate
from assembly.roles import Role
from assembly.web.access import actor, requires
from assembly.web.filters import local


@dataclass(frozen=True)
class Choice:
    """What may be said of a seat: the ids of those of its holders who are in the room."""

    value: str
    label: str
    name: str


@dataclass(frozen=True)
class RollLine:
    """One seat of the roll. ``chosen`` is None until it was called."""

    seat: queries.SeatHere
    choices: list[Choice]
    chosen: str | None

    @property
    def state(self) -> str:
        """How the seat is drawn: ``principal``, ``alternate`` or ``absent``."""
        if not self.chosen:
            return "absent"
        first = self.chosen.split(",")[0]
        return next(choice.label for choice in self.choices if choice.value == first)


@blueprint.route("/<int:meeting_id>/roll", methods=["GET", "POST"])
@requires(Role.secretary)
def roll(meeting_id: int) -> Page:
    """Call the roll by seat: the quorum is computed, the session opens or the next call follows."""
    meeting = meeting_or_404(meeting_id)
    calls = queries.quorum_calls(db.session, meeting.body_id)
    number = request.values.get("number", type=int) or _due(meeting, calls)
    form = RollForm(number=number)
    offer_leaders(form, meeting)
    if not form.is_submitted():
        _fill(form, meeting, number)
        return _roll_page(meeting, calls, number, form)
    if form.validate():
        try:
            check = _call(meeting, number, form)
        except RuleViolation as violation:
            db.session.rollback()
            form.reject(violation)
            meeting = meeting_or_404(meeting_id)
        else:
            db.session.commit()
            opened = meeting.call == check.number
            return redirect(
                url_for("meetings.desk" if opened else "meetings.roll", meeting_id=meeting_id), 303
            )
    return _roll_page(meeting, calls, number, form), 422


def _due(meeting: Meeting, calls: tuple[QuorumCall, ...]) -> int:
    """The call to make now: the one that opened the session (to correct it), else the next one."""
    if meeting.call:
        return meeting.call
    made = max((check.number for check in meeting.calls), default=0)
    return min(made + 1, max(len(calls), 1))


def _call(meeting: Meeting, number: int, form: RollForm) -> QuorumCheck:
    told: dict[str, Any] = {"meeting": meeting, "actor": actor(), "at": clock.now()}
    actions.set_chair_and_secretary(
        db.session, chair=leader(form, "chair"), secretary=leader(form, "secretary"), **told
    )
    unknown = bool(form.roll_unknown.data)
    return actions.call_roll(
        db.session,
        number=number,
        when=hour(meeting, form.when.data),
        present=None if unknown else _ticked(),
        head_count=None if unknown else form.head_count.data,
        override_reason=form.override_reason.data or "",
        **told,
    )


def _ticked() -> set[int]:
    """The ids of the persons in the room, from all lines of the roll."""
    return {
        int(number)
        for name, value in request.form.items()
        if name.startswith("seat-")
        for number in value.split(",")
        if number.isdecimal()
    }


def _fill(form: RollForm, meeting: Meeting, number: int) -> None:
    """What is known already of this call; else the hour it is now."""
    check = next((check for check in meeting.calls if check.number == number), None)
    if check is not None:
        form.when.data = local(check.at).time() if check.at else None
        form.override_reason.data = check.override_reason
        form.roll_unknown.data = check.present is None
    elif not meeting.from_paper:
        form.when.data = local(clock.now()).time()
    form.head_count.data = meeting.head_count


def _roll_page(meeting: Meeting, calls: tuple[QuorumCall, ...], number: int, form: RollForm) -> str:
    made = {check.number: check for check in meeting.calls}
    call = thawed(made[number].rule) if number in made else None
    call = call or next((each for each in calls if each.number == number), None)
    lines = _lines(meeting, form)
    by_heads = meeting.body.electorate is Electorate.census
    seats = sum(line.seat.weight for line in lines)
    base_count = _base_count(meeting, call, lines)
    return render_template(
        "meetings/roll.html",
        meeting=meeting,
        title=meeting_title(meeting),
        too_early=local(meeting.scheduled_at).date() > local(clock.now()).date(),
        call_name=str(CALLS.get(number, "")),
        rule=call_words(call, base_count) if call else "",
        required=required_of(call, base_count) if call else None,
        made=[(check, str(CALLS[check.number]), *_said(check)) for check in meeting.calls],
        last=call is None or number == len(calls),
        number=number,
        lines=lines,
        seats=seats,
        present=sum(line.seat.weight for line in lines if line.chosen),
        by_heads=by_heads,
        form=form,
        not_held_form=NotHeldForm(None),
    )


def _base_count(meeting: Meeting, call: QuorumCall | None, lines: list[RollLine]) -> int | None:
    """What the share of this call is of, in the unit of the body."""
    if call is None:
        return None
    return {
        QuorumBase.seats: sum(line.seat.weight for line in lines),
        QuorumBase.filled_seats: sum(line.seat.weight for line in lines if line.seat.holders),
        QuorumBase.census: meeting.body.census,
        QuorumBase.whoever: None,
    }[call.base]


def _lines(meeting: Meeting, form: RollForm) -> list[RollLine]:
    """The seats with what may be said of each and what was said."""
    presence = queries.presence_of(db.session, meeting)
    called = bool(meeting.calls)
    here = presence.at_opening
    lines = []
    for seat in presence.seats:
        choices = [
            Choice(str(each.person_id), each.holding.value, each.name) for each in seat.holders
        ]
        if len(seat.holders) == 2:
            choices.append(Choice(",".join(choice.value for choice in choices), "both", ""))
        choices.append(Choice("", "nobody", ""))
        known = {choice.value for choice in choices}
        chosen: str | None = None
        if form.is_submitted():
            chosen = request.form.get(f"seat-{seat.id}")
        elif called:
            inside = [str(each.person_id) for each in seat.holders if each.person_id in here]
            chosen = ",".join(inside)
        elif request.args.get("fill") == "principals":
            chosen = choices[0].value
        lines.append(RollLine(seat, choices, chosen if chosen in known else None))
    return lines


def _said(check: QuorumCheck) -> tuple[str, str]:
    """What a call found, in words."""
    call = thawed(check.rule)
    if check.valid is None:
        reason = QuorumReason.time_unknown
        if check.present is None:
            reason = QuorumReason.present_unknown
    else:
        reason = QuorumReason.enough if check.valid else QuorumReason.too_few
    result = QuorumResult(call, reason, check.present, check.base_count, check.required)
    return quorum_verdict(result), quorum_why(result)
