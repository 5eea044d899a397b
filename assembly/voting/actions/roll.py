"""The roll of a vote whose ballots are cast one by one, frozen when it opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.meetings.rules import Quorum
from assembly.people.rules import Electorate
from assembly.voting.models import Elector, Vote
from assembly.voting.rules import GroupRule, Mark, Method, VoteStatus, too_few
from assembly.voting.rules.publication import lines, one_line, sha256


def enroll(session: Session, vote: Vote, there: Quorum) -> str:
    """Write down who may vote for each seat that is taken, and give the digest of the roll.

    Raises ``RuleViolation`` where nobody could vote, and where a secret ballot would point at its voter
    by the weight or the organisation that has to be printed with it.
    """
    if vote.item.meeting.body.electorate is Electorate.census:
        raise RuleViolation("voting.no_roll", field="method")
    sitting = [(each.seat, each.holder) for each in there.seated if each.holder]
    if not sitting:
        raise RuleViolation("voting.nobody_entitled")
    marks = [printed_marks(vote, seat.weight, seat.organization) for seat, _holder in sitting]
    if vote.method is Method.secret_ballots and too_few(mark for mark in marks if any(mark)):
        raise RuleViolation("voting.too_few_to_be_secret", field="method")
    rows = [
        {
            "vote_id": vote.id,
            "seat_id": seat.id,
            "person_id": holder.person_id,
            "weight": seat.weight,
            "group": seat.organization,
        }
        for seat, holder in sitting
    ]
    session.execute(insert(Elector), rows)
    told = [
        {
            "seat": one_line(seat.label),
            "person": one_line(holder.name),
            "weight": seat.weight,
            "group": one_line(seat.organization),
        }
        for seat, holder in sitting
    ]
    return sha256(lines(told, ("seat", "person", "weight", "group")))


def printed_marks(vote: Vote, weight: int, group: str) -> Mark:
    """The weight and the organisation that are printed with a secret ballot: 0 and "" where none is.

    They are printed only where the vote counts by them: what is not needed does not point at anybody.
    """
    return (
        weight if vote.weighted else 0,
        group if vote.group_rule is not GroupRule.none else "",
    )


def taking_ballots(session: Session, vote: Vote, at: datetime) -> Vote:
    """The vote, locked, if ballots are taken at this moment."""
    vote = locked(session, Vote, vote.id)
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    if vote.status is VoteStatus.closed or (vote.closes_at is not None and vote.closes_at <= at):
        raise RuleViolation("voting.too_late")
    return vote


def elector_of(session: Session, vote: Vote, seat_id: int) -> Elector:
    """The line of the roll of a seat."""
    elector = session.get(Elector, (vote.id, seat_id))
    if elector is None:
        raise RuleViolation("voting.not_on_the_roll")
    return elector
