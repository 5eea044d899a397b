"""Elections for tests: the nursery's coordination (domain.md §7, step 14) and others in the same hall."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from sqlalchemy.orm import Session

from assembly.thresholds import Comparison, Threshold
from assembly.voting import actions
from assembly.voting.elections import CountingRule, ElectionRule, Slips, Totals
from assembly.voting.models import Election, Vote
from assembly.voting.rules import Base, Channel, Method, Requirement
from tests.voting.scene import AT, SECRETARY, Hall

LATER = AT + timedelta(minutes=5)
HALF = Requirement(Threshold(Fraction(1, 2), Comparison.more_than), Base.valid)
ONE_BY_MAJORITY = ElectionRule(CountingRule.majority, 1, 1, requirement=HALF)
BY = {"actor": SECRETARY, "at": AT}


def called(
    session: Session, there: Hall, rule: ElectionRule = ONE_BY_MAJORITY, **more: object
) -> Election:
    """An election in the item of the hall; no seats unless they are given."""
    given = {
        "item": there.item,
        "title": "Coordinación del vivero",
        "body": there.commune.body,
        "seat_ids": [],
        "rule": rule,
        "secret": True,
    }
    return actions.call_election(session, **given | BY | more)


def stand(session: Session, election: Election, *names: str) -> Election:
    """Candidates whom the house does not know, who all accept: numbered 1, 2, … in this order."""
    for name in names:
        actions.nominate(session, election=election, name=name, accepts=True, **BY)
    return election


def opened(session: Session, election: Election, method: Method = Method.secret_paper) -> Vote:
    """Its next round."""
    return actions.open_round(session, election=election, method=method, **BY)


def on_paper(
    votes: dict[int, int], valid: int | None = None, blank: int = 0, **more: object
) -> actions.RoundCounts:
    """The tellers' counts of a round on paper: each valid slip has one mark unless it is said."""
    slips = Slips(sum(votes.values()) if valid is None else valid, blank)
    return actions.RoundCounts(totals=[Totals(slips, votes)], **more)


def counted(session: Session, vote: Vote, votes: dict[int, int], **more: object) -> Vote:
    """The tellers' counts of a round on paper, closed."""
    counts = on_paper(votes, **more)
    actions.record_candidate_counts(session, vote=vote, counts=counts, **BY)
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=LATER)
    return vote


def cast(session: Session, there: Hall, vote: Vote, choices: list[str]) -> None:
    """Ballots by phone of the first seats, one after the other."""
    seats = zip(there.commune.seats, there.commune.principals, strict=True)
    for number, ((seat, person), choice) in enumerate(zip(seats, choices, strict=False)):
        actions.cast(
            session,
            vote_id=vote.id,
            person_id=person.id,
            choices={seat.id: choice},
            token=f"token-of-the-phone-number-{number}",
            channel=Channel.phone,
            at=AT,
        )
