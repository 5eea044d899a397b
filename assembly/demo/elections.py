"""The demo's election, through the public actions."""

from __future__ import annotations

from assembly.demo.accounts import HOUSE
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
    session, at = scribe.session, scribe.now
    half = PRESETS[Preset.absolute_valid]
    election = voting.call_election(
        session,
        item=item,
        title=title,
        body=scribe.commune.parliament,
        seat_ids=[],
        rule=ElectionRule(CountingRule.majority, 1, alternates=1, requirement=half),
        secret=True,
        actor=HOUSE,
        at=at,
    )
    for name in votes:
        voting.nominate(
            session,
            election=election,
            person=scribe.person(name),
            accepts=True,
            actor=HOUSE,
            at=at,
        )
    vote = voting.open_round(
        session, election=election, method=Method.secret_paper, actor=HOUSE, at=at
    )
    voting.record_candidate_counts(
        session,
        vote=vote,
        counts=voting.RoundCounts(
            totals=[Totals(Slips(sum(votes.values()), blank), dict(enumerate(votes.values(), 1)))],
            total=sum(votes.values()) + blank,
            tellers=tellers,
        ),
        actor=HOUSE,
        at=at,
    )
    voting.close_vote(session, vote=vote, actor=HOUSE, at=at)
    voting.install_elected(
        session,
        election=election,
        placings=voting.proposed(election),
        start=scribe.day,
        end=None,
        actor=HOUSE,
        at=at,
    )
