"""What people add to a vote: reasoned dissents, and the mandates they voted by."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions import refuse_if_sealed
from assembly.voting.models import Dissent, Mandate, Vote
from assembly.voting.rules import VoteStatus

Aside = TypeVar("Aside", Dissent, Mandate)

_WORD: dict[type[Dissent] | type[Mandate], str] = {Dissent: "dissent", Mandate: "mandate"}


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
    return _add(session, Dissent, vote, vote.dissents, wanted, actor, at)


def remove_dissent(session: Session, *, dissent: Dissent, actor: Actor, at: datetime) -> None:
    """Take back a dissent recorded by mistake; the journal keeps it."""
    _take_back(session, dissent, ("person_id", "name", "text"), actor, at)


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
    return _add(session, Mandate, vote, vote.mandates, wanted, actor, at)


def remove_mandate(session: Session, *, mandate: Mandate, actor: Actor, at: datetime) -> None:
    """Take back a mandate recorded by mistake; the journal keeps it."""
    said = ("seat_id", "person_id", "organization_id", "assembly", "held_on", "text")
    _take_back(session, mandate, said, actor, at)


def _add(
    session: Session,
    kind: type[Aside],
    vote: Vote,
    there: list[Aside],
    wanted: dict[str, Any],
    actor: Actor,
    at: datetime,
) -> Aside:
    """Hang it on the vote; the same again adds nothing."""
    for each in there:
        if all(getattr(each, key) == value for key, value in wanted.items()):
            return each
    made = kind(vote_id=vote.id, **wanted)
    session.add(made)
    session.flush()
    _tell(session, vote, kind, "", {_WORD[kind]: made.id, **wanted}, actor, at)
    return made


def _take_back(
    session: Session, aside: Dissent | Mandate, said: tuple[str, ...], actor: Actor, at: datetime
) -> None:
    vote = locked(session, Vote, aside.vote_id)
    refuse_if_sealed(vote.item.meeting)
    kind = type(aside)
    told = {_WORD[kind]: aside.id} | {name: getattr(aside, name) for name in said}
    session.delete(aside)
    session.flush()
    _tell(session, vote, kind, "_removed", told, actor, at)


def _tell(
    session: Session,
    vote: Vote,
    kind: type[Dissent] | type[Mandate],
    what: str,
    data: dict[str, object],
    actor: Actor,
    at: datetime,
) -> None:
    word = _WORD[kind]
    session.expire(vote, [f"{word}s"])
    record(
        session,
        actor=actor,
        at=at,
        verb=f"vote.{word}{what}",
        object_type="vote",
        object_id=vote.id,
        data=data,
    )


def _stands(session: Session, vote: Vote) -> Vote:
    vote = locked(session, Vote, vote.id)
    refuse_if_sealed(vote.item.meeting)
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    return vote
