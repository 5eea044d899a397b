"""Long work: done once, told as it goes, called off, begun again after a kill."""

import errno
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from assembly import clock
from assembly.actor import Actor
from assembly.jobs import actions, queries, worker
from assembly.jobs.models import Job
from assembly.jobs.rules import Failed, JobStatus
from assembly.jobs.worker import Made, Work

NOON = datetime(2026, 6, 3, 16, 0, tzinfo=UTC)
ANA = Actor(account_id=None, name="Ana Guaregua")


@pytest.fixture
def kinds():
    """Kinds of work that a test adds; they are gone afterwards."""
    before = dict(worker.KINDS)
    yield worker.KINDS
    worker.KINDS.clear()
    worker.KINDS.update(before)


def asked(session, kind: str = "test", **more) -> Job:
    given = {"title": "Tomo 1", "language": "es", "params": {"year": 2026}} | more
    job = actions.ask(session, kind=kind, actor=ANA, at=NOON, **given)
    session.commit()
    return job


def again(session, job: Job) -> Job:
    session.expire_all()
    return queries.job(session, job.id)


def three_steps(work: Work) -> Made:
    for step in range(4):
        work.tell(step, 3, f"Acta {step}")
    path = work.folder / "tomo.txt"
    path.write_text(f"{work.params['year']}")
    return Made(path, "libro.txt", "text/plain")


def test_a_work_is_done_once_and_its_file_is_kept(session, kinds):
    kinds["test"] = three_steps
    job = asked(session)
    assert worker.work_off(session) == 1
    job = again(session, job)
    assert (job.status, job.done, job.total, job.step) == (JobStatus.done, 3, 3, "Acta 3")
    assert worker.file_of(job).read_text() == "2026"
    assert (job.shown_as, job.media_type, job.attempts) == ("libro.txt", "text/plain", 1)
    assert worker.work_off(session) == 0


def test_works_are_done_in_the_order_in_which_they_were_asked_for(session, kinds):
    order = []
    kinds["test"] = lambda work: order.append(work.params["year"])
    for year in (2024, 2025, 2026):
        asked(session, params={"year": year})
    assert worker.work_off(session) == 3
    assert order == [2024, 2025, 2026]


def test_a_button_pressed_twice_asks_once(session):
    mark = uuid4()
    assert asked(session, mark=mark).id == asked(session, mark=mark).id
    assert len(queries.latest(session)) == 1


def test_what_waits_and_is_called_off_never_begins(session, kinds):
    kinds["test"] = three_steps
    job = asked(session)
    actions.cancel(session, job=job, actor=ANA, at=NOON)
    session.commit()
    assert worker.work_off(session) == 0
    assert again(session, job).status is JobStatus.cancelled


def test_what_runs_and_is_called_off_ends_at_its_next_step_and_leaves_nothing(session, kinds):
    def called_off_meanwhile(work: Work) -> None:
        (work.folder / "half.txt").write_text("half")
        actions.cancel(work.session, job=queries.job(work.session, work.job_id), actor=ANA, at=NOON)
        work.session.commit()
        work.tell(2, 2)
        raise AssertionError("it went on")

    kinds["test"] = called_off_meanwhile
    job = asked(session)
    worker.work_off(session)
    job = again(session, job)
    assert job.status is JobStatus.cancelled
    assert not worker.folder_of(job).exists()


@pytest.mark.parametrize(
    ("error", "problem"),
    [
        (Failed("jobs.broke_off"), "jobs.broke_off"),
        (OSError(errno.ENOSPC, "no room"), "jobs.disk_full"),
        (ValueError("a fault of ours"), "jobs.fault"),
    ],
)
def test_a_work_that_fails_says_why_and_the_next_one_is_done(session, kinds, error, problem):
    def fails(work: Work) -> None:
        (work.folder / "half.txt").write_text("half")
        raise error

    kinds["fails"], kinds["test"] = fails, three_steps
    first, second = asked(session, "fails"), asked(session)
    assert worker.work_off(session) == 2
    first = again(session, first)
    assert (first.status, first.problem) == (JobStatus.failed, problem)
    assert not worker.folder_of(first).exists()
    assert again(session, second).status is JobStatus.done


def test_nobody_works_twice_at_once(session, kinds, app):
    """While one process does the work, another one finds nothing to do."""
    found = []

    def looks(work: Work) -> None:
        def other() -> None:
            with app.app_context():
                found.append(worker.work_off(work.session))

        thread = threading.Thread(target=other)
        thread.start()
        thread.join()

    kinds["test"] = looks
    asked(session)
    assert worker.work_off(session) == 1
    assert found == [0]


def test_files_are_let_go_after_a_week(session, kinds):
    kinds["test"] = three_steps
    with clock.stopped_at(NOON):
        job = asked(session)
        worker.work_off(session)
    for days, there in ((6, True), (8, False)):
        with clock.stopped_at(NOON + timedelta(days=days)):
            worker.work_off(session)
        assert (worker.file_of(again(session, job)) is not None) == there


# Takes the work up, says so, and waits to be killed.
PROGRAM = """
import sys, time
from pathlib import Path
from assembly.app import create_app
from assembly.db import db
from assembly.jobs import worker
database, instance = sys.argv[1:]
app = create_app({"TESTING": True, "SECRET_KEY": "x" * 40, "INSTANCE": Path(instance),
                  "SQLALCHEMY_DATABASE_URI": database})
def hangs(work):
    (work.folder / "half.txt").write_text("half")
    work.tell(1, 1, "half way")
    print("begun", flush=True)
    time.sleep(600)
worker.KINDS["test"] = hangs
with app.app_context():
    worker.work_off(db.session)
"""


@pytest.mark.faults
def test_what_was_killed_is_begun_anew_and_given_up_after_three_times(app, session, kinds):
    job = asked(session)
    address, instance = app.config["SQLALCHEMY_DATABASE_URI"], app.config["INSTANCE"]
    for attempt in (1, 2, 3):
        session.rollback()
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, address, str(instance)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            env={"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/")},
        )
        with process:
            assert process.stdout.readline() == b"begun\n"
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert (again(session, job).status, job.attempts) == (JobStatus.running, attempt)
        if attempt == 1:
            kinds["test"] = three_steps
            second = asked(session)
    assert worker.work_off(session) == 1  # the second one; the first is given up
    assert again(session, job).problem == "jobs.broke_off"
    assert again(session, second).status is JobStatus.done


def test_the_worker_starts_as_a_process_of_its_own(make_app, session, app):
    """`assembly work` by `wake`: it ends when nothing waits, and the lock is free again."""
    app.config["WORKER"] = True
    try:
        worker.wake()
        (started,) = worker._started
        assert started.wait(timeout=60) == 0
    finally:
        app.config["WORKER"] = False
    assert worker._is_free()
