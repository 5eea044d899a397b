"""Organisations in a vote: how many seats each has, frozen at its opening, and how they voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.meetings.rules import Quorum
from assembly.voting.models import Ballot, Elector, SecretBallot, Vote
from assembly.voting.rules import Electorate, Group, GroupRule, Method, Option, tally_choices

_VOTES = (Option.yes, Option.no, Option.abstain)


def freeze_groups(vote: Vote, there: Quorum) -> None:
    """Write down the seats of each organisation and those present, in the unit of the vote."""
    seats: dict[str, int] = defaultdict(int)
    present: dict[str, int] = defaultdict(int)
    for each in there.seated:
        seats[each.seat.organization] += each.seat.weight
        if each.holder:
            present[each.seat.organization] += each.seat.weight
    vote.groups = [
        {"name": name, "seats": seats[name], "present": present[name]} for name in sorted(seats)
    ]


def groups_of(session: Session, vote: Vote) -> list[Group]:
    """The organisations with their counts; none where the vote does not ask for them."""
    if vote.group_rule is GroupRule.none:
        return []
    cast: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, choice, weight in _choices(session, vote):
        cast[name].append((choice, weight))
    return [
        Group(
            name=str(each["name"]),
            tally=tally_choices(cast[str(each["name"])]),
            electorate=Electorate(
                int(str(each["seats"])), int(str(each["present"])), weighted=vote.weighted
            ),
        )
        for each in vote.groups or ()
    ]


def _choices(session: Session, vote: Vote) -> Iterable[tuple[str, str, int]]:
    """Organisation, choice and weight of each ballot."""
    if vote.method is Method.secret_ballots:
        box = select(SecretBallot.group, SecretBallot.choice, SecretBallot.weight)
        for group, choice, weight in session.execute(box.where(SecretBallot.vote_id == vote.id)):
            yield group, choice, weight
    elif vote.method is Method.open_ballots:
        named = (
            select(Elector.group, Ballot.option, Ballot.weight)
            .join(Ballot, (Ballot.vote_id == Elector.vote_id) & (Ballot.seat_id == Elector.seat_id))
            .where(Elector.vote_id == vote.id)
        )
        for group, option, weight in session.execute(named):
            yield group, option.value, weight
    else:
        for ballot in vote.ballots:
            if ballot.option in _VOTES:
                organization = ballot.seat.organization
                yield organization.name if organization else "", ballot.option.value, ballot.weight
