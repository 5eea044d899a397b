"""The vote of domain.md §7, step 12, for tests: sixteen seats, fifteen taken, the nursery's motion."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.errors import RuleViolation
from assembly.journal.models import JournalEntry
from assembly.meetings.models import AgendaItem, Attendance, Meeting, QuorumCheck
from assembly.meetings.rules import Direction
from assembly.motions.models import Motion
from assembly.people.models import Membership, Organization, Person, Seat
from assembly.people.rules import Classification, Holding, fold
from assembly.voting import actions, queries
from assembly.voting.models import Vote
from assembly.voting.rules import Method, Requirement, Tally
from tests.commune import Commune
from tests.motions.scene import Scene, add_item, put, wednesday

AT = datetime(2026, 5, 20, 14, 30, tzinfo=UTC)  # 10:30 in Caracas
SECRETARY = Actor(account_id=None, name="Secretary")


@dataclass
class Hall:
    """A body in session with so many seats taken."""

    commune: Commune
    scene: Scene

    @property
    def meeting(self) -> Meeting:
        return self.scene.meeting

    @property
    def item(self) -> AgendaItem:
        return self.scene.item

    def ordinary(self, session: Session) -> Requirement:
        rule = queries.rule_of_body(session, self.commune.body.id)
        assert rule is not None
        return rule.ordinary


def hall(session: Session, commune: Commune, present: int = 15, number: int = 31) -> Hall:
    """Wednesday in session; the principals of the first seats are there (15 of 16 at step 12)."""
    scene = wednesday(session, commune, number)
    session.add(
        QuorumCheck(
            meeting_id=scene.meeting.id,
            number=1,
            rule={
                "number": 1,
                "base": "seats",
                "share": "1/2",
                "comparison": "more_than",
                "wait_minutes": 0,
            },
            present=present,
            valid=True,
        )
    )
    scene.meeting.call = 1
    for seat, person in list(zip(commune.seats, commune.principals, strict=True))[:present]:
        come(session, scene.meeting, person, seat)
    session.flush()
    return Hall(commune, scene)


def come(session: Session, meeting: Meeting, person: Person, seat: Seat) -> None:
    """A person is there from the opening."""
    session.add(
        Attendance(
            meeting_id=meeting.id,
            person_id=person.id,
            seat_id=seat.id,
            direction=Direction.arrival,
        )
    )
    session.flush()


def grow(session: Session, commune: Commune, seats: int, organizations: int = 0) -> None:
    """As many seats with a principal as a congress has, in turn of so many organisations."""
    sent_by = [
        Organization(
            name=f"Comuna {n}", name_key=f"comuna {n}", classification=Classification.commune
        )
        for n in range(1, organizations + 1)
    ]
    for position in range(len(commune.seats) + 1, seats + 1):
        seat = Seat(body=commune.body, label=f"Delegación {position}", position=position)
        if sent_by:
            seat.organization = sent_by[position % organizations]
        person = Person(name=f"Delegada {position}", name_key=fold(f"Delegada {position}"))
        session.add_all([seat, person])
        session.add(Membership(seat=seat, person=person, holding=Holding.principal))
        commune.seats.append(seat)
        commune.principals.append(person)
    session.flush()


def opened(session: Session, there: Hall, **more: object) -> Vote:
    """A vote opened by show of hands on what the body asks for by default."""
    given = {
        "item": there.item,
        "method": Method.show_of_hands,
        "requirement": there.ordinary(session),
        "question": "¿Se agrega el punto previo?",
        "actor": SECRETARY,
        "at": AT,
    }
    return actions.open_vote(session, **given | more)


def counted(session: Session, vote: Vote, yes: int, no: int, abstain: int, **more: object) -> Vote:
    """The same vote with its counts."""
    actions.record_counts(
        session, vote=vote, tally=Tally(yes, no, abstain), actor=SECRETARY, at=AT, **more
    )
    return vote


def closed(session: Session, vote: Vote, **more: object) -> Vote:
    """The same vote with its result."""
    actions.close_vote(session, vote=vote, actor=SECRETARY, at=AT, **more)
    return vote


def voted(
    session: Session, there: Hall, yes: int = 12, no: int = 1, abstain: int = 2, **more: object
) -> Vote:
    """A vote opened, counted and closed; by default as in step 12."""
    return closed(session, counted(session, opened(session, there, **more), yes, no, abstain))


def violated(
    code: str, act: Callable[..., object], *args: object, field: str | None = None, **more: object
) -> RuleViolation:
    """What an act is refused with: this rule, told beside this field."""
    with pytest.raises(RuleViolation) as caught:
        act(*args, **more)
    assert (caught.value.code, caught.value.field) == (code, field)
    return caught.value


def journal(session: Session, verb: str) -> list[dict[str, Any]]:
    """What the journal was told of the acts of this kind."""
    statement = select(JournalEntry).where(JournalEntry.verb == verb)
    return [json.loads(entry.data) for entry in session.scalars(statement)]


__all__ = [
    "AT",
    "SECRETARY",
    "Hall",
    "Motion",
    "add_item",
    "closed",
    "come",
    "counted",
    "grow",
    "hall",
    "journal",
    "opened",
    "put",
    "violated",
    "voted",
]
