"""Booths: a shared machine is made one for a meeting; one after the other comes in, votes, and is gone."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import Meeting
from assembly.people.actions import Try, begin_card, begin_sign_in, enter_with_card, sign_in
from assembly.people.models import Account
from assembly.voting.models import Booth
from assembly.voting.rules.booth import SERVED, Visit


def open_booth(session: Session, *, meeting: Meeting, actor: Actor, at: datetime) -> Booth:
    """The machine of who acts is a booth for this meeting from now on. Raises voting.booth_over."""
    if meeting.status not in SERVED or actor.account_id is None:
        raise RuleViolation("voting.booth_over")
    booth = Booth(meeting_id=meeting.id, account_id=actor.account_id, opened_at=at)
    session.add(booth)
    session.flush()
    _note(session, "open", booth, actor, at)
    return booth


def close_booth(session: Session, *, booth: Booth, actor: Actor, at: datetime) -> None:
    """It is no booth any more; who stood in it is out."""
    booth = locked(session, Booth, booth.id)
    if booth.closed_at is None:
        booth.closed_at = at
        booth.visit = None
        session.flush()
        _note(session, "close", booth, actor, at)


def unmake_booth(
    session: Session, *, booth: Booth, counted: Try, right: bool, at: datetime
) -> Account:
    """The machine is the house again, for the password of who made it a booth: her account.

    After ``begin_entry`` with her login name. Raises people.wrong_login.
    """
    account = sign_in(session, counted=counted, right=right, at=at)
    actor = Actor(account_id=account.id, name=account.person.name)
    close_booth(session, booth=booth, actor=actor, at=at)
    return account


def begin_entry(session: Session, *, login: str | None, address: str, at: datetime) -> Try:
    """Count a try to come in, by name or number, or with a card (``login`` None), as at the door.

    The caller commits, and compares the PIN without holding the database. Raises people.blocked.
    """
    if login is None:
        return begin_card(session, address=address, at=at)
    return begin_sign_in(session, login=login, address=address, at=at)


def enter_with_code(
    session: Session, *, booth: Booth, counted: Try, digest: str | None, at: datetime
) -> Visit:
    """Somebody comes in with a card, after ``begin_entry``; raises what ``enter_with_card`` raises."""
    card = enter_with_card(session, counted=counted, digest=digest, at=at)
    return _visit(session, booth, card.account, at)


def enter_with_pin(
    session: Session, *, booth: Booth, counted: Try, right: bool, at: datetime
) -> Visit:
    """Somebody comes in with her number and PIN, after ``begin_entry``; raises what ``sign_in`` raises."""
    account = sign_in(session, counted=counted, right=right, at=at)
    return _visit(session, booth, account, at)


def leave(session: Session, *, booth: Booth) -> None:
    """The booth is free: pages of who was in it lead nowhere."""
    locked(session, Booth, booth.id).visit = None
    session.flush()


def _visit(session: Session, booth: Booth, account: Account, at: datetime) -> Visit:
    booth = locked(session, Booth, booth.id)
    if booth.closed_at is not None:
        raise RuleViolation("voting.booth_over")
    booth.visit = secrets.token_hex(16)
    session.flush()
    return Visit(mark=booth.visit, person_id=account.person_id, since=at)


def _note(session: Session, verb: str, booth: Booth, actor: Actor, at: datetime) -> None:
    record(
        session,
        actor=actor,
        at=at,
        verb=f"booth.{verb}",
        object_type="meeting",
        object_id=booth.meeting_id,
        data={"booth": booth.id},
    )
