"""What may still happen to a vote that was counted: the chair's casting vote, corrections, cancelling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.actions import refuse_if_not_held, refuse_if_sealed
from assembly.meetings.models import Meeting
from assembly.meetings.rules import MeetingStatus
from assembly.motions.actions import reopen_motion
from assembly.motions.rules import SETTLED
from assembly.people.models import Body
from assembly.voting import queries
from assembly.voting.actions.box import boxed, write_in_order
from assembly.voting.actions.candidacies import going_on, settle_election, tell
from assembly.voting.actions.centres import write_centres
from assembly.voting.actions.concluding import (
    as_counted,
    as_published,
    conclude,
    conclude_round,
    decide_vote,
    result_told,
    settle_motion,
)
from assembly.voting.actions.counting import write_ballots, write_counts
from assembly.voting.actions.publishing import exchanged_in_roll, publish
from assembly.voting.actions.round_counts import RoundCounts, write_round
from assembly.voting.models import Election, Round, Vote
from assembly.voting.rules import (
    CAST_ONE_BY_ONE,
    Centre,
    Method,
    Option,
    Outcome,
    Result,
    Tally,
    VoteStatus,
)


def cast_casting_vote(
    session: Session, *, vote: Vote, option: Option, actor: Actor, at: datetime
) -> Outcome:
    """The chair breaks a tie, or (``not_voting``) leaves it: then the motion fails by the tie."""
    vote = counted(session, vote)
    if option not in (Option.yes, Option.no, Option.not_voting):
        raise RuleViolation("voting.not_a_casting_vote", field="option")
    if vote.outcome is None or not vote.outcome.awaits_casting_vote:
        raise RuleViolation("voting.no_tie_to_break")
    vote.casting_vote = option
    outcome = decide_vote(session, vote)
    publish(session, vote)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.cast",
        object_type="vote",
        object_id=vote.id,
        data={"casting_vote": option, "result": vote.result},
    )
    settle_motion(session, vote, outcome, actor=actor, at=at)
    return outcome


def correct_counts(
    session: Session,
    *,
    vote: Vote,
    tally: Tally | None = None,
    options: Mapping[int, Option] | None = None,
    centres: Sequence[Centre] | None = None,
    total: int | None = None,
    stated: Result | None = None,
    tellers: str = "",
    reason: str = "",
    as_it_is: str = "",
    actor: Actor,
    at: datetime,
) -> Outcome:
    """Correct the counts while the meeting is in session: of a roll call the ``options`` by seat, of a vote
    in voting centres their acts.

    The frozen rule stays; the result follows anew, and the motion from it: what had followed from the
    wrong counts is taken back (``motions.reopen_motion``). The journal keeps what was recorded before;
    of a roll call the published list tells it too, with the ``reason``.
    """
    vote = counted(session, vote)
    if vote.method in CAST_ONE_BY_ONE:
        raise RuleViolation("voting.ballots_stand")
    if vote.round is not None:
        raise RuleViolation("voting.correct_the_round")
    _refuse_unless_in_session(vote.item.meeting)
    if vote.method is Method.roll_call and not reason.strip():
        raise RuleViolation("voting.why_corrected", field="why")
    before, result, published = result_told(vote), vote.result, as_published(vote)
    ballots = {str(b.seat_id): b.option for b in vote.ballots}
    if options is not None:
        write_ballots(session, vote, options)
    elif centres is not None:
        write_centres(session, vote, centres)
    elif tally is not None:
        write_counts(
            session, vote, tally=tally, total=total, stated=stated, tellers=tellers or vote.tellers
        )
    outcome = conclude(session, vote, as_it_is=as_it_is)
    if vote.method is Method.roll_call and vote.published:
        exchanged = exchanged_in_roll(session, vote)
        if any(exchanged.values()) or published["reasoning"] != vote.reasoning:
            why = {"reason": reason.strip(), "by": actor.name, "at": at.isoformat()}
            vote.former = [*vote.corrected, published | exchanged | why]
    publish(session, vote)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.correct",
        object_type="vote",
        object_id=vote.id,
        data={
            **({"reason": reason.strip()} if reason.strip() else {}),
            "before": before | ({"ballots": ballots} if ballots else {}),
            "after": result_told(vote)
            | ({"ballots": {str(b.seat_id): b.option for b in vote.ballots}} if ballots else {}),
        },
    )
    settle_anew(session, vote, result, outcome, actor=actor, at=at)
    return outcome


def settle_anew(
    session: Session,
    vote: Vote,
    before: Result | None,
    outcome: Outcome,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Let the motion follow a corrected result; what had followed from the one ``before`` is taken back."""
    if vote.result is not before or outcome.awaits_casting_vote:
        _reopen(session, vote, actor=actor, at=at)
    if vote.motion is not None and vote.motion.status not in SETTLED:
        settle_motion(session, vote, outcome, actor=actor, at=at)


def correct_round(
    session: Session,
    *,
    vote: Vote,
    counts: RoundCounts,
    reason: str,
    as_it_is: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Correct what the tellers counted in a round on paper, until the minutes are closed.

    It is counted anew by the frozen rule, with the lots that were drawn: where the same are equal at the
    same stage, the lot stands. What was counted before stays in ``former`` and is shown with the reason.
    """
    vote = counted(session, vote)
    if vote.round is None:
        raise RuleViolation("voting.no_round")
    if vote.method in CAST_ONE_BY_ONE:
        raise RuleViolation("voting.ballots_stand")
    round_, election = last_round(session, vote.round)
    if not reason.strip():
        raise RuleViolation("voting.why_corrected", field="why")
    before = result_told(vote)
    former = as_counted(vote, round_) | {"reason": reason.strip(), "by": actor.name}
    write_round(session, vote, counts)
    conclude_round(session, vote, as_it_is=as_it_is)
    round_.former = [*(round_.former or ()), former | {"at": at.isoformat()}]
    settle_election(election)
    session.flush()
    told = {"vote": vote.id, "reason": reason.strip(), "before": before}
    tell(session, election, "correct", told | {"after": result_told(vote)}, actor, at)


def last_round(session: Session, round_: Round) -> tuple[Round, Election]:
    """The round and its election, locked, if no other round follows from its count."""
    election = going_on(session, round_.election)
    if round_ is not queries.last_counted(election):
        raise RuleViolation("voting.later_round")
    return round_, election


def cancel_vote(session: Session, *, vote: Vote, reason: str, actor: Actor, at: datetime) -> None:
    """Cancel a vote with a reason; it stays on record. A motion that it settled is open again."""
    locked(session, Body, vote.item.meeting.body_id)
    vote = locked(session, Vote, vote.id)
    refuse_if_not_held(vote.item.meeting)
    if vote.status is VoteStatus.cancelled:
        return
    if vote.status is VoteStatus.closed:
        _refuse_unless_in_session(vote.item.meeting)
    if not reason.strip():
        raise RuleViolation("voting.reason_missing", field="reason")
    if vote.round is not None and vote.status is VoteStatus.closed:
        last_round(session, vote.round)
    elif vote.round is not None:
        going_on(session, vote.round.election)
    if vote.status is VoteStatus.closed:
        _reopen(session, vote, actor=actor, at=at)
    elif vote.method is Method.secret_ballots:
        write_in_order(session, vote, boxed(session, vote))
        vote.slips = None
    vote.status = VoteStatus.cancelled
    vote.cancelled_reason = reason.strip()
    if vote.round is not None:
        settle_election(vote.round.election)
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.cancel",
        object_type="vote",
        object_id=vote.id,
        data={"reason": vote.cancelled_reason, "result": vote.result},
    )


def _reopen(session: Session, vote: Vote, *, actor: Actor, at: datetime) -> None:
    """Take back what followed from a vote, if its motion was settled by it and by no later one."""
    if vote.motion is None or vote.motion.status not in SETTLED:
        return
    later = [each for each in queries.of_motion(session, vote.motion.id) if each.id > vote.id]
    if any(each.status is VoteStatus.closed for each in later):
        return
    reopen_motion(session, motion=vote.motion, meeting=vote.item.meeting, actor=actor, at=at)


def counted(session: Session, vote: Vote) -> Vote:
    """The vote, locked, if it was counted and the minutes of its meeting are open."""
    locked(session, Body, vote.item.meeting.body_id)
    vote = locked(session, Vote, vote.id)
    refuse_if_not_held(vote.item.meeting)
    if vote.status is not VoteStatus.closed:
        raise RuleViolation("voting.not_closed")
    return vote


def _refuse_unless_in_session(meeting: Meeting) -> None:
    """What was counted may be corrected while those who voted are there to say so."""
    refuse_if_sealed(meeting)
    if meeting.status is not MeetingStatus.in_session:
        raise RuleViolation("voting.not_in_session")
