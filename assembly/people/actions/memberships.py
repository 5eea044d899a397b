"""Who holds a seat and when: terms begun, corrected, ended; never deleted."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.actions.seats import add_seat
from assembly.people.models import Body, Membership, Person, Seat
from assembly.people.rules import Electorate, Holding, overlap


def seat_person(
    session: Session,
    *,
    seat: Seat,
    person: Person,
    holding: Holding,
    rank: int | None = None,
    start_date: date | None,
    end_date: date | None = None,
    replacing: bool = False,
    actor: Actor,
    at: datetime,
) -> Membership:
    """Put a person in a seat from a day through another (None: open).

    A seat has one principal at a time; alternates stand in order of ``rank`` (None: behind the
    others). With ``replacing``, terms in the way (the principal's, or her own as alternate) end the
    day before. Raises ``RuleViolation``: people.person_inactive, people.dates_order,
    people.seat_ended, people.seat_taken, people.already_in_seat, people.rank_taken.
    """
    locked(session, Seat, seat.id)  # two secretaries cannot both find it free
    if not person.active:
        raise RuleViolation("people.person_inactive", field="person", name=person.name)
    writing.dates(start_date, end_date)
    _within(seat, start_date, end_date)
    if replacing and start_date is not None:
        _make_room(session, seat, person, holding, start_date, actor, at)
    beside = _beside(session, seat, start_date, end_date)
    if rank is None:
        rank = 1
        if holding is Holding.alternate:
            taken = [each.rank for each in beside if each.holding is Holding.alternate]
            rank = max(taken, default=0) + 1
    _check_room(beside, person, holding, rank)
    membership = Membership(
        seat=seat,
        person=person,
        holding=holding,
        rank=rank,
        start_date=start_date,
        end_date=end_date,
    )
    session.add(membership)
    told = {
        "seat_id": seat.id,
        "person_id": person.id,
        "holding": holding,
        "rank": rank,
        "start_date": start_date,
        "end_date": end_date,
    }
    tell(session, "membership.begin", membership, actor, at, **told)
    return membership


def correct_membership(
    session: Session,
    *,
    membership: Membership,
    person: Person,
    holding: Holding,
    rank: int,
    start_date: date | None,
    end_date: date | None,
    actor: Actor,
    at: datetime,
) -> Membership:
    """Mend what was entered wrongly. Who held a seat and no longer does is not this: end her term.

    The journal keeps what it was before. Raises ``RuleViolation`` as ``seat_person`` does.
    """
    seat = membership.seat
    locked(session, Seat, seat.id)
    writing.dates(start_date, end_date)
    _within(seat, start_date, end_date)
    beside = _beside(session, seat, start_date, end_date, but=membership.id)
    _check_room(beside, person, holding, rank)
    columns = ("person_id", "holding", "rank", "start_date", "end_date")
    before = {column: getattr(membership, column) for column in columns}
    changed = writing.change(
        membership,
        person_id=person.id,
        holding=holding,
        rank=rank,
        start_date=start_date,
        end_date=end_date,
    )
    if changed:
        told = {
            "before": {column: before[column] for column in changed},
            "after": {column: getattr(membership, column) for column in changed},
        }
        tell(session, "membership.correct", membership, actor, at, **told)
        session.expire(membership, ["person"])
    return membership


def end_membership(
    session: Session, *, membership: Membership, end_date: date, actor: Actor, at: datetime
) -> Membership:
    """End a term on a day (its last one). Raises ``RuleViolation`` people.dates_order, people.term_over."""
    writing.dates(membership.start_date, end_date)
    if membership.end_date is not None and membership.end_date < end_date:
        raise RuleViolation("people.term_over", field="end_date", end=membership.end_date)
    if membership.end_date != end_date:
        membership.end_date = end_date
        tell(session, "membership.end", membership, actor, at, end_date=end_date)
    return membership


def enroll(
    session: Session,
    *,
    body: Body,
    person: Person,
    weight: int = 1,
    start_date: date | None,
    actor: Actor,
    at: datetime,
) -> Membership:
    """Put a person on the roll of a body: a seat of her own, in one act.

    Raises ``RuleViolation``: people.not_a_roll, people.already_on_roll, and as ``add_seat``.
    """
    if body.electorate is not Electorate.roll:
        raise RuleViolation("people.not_a_roll")
    locked(session, Body, body.id)
    statement = (
        select(Membership)
        .join(Membership.seat)
        .where(Membership.person_id == person.id, Seat.body_id == body.id)
    )
    for held in session.scalars(statement):
        if overlap(held.start_date, held.end_date, start_date, None):
            raise RuleViolation("people.already_on_roll", field="person", name=person.name)
    seat = add_seat(
        session,
        body=body,
        label=person.name,
        organization=person.organization,
        weight=weight,
        start_date=start_date,
        actor=actor,
        at=at,
    )
    return seat_person(
        session,
        seat=seat,
        person=person,
        holding=Holding.principal,
        start_date=start_date,
        actor=actor,
        at=at,
    )


def _within(seat: Seat, start_date: date | None, end_date: date | None) -> None:
    """A term lies inside the life of its seat."""
    if seat.end_date is None:
        return
    if end_date is None or end_date > seat.end_date:
        raise RuleViolation("people.seat_ended", field="end_date", end=seat.end_date)
    if start_date is not None and start_date > seat.end_date:
        raise RuleViolation("people.seat_ended", field="start_date", end=seat.end_date)


def _beside(
    session: Session,
    seat: Seat,
    start_date: date | None,
    end_date: date | None,
    *,
    but: int | None = None,
) -> list[Membership]:
    """The terms in a seat that share a day with this one."""
    statement = (
        select(Membership)
        .where(Membership.seat_id == seat.id, Membership.id != (but or 0))
        .options(joinedload(Membership.person))
        .order_by(Membership.id)
    )
    return [
        each
        for each in session.scalars(statement)
        if overlap(each.start_date, each.end_date, start_date, end_date)
    ]


def _check_room(beside: list[Membership], person: Person, holding: Holding, rank: int) -> None:
    """One principal at a time, one alternate per rank, nobody beside herself."""
    for each in beside:
        if each.person_id == person.id:
            raise RuleViolation("people.already_in_seat", field="person", name=person.name)
    for each in beside:
        if each.holding is not holding:
            continue
        if holding is Holding.principal:
            raise RuleViolation(
                "people.seat_taken",
                field="person",
                name=person.name,
                other=each.person.name,
            )
        if each.rank == rank:
            raise RuleViolation(
                "people.rank_taken", field="rank", other=each.person.name, rank=rank
            )


def _make_room(
    session: Session,
    seat: Seat,
    person: Person,
    holding: Holding,
    start_date: date,
    actor: Actor,
    at: datetime,
) -> None:
    """End the day before what stands in the way: the principal's term, or her own in another place."""
    day_before = start_date - timedelta(days=1)
    for each in _beside(session, seat, start_date, None):
        in_the_way = each.person_id == person.id or (
            holding is Holding.principal and each.holding is Holding.principal
        )
        began_before = each.start_date is None or each.start_date <= day_before
        if in_the_way and began_before:
            end_membership(session, membership=each, end_date=day_before, actor=actor, at=at)
