"""The record of the demo: its book, and what became of the minutes of the session before the story."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy.orm import Session

from assembly.demo.accounts import HOUSE
from assembly.demo.commune import Commune
from assembly.meetings.models import Meeting
from assembly.minutes import actions, book, margin, queries
from assembly.minutes.actions import Signed
from assembly.minutes.margin import Written
from assembly.minutes.models import Minutes
from assembly.minutes.rules import Sides, SignatureState, signers, usual_state
from assembly.paper import PaperError


def open_book(session: Session, commune: Commune, at: datetime) -> None:
    """The second volume, of paper and in use: its first 57 leaves are written by hand."""
    book.open_next(
        session,
        commune.parliament.id,
        number=2,
        leaves=200,
        first_leaf=58,
        sides=Sides.one,
        actor=HOUSE,
        at=at,
    )
    session.commit()


def keep_last_minutes(session: Session, meeting: Meeting, at: datetime) -> None:
    """The minutes closed last are signed, and approved in ``meeting`` with a correction beside them.

    Where no paper can be made on this machine they stay as they are.
    """
    last = queries.latest(session, limit=1)
    if not last:
        return
    minutes = queries.minutes(session, last[0].id)
    assert minutes is not None  # noqa: S101 - it was just read
    _sign(session, minutes)
    vote = queries.votes_that_approve(session, minutes)[0]
    actions.approve(session, minutes=minutes, vote=vote, actor=HOUSE, at=at)
    session.commit()
    correction = Written(
        item=None,
        text="Donde dice «180 dólares» debe decir «160 dólares».",
        meeting_id=None,
        vote_id=vote.id,
        mark=uuid5(NAMESPACE_URL, f"note:{meeting.uuid}"),
    )
    try:
        margin.write(session, minutes.id, correction, actor=HOUSE, at=at)
    except PaperError:
        session.rollback()
    session.commit()


def _sign(session: Session, minutes: Minutes) -> None:
    """All who stayed: one by her thumb, and for one another signs."""
    asked = signers(queries.document(minutes))
    signed = {place: Signed(usual_state(each)) for place, each in enumerate(asked)}
    stayed = [place for place, each in enumerate(asked) if each.stayed]
    signed[stayed[-1]] = Signed(SignatureState.thumbprint)
    signed[stayed[-2]] = Signed(SignatureState.at_request, "Nicolasa Quijada")
    evening = minutes.closed_at + timedelta(minutes=10)
    day = queries.document(minutes).header.day
    actions.mark_printed(session, minutes=minutes, actor=HOUSE, at=evening)
    actions.write_signatures(
        session, minutes=minutes, signed=signed, signed_on=day, actor=HOUSE, at=evening
    )
