"""Opening a vote: the rule and who may vote are frozen."""

from __future__ import annotations

import uuid
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings import queries as meetings
from assembly.meetings.actions import refuse_if_not_held
from assembly.meetings.models import AgendaItem
from assembly.meetings.rules import MeetingStatus
from assembly.motions.actions import put_to_vote
from assembly.motions.models import Motion
from assembly.people.models import Body
from assembly.voting import queries
from assembly.voting.actions.groups import freeze_groups
from assembly.voting.actions.roll import enroll
from assembly.voting.models import Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    PLAIN,
    TELLS_ORGANIZATIONS,
    GroupRule,
    Method,
    Purpose,
    Requirement,
    Terms,
    VoteStatus,
)


def open_vote(
    session: Session,
    *,
    item: AgendaItem,
    method: Method,
    requirement: Requirement,
    motion: Motion | None = None,
    question: str = "",
    terms: Terms = PLAIN,
    number: uuid.UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Vote:
    """Put a motion, or without one a ``question``, to the vote in an item of a meeting that is held.

    Freezes the requirement, whether the chair may cast, the seats of the body on the meeting's day
    and those present at the item; where ballots are cast one by one, the roll too: who may vote for
    each seat is who sits in it now. ``number`` is the form's own: the same one sent again gives the
    vote it made the first time, as it stands.
    """
    refuse_if_not_held(item.meeting)
    locked(session, Body, item.meeting.body_id)  # before its motions: all lock in this order
    if number and (made := queries.vote_by_uuid(session, number)):
        return made
    _refuse_terms(item, method, terms, at)
    if motion is not None:
        if queries.open_vote_on(session, motion.id):
            raise RuleViolation("voting.already_open")
        question = put_to_vote(session, motion=motion, item=item, actor=actor, at=at)
    if not question.strip():
        raise RuleViolation("voting.question_missing", field="question")
    rule = queries.rule_of_body(session, item.meeting.body_id)
    vote = Vote(
        uuid=number or uuid.uuid4(),
        item_id=item.id,
        motion_id=motion.id if motion else None,
        question=question.strip(),
        purpose=terms.purpose,
        sheet=terms.sheet,
        method=method,
        status=VoteStatus.open,
        opened_at=at,
        closes_at=terms.closes_at,
        share=requirement.threshold.share,
        comparison=requirement.threshold.comparison,
        base=requirement.base,
        chair_casts=rule.chair_casts if rule else False,
        group_rule=terms.group_rule,
        turnout_share=terms.turnout.share if terms.turnout else None,
        turnout_comparison=terms.turnout.comparison if terms.turnout else None,
        may_change=method is Method.open_ballots and (rule.may_change_ballots if rule else True),
    )
    vote.item, vote.motion = item, motion
    there = freeze_electorate(session, vote)
    if vote.group_rule is not GroupRule.none and not all(
        each.seat.organization for each in there.seated if each.holder
    ):
        raise RuleViolation("voting.seat_without_organization", field="group_rule")
    session.add(vote)
    session.flush()
    told = _told(vote)
    if method in CAST_ONE_BY_ONE:
        told["electors"] = enroll(session, vote, there)
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.open",
        object_type="vote",
        object_id=vote.id,
        data=told,
    )
    return vote


def _refuse_terms(item: AgendaItem, method: Method, terms: Terms, at: datetime) -> None:
    if terms.group_rule is not GroupRule.none and method not in TELLS_ORGANIZATIONS:
        raise RuleViolation("voting.groups_need_seats", field="group_rule")
    if method not in CAST_ONE_BY_ONE:
        return
    if item.meeting.status is not MeetingStatus.in_session:
        raise RuleViolation("voting.ballots_in_session")
    if terms.closes_at is not None and terms.closes_at <= at:
        raise RuleViolation("voting.closes_in_the_past", field="minutes")


def _told(vote: Vote) -> dict[str, object]:
    told: dict[str, object] = {
        "item": vote.item_id,
        "motion": vote.motion_id,
        "question": vote.question,
        "method": vote.method,
        "share": vote.share,
        "comparison": vote.comparison,
        "base": vote.base,
        "chair_casts": vote.chair_casts,
        **electorate_told(vote),
    }
    if vote.purpose is not Purpose.ordinary:
        told["purpose"] = vote.purpose
    if vote.turnout_share is not None:
        told["turnout"] = [vote.turnout_share, vote.turnout_comparison]
    if vote.group_rule is not GroupRule.none:
        told |= {"group_rule": vote.group_rule, "groups": vote.groups}
    if vote.method in CAST_ONE_BY_ONE:
        told |= {"closes_at": vote.closes_at, "may_change": vote.may_change, "sheet": vote.sheet}
    return told


def freeze_electorate(session: Session, vote: Vote) -> meetings.Quorum:
    """Write down the seats of the body on the meeting's day, and those present at the item."""
    there = meetings.quorum_at(session, vote.item.meeting, vote.item)
    vote.weighted = there.weighted
    vote.seats, vote.seats_weight = there.seats, there.seats_weight
    vote.present, vote.present_weight = there.present, there.present_weight
    if vote.group_rule is not GroupRule.none:
        freeze_groups(vote, there)
    return there


def still_open(session: Session, vote: Vote) -> Vote:
    """The vote, locked, if it can still be counted."""
    vote = locked(session, Vote, vote.id)
    refuse_if_not_held(vote.item.meeting)
    if vote.status is VoteStatus.closed:
        raise RuleViolation("voting.already_closed")
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    return vote


def electorate_told(vote: Vote) -> dict[str, object]:
    """Who may vote, for the journal."""
    told: dict[str, object] = {"seats": vote.seats, "present": vote.present}
    if vote.weighted:
        told |= {"seats_weight": vote.seats_weight, "present_weight": vote.present_weight}
    return told
