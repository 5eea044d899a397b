"""The demo's election, through the public actions."""

from __future__ import annotations

from assembly.demo.scribe import Scribe
from assembly.meetings.models import AgendaItem
from assembly.voting import actions as voting
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.rules import PRESETS, Method, Preset


def elect(
    scribe: Scribe,
    item: AgendaItem,
    title: str,
    votes: dict[str, int],
    *,
    blank: int,
    tellers: str,
) -> None:
    """A secret election of one by majority, with slips and tellers, and the place to who has it."""
    half = PRESETS[Preset.absolute_valid]
    election = scribe.do(
        voting.call_election,
        item=item,
        title=title,
        body=scribe.commune.parliament,
        seat_ids=[],
        rule=ElectionRule(CountingRule.majority, 1, alternates=1, requirement=half),
        secret=True,
    )
    for name in votes:
        scribe.do(voting.nominate, election=election, person=scribe.person(name), accepts=True)
    vote = scribe.do(voting.open_round, election=election, method=Method.secret_paper)
    scribe.do(
        voting.record_candidate_counts,
        vote=vote,
        counts=voting.RoundCounts(
            totals=[Totals(Slips(sum(votes.values()), blank), dict(enumerate(votes.values(), 1)))],
            total=sum(votes.values()) + blank,
            tellers=tellers,
        ),
    )
    scribe.do(voting.close_vote, vote=vote)
    scribe.do(
        voting.install_elected,
        election=election,
        placings=voting.proposed(election),
        start=scribe.day,
        end=None,
    )
