"""What becomes of closed minutes: printed, signed, approved later, or taken up again before anyone signed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions import unseal
from assembly.meetings.models import Meeting
from assembly.minutes import queries
from assembly.minutes.actions.book import annul_leaves
from assembly.minutes.models import FormerClosing, Minutes, Signature
from assembly.minutes.rules import (
    MinutesStatus,
    SignatureState,
    after_signing,
    against_reopening,
    signers,
)
from assembly.people.models import Body
from assembly.voting.models import Vote


@dataclass(frozen=True)
class Signed:
    """What became of one signature, as it is written down. Where it was at a request, ``note`` is who signed."""

    state: SignatureState
    note: str = ""


def mark_printed(session: Session, *, minutes: Minutes, actor: Actor, at: datetime) -> None:
    """The paper to be signed is printed. Printed again it stays as it was."""
    minutes = _closed(session, minutes)
    if minutes.printed_at is None:
        minutes.printed_at = at
        session.flush()
        _note(session, "minutes.print", minutes, actor, at)


def write_signatures(
    session: Session,
    *,
    minutes: Minutes,
    signed: Mapping[int, Signed],
    signed_on: date,
    actor: Actor,
    at: datetime,
) -> None:
    """Write down what became of the signatures, by the place of each signer; who is missing is unknown.

    What was written before is replaced. Raises ``RuleViolation`` for a day before the meeting or in the
    future, for a place that nobody has, and if somebody signed at a request and nobody says who.
    """
    minutes = _closed(session, minutes)
    document = queries.document(minutes)
    asked = signers(document)
    if signed_on < document.header.day:
        raise RuleViolation("minutes.signed_before", field="signed_on")
    if signed_on > at.astimezone(ZoneInfo(document.header.timezone)).date():
        raise RuleViolation("minutes.signed_in_future", field="signed_on")
    for place, each in signed.items():
        if not 0 <= place < len(asked):
            raise RuleViolation("minutes.no_such_signer")
        if each.state is SignatureState.at_request and not each.note:
            raise RuleViolation("minutes.who_signed", field=f"note-{place}")
    before = {each.position: each for each in minutes.signatures}
    for place, each in signed.items():
        row = before.pop(place, None)
        if row is None:
            row = Signature(position=place)
            minutes.signatures.append(row)
        row.name, row.state, row.note = asked[place].name, each.state, each.note
    for row in before.values():
        session.delete(row)
    minutes.signed_on = signed_on if signed else None
    states = [each.state for each in signed.values()]
    minutes.status = after_signing(minutes.status, states, len(asked))
    session.flush()
    session.expire(minutes, ["signatures"])
    told = {str(place): each.state for place, each in sorted(signed.items())}
    requests = {str(place): each.note for place, each in sorted(signed.items()) if each.note}
    _note(session, "minutes.sign", minutes, actor, at, on=signed_on, states=told, notes=requests)


def approve(session: Session, *, minutes: Minutes, vote: Vote, actor: Actor, at: datetime) -> None:
    """Read and approved at a later meeting, by a vote that carried in its item of the last minutes.

    Raises ``RuleViolation`` if the vote is none of those (``queries.votes_that_approve``).
    """
    minutes = _closed(session, minutes)
    if minutes.approved_by_vote_id == vote.id:
        return
    if minutes.status is MinutesStatus.approved:
        raise RuleViolation("minutes.approved_already")
    if vote.id not in {each.id for each in queries.votes_that_approve(session, minutes)}:
        raise RuleViolation("minutes.no_such_approval", field="vote")
    minutes.status, minutes.approved_at, minutes.approved_by_vote_id = (
        MinutesStatus.approved,
        at,
        vote.id,
    )
    session.flush()
    _note(session, "minutes.approve", minutes, actor, at, vote=vote.uuid)


def reopen(session: Session, *, minutes: Minutes, reason: str, actor: Actor, at: datetime) -> None:
    """Take the last closed minutes up again, before anyone signed; they keep their number.

    What was closed is kept as it was, and the next print tells of it. Raises ``RuleViolation`` where
    something stands against it (``rules.against_reopening``).
    """
    locked(session, Body, minutes.body_id)
    minutes = _closed(session, minutes)
    if not reason:
        raise RuleViolation("minutes.reason_missing", field="reason")
    is_last = queries.last_number(session, minutes.body_id) == minutes.number
    against = against_reopening(
        minutes.status,
        is_last=is_last,
        signatures=len(minutes.signatures),
        notes=len(minutes.notes),
    )
    if against:
        raise RuleViolation(against)
    session.add(
        FormerClosing(
            minutes_id=minutes.id,
            closing=minutes.closing,
            closed_at=minutes.closed_at,
            closed_by=minutes.closed_by,
            snapshot=minutes.snapshot,
            snapshot_digest=minutes.snapshot_digest,
            reopened_at=at,
            reopened_by=actor.name,
            reason=reason,
        )
    )
    minutes.status = MinutesStatus.reopened
    session.flush()
    annul_leaves(session, minutes=minutes)
    meeting = locked(session, Meeting, minutes.meeting_id)
    unseal(session, meeting=meeting, reason=reason, actor=actor, at=at)
    _note(session, "minutes.reopen", minutes, actor, at, closing=minutes.closing, reason=reason)


def _closed(session: Session, minutes: Minutes) -> Minutes:
    """The minutes locked. Raises ``RuleViolation`` while they are reopened."""
    minutes = locked(session, Minutes, minutes.id)
    if minutes.status is MinutesStatus.reopened:
        raise RuleViolation("minutes.is_reopened")
    return minutes


def _note(
    session: Session, verb: str, minutes: Minutes, actor: Actor, at: datetime, **told: object
) -> None:
    record(
        session,
        actor=actor,
        at=at,
        verb=verb,
        object_type="minutes",
        object_id=minutes.id,
        data={"number": minutes.number} | told,
    )
