"""Seats: added, changed, put in order, ended. A seat that ended stays for the meetings it sat in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.models import Body, Membership, Organization, Seat
from assembly.people.rules import Classification, Electorate, natural_key

_HEAVIEST = 1_000_000


def add_seat(
    session: Session,
    *,
    body: Body,
    label: str,
    organization: Organization | None = None,
    weight: int = 1,
    start_date: date | None = None,
    end_date: date | None = None,
    actor: Actor,
    at: datetime,
) -> Seat:
    """A new seat, the last in order. ``weight``: how many votes its one vote counts as.

    Raises ``RuleViolation``: people.no_seats_here (a body by census), people.name_missing,
    people.text_long, people.weight, people.dates_order.
    """
    if body.electorate is Electorate.census:
        raise RuleViolation("people.no_seats_here")
    locked(session, Body, body.id)
    last = session.scalar(select(func.max(Seat.position)).where(Seat.body_id == body.id))
    writing.dates(start_date, end_date)
    seat = Seat(
        body=body,
        organization=organization,
        label=writing.name(label, field="label"),
        position=(last or 0) + 1,
        weight=_weight(weight),
        start_date=start_date,
        end_date=end_date,
    )
    session.add(seat)
    told = {
        "body_id": body.id,
        "weight": weight,
        "label": seat.label if body.electorate is Electorate.seats else "",
    }
    tell(session, "seat.add", seat, actor, at, **told)
    return seat


def edit_seat(
    session: Session,
    *,
    seat: Seat,
    label: str,
    organization: Organization | None,
    weight: int,
    start_date: date | None,
    actor: Actor,
    at: datetime,
) -> Seat:
    """Change a seat. Raises ``RuleViolation`` as ``add_seat`` does."""
    writing.dates(start_date, seat.end_date, field="start_date")
    changed = writing.change(
        seat,
        label=writing.name(label, field="label"),
        organization_id=organization.id if organization else None,
        weight=_weight(weight),
        start_date=start_date,
    )
    if changed:
        told = {"weight": weight} if "weight" in changed else {}
        tell(session, "seat.change", seat, actor, at, changed=changed, **told)
        session.expire(seat, ["organization"])
    return seat


def move_seat(
    session: Session, *, seat: Seat, place: int, on: date, actor: Actor, at: datetime
) -> None:
    """Make a seat number ``place`` (from 1) among those in force on a day; the others make room."""
    locked(session, Body, seat.body_id)
    others = [each for each in _in_order(session, seat.body_id) if each.id != seat.id]
    here = [each for each in others if each.end_date is None or each.end_date >= on]
    place = max(1, place)
    index = others.index(here[place - 1]) if place <= len(here) else len(others)
    others.insert(index, seat)
    if _number(others):
        tell(session, "seat.move", seat, actor, at, place=seat.position)


def sort_seats(session: Session, *, body: Body, actor: Actor, at: datetime) -> None:
    """Put all seats of a body in the order of their labels (accents do not matter)."""
    locked(session, Body, body.id)
    if _number(sorted(_in_order(session, body.id), key=lambda seat: natural_key(seat.label))):
        tell(session, "body.sort_seats", body, actor, at)


def end_seat(session: Session, *, seat: Seat, end_date: date, actor: Actor, at: datetime) -> Seat:
    """End a seat on a day (its last one). The terms in it that go further end with it.

    Raises ``RuleViolation``: people.dates_order, people.seat_still_to_begin (a term in it would
    begin only after that day).
    """
    writing.dates(seat.start_date, end_date)
    statement = (
        select(Membership)
        .where(
            Membership.seat_id == seat.id,
            or_(Membership.end_date.is_(None), Membership.end_date > end_date),
        )
        .order_by(Membership.id)
    )
    terms = list(session.scalars(statement))
    for membership in terms:
        if membership.start_date and membership.start_date > end_date:
            raise RuleViolation(
                "people.seat_still_to_begin",
                field="end_date",
                name=membership.person.name,
                start=membership.start_date,
            )
    for membership in terms:
        membership.end_date = end_date
    seat.end_date = end_date
    told = {"end_date": end_date, "memberships": [membership.id for membership in terms]}
    tell(session, "seat.end", seat, actor, at, **told)
    return seat


def reopen_seat(session: Session, *, seat: Seat, actor: Actor, at: datetime) -> Seat:
    """Take back the end of a seat. Terms that ended with it are not revived."""
    if seat.end_date is not None:
        seat.end_date = None
        tell(session, "seat.reopen", seat, actor, at)
    return seat


def add_seats_for_organizations(
    session: Session,
    *,
    body: Body,
    classification: Classification,
    start_date: date | None = None,
    actor: Actor,
    at: datetime,
) -> list[Seat]:
    """One seat for each organization of a kind right inside the body's own that has none yet, by name.

    Done twice it adds nothing the second time. Dissolved organizations get none.
    """
    locked(session, Body, body.id)
    seated = select(Seat.organization_id).where(
        Seat.body_id == body.id, Seat.organization_id.is_not(None), Seat.end_date.is_(None)
    )
    statement = (
        select(Organization)
        .where(
            Organization.parent_id == body.organization_id,
            Organization.classification == classification,
            Organization.dissolution_date.is_(None),
            Organization.id.not_in(seated),
        )
        .order_by(Organization.id)
    )
    unseated = sorted(session.scalars(statement), key=lambda each: natural_key(each.name))
    return [
        add_seat(
            session,
            body=body,
            label=organization.name,
            organization=organization,
            start_date=start_date,
            actor=actor,
            at=at,
        )
        for organization in unseated
    ]


def _weight(weight: int) -> int:
    if not 1 <= weight <= _HEAVIEST:
        raise RuleViolation("people.weight", field="weight", most=_HEAVIEST)
    return weight


def _in_order(session: Session, body_id: int) -> list[Seat]:
    statement = select(Seat).where(Seat.body_id == body_id).order_by(Seat.position, Seat.id)
    return list(session.scalars(statement))


def _number(seats: Sequence[Seat]) -> bool:
    """Number the seats from 1 in the order given; whether that changed anything."""
    moved = False
    for position, seat in enumerate(seats, 1):
        if seat.position != position:
            seat.position, moved = position, True
    return moved
