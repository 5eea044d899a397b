"""All that is told of a vote, for pages and papers."""

from __future__ import annotations

from dataclasses import dataclass

from assembly.voting.models import Round, Vote
from assembly.voting.phrases.centres import left_out
from assembly.voting.phrases.contradicting import contradictions
from assembly.voting.phrases.counting import verdict_of, why_of
from assembly.voting.phrases.picture import (
    Bar,
    SmallBar,
    bar,
    candidate_bars,
    group_bars,
    turnout_bar,
)
from assembly.voting.phrases.results import corrected_answer, verdict, why
from assembly.voting.phrases.units import Unit, unit_of
from assembly.voting.rules import Result
from assembly.web.i18n import _


@dataclass(frozen=True)
class Told:
    """A counted vote: its result, the word for it, why, its picture, and what contradicts.

    A tie that the chair may still break is called a tie, not yet rejected. `goes_on`: what was counted
    settles nothing yet, a tie, a lot or a run-off follows.
    """

    result: Result
    verdict: str
    why: str
    bar: Bar | None
    turnout: list[SmallBar]  # a bar at most, where the vote asks for a turnout
    groups: list[SmallBar]  # organisations, where they count by themselves
    candidates: list[SmallBar]  # of a round of an election, where no stages tell it
    contradictions: list[str]
    awaits_casting_vote: bool
    goes_on: bool
    former: list[str]  # what it was before it was corrected (of a round its own page says it)

    @property
    def tone(self) -> str:
        """How the verdict looks: nothing where it carries, `failed`, or `open`."""
        if self.goes_on or self.result is Result.unknown:
            return "open"
        return "failed" if self.result is Result.failed else ""


def told(vote: Vote) -> Told | None:
    """A vote in words and as a picture, from what was stored at its closing; None before."""
    outcome, result = vote.outcome, vote.result
    unit = unit_of(vote)
    if vote.round is not None and result is not None:
        return _of_round(vote.round, result, unit)
    if outcome is None or result is None:
        return None
    return Told(
        result=result,
        verdict=_("Tie") if outcome.awaits_casting_vote else verdict(result),
        why=f"{why(outcome, unit, vote.stated)} {left_out(outcome, vote.acts)}".rstrip(),
        bar=bar(outcome, unit),
        turnout=turnout_bar(outcome),
        groups=group_bars(outcome),
        candidates=[],
        contradictions=contradictions(vote.contradictions or (), unit),
        awaits_casting_vote=outcome.awaits_casting_vote,
        goes_on=outcome.awaits_casting_vote,
        former=[
            corrected_answer(each["reason"], each["reasoning"], unit) for each in vote.former or ()
        ],
    )


def _of_round(round_: Round, result: Result, unit: Unit) -> Told | None:
    """A round of an election: who is elected, and the votes. Its stages stand on its own page."""
    count = round_.counted
    if count is None:
        return None
    return Told(
        result=result,
        verdict=verdict_of(count, round_.names),
        why=why_of(count, round_.names),
        bar=None,
        turnout=[],
        groups=[],
        candidates=candidate_bars(count, round_.names),
        contradictions=contradictions(round_.vote.contradictions or (), unit),
        awaits_casting_vote=False,
        goes_on=bool(count.awaits_lot or count.run_off),
        former=[],
    )
