"""Organisations in a vote: how many seats each has, frozen at its opening, and how they voted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from assembly.meetings.rules import Quorum
from assembly.people.models import Organization, Seat
from assembly.voting.models import Ballot, Elector, SecretBallot, Vote
from assembly.voting.rules import Electorate, Group, GroupRule, Method, Option, tally_choices

VOTES = (Option.yes, Option.no, Option.abstain)
"""What a ballot by name says, where it is one: who was absent or did not vote has none."""

ON_THE_ROLL = (Elector.vote_id == Ballot.vote_id) & (Elector.seat_id == Ballot.seat_id)
GROUP = func.coalesce(Elector.group, Organization.name, "")
"""The organisation of a ballot by name: as the roll froze it, of a roll call that of its seat."""


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
        return
    by_name = (
        select(GROUP, Ballot.option, Ballot.weight)
        .join(Seat, Ballot.seat_id == Seat.id)
        .outerjoin(Organization, Seat.organization_id == Organization.id)
        .outerjoin(Elector, ON_THE_ROLL)
        .where(Ballot.vote_id == vote.id, Ballot.option.in_(VOTES))
    )
    for group, option, weight in session.execute(by_name):
        yield group, option.value, weight
