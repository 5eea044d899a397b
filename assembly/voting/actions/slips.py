"""Slips of paper beside the phones of a secret vote: handed over seat by seat, read out or added up by tellers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import empty_log_after_commit
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings.models import AgendaItem
from assembly.voting.actions.choosing import may_choose
from assembly.voting.actions.opening import still_open
from assembly.voting.actions.roll import elector_of, printed_marks, taking_ballots
from assembly.voting.elections import BLANK, INVALID, CountingRule, Totals
from assembly.voting.models import Elector, Participation, Vote
from assembly.voting.rules import (
    UNTOLD,
    Channel,
    Contradiction,
    Mark,
    Method,
    Slip,
    may_stand_apart,
    slip_contradictions,
    too_few,
    too_few_apart,
)


def hand_over_slip(session: Session, *, vote: Vote, seat_id: int, at: datetime) -> None:
    """A seat votes by slip: it has voted, however its slip is read. The same again changes nothing.

    Not told to the journal: with its hour it would tell when each one voted.
    """
    vote = taking_ballots(session, vote, at)
    if vote.method is not Method.secret_ballots:
        raise RuleViolation("voting.not_secret")
    elector_of(session, vote, seat_id)
    there = session.get(Participation, (vote.id, seat_id))
    if there is not None and there.channel is not Channel.slip:
        raise RuleViolation("voting.already_voted")
    if there is None:
        session.add(Participation(vote_id=vote.id, seat_id=seat_id, channel=Channel.slip))
        session.flush()


def take_back_slip(session: Session, *, vote: Vote, seat_id: int, at: datetime) -> None:
    """The slip of a seat was marked by mistake: it has not voted yet."""
    vote = taking_ballots(session, vote, at)
    there = session.get(Participation, (vote.id, seat_id))
    if there is not None and there.channel is Channel.slip:
        session.delete(there)
        session.flush()


def record_slips(
    session: Session,
    *,
    vote: Vote,
    slips: Sequence[Slip],
    tellers: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """The slips as the tellers read them out; what was read out or added up before is replaced.

    They become ballots when the vote closes. The journal is told how many there were, never what
    they said.
    """
    _keep(session, _takes_slips(session, vote), slips, [], tellers, actor=actor, at=at)


def record_slip_totals(
    session: Session,
    *,
    vote: Vote,
    totals: Sequence[Totals],
    tellers: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """The slips of a round as the tellers added them up, for each weight; what was told before is replaced.

    Where a slip names one candidate, totals tell each slip, and they become ballots like any other.
    Else they stay totals: what they say is published beside the ballots, and added to them.
    """
    vote = _takes_slips(session, vote)
    _keep(session, vote, *as_slips(vote, totals), tellers, actor=actor, at=at)


def as_slips(vote: Vote, totals: Sequence[Totals]) -> tuple[list[Slip], list[Totals]]:
    """The slips that totals tell one by one, and the totals that stay totals."""
    if vote.round is None:
        raise RuleViolation("voting.no_round")
    if vote.round.asked.count is CountingRule.scottish_stv:
        raise RuleViolation("voting.ranked_by_slip")
    if vote.round.asked.may_mark == 1:
        return [slip for each in totals for slip in _one_by_one(each)], []
    return [], list(totals)


def _one_by_one(totals: Totals) -> list[Slip]:
    """Slips with one mark each, as their totals tell them."""
    told = [(str(number), count) for number, count in totals.votes.items()]
    told += [(BLANK, totals.slips.blank), (INVALID, totals.slips.invalid)]
    return [Slip(choice, count, totals.weight) for choice, count in told]


def _takes_slips(session: Session, vote: Vote) -> Vote:
    vote = still_open(session, vote)
    if vote.method is not Method.secret_ballots:
        raise RuleViolation("voting.not_secret")
    return vote


def _keep(
    session: Session,
    vote: Vote,
    slips: Sequence[Slip],
    totals: Sequence[Totals],
    tellers: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    refuse_slips(session, vote, slips, totals)
    vote.slips = [asdict(slip) for slip in slips if slip.count]
    keep_totals(vote, totals)
    vote.tellers = tellers or vote.tellers
    session.flush()
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.slips",
        object_type="vote",
        object_id=vote.id,
        data={"slips": sum(slips_read(vote).values())},
    )


def keep_totals(vote: Vote, totals: Sequence[Totals]) -> None:
    """What was added up, into the rows of the round."""
    if vote.round is not None:
        vote.round.slips = {"totals": [each.as_data() for each in totals]} if totals else None


def refuse_slips(
    session: Session, vote: Vote, slips: Sequence[Slip], totals: Sequence[Totals]
) -> None:
    """Raise ``RuleViolation`` if there can be no such slips.

    A slip says what can be chosen, and carries a weight and an organisation of the roll, where the vote
    counts by them. It is said beside the field of the choice.
    """
    for slip in slips:
        if slip.count < 0:
            raise RuleViolation("voting.negative", field=slip.choice)
        if not may_choose(vote.round, slip.choice, secret=True, on_paper=True):
            raise RuleViolation("voting.choose_first", field=slip.choice)
    marks = {(slip.weight, slip.group): slip.choice for slip in slips}
    marks |= {(each.weight, ""): "valid" for each in totals}
    roll = session.execute(
        select(Elector.weight, Elector.group).where(Elector.vote_id == vote.id).distinct()
    )
    known = {printed_marks(vote, weight, group) for weight, group in roll}
    for (weight, group), field in marks.items():
        plain = weight == 1 or vote.weighted
        if not plain or printed_marks(vote, weight, group) not in known:
            raise RuleViolation("voting.no_such_slip", field=field)


# ---- what was told, against who handed one over -----------------------------------------------------


def slips_read(vote: Vote) -> Counter[Mark]:
    """How many slips the tellers told of, by what is printed on them."""
    read: Counter[Mark] = Counter()
    for slip in vote.read_out:
        read[printed_marks(vote, slip.weight, slip.group)] += slip.count
    for each in vote.round.totals if vote.round else ():
        read[printed_marks(vote, each.weight, "")] += each.slips.total
    return read


def look_into_box(session: Session, vote: Vote) -> list[Contradiction]:
    """Of a secret vote: more or fewer slips, as they are told now, than seats that handed one over; and what
    would show how somebody voted."""
    if vote.method is not Method.secret_ballots:
        return []
    by_slip, otherwise = ways_of(session, vote)
    found = slip_contradictions(slips_read(vote), by_slip)
    if vote.round is not None and vote.round.totals:
        found += too_few_apart(by_slip, otherwise)
    voted = by_slip + otherwise
    few = too_few(mark for mark in voted.elements() if any(mark))
    if few:
        found.append(Contradiction("too_few_voted", len(few), len(voted)))
    return found


def kept_apart(
    session: Session, vote: Vote, slips: Sequence[Slip]
) -> list[dict[str, object]] | None:
    """What is kept of slips that lie among the ballots, so that they can be told again; None if nothing is.

    Of a weight or organisation of which too few voted by slip, or too few otherwise, only how many
    there were: which ballots theirs are would tell how somebody voted.
    """
    apart = may_stand_apart(*ways_of(session, vote))
    kept, untold = [slip for slip in slips if slip.count], Counter[tuple[int, str]]()
    for slip in kept:
        if printed_marks(vote, slip.weight, slip.group) not in apart:
            untold[slip.weight, slip.group] += slip.count
    kept = [slip for slip in kept if (slip.weight, slip.group) not in untold]
    kept += [Slip(UNTOLD, count, *mark) for mark, count in sorted(untold.items())]
    return [asdict(slip) for slip in kept] if apart else None


def slips_lost(session: Session, vote: Vote) -> str | None:
    """Why no slip of a closed secret vote can be told again (which rule it would break); None if some can."""
    if vote.slips_stand_apart:
        return None
    forgotten = may_stand_apart(*ways_of(session, vote))
    return "voting.slips_forgotten" if forgotten else "voting.slips_not_apart"


def forget_slips(session: Session, *, meeting_id: int) -> None:
    """Called by the area ``minutes`` when it closes those of a meeting: from then on no slip is told again,
    and nothing in the house tells a slip from the ballots beside it."""
    held = select(AgendaItem.id).where(AgendaItem.meeting_id == meeting_id)
    of_meeting = Vote.item_id.in_(held) & (Vote.method == Method.secret_ballots)
    session.execute(update(Vote).where(of_meeting).values(slips=None))
    empty_log_after_commit(session)


def ways_of(session: Session, vote: Vote) -> tuple[Counter[Mark], Counter[Mark]]:
    """How many voted by slip and how many otherwise, by what is printed on slips."""
    by_slip: Counter[Mark] = Counter()
    otherwise: Counter[Mark] = Counter()
    voted = (
        select(Elector.weight, Elector.group, Participation.channel, func.count())
        .join(
            Participation,
            (Participation.vote_id == Elector.vote_id) & (Participation.seat_id == Elector.seat_id),
        )
        .where(Elector.vote_id == vote.id)
        .group_by(Elector.weight, Elector.group, Participation.channel)
    )
    for weight, group, channel, count in session.execute(voted):
        way = by_slip if channel is Channel.slip else otherwise
        way[printed_marks(vote, weight, group)] += count
    return by_slip, otherwise
