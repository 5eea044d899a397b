"""Asking for long work, calling it off, and what its worker writes down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from assembly.actor import Actor
from assembly.db import locked
from assembly.jobs import queries
from assembly.jobs.models import Job
from assembly.jobs.rules import MOST_ATTEMPTS, UNFINISHED, JobStatus
from assembly.journal.actions import tell


def ask(
    session: Session,
    *,
    kind: str,
    title: str,
    language: str,
    params: Mapping[str, object],
    mark: UUID | None = None,
    actor: Actor,
    at: datetime,
) -> Job:
    """Ask for a work of this kind; whoever commits then wakes the worker (``worker.wake``).

    ``title`` and ``language`` are those of the person who asks. Asked again with the same ``mark`` it is
    the same work: a button pressed twice.
    """
    if mark is not None and (known := queries.by_mark(session, mark)):
        return known
    job = Job(
        uuid=mark or uuid4(),
        kind=kind,
        title=title,
        params=dict(params),
        language=language,
        account_id=actor.account_id,
        asked_by=actor.name,
        asked_at=at,
        status=JobStatus.waiting,
        cancel_asked=False,
        attempts=0,
        step="",
        done=0,
        problem="",
        problem_params={},
        file="",
        shown_as="",
        media_type="",
    )
    session.add(job)
    tell(session, "job.ask", job, actor, at, kind=kind, params=params)
    return job


def cancel(session: Session, *, job: Job, actor: Actor, at: datetime) -> None:
    """Call a work off. One that waits never begins; one that runs ends at its next step."""
    job = locked(session, Job, job.id)
    if job.status not in UNFINISHED or job.cancel_asked:
        return
    job.cancel_asked = True
    if job.status is JobStatus.waiting:
        job.status, job.finished_at = JobStatus.cancelled, at
    tell(session, "job.cancel", job, actor, at)


def begin(session: Session, *, job: Job, at: datetime) -> bool:
    """Take a work up, for the first time or after it broke off; False if it is over instead."""
    if job.cancel_asked:
        end(session, job=job, status=JobStatus.cancelled, at=at)
    elif job.attempts >= MOST_ATTEMPTS:
        end(session, job=job, status=JobStatus.failed, problem="jobs.broke_off", at=at)
    else:
        job.status, job.started_at = JobStatus.running, at
        job.attempts += 1
        job.done, job.total, job.step = 0, None, ""
        session.flush()
        return True
    return False


def end(
    session: Session,
    *,
    job: Job,
    status: JobStatus,
    problem: str = "",
    params: Mapping[str, object] | None = None,
    at: datetime,
) -> None:
    """Write down how a work ended."""
    job.status, job.finished_at, job.problem = status, at, problem
    job.problem_params = {key: str(value) for key, value in (params or {}).items()}
    session.flush()


def keep(session: Session, *, job: Job, file: str, shown_as: str, media_type: str) -> None:
    """Write down which file came of a work."""
    job.file, job.shown_as, job.media_type = file, shown_as, media_type
    session.flush()
