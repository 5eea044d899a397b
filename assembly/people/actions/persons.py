"""Persons: entered, changed, taken out of the lists. Nobody is ever deleted."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import tell
from assembly.people.actions import writing
from assembly.people.actions.accounts import close_account
from assembly.people.models import Account, Body, Membership, Organization, Person, Seat
from assembly.people.rules import Electorate, identity_key, identity_shown, name_key

_NUMBER_MOST = 40


def create_person(
    session: Session,
    *,
    name: str,
    identity_number: str = "",
    organization: Organization | None = None,
    phone: str = "",
    email: str = "",
    note: str = "",
    actor: Actor,
    at: datetime,
) -> Person:
    """A new person. The identity number may be written in any way; it belongs to one person only.

    Namesakes are allowed (ask ``queries.namesakes`` first). Raises ``RuleViolation``:
    people.name_missing, people.text_long, people.identity_taken.
    """
    clean = writing.name(name)
    person = Person(
        name=clean,
        name_key=name_key(clean),
        identity_number=_free_number(session, identity_number, None),
        organization=organization,
        phone=writing.line(phone, field="phone", most=60),
        email=writing.line(email, field="email"),
        note=note.replace("\x00", ""),
    )
    with writing.claiming(session, lambda: _free_number(session, identity_number, None)):
        session.add(person)
    tell(session, "person.create", person, actor, at)
    return person


def edit_person(
    session: Session,
    *,
    person: Person,
    name: str,
    identity_number: str,
    organization: Organization | None,
    phone: str,
    email: str,
    note: str,
    actor: Actor,
    at: datetime,
) -> Person:
    """Change what is known of a person. Raises ``RuleViolation`` as ``create_person`` does.

    On a roll her seat bears her name, so it is renamed with her.
    """
    clean = writing.name(name)
    before = person.name
    own_id, number = person.id, _free_number(session, identity_number, person.id)
    with writing.claiming(session, lambda: _free_number(session, identity_number, own_id)):
        changed = writing.change(
            person,
            name=clean,
            name_key=name_key(clean),
            identity_number=number,
            organization_id=organization.id if organization else None,
            phone=writing.line(phone, field="phone", most=60),
            email=writing.line(email, field="email"),
            note=note.replace("\x00", ""),
        )
    if not changed:
        return person
    if "name" in changed:
        own = (
            select(Seat)
            .join(Membership)
            .join(Body, Seat.body_id == Body.id)
            .where(
                Membership.person_id == person.id,
                Seat.label == before,
                Body.electorate == Electorate.roll,
            )
        )
        for seat in session.scalars(own).unique():
            seat.label = clean
    tell(session, "person.change", person, actor, at, changed=changed)
    session.expire(person, ["organization"])
    return person


def deactivate_person(session: Session, *, person: Person, actor: Actor, at: datetime) -> None:
    """Take a person out of the lists: she died, moved away, or was entered twice. Her past stays.

    Her account is closed with it. Raises ``RuleViolation`` people.holds_seats while a term of hers
    is open: a seat must not be left to nobody by accident.
    """
    if labels := _held_after(session, person, at):
        raise RuleViolation("people.holds_seats", name=person.name, seats=", ".join(labels[:4]))
    account = session.scalars(select(Account).where(Account.person_id == person.id)).one_or_none()
    if account is not None and account.active:
        close_account(session, account=account, actor=actor, at=at)
    if person.active:
        person.active = False
        tell(session, "person.deactivate", person, actor, at)


def reactivate_person(session: Session, *, person: Person, actor: Actor, at: datetime) -> None:
    """Put a person back into the lists. Her account, if any, stays closed until it is opened."""
    if not person.active:
        person.active = True
        tell(session, "person.reactivate", person, actor, at)


def _held_after(session: Session, person: Person, at: datetime) -> list[str]:
    """The seats that she still holds after this day, which is that of the place where each body meets."""
    held = (
        select(Seat.label, Body.timezone, Membership.end_date)
        .join(Membership.seat)
        .join(Seat.body)
        .where(Membership.person_id == person.id)
        .order_by(Seat.body_id, Seat.position, Seat.id)
    )
    return [
        label
        for label, timezone, end in session.execute(held)
        if end is None or end > at.astimezone(ZoneInfo(timezone)).date()
    ]


def _free_number(session: Session, text: str, own_id: int | None) -> str | None:
    """The number in its one form, None if there is none. Raises people.identity_taken with the name."""
    number = identity_key(writing.line(text, field="identity_number"))
    if not number:
        return None
    if len(number) > _NUMBER_MOST:
        raise RuleViolation("people.text_long", field="identity_number", most=_NUMBER_MOST)
    statement = select(Person.name).where(
        Person.identity_number == number, Person.id != (own_id or 0)
    )
    holder = session.scalars(statement).one_or_none()
    if holder is not None:
        raise RuleViolation(
            "people.identity_taken",
            field="identity_number",
            number=identity_shown(number),
            name=holder,
        )
    return number
