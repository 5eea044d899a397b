"""Counts, roll calls, and the closing of a vote: the result follows from them, nobody types it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings import queries as meetings
from assembly.meetings.actions import refuse_if_not_held
from assembly.meetings.models import Meeting
from assembly.motions.actions import carry_motion, reject_motion
from assembly.people.models import Body
from assembly.voting.actions.box import box_contradictions, open_box
from assembly.voting.actions.candidacies import settle_election
from assembly.voting.actions.groups import groups_of
from assembly.voting.actions.opening import (
    electorate_told,
    freeze_electorate,
)
from assembly.voting.actions.publishing import digests_told, publish
from assembly.voting.actions.round_counts import count_round, keep_count, round_contradictions
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Contradiction,
    Method,
    Option,
    Outcome,
    Result,
    Tally,
    VoteStatus,
    contradictions,
    decide,
    roll_contradictions,
    tally_ballots,
    with_centres,
)
from assembly.voting.rules import Ballot as Cast


class Contradicted(RuleViolation):
    """The counts cannot be so: correct them, or record them as they are with a reason.

    ``found`` are the contradictions as they would be stored, seats with their names; ``beside`` is
    how many people are in the room beside the one who sits in their seat.
    """

    def __init__(self, found: list[dict[str, object]], *, beside: int) -> None:
        super().__init__("voting.contradiction")
        self.found = found
        self.beside = beside


def record_counts(
    session: Session,
    *,
    vote: Vote,
    tally: Tally,
    total: int | None = None,
    stated: Result | None = None,
    tellers: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Write down the counts of an open vote; None is «sin dato».

    ``total`` is what was counted apart (slips in the box, hands in all). ``stated`` is the result
    that a paper tells without the counts: it stands only where these leave the result unknown.
    """
    vote = still_open(session, vote)
    if vote.method is Method.roll_call:
        raise RuleViolation("voting.by_roll_call")
    if vote.method in CAST_ONE_BY_ONE:
        raise RuleViolation("voting.by_ballots")
    write_counts(session, vote, tally=tally, total=total, stated=stated, tellers=tellers)
    session.flush()
    _tell_counts(session, vote, actor=actor, at=at)


def record_roll_call(
    session: Session, *, vote: Vote, options: Mapping[int, Option], actor: Actor, at: datetime
) -> None:
    """Write down how seats (by id) voted by name; what was written for this vote before is replaced.

    A seat votes through who sits in it. Seats that are not named have no ballot yet.
    """
    vote = still_open(session, vote)
    if vote.method is not Method.roll_call:
        raise RuleViolation("voting.not_by_roll_call")
    write_ballots(session, vote, options)
    session.flush()
    _tell_counts(session, vote, actor=actor, at=at)


def close_vote(
    session: Session, *, vote: Vote, as_it_is: str = "", actor: Actor, at: datetime
) -> Outcome | None:
    """Close a vote: the result and its reasoning follow from the frozen rule, and the motion from both.

    Raises ``Contradicted`` if the counts cannot be so, unless ``as_it_is`` says why they are
    recorded all the same. A tie that the chair may break leaves the motion open until she did.
    Ballots that were cast one by one are counted now; named and secret ballots are published. A round of
    an election is counted by its own rule: it has no outcome (None), but a count (``vote.round``).
    """
    locked(session, Body, vote.item.meeting.body_id)
    vote = still_open(session, vote)
    found = box_contradictions(session, vote)
    if found and not as_it_is.strip():
        raise Contradicted([asdict(each) | {"name": None} for each in found], beside=0)
    if vote.method in CAST_ONE_BY_ONE:
        open_box(session, vote)
    outcome = None
    if vote.round is None:
        outcome = conclude(session, vote, as_it_is=as_it_is, also=found)
    else:
        conclude_round(session, vote, as_it_is=as_it_is, also=found)
    vote.status = VoteStatus.closed
    vote.closed_at = at
    if vote.round is not None:
        settle_election(vote.round.election)
    publish(session, vote)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.close",
        object_type="vote",
        object_id=vote.id,
        data=result_told(vote),
    )
    if outcome is not None:
        settle_motion(session, vote, outcome, actor=actor, at=at)
    return outcome


# ---- shared with corrections ----------------------------------------------------------------------


def still_open(session: Session, vote: Vote) -> Vote:
    """The vote, locked, if it can still be counted."""
    vote = locked(session, Vote, vote.id)
    refuse_if_not_held(vote.item.meeting)
    if vote.status is VoteStatus.closed:
        raise RuleViolation("voting.already_closed")
    if vote.status is VoteStatus.cancelled:
        raise RuleViolation("voting.cancelled")
    return vote


def write_counts(
    session: Session,
    vote: Vote,
    *,
    tally: Tally,
    total: int | None,
    stated: Result | None,
    tellers: str,
) -> None:
    """The counts into the row, and the presence as the facts of attendance have it by now."""
    for part, count in tally.parts.items():
        if count is not None and count < 0:
            raise RuleViolation("voting.negative", field=part)
        setattr(vote, part, count)
    vote.total = total
    vote.stated = stated
    vote.tellers = tellers
    freeze_electorate(session, vote)


def write_ballots(session: Session, vote: Vote, options: Mapping[int, Option]) -> None:
    """One ballot per seat named, with who sits in it; the counts follow from the ballots."""
    there = meetings.quorum_at(session, vote.item.meeting, vote.item)
    seated = {each.seat.id: each for each in there.seated}
    if strangers := options.keys() - seated.keys():
        raise RuleViolation("voting.no_such_seat", seat=min(strangers))
    written = {ballot.seat_id: ballot for ballot in vote.ballots}
    ballots = []
    for seat_id, option in options.items():
        sits = seated[seat_id]
        ballot = written.get(seat_id) or Ballot(seat_id=seat_id)
        ballot.person_id = sits.holder.person_id if sits.holder else None
        ballot.option = option
        ballot.weight = sits.seat.weight
        ballots.append(ballot)
    vote.ballots = ballots
    tally = tally_ballots(cast_in(vote))
    write_counts(session, vote, tally=tally, total=None, stated=None, tellers=vote.tellers)


def cast_in(vote: Vote) -> list[Cast]:
    """The ballots as the rules take them."""
    return [Cast(b.seat_id, b.option, b.person_id, b.weight) for b in vote.ballots]


def conclude(
    session: Session, vote: Vote, *, as_it_is: str, also: Sequence[Contradiction] = ()
) -> Outcome:
    """Result and reasoning into the row, or ``Contradicted``; ``also`` was found before."""
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
    if vote.casting_vote is not None and outcome.casting_vote is not vote.casting_vote:
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
    return {
        **vote.tally.parts,
        "total": vote.total,
        **({"centres": vote.centres} if vote.centres else {}),
        "stated": vote.stated,
        **electorate_told(vote),
        "result": vote.result,
        "reasoning": vote.reasoning,
        "contradictions": vote.contradictions,
        "as_it_is": vote.contradiction_reason,
        **digests_told(vote),
    }


def _tell_counts(session: Session, vote: Vote, *, actor: Actor, at: datetime) -> None:
    named = {str(b.seat_id): b.option for b in vote.ballots}
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.count",
        object_type="vote",
        object_id=vote.id,
        data={
            **vote.tally.parts,
            "total": vote.total,
            "stated": vote.stated,
            "tellers": vote.tellers,
            **({"ballots": named} if named else {}),
        },
    )


def _day(meeting: Meeting) -> date:
    moment = meeting.opened_at or meeting.scheduled_at
    return moment.astimezone(ZoneInfo(meeting.body.timezone)).date()
