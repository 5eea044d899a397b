"""Reads of long work."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from assembly.jobs.models import Job
from assembly.jobs.rules import UNFINISHED

PER_PAGE = 50


def job(session: Session, job_id: int) -> Job | None:
    """One work; None if there is none with this number."""
    return session.get(Job, job_id)


def by_mark(session: Session, mark: UUID) -> Job | None:
    """The work that was asked for with this mark, if the form was sent before."""
    return session.scalars(select(Job).where(Job.uuid == mark)).one_or_none()


def latest(session: Session, *, account_id: int | None = None) -> list[Job]:
    """What was asked for last, the newest first: by one account, or by everyone."""
    statement = select(Job).order_by(Job.id.desc()).limit(PER_PAGE)
    if account_id is not None:
        statement = statement.where(Job.account_id == account_id)
    return list(session.scalars(statement))


def next_unfinished(session: Session) -> Job | None:
    """The work whose turn it is: the one asked for first. One that runs broke off, if nobody does it."""
    statement = select(Job).where(Job.status.in_(UNFINISHED)).order_by(Job.id).limit(1)
    return session.scalars(statement).one_or_none()


def finished_before(session: Session, moment: datetime) -> list[Job]:
    """Works that ended before ``moment`` and whose file may still lie there."""
    statement = select(Job).where(Job.finished_at < moment, Job.file != "").order_by(Job.id)
    return list(session.scalars(statement))
