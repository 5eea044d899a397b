"""A convened meeting of the small commune, for tests that hold it."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from assembly.meetings import actions
from assembly.meetings.models import AgendaItem, Meeting
from assembly.meetings.rules import ItemKind, ItemStatus, MeetingKind, MeetingStatus
from tests.commune import HOUSE, Commune

NINE = datetime(2026, 5, 20, 13, 0, tzinfo=UTC)
"""Nine o'clock in Caracas on Wednesday 20 May 2026."""

AGENDA = (
    ("Lista y quórum", ItemKind.roll_call),
    ("Acta anterior", ItemKind.previous_minutes),
    ("Vivero de café", ItemKind.report),
    ("Rendición de cuentas", ItemKind.accounts),
    ("Puntos varios", ItemKind.other_business),
)


def oclock(hour: int, minute: int = 0) -> datetime:
    """An hour of that Wednesday in Caracas, which is four hours behind."""
    return datetime(2026, 5, 20, hour + 4, minute, tzinfo=UTC)


def convene(session: Session, commune: Commune, items: int = 0, number: int = 31) -> Meeting:
    """A convened meeting with the agenda above, and as many items more as asked."""
    meeting = Meeting(
        body=commune.body,
        kind=MeetingKind.ordinary,
        number=number,
        status=MeetingStatus.convened,
        scheduled_at=NINE,
    )
    agenda = [*AGENDA, *((f"Punto {n}", ItemKind.general) for n in range(items))]
    for position, (title, kind) in enumerate(agenda, 1):
        meeting.items.append(
            AgendaItem(position=position, title=title, kind=kind, status=ItemStatus.planned)
        )
    session.add(meeting)
    session.flush()
    return meeting


def opened(
    session: Session, commune: Commune, seats: int = 11, items: int = 0, number: int = 31
) -> Meeting:
    """The same in session: the principals of the first seats were there on first call, at 9:00."""
    meeting = convene(session, commune, items, number)
    actions.call_roll(
        session,
        meeting=meeting,
        number=1,
        when=NINE,
        present=[person.id for person in commune.principals[:seats]],
        actor=HOUSE,
        at=oclock(9, 1),
    )
    return meeting


def roll(commune: Commune, seats: int, **more: str) -> dict[str, str]:
    """The roll as the form sends it: principals of the first seats, nobody in the others."""
    lines = {
        f"seat-{seat.id}": str(person.id) if place < seats else ""
        for place, (seat, person) in enumerate(zip(commune.seats, commune.principals, strict=True))
    }
    return {"number": "1", "when": "09:00", **lines, **more}
