"""Booths, and what is open for who stands in one."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from assembly.meetings.models import AgendaItem, Meeting
from assembly.people.models import Account
from assembly.voting.models import Booth, Elector, Vote
from assembly.voting.rules import CAST_ONE_BY_ONE, VoteStatus


def booth(session: Session, booth_id: int) -> Booth | None:
    """One booth with its meeting, the body, and who opened it."""
    statement = (
        select(Booth)
        .where(Booth.id == booth_id)
        .options(
            joinedload(Booth.meeting).joinedload(Meeting.body),
            joinedload(Booth.account).joinedload(Account.person),
        )
    )
    return session.scalars(statement).one_or_none()


def body_id_of_booth(session: Session, booth_id: int) -> int | None:
    """The body for whose meeting it stands, None if there is no such booth."""
    statement = select(Meeting.body_id).join(Booth, Booth.meeting_id == Meeting.id)
    return session.scalar(statement.where(Booth.id == booth_id))


def booths_of(session: Session, meeting_id: int) -> list[Booth]:
    """The booths that stand for a meeting, with who opened each, the first first."""
    statement = (
        select(Booth)
        .where(Booth.meeting_id == meeting_id, Booth.closed_at.is_(None))
        .options(joinedload(Booth.account).joinedload(Account.person))
        .order_by(Booth.id)
    )
    return list(session.scalars(statement))


def asked_of(
    session: Session, person_id: int, meeting_id: int, *, closed_too: bool = False, limit: int = 60
) -> list[Vote]:
    """The open votes of a meeting in which somebody is on the roll, oldest first.

    With ``closed_too`` also those that have closed since: who sends her ballot again gets her receipt.
    """
    mine = select(Elector.vote_id).where(Elector.person_id == person_id)
    statuses = (VoteStatus.open, VoteStatus.closed) if closed_too else (VoteStatus.open,)
    statement = (
        select(Vote)
        .join(Vote.item)
        .where(
            AgendaItem.meeting_id == meeting_id,
            Vote.status.in_(statuses),
            Vote.method.in_(CAST_ONE_BY_ONE),
            Vote.id.in_(mine),
        )
        .options(joinedload(Vote.item))
        .order_by(Vote.id.desc())
        .limit(limit)
    )
    return list(session.scalars(statement))[::-1]
