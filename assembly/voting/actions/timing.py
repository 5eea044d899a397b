"""The end of a vote whose ballots are cast one by one: more time, and closing when the time is up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.voting.actions.counting import close_vote
from assembly.voting.actions.opening import still_open
from assembly.voting.models import Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, VoteStatus

CLOCK = Actor(account_id=None, name="clock")
"""Who closes a vote whose time is up."""


def set_end(
    session: Session, *, vote: Vote, closes_at: datetime | None, actor: Actor, at: datetime
) -> None:
    """Let a vote end at another moment than it would, or (None) when the secretary closes it."""
    vote = still_open(session, vote)
    if vote.method not in CAST_ONE_BY_ONE:
        raise RuleViolation("voting.not_by_ballots")
    if closes_at is not None and closes_at <= at:
        raise RuleViolation("voting.closes_in_the_past", field="minutes")
    before, vote.closes_at = vote.closes_at, closes_at
    session.flush()
    if before != closes_at:
        record(
            session,
            actor=actor,
            at=at,
            verb="vote.end",
            object_type="vote",
            object_id=vote.id,
            data={"before": before, "closes_at": closes_at},
        )


def close_if_due(session: Session, *, vote: Vote, at: datetime) -> bool:
    """Close a vote whose time is up, as the clock would; False if it is not, or contradicts.

    Nobody waits at the clock: whoever looks next does this. What contradicts (slips that do not add
    up) is the secretary's to close, with a reason; ballots are not taken meanwhile.
    """
    if vote.status is not VoteStatus.open or vote.closes_at is None or vote.closes_at > at:
        return False
    try:
        close_vote(session, vote=vote, actor=CLOCK, at=at)
    except RuleViolation:
        session.rollback()
        return False
    return True
