"""A Wednesday in session, for the tests of motions, votes' ends and commitments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from assembly.motions import actions
from assembly.motions.models import Decision, Motion
from assembly.people.models import Body
from tests.commune import Commune

AT = datetime(2026, 5, 20, 14, 30, tzinfo=UTC)  # 10:30 in Caracas
DAY = date(2026, 5, 20)
SECRETARY = Actor(account_id=None, name="Secretary")

# The texts of domain.md §7, step 11: first as put, then as amended.
PUT = "Entregar 3.000 plantas a 24 familias, hasta 200 por familia, a cambio de dos jornadas."
AMENDED = (
    "Entregar 3.000 plantas a 24 familias, hasta 200 por familia y 150 si tiene menos de 1 ha, "
    "a cambio de dos jornadas."
)


@dataclass
class Scene:
    """A body, its meeting in session, and an open item."""

    body: Body
    meeting: Meeting
    item: AgendaItem


def wednesday(session: Session, commune: Commune, number: int = 31) -> Scene:
    """Session 31 on 20 May 2026, or one of as many weeks later or earlier, with the nursery's item."""
    start = datetime(2026, 5, 20, 13, 0, tzinfo=UTC) + timedelta(weeks=number - 31)
    meeting = Meeting(
        body_id=commune.body.id,
        kind=MeetingKind.ordinary,
        number=number,
        status=MeetingStatus.in_session,
        scheduled_at=start,
        opened_at=start,
        call=1,
    )
    session.add(meeting)
    session.flush()
    return Scene(commune.body, meeting, add_item(session, meeting, "Vivero de café"))


def add_item(
    session: Session,
    meeting: Meeting,
    title: str,
    *,
    carried_from: AgendaItem | None = None,
    kind: ItemKind = ItemKind.motion,
) -> AgendaItem:
    """An open item at the end of the agenda."""
    item = AgendaItem(
        meeting_id=meeting.id,
        position=session.query(AgendaItem).filter_by(meeting_id=meeting.id).count() + 1,
        title=title,
        kind=kind,
        status=ItemStatus.open,
        carried_from_id=carried_from.id if carried_from else None,
    )
    session.add(item)
    session.flush()
    return item


def put(session: Session, scene: Scene, text: str = PUT, **more: object) -> Motion:
    """A motion put in the item of the scene."""
    return actions.submit_motion(
        session,
        **{"body": scene.body, "item": scene.item, "text": text, "actor": SECRETARY, "at": AT}
        | more,
    )


def amend(session: Session, motion: Motion, text: str = AMENDED, **more: object) -> Motion:
    """An amendment to a motion."""
    return actions.propose_amendment(
        session, **{"motion": motion, "text": text, "actor": SECRETARY, "at": AT} | more
    )


def carry(session: Session, scene: Scene, motion: Motion, **more: object) -> Decision | None:
    """What a vote does that carries a motion in the item of the scene."""
    given = {"decided_on": DAY, "actor": SECRETARY, "at": AT}
    return actions.carry_motion(
        session,
        **{"motion": motion, "meeting": scene.meeting, "item": scene.item} | given | more,
    )
