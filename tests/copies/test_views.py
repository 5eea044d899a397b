"""Who makes copies, what the pages say of the last one, and what the house does by itself."""

from __future__ import annotations

import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import select

from assembly import clock
from assembly.copies import backup, schedule
from assembly.copies.rules import file_name
from assembly.jobs import worker
from assembly.jobs.models import Job
from assembly.jobs.rules import JobStatus
from assembly.journal.models import JournalEntry
from tests.commune import NOW


def test_the_administrator_asks_for_a_backup_and_fetches_it(session, sign_in, commune):
    administrator = sign_in("administrator")
    assert "Todavía no hay ningún respaldo" in administrator.get("/copies/").text
    answer = administrator.post("/copies/backup", data={})
    job = session.scalars(select(Job)).one()
    assert answer.location == f"/jobs/{job.id}"
    session.commit()
    worker.work_off(session)
    session.expire_all()
    assert job.status is JobStatus.done
    with administrator.get(f"/jobs/{job.id}/file") as fetched:
        (path := worker.file_of(job)).write_bytes(fetched.data)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert json.loads(archive.read("manifest.json"))["commune"] == "Comuna Monte Sinaí"
    entry = session.scalars(select(JournalEntry).where(JournalEntry.verb == "backup.make")).one()
    assert entry.actor == "Administrator"
    page = administrator.get("/copies/").text
    assert json.loads(entry.data)["sha256"] in page
    assert "Todavía no hay ningún respaldo" not in page


def test_a_passphrase_is_written_down_nowhere(session, sign_in, commune):
    secret = "cuatro palabras de la comuna"
    sent = {"passphrase": secret, "again": secret}
    assert sign_in("administrator").post("/copies/backup", data=sent).status_code == 303
    job = session.scalars(select(Job)).one()
    assert job.params["recipient"].startswith("age1")
    told = [json.dumps(job.params), *session.scalars(select(JournalEntry.data))]
    assert not any(secret in each for each in told)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"passphrase": "corta", "again": "corta"}, "12 letras al menos"),
        ({"passphrase": "larga y segura", "again": "larga y segurA"}, "no son iguales"),
        ({"passphrase": "", "again": "larga y segura"}, "no son iguales"),
    ],
)
def test_a_passphrase_that_will_not_do_is_told(session, sign_in, commune, sent, words):
    answer = sign_in("administrator").post("/copies/backup", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert session.scalars(select(Job)).all() == []


def test_who_sees_to_it_is_reminded_after_a_week(session, sign_in, commune):
    with clock.stopped_at(NOW):
        assert "Todavía no hay ningún respaldo" in sign_in("secretary").get("/").text
        assert "respaldo" not in sign_in("member").get("/").text
        sign_in("administrator").post("/copies/backup", data={})
        session.commit()
        worker.work_off(session)
    with clock.stopped_at(NOW + timedelta(days=7)):
        assert "Haga uno nuevo" not in sign_in("administrator").get("/").text
    with clock.stopped_at(NOW + timedelta(days=8)):
        assert "Haga uno nuevo" in sign_in("administrator").get("/").text
        assert "Pida uno nuevo" in sign_in("secretary").get("/").text


def test_without_room_the_work_says_how_much_is_missing(session, sign_in, commune, monkeypatch):
    class Disk:
        free = 1_000_000

    monkeypatch.setattr(backup.shutil, "disk_usage", lambda path: Disk)
    administrator = sign_in("administrator")
    administrator.post("/copies/backup", data={})
    session.commit()
    worker.work_off(session)
    job = session.scalars(select(Job)).one()
    assert job.status is JobStatus.failed
    assert "hay 1 MB libres" in administrator.get(f"/jobs/{job.id}").text


def test_the_house_makes_copies_by_itself_and_lets_go_of_old_ones(app, session, commune):
    folder = schedule.folder()
    folder.mkdir(exist_ok=True)
    days = [NOW - timedelta(days=number) for number in range(1, 61)]
    for moment in days:
        (folder / file_name(moment)).write_bytes(b"old")
    (folder / "something-else.zip").write_bytes(b"mine")
    made = schedule.make(NOW)
    assert made.path == folder / file_name(NOW)
    assert (folder / "something-else.zip").exists()
    # Wednesday 20 May: with today's own the seven of tests/copies/test_rules.py
    assert len(schedule.copies()) == 7
    assert schedule.make(NOW + timedelta(hours=23)) is None  # not due yet
    assert next(iter(schedule.copies())) == NOW
    for path in folder.iterdir():
        path.unlink()


def test_a_clock_that_ran_ahead_holds_up_no_copy_and_loses_none(session, commune):
    """A laptop without its battery starts in another year."""
    folder = schedule.folder()
    folder.mkdir(exist_ok=True)
    ahead = folder / file_name(NOW + timedelta(days=900))
    ahead.write_bytes(b"copy")
    assert schedule.due(NOW + timedelta(days=400))
    made = schedule.make(NOW + timedelta(days=400))
    assert made.path.exists()
    assert not schedule.due(NOW + timedelta(days=400, hours=1))
    assert ahead.exists()
    for path in folder.iterdir():
        path.unlink()
