"""Who does the long work: one process a house, started when there is something to do.

Pages must not wait for it, so it runs beside the server, at lower priority, and ends when nothing is
left. A lock on a file makes sure that there is one; what runs while nobody holds the lock broke off (the
power, a kill) and is begun anew. An area says what its kinds of work do::

    @worker.does("minutes.volume")
    def volume(work: Work) -> Made: ...
"""

from __future__ import annotations

import errno
import fcntl
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import update
from sqlalchemy.orm import Session

from assembly import clock
from assembly.actor import Actor
from assembly.db import db
from assembly.jobs import actions, queries
from assembly.jobs.models import Job
from assembly.jobs.rules import KEPT_DAYS, Cancelled, Failed, JobStatus
from assembly.storage import FULL, StorageError
from assembly.web.i18n import in_language

log = logging.getLogger(__name__)

_TOLD_EVERY = 0.5
"""Seconds between two writings of the progress: it is read about once a second."""


@dataclass(frozen=True)
class Made:
    """What came of a work: a file in its folder, under which name it is fetched, and what it is."""

    path: Path
    shown_as: str
    media_type: str


@dataclass
class Work:
    """What the function of a kind is given. It commits what it changes; ``tell`` it between the steps."""

    job_id: int
    params: Mapping[str, Any]
    folder: Path
    actor: Actor
    session: Session
    _told: float = field(default=0.0)

    def tell(self, done: int, total: int | None, step: str = "") -> None:
        """How far it is. Call it in no transaction. Raises ``Cancelled`` if nobody wants it any more."""
        last = done == total
        if time.monotonic() - self._told < _TOLD_EVERY and not last:
            return
        self._told = time.monotonic()
        with Session(db.engine) as session, session.begin():
            row = update(Job).where(Job.id == self.job_id).returning(Job.cancel_asked)
            called_off = session.scalar(row.values(done=done, total=total, step=step[:300]))
        if called_off:
            raise Cancelled


Does = Callable[[Work], Made | None]
KINDS: dict[str, Does] = {}


def does(kind: str) -> Callable[[Does], Does]:
    """Register what work of this kind does. It may be begun again from its start at any time."""

    def register(function: Does) -> Does:
        KINDS[kind] = function
        return function

    return register


def folder_of(job: Job) -> Path:
    """Where the files of a work lie."""
    return Path(current_app.config["INSTANCE"]) / "work" / str(job.uuid)


def file_of(job: Job) -> Path | None:
    """The file that came of a work, while it is kept."""
    path = folder_of(job) / job.file
    return path if job.file and path.is_file() else None


# Starting it -------------------------------------------------------------------------------------

_started: list[subprocess.Popen[bytes]] = []


def wake() -> None:
    """See that somebody does the work that waits. Returns at once; call it after the commit."""
    _started[:] = [each for each in _started if each.poll() is None]  # no zombies
    if not current_app.config["WORKER"] or not _is_free():
        return
    settings = {
        "ASSEMBLY_INSTANCE": str(current_app.config["INSTANCE"]),
        "DATABASE_URL": current_app.config["SQLALCHEMY_DATABASE_URI"],
    }
    started = subprocess.Popen(
        [sys.executable, "-m", "assembly", "work"],
        stdin=subprocess.DEVNULL,
        env=os.environ | settings,
        start_new_session=True,  # it goes on when the server is stopped
    )
    _started.append(started)


def _is_free() -> bool:
    with _lock() as free:
        return free


@contextmanager
def _lock() -> Iterator[bool]:
    path = Path(current_app.config["INSTANCE"]) / "work.lock"
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.EACCES):
                raise
            yield False
        else:
            yield True


# Doing it ----------------------------------------------------------------------------------------


def work_off(session: Session) -> int:
    """Do all that waits, and give the number of works done; 0 at once if another process does it."""
    done = 0
    with _lock() as mine:
        if not mine:
            return 0
        _sweep(session)
        while (job := queries.next_unfinished(session)) is not None:
            if actions.begin(session, job=job, at=clock.now()):
                session.commit()
                _do(session, job)
                done += 1
            session.commit()
    return done


def _do(session: Session, job: Job) -> None:
    folder = folder_of(job)
    shutil.rmtree(folder, ignore_errors=True)  # what an attempt that broke off left
    folder.mkdir(parents=True, mode=0o700)
    who = Actor(account_id=job.account_id, name=job.asked_by)
    work = Work(job.id, dict(job.params), folder, who, session)
    kind, language, job_id = job.kind, job.language, job.id
    session.commit()
    ended: dict[str, Any]
    try:
        with in_language(language):
            made = KINDS[kind](work)
        ended = {"status": JobStatus.done}
    except Exception as error:
        made = None
        ended = _ended_by(error, job_id)
        shutil.rmtree(folder, ignore_errors=True)
    session.rollback()
    job = session.get_one(Job, job_id)
    if made:
        name = str(made.path.relative_to(folder))
        actions.keep(
            session, job=job, file=name, shown_as=made.shown_as, media_type=made.media_type
        )
    actions.end(session, job=job, at=clock.now(), **ended)


def _ended_by(error: Exception, job_id: int) -> dict[str, Any]:
    if isinstance(error, Cancelled):
        return {"status": JobStatus.cancelled}
    if isinstance(error, Failed):
        return {"status": JobStatus.failed, "problem": error.code, "params": error.params}
    full = isinstance(error, OSError) and error.errno in FULL
    if full or (isinstance(error, StorageError) and error.code == "full"):
        return {"status": JobStatus.failed, "problem": "jobs.disk_full"}
    log.exception("job %s", job_id, exc_info=error)
    return {"status": JobStatus.failed, "problem": "jobs.fault"}


def _sweep(session: Session) -> None:
    """Let go of files that nobody fetched for a week."""
    for job in queries.finished_before(session, clock.now() - timedelta(days=KEPT_DAYS)):
        shutil.rmtree(folder_of(job), ignore_errors=True)
        actions.keep(session, job=job, file="", shown_as="", media_type="")
    session.commit()
