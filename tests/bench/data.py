"""Years of meetings, written straight into the tables: what the pages are measured on."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert
from sqlalchemy.orm import Session

from assembly.meetings.models import AgendaItem, Attendance, Meeting, QuorumCheck
from assembly.meetings.queries import quorum_calls
from assembly.meetings.rules import (
    Direction,
    ItemKind,
    ItemStatus,
    MeetingKind,
    MeetingStatus,
    frozen,
)
from assembly.motions.models import Motion, MotionVersion
from assembly.motions.rules import MotionKind, MotionStatus
from assembly.people.models import Membership, Person, Seat
from assembly.people.rules import Holding
from assembly.thresholds import Comparison
from assembly.voting.models import Ballot, Vote
from assembly.voting.rules import Base, Method, Option, Result, VoteStatus
from tests.commune import Commune

ITEMS, VOTES, BALLOTS = 10, 5, 60
FIRST = datetime(2016, 1, 6, 13, tzinfo=UTC)
TEXT = "Se informa de lo hecho en la semana. **Quedan pendientes** la lista y el informe. " * 6


def fill_seats(session: Session, commune: Commune, count: int = BALLOTS) -> None:
    """As many seats with principals as a vote has ballots."""
    for number in range(len(commune.seats), count):
        person = Person(name=f"Vocera {number}", name_key=f"vocera {number}")
        seat = Seat(body=commune.body, label=f"Consejo {number}", position=number + 1)
        session.add_all([person, seat])
        session.add(Membership(seat=seat, person=person, holding=Holding.principal))
        commune.seats.append(seat)
        commune.principals.append(person)
    session.flush()


def write_meetings(session: Session, commune: Commune, count: int, first: int = 1) -> list[int]:
    """``count`` ended weekly meetings, each with 10 items and 5 roll-call votes of 60 ballots."""
    call = quorum_calls(session, commune.body.id)[0]
    ids = []
    for number in range(first, first + count):
        begun = FIRST + timedelta(weeks=number)
        meeting = Meeting(
            body=commune.body,
            kind=MeetingKind.ordinary,
            number=number,
            status=MeetingStatus.ended,
            scheduled_at=begun,
            opened_at=begun,
            ended_at=begun + timedelta(hours=4),
            call=1,
            place="Casa de la comuna",
        )
        session.add(meeting)
        session.flush()
        ids.append(meeting.id)
        session.add(
            QuorumCheck(
                meeting=meeting,
                number=1,
                at=begun,
                rule=frozen(call),
                base_count=60,
                present=60,
                required=31,
                valid=True,
            )
        )
        items = [_item(meeting.id, place, begun) for place in range(1, ITEMS + 1)]
        session.execute(insert(AgendaItem), items)
        session.execute(
            insert(Attendance),
            [
                {
                    "meeting_id": meeting.id,
                    "person_id": person.id,
                    "seat_id": seat.id,
                    "direction": Direction.arrival,
                    "at": begun,
                }
                for person, seat in zip(commune.principals, commune.seats, strict=False)
            ],
        )
        _votes(session, commune, meeting.id, begun)
    session.commit()
    return ids


def _item(meeting_id: int, place: int, begun: datetime) -> dict[str, object]:
    return {
        "uuid": uuid.uuid4(),
        "meeting_id": meeting_id,
        "position": place,
        "title": f"Punto {place} de la semana",
        "kind": ItemKind.general,
        "status": ItemStatus.closed,
        "presenter_name": "Luis Marcano",
        "minutes_planned": 20,
        "opened_at": begun + timedelta(minutes=20 * place),
        "closed_at": begun + timedelta(minutes=20 * place + 19),
        "added_in_session": False,
        "text": TEXT,
        "text_version": 1,
    }


def _votes(session: Session, commune: Commune, meeting_id: int, begun: datetime) -> None:
    items = session.query(AgendaItem.id).filter_by(meeting_id=meeting_id).order_by("position")
    for (item_id,) in items.limit(VOTES):
        vote = Vote(
            item_id=item_id,
            question="Aprobar lo propuesto tal como fue leído",
            method=Method.roll_call,
            status=VoteStatus.closed,
            opened_at=begun,
            closed_at=begun,
            share="1/2",
            comparison=Comparison.more_than,
            base=Base.seats,
            seats=60,
            seats_weight=60,
            present=60,
            present_weight=60,
            yes=40,
            no=15,
            abstain=5,
            blank=0,
            invalid=0,
            result=Result.passed,
        )
        session.add(vote)
        session.flush()
        session.execute(
            insert(Ballot),
            [
                {
                    "vote_id": vote.id,
                    "seat_id": seat.id,
                    "person_id": person.id,
                    "option": Option.yes if place < 40 else Option.no,
                    "weight": 1,
                }
                for place, (seat, person) in enumerate(
                    zip(commune.seats, commune.principals, strict=False)
                )
            ],
        )


def write_long_agenda(session: Session, commune: Commune, number: int, items: int = 40) -> Meeting:
    """A meeting in session with 40 items; the one that is on has a motion that is debated."""
    (meeting_id,) = write_meetings(session, commune, 1, first=number)
    meeting = session.get(Meeting, meeting_id)
    assert meeting is not None
    meeting.status, meeting.ended_at = MeetingStatus.in_session, None
    session.execute(
        insert(AgendaItem),
        [_item(meeting.id, place, FIRST) for place in range(ITEMS + 1, items + 1)],
    )
    now = session.query(AgendaItem).filter_by(meeting_id=meeting.id, position=3).one()
    now.status, now.closed_at = ItemStatus.open, None
    motion = Motion(
        body=commune.body,
        year=2026,
        number=number,
        kind=MotionKind.motion,
        status=MotionStatus.debated,
        title="Entrega de plantas",
        item=now,
        mover_name="Luis Marcano",
        submitted_at=FIRST,
    )
    session.add(motion)
    session.flush()
    session.add(MotionVersion(motion_id=motion.id, version=1, text=TEXT, author="x", at=FIRST))
    session.commit()
    return meeting
