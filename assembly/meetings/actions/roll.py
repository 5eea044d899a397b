"""Calling the roll: is there quorum, and may the session open?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.meetings import queries
from assembly.meetings.actions.attendance import refuse_new_errors
from assembly.meetings.actions.carry import carry_into_next
from assembly.meetings.actions.seal import locked_meeting, note, refuse_if_future, refuse_if_sealed
from assembly.meetings.models import AgendaItem, Attendance, Meeting, QuorumCheck
from assembly.meetings.rules import (
    Direction,
    ItemKind,
    ItemStatus,
    MeetingStatus,
    QuorumCall,
    QuorumReason,
    QuorumResult,
    check_call,
    frozen,
    meeting_may_become,
    thawed,
)
from assembly.people.actions import end_cards_of_meeting
from assembly.people.rules import Electorate


def call_roll(
    session: Session,
    *,
    meeting: Meeting,
    number: int,
    when: datetime | None,
    present: Collection[int] | None,
    head_count: int | None = None,
    override_reason: str = "",
    actor: Actor,
    at: datetime,
) -> QuorumCheck:
    """Call the roll (first, second or third call) and open the session if there is quorum.

    ``present`` are the ids of the persons in the room (None: nobody wrote down who came, «sin
    dato»); a body that counts heads gives ``head_count`` instead. ``when`` is the hour of the call,
    None if the paper does not say. The rule of the call is frozen with what it found. Without
    quorum the call is kept and the meeting does not open, unless ``override_reason`` says why it
    did all the same. The same call again corrects it.

    Raises ``RuleViolation``: the calls out of order, too early, an hour that has not come yet, a
    correction that would take the quorum from a meeting in session, persons who hold no seat.
    """
    meeting = locked_meeting(session, meeting.id)
    refuse_if_sealed(meeting)
    refuse_if_future(when, at, field="when")
    existing = next((check for check in meeting.calls if check.number == number), None)
    _refuse_out_of_order(meeting, number, existing)
    call = thawed(existing.rule) if existing else _call_of_body(session, meeting, number)
    result = _found(session, meeting, call, when, present, head_count)
    opens = _opens(meeting, result, override_reason)
    if not opens and meeting.call == number:
        raise RuleViolation("meetings.correction_loses_quorum", field="override_reason")
    _rewrite_opening(session, meeting, present, head_count, when)
    check = existing or QuorumCheck(number=number)
    check.at = when
    check.rule = frozen(call)
    check.base_count = result.base_count
    check.present = result.present
    check.required = result.required
    check.valid = result.valid
    check.override_reason = override_reason if opens and result.valid is not True else ""
    if not existing:
        meeting.calls.append(check)
    if opens:
        _open(meeting, number, when)
    session.flush()
    note(
        session,
        "meeting.correct_call" if existing else "meeting.call",
        meeting,
        actor,
        at,
        number=number,
        when=when,
        people=sorted(present) if present is not None else None,
        present=result.present,
        required=result.required,
        base=result.base_count,
        valid=result.valid,
        override_reason=check.override_reason,
    )
    return check


def not_held(
    session: Session, *, meeting: Meeting, when: datetime | None, actor: Actor, at: datetime
) -> None:
    """No call found quorum: the meeting is over before it began. Its items flow into the next one."""
    meeting = locked_meeting(session, meeting.id)
    refuse_if_sealed(meeting)
    if meeting.status is MeetingStatus.ended and meeting.call is None:
        return
    if not meeting.calls or not meeting_may_become(meeting.status, MeetingStatus.in_session):
        raise RuleViolation("meetings.no_call_yet")
    refuse_if_future(when, at, field="left_at")
    meeting.status = MeetingStatus.ended
    meeting.ended_at = when
    session.flush()
    end_cards_of_meeting(session, meeting_id=meeting.id, at=at)
    note(session, "meeting.not_held", meeting, actor, at, when=when)
    carry_into_next(session, meeting=meeting, actor=actor, at=at)


def _refuse_out_of_order(meeting: Meeting, number: int, existing: QuorumCheck | None) -> None:
    opened = meeting.call is not None
    if not opened and not meeting_may_become(meeting.status, MeetingStatus.in_session):
        raise RuleViolation("meetings.not_to_be_opened")
    if opened and number != meeting.call:
        raise RuleViolation("meetings.already_open", field="number", call=meeting.call)
    before = {check.number for check in meeting.calls}
    if not existing and number > 1 and number - 1 not in before and not meeting.from_paper:
        raise RuleViolation("meetings.call_before_missing", field="number", call=number - 1)


def _call_of_body(session: Session, meeting: Meeting, number: int) -> QuorumCall:
    calls = queries.quorum_calls(session, meeting.body_id)
    call = next((call for call in calls if call.number == number), None)
    if call is None:
        raise RuleViolation("meetings.no_such_call", field="number", number=number)
    return call


def _found(
    session: Session,
    meeting: Meeting,
    call: QuorumCall,
    when: datetime | None,
    present: Collection[int] | None,
    head_count: int | None,
) -> QuorumResult:
    """What the call found; refuses persons who hold no seat and a call made before its wait is over."""
    census = meeting.body.census
    previous = next((check for check in meeting.calls if check.number == call.number - 1), None)
    if meeting.body.electorate is Electorate.census:
        seats = filled = census
        counted = head_count
    else:
        here = queries.seats_on(session, meeting.body_id, queries.day_of(meeting))
        known = {holder.person_id for seat in here for holder in seat.holders}
        if present is not None and not known.issuperset(present):
            raise RuleViolation("meetings.holds_no_seat")
        seats = sum(seat.weight for seat in here)
        filled = sum(seat.weight for seat in here if seat.holders)
        counted = None
        if present is not None:
            counted = sum(
                seat.weight
                for seat in here
                if any(holder.person_id in present for holder in seat.holders)
            )
    return check_call(
        call,
        present=counted,
        seats=seats,
        filled=filled,
        census=census,
        previous_call_at=previous.at if previous else None,
        now=when,
    )


def _opens(meeting: Meeting, result: QuorumResult, override_reason: str) -> bool:
    """Whether the session opens with this call. What is unknown opens it only when typed from paper."""
    if result.valid or override_reason:
        return True
    if result.reason is QuorumReason.too_early:
        minutes = -(-int(result.too_early_by.total_seconds()) // 60)
        raise RuleViolation("meetings.call_too_early", field="when", minutes=minutes)
    if result.valid is None:
        if meeting.from_paper:
            return True
        raise RuleViolation(f"meetings.{result.reason.value}", field="override_reason")
    return False


def _rewrite_opening(
    session: Session,
    meeting: Meeting,
    present: Collection[int] | None,
    head_count: int | None,
    when: datetime | None,
) -> None:
    """Who was there at the opening is what this call says; later arrivals and departures stay."""
    if meeting.body.electorate is Electorate.census:
        meeting.head_count = head_count
        return
    presence = queries.presence_of(session, meeting)
    wanted = set(present or ())
    others, gone = [], []
    for fact in presence.moved:
        if fact.item_id is not None or fact.direction is not Direction.arrival:
            others.append(fact)
        elif fact.person_id in wanted:
            wanted.discard(fact.person_id)
            others.append(fact)
            session.get_one(Attendance, fact.id).at = when
        else:
            gone.append(fact)
    for fact in gone:
        refuse_new_errors(presence, replace(presence, moved=tuple(others)), fact.person_id)
        session.delete(session.get_one(Attendance, fact.id))
    session.add_all(
        Attendance(
            meeting_id=meeting.id,
            person_id=person_id,
            seat_id=presence.seat_of[person_id],
            direction=Direction.arrival,
            at=when,
        )
        for person_id in sorted(wanted)
    )


def _open(meeting: Meeting, number: int, when: datetime | None) -> None:
    meeting.call = number
    meeting.opened_at = when
    if meeting.status is MeetingStatus.ended:
        return
    meeting.status = MeetingStatus.in_session
    item = _roll_item(meeting)
    if item is not None and item.status in (ItemStatus.planned, ItemStatus.closed):
        # The roll has just been called: the item of that name is done.
        item.status = ItemStatus.closed
        item.opened_at = item.closed_at = when


def _roll_item(meeting: Meeting) -> AgendaItem | None:
    return next((item for item in meeting.items if item.kind is ItemKind.roll_call), None)
