"""Reads of votes and of a body's requirements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from uuid import UUID

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from assembly.meetings.models import AgendaItem, Meeting
from assembly.people.models import Seat
from assembly.voting.models import Ballot, Dissent, Mandate, Round, Vote, VotingRule
from assembly.voting.rules import CAST_ONE_BY_ONE, VoteStatus


def rule_of_body(session: Session, body_id: int) -> VotingRule | None:
    """What the body asks for by default; None while nobody has said."""
    return session.get(VotingRule, body_id)


def shows_choices(session: Session, vote: Vote) -> bool:
    """Whether everybody may see by name how an open vote goes: closed, or if the body shows it before."""
    if vote.status is not VoteStatus.open or vote.method not in CAST_ONE_BY_ONE:
        return True
    rule = rule_of_body(session, vote.item.meeting.body_id)
    return rule is not None and rule.shows_names


def requirements_as_data(session: Session, body_id: int) -> dict[str, object]:
    """What the body asks for, as plain data; empty while nobody has said."""
    rule = rule_of_body(session, body_id)
    columns = VotingRule.__table__.columns.keys()
    return {name: str(getattr(rule, name)) for name in columns} if rule else {}


def body_id_of_vote(session: Session, vote_id: int) -> int | None:
    """The body that votes, None if there is no such vote."""
    statement = (
        select(Meeting.body_id)
        .join(AgendaItem, AgendaItem.meeting_id == Meeting.id)
        .join(Vote, Vote.item_id == AgendaItem.id)
        .where(Vote.id == vote_id)
    )
    return session.scalar(statement)


@cache
def _told() -> Sequence[ExecutableOption]:
    """What every page tells of a vote, in one query: few have a dissent or a mandate, hardly any several."""
    return (
        joinedload(Vote.item).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
        joinedload(Vote.motion),
        joinedload(Vote.round).joinedload(Round.election),
        joinedload(Vote.dissents).joinedload(Dissent.person),
        joinedload(Vote.mandates).options(
            joinedload(Mandate.seat).joinedload(Seat.organization),
            joinedload(Mandate.person),
            joinedload(Mandate.organization),
        ),
    )


@cache
def _whole() -> Sequence[ExecutableOption]:
    """The same with the ballots by name: one query more, however many there are."""
    ballots = selectinload(Vote.ballots).options(
        joinedload(Ballot.seat).joinedload(Seat.organization), joinedload(Ballot.person)
    )
    return (*_told(), ballots)


@cache
def _asked() -> Sequence[ExecutableOption]:
    """What somebody who votes is told of it: nothing that grows with the hall."""
    return (
        joinedload(Vote.item).joinedload(AgendaItem.meeting).joinedload(Meeting.body),
        joinedload(Vote.round).joinedload(Round.election),
    )


def vote(session: Session, vote_id: int) -> Vote | None:
    """One vote with its item, ballots, dissents and mandates."""
    return session.scalars(_one(_whole()), {"id": vote_id}).unique().one_or_none()


def vote_to_cast(session: Session, vote_id: int) -> Vote | None:
    """One vote with its item and, if it is of an election, its round: what its ballot is made of."""
    return session.scalars(_one(_asked()), {"id": vote_id}).one_or_none()


@cache
def _one(loaded: Sequence[ExecutableOption]) -> Select[Vote]:
    return select(Vote).where(Vote.id == bindparam("id")).options(*loaded)


def vote_by_uuid(session: Session, uuid: UUID) -> Vote | None:
    """The vote that was already made from this form, if it was sent twice."""
    return session.scalars(select(Vote).where(Vote.uuid == uuid)).one_or_none()


def of_item(session: Session, item_id: int, *, ballots: bool = True) -> list[Vote]:
    """All votes of an item in the order in which they were put, cancelled ones too."""
    return of_items(session, [item_id], ballots=ballots)


def of_items(session: Session, item_ids: Iterable[int], *, ballots: bool = True) -> list[Vote]:
    """All votes of these items (of a whole meeting, for its minutes), in order, in constant queries.

    Without ``ballots`` the named votes are not read: for pages that tell only results.
    """
    found = session.scalars(_of_items(_whole() if ballots else _told()), {"ids": list(item_ids)})
    return list(found.unique())


@cache
def _of_items(loaded: Sequence[ExecutableOption]) -> Select[Vote]:
    of_any = Vote.item_id.in_(bindparam("ids", expanding=True))
    return select(Vote).where(of_any).options(*loaded).order_by(Vote.id)


def of_motion(session: Session, motion_id: int) -> list[Vote]:
    """All votes on a motion, in whatever meeting, in the order in which they were put."""
    statement = select(Vote).where(Vote.motion_id == motion_id).options(*_told()).order_by(Vote.id)
    return list(session.scalars(statement).unique())


def open_vote_on(session: Session, motion_id: int) -> Vote | None:
    """The vote on a motion that is still open, if there is one."""
    statement = select(Vote).where(Vote.motion_id == motion_id, Vote.status == VoteStatus.open)
    return session.scalars(statement.order_by(Vote.id).limit(1)).one_or_none()


def on_sheet(session: Session, vote: Vote) -> list[Vote]:
    """The votes that are asked on one page with this one, in the order in which they were put."""
    if vote.sheet is None:
        return [vote]
    statement = select(Vote).where(Vote.sheet == vote.sheet).order_by(Vote.id)
    return list(session.scalars(statement))
