"""What a vote came to: what contradicts is named, the result follows from the rule, and the motion from it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.meetings import queries as meetings
from assembly.meetings.models import Meeting
from assembly.motions.actions import carry_motion, reject_motion
from assembly.voting.actions.groups import groups_of
from assembly.voting.actions.opening import electorate_told
from assembly.voting.actions.publishing import digests_told
from assembly.voting.actions.round_counts import count_round, keep_count, round_contradictions
from assembly.voting.models import Round, Vote
from assembly.voting.rules import Ballot as Cast
from assembly.voting.rules import (
    Contradiction,
    Method,
    Option,
    Outcome,
    Reason,
    Result,
    contradictions,
    decide,
    roll_contradictions,
    with_centres,
)


class Contradicted(RuleViolation):
    """The counts cannot be so: correct them, or record them as they are with a reason.

    ``found`` are the contradictions as they would be stored, seats with their names; ``beside`` is
    how many people are in the room beside the one who sits in their seat.
    """

    def __init__(self, found: list[dict[str, object]], *, beside: int) -> None:
        super().__init__("voting.contradiction")
        self.found = found
        self.beside = beside


def cast_in(vote: Vote) -> list[Cast]:
    """The ballots as the rules take them."""
    return [Cast(b.seat_id, b.option, b.person_id, b.weight) for b in vote.ballots]


def conclude(
    session: Session, vote: Vote, *, as_it_is: str, also: Sequence[Contradiction] = ()
) -> Outcome:
    """Contradictions, result and reasoning into the row, or ``Contradicted``; ``also`` was found before."""
    found = contradictions(vote.tally, vote.electorate, total=vote.total)
    found = with_centres(found, vote.acts) + list(also)
    there = meetings.quorum_at(session, vote.item.meeting, vote.item)
    if vote.method is Method.roll_call:
        sitting = {each.seat.id for each in there.seated if each.holder}
        known = there.present is not None
        found += roll_contradictions(cast_in(vote), sitting if known else None)
    names = {each.seat.id: each.seat.label for each in there.seated}
    beside = sum(len(each.beside) for each in there.seated)
    _keep_contradictions(vote, found, names, as_it_is, beside=beside)
    return decide_vote(session, vote)


def decide_vote(session: Session, vote: Vote) -> Outcome:
    """Result and reasoning into the row, by the frozen rule; what contradicts was looked at before."""
    outcome = decide(
        vote.requirement,
        vote.tally,
        vote.electorate,
        method=vote.method,
        casting_vote=vote.casting_vote,
        chair_may_cast=vote.chair_casts and vote.casting_vote is not Option.not_voting,
        turnout=vote.turnout,
        group_rule=vote.group_rule,
        groups=groups_of(session, vote),
    )
    left = vote.casting_vote is Option.not_voting and outcome.reason is Reason.tie
    if not left and outcome.casting_vote is not vote.casting_vote:
        vote.casting_vote = None  # after a correction there is no tie to break
    unknown = outcome.result is Result.unknown
    vote.result = vote.stated if unknown and vote.stated else outcome.result
    vote.reasoning = outcome.as_data()
    return outcome


def conclude_round(
    session: Session, vote: Vote, *, as_it_is: str, also: Sequence[Contradiction] = ()
) -> None:
    """The count of a round into its rows, or ``Contradicted``."""
    count = count_round(session, vote)
    _keep_contradictions(
        vote, [*round_contradictions(session, vote, count), *also], {}, as_it_is, beside=0
    )
    keep_count(vote, count)


def _keep_contradictions(
    vote: Vote,
    found: Sequence[Contradiction],
    seats: Mapping[int, str],
    as_it_is: str,
    *,
    beside: int,
) -> None:
    """What cannot be so into the row with its reason; without one, ``Contradicted``."""
    told = [asdict(each) | {"name": seats.get(each.seat or 0)} for each in found]
    if found and not as_it_is.strip():
        raise Contradicted(told, beside=beside)
    vote.contradictions = told or None
    vote.contradiction_reason = as_it_is.strip() if found else ""


def settle_motion(
    session: Session, vote: Vote, outcome: Outcome, *, actor: Actor, at: datetime
) -> None:
    """Carry or reject the motion that was voted on; leave it where the result is not known yet."""
    if vote.motion is None or outcome.awaits_casting_vote:
        return
    meeting = vote.item.meeting
    if vote.result is Result.passed:
        carry_motion(
            session,
            motion=vote.motion,
            meeting=meeting,
            item=vote.item,
            decided_on=_day(meeting),
            actor=actor,
            at=at,
        )
    elif vote.result is Result.failed:
        reject_motion(
            session, motion=vote.motion, meeting=meeting, item=vote.item, actor=actor, at=at
        )


def result_told(vote: Vote) -> dict[str, object]:
    """Counts and result, for the journal; never what a single slip said."""
    told = {**electorate_told(vote), "result": vote.result, **digests_told(vote)}
    if vote.round is not None:
        told |= as_counted(vote, vote.round)
        return told | {"slips": None} if vote.round.read_out else told
    return told | {
        **vote.tally.parts,
        "total": vote.total,
        **({"centres": vote.centres} if vote.centres else {}),
        "stated": vote.stated,
        "reasoning": vote.reasoning,
        "contradictions": vote.contradictions,
        "as_it_is": vote.contradiction_reason,
    }


def as_counted(vote: Vote, round_: Round) -> dict[str, object]:
    """What tellers said in a round and what it came to, with the lots that were drawn."""
    return {
        "slips": round_.slips,
        "lots": round_.lots,
        "total": vote.total,
        "tellers": vote.tellers,
        "count": round_.count,
        "contradictions": vote.contradictions,
        "as_it_is": vote.contradiction_reason,
    }


def as_published(vote: Vote) -> dict[str, object]:
    """What it came to before a correction, and the digests of the list in which everybody could count it.

    Of a roll call also who could vote: who is there is looked at anew when it is corrected.
    """
    listed = json.loads(vote.published or "{}")
    published = {"digests": listed.get("digests"), **digests_told(vote)}
    if vote.round is not None:
        return as_counted(vote, vote.round) | published
    if vote.method is Method.roll_call:
        published["electorate"] = listed.get("electorate")
    return published | {
        "reasoning": vote.reasoning,
        "casting_vote": vote.casting_vote,
        "tellers": vote.tellers,
        "contradictions": vote.contradictions,
        "as_it_is": vote.contradiction_reason,
    }


def _day(meeting: Meeting) -> date:
    moment = meeting.opened_at or meeting.scheduled_at
    return moment.astimezone(ZoneInfo(meeting.body.timezone)).date()
