"""Reads of commitments."""

from __future__ import annotations

from functools import cache
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from assembly.commitments.models import Commitment, FollowUp
from assembly.commitments.rules import CommitmentStatus
from assembly.meetings.models import Meeting
from assembly.motions.models import Decision

PAGE = 50


def body_id_of_commitment(session: Session, commitment_id: int) -> int | None:
    """The body before which it was taken on, None if there is no such commitment."""
    return session.scalar(select(Commitment.body_id).where(Commitment.id == commitment_id))


def commitment_by_uuid(session: Session, uuid: UUID) -> Commitment | None:
    """The commitment that was already made from this form, if it was sent twice."""
    return session.scalars(select(Commitment).where(Commitment.uuid == uuid)).one_or_none()


def _with_people() -> Select[Commitment]:
    return select(Commitment).options(
        joinedload(Commitment.person),
        joinedload(Commitment.organization),
        joinedload(Commitment.decision),
    )


def _by_due(statement: Select[Commitment]) -> Select[Commitment]:
    """Soonest first; those without a date after all others (the databases differ on NULL)."""
    return statement.order_by(Commitment.due_on.is_(None), Commitment.due_on, Commitment.id)


def commitment(session: Session, commitment_id: int) -> Commitment | None:
    """One commitment with its people, meeting, decision and follow-ups."""
    statement = (
        _with_people()
        .where(Commitment.id == commitment_id)
        .options(
            joinedload(Commitment.body),
            joinedload(Commitment.meeting),
            joinedload(Commitment.item),
            selectinload(Commitment.follow_ups).joinedload(FollowUp.meeting),
        )
    )
    return session.scalars(statement).one_or_none()


@cache
def _of_item() -> Select[Commitment]:
    here: BindParameter[int] = bindparam("item_id")
    decided = select(Decision.id).where(Decision.item_id == here)
    return (
        _with_people()
        .where(or_(Commitment.item_id == here, Commitment.decision_id.in_(decided)))
        .order_by(Commitment.id)
    )


def of_item(session: Session, item_id: int) -> list[Commitment]:
    """Taken on in an agenda item or by what was decided in it, in the order in which they were."""
    return list(session.scalars(_of_item(), {"item_id": item_id}))


def of_meeting(session: Session, meeting_id: int) -> list[Commitment]:
    """Taken on in a meeting, in the order in which they were."""
    statement = _with_people().where(Commitment.meeting_id == meeting_id).order_by(Commitment.id)
    return list(session.scalars(statement))


def of_decision(session: Session, decision_id: int) -> list[Commitment]:
    """Those that carry out a decision, in the order in which they were taken on."""
    statement = _with_people().where(Commitment.decision_id == decision_id).order_by(Commitment.id)
    return list(session.scalars(statement))


def open_of_body(session: Session, body_id: int, *, limit: int = 200) -> list[Commitment]:
    """The open commitments of a body, soonest due first."""
    statement = _with_people().where(
        Commitment.body_id == body_id, Commitment.status == CommitmentStatus.open
    )
    return list(session.scalars(_by_due(statement).limit(limit)))


def open_before(session: Session, meeting: Meeting, *, limit: int = 200) -> list[Commitment]:
    """The open commitments of a meeting's body that were not taken on in it, soonest due first."""
    statement = _with_people().where(
        Commitment.body_id == meeting.body_id,
        Commitment.status == CommitmentStatus.open,
        Commitment.meeting_id != meeting.id,
    )
    return list(session.scalars(_by_due(statement).limit(limit)))


def of_person(session: Session, person_id: int, *, limit: int = 100) -> list[Commitment]:
    """What a person took on in any body and is still to be done, soonest due first."""
    statement = _with_people().where(
        Commitment.person_id == person_id, Commitment.status == CommitmentStatus.open
    )
    return list(session.scalars(_by_due(statement).limit(limit)))


def reported_in(session: Session, meeting_id: int) -> list[FollowUp]:
    """What was reported in a meeting on earlier commitments, in order, each with its commitment."""
    of = joinedload(FollowUp.commitment)
    statement = (
        select(FollowUp)
        .where(FollowUp.meeting_id == meeting_id)
        .options(of.joinedload(Commitment.person), of.joinedload(Commitment.organization))
        .order_by(FollowUp.id)
    )
    return list(session.scalars(statement))


def page(
    session: Session,
    *,
    body_id: int | None = None,
    person_id: int | None = None,
    closed: bool = False,
    number: int = 1,
) -> tuple[list[Commitment], bool]:
    """One page of open commitments (soonest due first) or closed ones (last first); and is there more."""
    conditions: list[ColumnElement[bool]] = [
        Commitment.status != CommitmentStatus.open
        if closed
        else Commitment.status == CommitmentStatus.open
    ]
    if body_id is not None:
        conditions.append(Commitment.body_id == body_id)
    if person_id is not None:
        conditions.append(Commitment.person_id == person_id)
    statement = _with_people().where(*conditions).options(joinedload(Commitment.body))
    if closed:
        statement = statement.order_by(Commitment.closed_at.desc(), Commitment.id.desc())
    else:
        statement = _by_due(statement)
    found = list(session.scalars(statement.limit(PAGE + 1).offset((number - 1) * PAGE)))
    return found[:PAGE], len(found) > PAGE
