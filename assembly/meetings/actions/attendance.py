"""Who came and went: facts, as they were seen at the door or as the paper has them."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.meetings import queries
from assembly.meetings.actions.seal import (
    locked_meeting,
    note,
    refuse_if_future,
    refuse_if_not_held,
)
from assembly.meetings.models import AgendaItem, Attendance, ItemAbsence, Meeting
from assembly.meetings.rules import Direction, ItemStatus, attendance_errors, item_at
from assembly.people.models import Person
from assembly.people.rules import Electorate

TAKEN_UP = frozenset({ItemStatus.open, ItemStatus.closed})
_THE_MINUTE = timedelta(seconds=59)


def arrive(
    session: Session,
    *,
    meeting: Meeting,
    person: Person,
    item: AgendaItem | None = None,
    when: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> Attendance:
    """Somebody comes during ``item`` or at the hour ``when``; with neither, during what is on now.

    Raises ``RuleViolation`` if the person is inside already. The same fact sent twice is one fact.
    """
    return _move(
        session,
        meeting=meeting,
        person=person,
        direction=Direction.arrival,
        item=item,
        when=when,
        actor=actor,
        at=at,
    )


def depart(
    session: Session,
    *,
    meeting: Meeting,
    person: Person,
    item: AgendaItem | None = None,
    when: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> Attendance:
    """Somebody leaves: present for ``item``, not for those after it. See ``arrive``."""
    return _move(
        session,
        meeting=meeting,
        person=person,
        direction=Direction.departure,
        item=item,
        when=when,
        actor=actor,
        at=at,
    )


def take_seat(
    session: Session,
    *,
    meeting: Meeting,
    person: Person,
    item: AgendaItem | None = None,
    when: datetime | None = None,
    actor: Actor,
    at: datetime,
) -> None:
    """The person comes and takes her seat over from whoever sits in it, who leaves.

    Who leaves counts through the item, who comes from the same item on: one seat, one vote. Raises
    ``RuleViolation`` if nobody sits there, or the person herself.
    """
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    presence = queries.presence_of(session, meeting)
    seat_id = presence.seat_of.get(person.id)
    now_on = _item_of(meeting, Direction.departure, item, when)
    sitting = next(
        (each.holder for each in presence.seated(now_on) if each.seat.id == seat_id), None
    )
    if sitting is None or sitting.person_id == person.id:
        raise RuleViolation("meetings.nobody_to_relieve", field="person", name=person.name)
    told: dict[str, Any] = {"meeting": meeting, "item": item, "when": when}
    told |= {"actor": actor, "at": at}
    depart(session, person=session.get_one(Person, sitting.person_id), **told)
    arrive(session, person=person, **told)


def be_absent_for(
    session: Session,
    *,
    meeting: Meeting,
    person: Person,
    first_item: AgendaItem,
    last_item: AgendaItem | None = None,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> ItemAbsence:
    """Somebody is out of the room from one item through another (a conflict of interest).

    Raises ``RuleViolation`` if she is not there anyway, or if the items are the wrong way round.
    """
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    last_item = last_item or first_item
    _own_item(meeting, first_item)
    _own_item(meeting, last_item)
    before = queries.presence_of(session, meeting)
    for out in before.outs:
        same = (out.person_id, out.first_item_id, out.last_item_id)
        if same == (person.id, first_item.id, last_item.id) and out.reason == reason:
            return session.get_one(ItemAbsence, out.id)
    absence = ItemAbsence(
        meeting_id=meeting.id,
        person_id=person.id,
        first_item_id=first_item.id,
        last_item_id=last_item.id,
        reason=reason,
    )
    out = queries.Out(0, person.id, person.name, first_item.id, last_item.id, reason)
    after = replace(before, outs=(*before.outs, out))
    refuse_new_errors(before, after, person.id, field="first_item")
    session.add(absence)
    session.flush()
    note(
        session,
        "attendance.absent_for",
        meeting,
        actor,
        at,
        person=person.id,
        name=person.name,
        first_item=first_item.id,
        last_item=last_item.id,
        reason=reason,
    )
    return absence


def take_back(
    session: Session, *, entry: Attendance | ItemAbsence, actor: Actor, at: datetime
) -> None:
    """A wrong entry is taken out; the journal keeps what it said.

    Raises ``RuleViolation`` if what remains could not be so (a departure without its arrival).
    """
    meeting = locked_meeting(session, entry.meeting_id)
    refuse_if_not_held(meeting)
    before = queries.presence_of(session, meeting)
    person = entry.person
    told: dict[str, object] = {"person": person.id, "name": person.name}
    if isinstance(entry, Attendance):
        told |= {"direction": entry.direction, "item": entry.item_id, "when": entry.at}
        rest = tuple(fact for fact in before.moved if fact.id != entry.id)
        after = replace(before, moved=rest)
    else:
        after = replace(before, outs=tuple(out for out in before.outs if out.id != entry.id))
        told |= {
            "first_item": entry.first_item_id,
            "last_item": entry.last_item_id,
            "reason": entry.reason,
        }
    refuse_new_errors(before, after, person.id)
    session.delete(entry)
    session.flush()
    note(session, "attendance.take_back", meeting, actor, at, **told)


def count_heads(
    session: Session, *, meeting: Meeting, head_count: int | None, actor: Actor, at: datetime
) -> None:
    """Count again those present, in a body that counts heads. None: nobody counted («sin dato»)."""
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    if meeting.body.electorate is not Electorate.census:
        raise RuleViolation("meetings.counts_by_seat", field="head_count")
    if meeting.head_count == head_count:
        return
    before, meeting.head_count = meeting.head_count, head_count
    session.flush()
    note(session, "attendance.count_heads", meeting, actor, at, before=before, now=head_count)


def refuse_new_errors(
    before: queries.Presence, after: queries.Presence, person_id: int, *, field: str | None = None
) -> None:
    """Facts that cannot be so are named at once; errors that stood before are not this entry's."""
    for error in after.errors:
        if error.person == person_id and error not in before.errors:
            raise RuleViolation(f"meetings.{error.code}", field=field, name=after.name(person_id))


def _move(
    session: Session,
    *,
    meeting: Meeting,
    person: Person,
    direction: Direction,
    item: AgendaItem | None,
    when: datetime | None,
    actor: Actor,
    at: datetime,
) -> Attendance:
    meeting = locked_meeting(session, meeting.id)
    refuse_if_not_held(meeting)
    refuse_if_future(when, at, field="when")
    before = queries.presence_of(session, meeting)
    item_id = _item_of(meeting, direction, item, when)
    known = [fact for fact in before.moved if fact.person_id == person.id]
    # Without an hour only the last fact can be the same one: who left may come back during one item.
    for fact in known if when else known[-1:]:
        if (fact.direction, fact.item_id, fact.at) == (direction, item_id, when):
            return session.get_one(Attendance, fact.id)
    entry = Attendance(
        meeting_id=meeting.id,
        person_id=person.id,
        seat_id=before.seat_of.get(person.id),
        direction=direction,
        item_id=item_id,
        at=when,
    )
    fact = queries.Moved(
        sys.maxsize, person.id, person.name, entry.seat_id, direction, item_id, when
    )
    _refuse_if_impossible(replace(before, moved=(*before.moved, fact)), fact)
    session.add(entry)
    session.flush()
    note(
        session,
        f"attendance.{direction.value}",
        meeting,
        actor,
        at,
        person=person.id,
        name=person.name,
        seat=entry.seat_id,
        item=item_id,
        when=when,
    )
    return entry


def _refuse_if_impossible(after: queries.Presence, fact: queries.Moved) -> None:
    """Judge a fact by those that came before it. What was forgotten and is written down now may
    contradict a later one: the page of the attendance names that until it is set right."""
    number = after.number(fact.item_id)
    facts = [move for move in after.movements if move.person == fact.person_id]
    here = (fact.direction, number, fact.at)
    order = max(m.order for m in facts if (m.direction, m.item, m.at) == here)
    until = [move for move in facts if (move.item, move.order) <= (number, order)]
    rest = [move for move in until if (move.item, move.order) != (number, order)]
    for error in attendance_errors(until):
        if error not in attendance_errors(rest):
            raise RuleViolation(f"meetings.{error.code}", field="person", name=fact.name)


def _item_of(
    meeting: Meeting, direction: Direction, item: AgendaItem | None, when: datetime | None
) -> int | None:
    """The item a fact belongs to: the one said, else the one that was on at that hour or is on now."""
    if item is not None:
        _own_item(meeting, item)
        return item.id
    ordered = queries.in_order(meeting.items)
    begun = [each for each in ordered if each.status in TAKEN_UP]
    hours_known = all(each.opened_at for each in begun)
    comes = direction is Direction.arrival
    if when is not None and meeting.opened_at is not None and when < meeting.opened_at:
        # Who was there at the opening is what the roll says, with the quorum that was found by it.
        raise RuleViolation("meetings.before_the_roll", field="when")
    if not begun:
        return ordered[0].id if ordered and comes else None
    if when is not None and hours_known:
        # Hours are typed to the minute, items open at a second of it: the minute's end decides.
        moment = when if when.second or when.microsecond else when + _THE_MINUTE
        return item_at(queries.taken(ordered), moment, direction)
    last = begun[-1]
    if last.status is ItemStatus.open or not comes:
        return last.id
    return next((each.id for each in ordered[ordered.index(last) + 1 :]), last.id)


def _own_item(meeting: Meeting, item: AgendaItem) -> None:
    if item.meeting_id != meeting.id:
        raise RuleViolation("meetings.item_of_another_meeting", field="item")
