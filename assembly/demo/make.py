"""Making the demo commune, meeting by meeting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from assembly.demo.cashbox import keep_cash
from assembly.demo.commune import Commune, found_commune
from assembly.demo.record import keep_last_minutes, open_book
from assembly.demo.sessions import PAST, Open, days_before
from assembly.demo.wednesday import convene_32, session_31
from assembly.demo.works import begin_projects, hold_workday
from assembly.meetings.models import Meeting

STORY = date(2026, 5, 20)
"""The Wednesday of the story, when nobody says another."""


def last_wednesday(day: date) -> date:
    """The Wednesday on or before ``day``."""
    return day - timedelta(days=(day.weekday() - 2) % 7)


def make_demo(
    session: Session,
    *,
    day: date = STORY,
    close: Callable[[Meeting, datetime], None],
    progress: Callable[[str], None] = lambda done: None,
) -> Commune:
    """The commune with sessions 27 to 31 held by ``day`` (a Wednesday), its projects, and 32 convened.

    ``close(meeting, at)`` closes the minutes of a session; it commits. ``progress`` is told each step.
    Raises ``ValueError`` if ``day`` is no Wednesday.
    """
    if day.weekday() != 2:
        raise ValueError("the parliament meets on Wednesdays")
    morning = datetime.combine(day - timedelta(weeks=8), time(12), UTC)
    commune = found_commune(session, day=day, at=morning)
    session.commit()
    open_book(session, commune, morning)
    progress("Comuna Monte Sinaí")
    taken: Open = {}
    for held, when in (
        *zip(PAST, days_before(day), strict=True),
        (session_31, day),
    ):
        if when == day:
            begin_projects(session, commune, day)  # as they stand on the eve of the story
            keep_cash(session, commune, day)
        meeting = held(session, commune, when, taken)
        session.commit()
        evening = datetime.combine(when, time(23, 30), UTC)  # half past seven in Caracas
        if when == day:
            keep_last_minutes(session, meeting, evening)
        close(meeting, evening)
        progress(f"Sesión {meeting.number}")
    hold_workday(session, commune, day)
    convene_32(session, commune, day + timedelta(weeks=1))
    session.commit()
    progress("Sesión 32")
    return commune
