"""Calling an election, and who stands in it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions import refuse_if_sealed
from assembly.meetings.models import AgendaItem
from assembly.people.models import Body, Person
from assembly.people.rules import fold
from assembly.voting import queries
from assembly.voting.elections import ElectionRule
from assembly.voting.models import Candidate, Election
from assembly.voting.rules import MAY_BECOME, CandidacyStatus, ElectionStatus, VoteStatus

_OVER = frozenset({ElectionStatus.installed, ElectionStatus.cancelled})


def call_election(
    session: Session,
    *,
    item: AgendaItem,
    title: str,
    body: Body,
    seat_ids: Sequence[int],
    rule: ElectionRule,
    secret: bool,
    number: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Election:
    """Call an election in an agenda item: how many places of which body, and how it is counted.

    ``seat_ids`` are the seats that the elected will hold, as many as places, or none for a place that
    is no seat. ``number`` is the form's own: sent again it gives the election it made.
    """
    refuse_if_sealed(item.meeting)
    locked(session, Body, item.meeting.body_id)
    if number and (made := queries.election_by_uuid(session, number)):
        return made
    if not title.strip():
        raise RuleViolation("voting.election_title_missing", field="title")
    if seat_ids and len(set(seat_ids)) != rule.places:
        raise RuleViolation(
            "voting.seats_not_places", field="seats", seats=len(set(seat_ids)), places=rule.places
        )
    if not set(seat_ids) <= {seat.id for seat in body.seats}:
        raise RuleViolation("voting.seat_of_another_body", field="seats")
    asked = rule.requirement
    election = Election(
        uuid=number or uuid.uuid4(),
        item_id=item.id,
        title=title.strip(),
        body_id=body.id,
        seats=list(dict.fromkeys(seat_ids)),
        secret=secret,
        counting=rule.count,
        places=rule.places,
        alternates=rule.alternates,
        most=rule.most,
        share=asked.threshold.share if asked else None,
        comparison=asked.threshold.comparison if asked else None,
        base=asked.base if asked else None,
        status=ElectionStatus.nominating,
        created_at=at,
    )
    election.item, election.body = item, body
    session.add(election)
    session.flush()
    told = {"item": item.id, "title": election.title, "body": body.id, "seats": election.seats}
    tell(session, election, "call", told | {"secret": secret, **rule.as_data()}, actor, at)
    return election


def nominate(
    session: Session,
    *,
    election: Election,
    person: Person | None = None,
    name: str = "",
    nominated_by: str = "",
    note: str = "",
    accepts: bool = False,
    actor: Actor,
    at: datetime,
) -> Candidate:
    """Put somebody forward; ``accepts``: she is there and says yes. The same one again changes nothing.

    ``name`` is for somebody whom the house does not know.
    """
    election = taking_names(session, election)
    told = person.name if person else name.strip()
    if not told:
        raise RuleViolation("voting.candidate_missing", field="person")
    for there in election.candidates:
        if there.person_id == (person.id if person else None) and fold(there.name) == fold(told):
            return there
    candidate = Candidate(
        person_id=person.id if person else None,
        name=told,
        status=CandidacyStatus.accepted if accepts else CandidacyStatus.nominated,
        nominated_by=nominated_by.strip(),
        note=note.strip(),
    )
    candidate.person = person
    election.candidates.append(candidate)
    session.flush()
    data = {"candidate": candidate.id, "name": told, "by": candidate.nominated_by}
    tell(session, election, "nominate", data | {"status": candidate.status}, actor, at)
    return candidate


def answer_nomination(
    session: Session, *, candidate: Candidate, status: CandidacyStatus, actor: Actor, at: datetime
) -> None:
    """Accepted, declined or withdrawn; the same again changes nothing."""
    election = taking_names(session, candidate.election)
    if candidate.status is status:
        return
    if status not in MAY_BECOME[candidate.status]:
        raise RuleViolation("voting.candidacy_order", field="status")
    candidate.status = status
    session.flush()
    data = {"candidate": candidate.id, "name": candidate.name}
    tell(session, election, status.value, data, actor, at)


def cancel_election(
    session: Session, *, election: Election, reason: str, actor: Actor, at: datetime
) -> None:
    """Call an election off, with a reason; what was counted stays on record."""
    election = going_on(session, election)
    if not reason.strip():
        raise RuleViolation("voting.reason_missing", field="reason")
    if any(each.vote.status is VoteStatus.open for each in election.rounds):
        raise RuleViolation("voting.round_open")
    election.status = ElectionStatus.cancelled
    election.cancelled_reason = reason.strip()
    session.flush()
    tell(session, election, "cancel", {"reason": election.cancelled_reason}, actor, at)


def settle_election(election: Election) -> None:
    """Where the election stands after its rounds, as they are now."""
    if election.status in _OVER:
        return
    counted = queries.counted_rounds(election)
    last = counted[-1].counted if counted else None
    if queries.open_round_of(election) or (last and (last.awaits_lot or last.run_off)):
        election.status = ElectionStatus.voting
    else:
        election.status = ElectionStatus.counted if last else ElectionStatus.nominating


def going_on(session: Session, election: Election) -> Election:
    """The election, locked, if it is neither over nor in closed minutes."""
    election = locked(session, Election, election.id)
    refuse_if_sealed(election.item.meeting)
    if election.status in _OVER:
        raise RuleViolation("voting.election_over")
    return election


def taking_names(session: Session, election: Election) -> Election:
    """The election, locked, if names may still change: no round is open."""
    election = going_on(session, election)
    if any(each.vote.status is VoteStatus.open for each in election.rounds):
        raise RuleViolation("voting.round_open")
    return election


def tell(
    session: Session,
    election: Election,
    verb: str,
    data: dict[str, object],
    actor: Actor,
    at: datetime,
) -> None:
    """Into the journal."""
    record(
        session,
        actor=actor,
        at=at,
        verb=f"election.{verb}",
        object_type="election",
        object_id=election.id,
        data=data,
    )
