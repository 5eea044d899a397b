"""What people add to a vote: reasoned dissents, and the mandates they voted by."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions import refuse_if_sealed
from assembly.voting.models import Dissent, Mandate, Vote
from assembly.voting.rules import VoteStatus


def add_dissent(
    session: Session,
    *,
    vote: Vote,
    person_id: int | None = None,
    name: str = "",
    text: str,
    actor: Actor,
    at: datetime,
) -> Dissent:
    """Record a reasoned dissent (voto salvado), until the minutes close. The same again adds nothing.

    ``name`` is for somebody whom the house does not know.
    """
    vote = _stands(session, vote)
    if not text.strip():
        raise RuleViolation("voting.dissent_missing", field="text")
    if person_id is None and not name.strip():
        raise RuleViolation("voting.who_missing", field="person")
    wanted = {
        "person_id": person_id,
        "name": "" if person_id else name.strip(),
        "text": text.strip(),
    }
    for there in vote.dissents:
        if all(getattr(there, key) == value for key, value in wanted.items()):
            return there
    dissent = Dissent(vote_id=vote.id, **wanted)
    session.add(dissent)
    session.flush()
    session.expire(vote, ["dissents"])
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.dissent",
        object_type="vote",
        object_id=vote.id,
        data={"dissent": dissent.id, **wanted},
    )
    return dissent


def remove_dissent(session: Session, *, dissent: Dissent, actor: Actor, at: datetime) -> None:
    """Take back a dissent recorded by mistake; the journal keeps it."""
    vote = locked(session, Vote, dissent.vote_id)
    refuse_if_sealed(vote.item.meeting)
    told = {"dissent": dissent.id, "person_id": dissent.person_id, "name": dissent.name}
    told["text"] = dissent.text
    session.delete(dissent)
    session.flush()
    session.expire(vote, ["dissents"])
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.dissent_removed",
        object_type="vote",
        object_id=vote.id,
        data=told,
    )


def cite_mandate(
    session: Session,
    *,
    vote: Vote,
    seat_id: int | None = None,
    person_id: int | None = None,
    organization_id: int | None = None,
    assembly: str = "",
    held_on: date | None = None,
    text: str = "",
    actor: Actor,
    at: datetime,
) -> Mandate:
    """Record the mandate that a spokesperson cites: which assembly, which date, what it said.

    The same again adds nothing.
    """
    vote = _stands(session, vote)
    if not (assembly.strip() or text.strip() or held_on or organization_id):
        raise RuleViolation("voting.mandate_missing", field="text")
    wanted = {
        "seat_id": seat_id,
        "person_id": person_id,
        "organization_id": organization_id,
        "assembly": assembly.strip(),
        "held_on": held_on,
        "text": text.strip(),
    }
    for there in vote.mandates:
        if all(getattr(there, key) == value for key, value in wanted.items()):
            return there
    mandate = Mandate(vote_id=vote.id, **wanted)
    session.add(mandate)
    session.flush()
    session.expire(vote, ["mandates"])
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.mandate",
        object_type="vote",
        object_id=vote.id,
        data={"mandate": mandate.id, **wanted},
    )
    return mandate


def remove_mandate(session: Session, *, mandate: Mandate, actor: Actor, at: datetime) -> None:
    """Take back a mandate recorded by mistake; the journal keeps it."""
    vote = locked(session, Vote, mandate.vote_id)
    refuse_if_sealed(vote.item.meeting)
    told = {
        "mandate": mandate.id,
        "seat_id": mandate.seat_id,
        "person_id": mandate.person_id,
        "organization_id": mandate.organization_id,
        "assembly": mandate.assembly,
        "held_on": mandate.held_on,
        "text": mandate.text,
    }
    session.delete(mandate)
    session.flush()
    session.expire(vote, ["mandates"])
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.mandate_removed",
        object_type="vote",
        object_id=vote.id,
        data=told,
    )


def _stands(session: Session, vote: Vote) -> Vote:
    vote = locked(session, Vote, vote.id)
    refuse_if_sealed(vote.item.meeting)
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    return vote
