"""Slips beside phones that were misread: told again after the vote was closed, with a reason.

What was cast by phone or in the booth stands. Of the slips only the ballots that were misread leave the
list, and those that take their place get receipts that nobody holds: whoever has the list of before sees
that nothing else was changed. What was counted and published before stays on record.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.voting.actions.box import (
    Row,
    as_ballots,
    boxed,
    write_box,
    write_tally,
)
from assembly.voting.actions.candidacies import settle_election, tell
from assembly.voting.actions.concluding import (
    as_published,
    conclude,
    conclude_round,
    result_told,
)
from assembly.voting.actions.mending import counted, last_round, settle_anew
from assembly.voting.actions.publishing import publish
from assembly.voting.actions.roll import printed_marks
from assembly.voting.actions.slips import (
    as_slips,
    keep_totals,
    kept_apart,
    look_into_box,
    refuse_slips,
    slips_lost,
    ways_of,
)
from assembly.voting.elections import Totals
from assembly.voting.models import Vote
from assembly.voting.rules import UNTOLD, Slip, may_stand_apart

_COLUMNS = ("receipt", "choice", "weight", "group")


@dataclass(frozen=True, slots=True)
class Exchange:
    """What a correction changes: ballots ``withdrawn`` from the list, and those ``entered`` in their place.

    ``slips`` are all there are now, with their receipts; ``ballots`` all that are in the list.
    """

    slips: list[Slip]
    ballots: list[Row]
    withdrawn: list[Row]
    entered: list[Row]

    def as_data(self) -> dict[str, object]:
        """For the record: the ballots that are in the list no more, the receipts that are new in it."""
        return {
            "withdrawn": [{key: row[key] for key in _COLUMNS} for row in self.withdrawn],
            "entered": [row["receipt"] for row in self.entered],
        }


def correct_slips(
    session: Session,
    *,
    vote: Vote,
    slips: Sequence[Slip] = (),
    totals: Sequence[Totals] = (),
    tellers: str = "",
    reason: str,
    as_it_is: str = "",
    actor: Actor,
    at: datetime,
) -> None:
    """Tell the slips of a closed secret vote again, by slip or as totals, until the minutes are closed.

    Said are all that can be told apart; the others stay. It is counted anew by the frozen rule, with the
    lots that were drawn. Raises ``Contradicted`` as closing does.
    """
    vote = counted(session, vote)
    if lost := slips_lost(session, vote):
        raise RuleViolation(lost)
    if vote.round is not None:
        last_round(session, vote.round)
    if not reason.strip():
        raise RuleViolation("voting.why_corrected", field="why")
    if totals:
        slips, totals = as_slips(vote, totals)
    refuse_slips(session, vote, slips, totals)
    _refuse_pointing(session, vote, slips, totals)
    told, before, result = result_told(vote), as_published(vote), vote.result
    exchange = _exchange(session, vote, slips)
    if not (exchange.withdrawn or exchange.entered or _other_totals(vote, totals)):
        raise RuleViolation("voting.same_slips")
    write_box(session, vote, exchange.ballots)
    vote.slips = kept_apart(session, vote, exchange.slips)
    keep_totals(vote, totals)
    vote.tellers = tellers or vote.tellers
    why = {"reason": reason.strip(), "by": actor.name, "at": at.isoformat()}
    _count_again(session, vote, before | exchange.as_data() | why, as_it_is)
    session.flush()
    changed = {"withdrawn": len(exchange.withdrawn), "entered": len(exchange.entered)}
    data = {"reason": reason.strip(), **changed, "before": told, "after": result_told(vote)}
    if vote.round is not None:
        tell(session, vote.round.election, "correct", {"vote": vote.id, **data}, actor, at)
        return
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.correct",
        object_type="vote",
        object_id=vote.id,
        data=data,
    )
    if vote.outcome is not None:
        settle_anew(session, vote, result, vote.outcome, actor=actor, at=at)


def _refuse_pointing(
    session: Session, vote: Vote, slips: Sequence[Slip], totals: Sequence[Totals]
) -> None:
    """Raise ``RuleViolation`` where what changes in the list would point at so few that it tells whose.

    What was added up stands apart already, before everybody.
    """
    if any(each.choice == UNTOLD for each in vote.read_out) and totals:
        raise RuleViolation("voting.slips_not_apart")
    if vote.round is not None and vote.round.totals:
        return
    apart = may_stand_apart(*ways_of(session, vote))
    for slip in slips:
        if slip.count and printed_marks(vote, slip.weight, slip.group) not in apart:
            raise RuleViolation("voting.slips_not_apart", field=slip.choice)


def _exchange(session: Session, vote: Vote, slips: Sequence[Slip]) -> Exchange:
    """Ballots of slips that say now what they said before stay, with their receipts."""
    before = defaultdict[tuple[str, int, str], list[str]](list)
    for slip in vote.read_out:
        before[slip.choice, slip.weight, slip.group] += slip.receipts
    told = Counter[tuple[str, int, str]]()
    for slip in slips:
        told[slip.choice, slip.weight, slip.group] += slip.count
    ballots = {str(row["receipt"]): row for row in boxed(session, vote)}
    taken, again = set(ballots), [each for each in vote.read_out if each.choice == UNTOLD]
    withdrawn, entered = list[Row](), list[Row]()
    for choice, weight, group in sorted({*before, *told}):
        receipts, count = before[choice, weight, group], told[choice, weight, group]
        slip = Slip(choice, count, weight, group)
        withdrawn += [ballots.pop(receipt) for receipt in receipts[count:]]
        new = as_ballots(vote, slip, count - len(receipts), taken)
        entered += new
        kept = (*receipts[:count], *(str(row["receipt"]) for row in new))
        again.append(replace(slip, receipts=kept))
    return Exchange(again, [*ballots.values(), *entered], withdrawn, entered)


def _other_totals(vote: Vote, totals: Sequence[Totals]) -> bool:
    """Whether these are not the totals that were told."""
    return vote.round is not None and vote.round.totals != list(totals)


def _count_again(session: Session, vote: Vote, former: dict[str, object], as_it_is: str) -> None:
    """The result from what is in the box now, published with what it was before."""
    found = look_into_box(session, vote)
    if vote.round is None:
        write_tally(session, vote)
        conclude(session, vote, as_it_is=as_it_is, also=found)
        vote.former = [*vote.corrected, former]
    else:
        conclude_round(session, vote, as_it_is=as_it_is, also=found)
        vote.round.former = [*vote.corrected, former]
        settle_election(vote.round.election)
    publish(session, vote)
