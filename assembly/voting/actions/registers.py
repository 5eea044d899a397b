"""The registers of voting centres (cuadernos de votación): drawn up when the vote opens, signed on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.actions import record
from assembly.meetings import queries as meetings
from assembly.people import queries as people
from assembly.people.rules import Electorate
from assembly.voting.actions.opening import still_open
from assembly.voting.models import RegisterLine, Vote
from assembly.voting.rules import (
    LINES_BESIDE_NAMES,
    LINES_WITHOUT_NAMES,
    MOST_LINES,
    Centre,
    nearest,
)


def draw_up(session: Session, vote: Vote, centres: Sequence[Centre]) -> list[Centre]:
    """Write down who may sign where, and give the centres with how many these are.

    A centre that is an organisation of the house has its people, and those of what lies inside it
    unless that is a centre too: nobody is on two registers. Where the body has a roll, only who is on
    it. Empty lines follow for those whom the house does not know; a place that is a name only has
    nothing else.
    """
    places = {each.organization: place for place, each in enumerate(centres) if each.organization}
    named = [0] * len(centres)
    rows = []
    for person_id, organization in _voters(session, vote, list(places)):
        place = places[organization]
        named[place] += 1
        rows.append(
            {"vote_id": vote.id, "centre": place, "number": named[place], "person_id": person_id}
        )
    if rows:
        session.execute(insert(RegisterLine), rows)
    return [
        replace(each, names=names, lines=LINES_BESIDE_NAMES if names else LINES_WITHOUT_NAMES)
        if each.organization
        else replace(each, lines=LINES_WITHOUT_NAMES)
        for each, names in zip(centres, named, strict=True)
    ]


def _voters(session: Session, vote: Vote, chosen: list[int]) -> list[tuple[int, int]]:
    """Who votes in which of the organisations chosen (ids), by name."""
    above = {each.id: each.parent_id for each in people.organizations(session)}
    where = {each: nearest(chosen, above, each) for each in above}
    meeting = vote.item.meeting
    if meeting.body.electorate is Electorate.roll:
        roll = people.people_of_body(session, meeting.body_id, meetings.day_of(meeting))
        belong = [
            (each.person.id, each.person.organization_id or each.seats[0].organization_id)
            for each in roll
        ]
    else:
        inside = [each for each, centre in where.items() if centre]
        belong = [*people.belonging_to(session, inside)]
    found = [(person_id, where.get(each) if each else None) for person_id, each in belong]
    return [(person_id, centre) for person_id, centre in found if centre]


def set_lines(
    session: Session, *, vote: Vote, lines: Sequence[int], actor: Actor, at: datetime
) -> None:
    """How many empty lines follow the names on the register of each centre, before it is printed."""
    vote = still_open(session, vote)
    acts = vote.acts
    if len(lines) != len(acts):
        raise RuleViolation("voting.no_such_centre")
    if any(not 0 <= each <= MOST_LINES for each in lines):
        raise RuleViolation("voting.too_many_lines")
    before = vote.centres
    vote.centres = [
        replace(act, lines=wanted).as_data() for act, wanted in zip(acts, lines, strict=True)
    ]
    session.flush()
    if vote.centres != before:
        tell_registers(session, vote, actor=actor, at=at)


def tell_registers(session: Session, vote: Vote, *, actor: Actor, at: datetime) -> None:
    """The registers as they stand, for the journal: how many names and lines, not whose."""
    told = [{"name": act.name, "names": act.names, "lines": act.lines} for act in vote.acts]
    record(
        session,
        actor=actor,
        at=at,
        verb="vote.registers",
        object_type="vote",
        object_id=vote.id,
        data={"registers": told},
    )
