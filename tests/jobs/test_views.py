"""The pages of long work: only whoever asked and the administrator see it."""

import pytest
from sqlalchemy import select

from assembly.actor import Actor
from assembly.jobs import actions, worker
from assembly.jobs.models import Job
from assembly.jobs.rules import JobStatus
from assembly.jobs.worker import Made, Work
from assembly.people.models import Account
from tests.jobs.test_worker import NOON, kinds

pytestmark = pytest.mark.both_databases

__all__ = ["kinds"]


def asked(session, login: str = "secretary", title: str = "Tomo <1>") -> Job:
    account = session.scalars(select(Account).where(Account.login == login)).one()
    job = actions.ask(
        session,
        kind="test",
        title=title,
        language="es",
        params={},
        actor=Actor(account.id, account.person.name),
        at=NOON,
    )
    session.commit()
    return job


def with_file(work: Work) -> Made:
    path = work.folder / "x"
    path.write_bytes(b"%PDF-1.7 volume")
    return Made(path, "tomo-1.pdf", "application/pdf")


def test_a_work_that_waits_can_be_looked_at_and_called_off(session, sign_in):
    secretary, job = sign_in("secretary"), asked(session)
    page = secretary.get(f"/jobs/{job.id}").text
    assert "Espera su turno." in page
    assert "<progress" in page
    assert "Tomo &lt;1&gt;" in page
    assert secretary.post(f"/jobs/{job.id}/cancel").status_code == 303
    page = secretary.get(f"/jobs/{job.id}").text
    assert "Cancelado." in page
    assert "<progress" not in page


def test_a_finished_work_gives_its_file_as_a_download(session, sign_in, kinds):
    kinds["test"] = with_file
    secretary, job = sign_in("secretary"), asked(session)
    assert secretary.get(f"/jobs/{job.id}/file").status_code == 404
    session.commit()
    worker.work_off(session)
    assert f"/jobs/{job.id}/file" in secretary.get(f"/jobs/{job.id}").text
    with secretary.get(f"/jobs/{job.id}/file") as answer:
        assert answer.data == b"%PDF-1.7 volume"
        assert answer.headers["Content-Disposition"] == "attachment; filename=tomo-1.pdf"


def test_others_do_not_see_it_and_the_administrator_does(session, sign_in, kinds):
    kinds["test"] = with_file
    job = asked(session)
    worker.work_off(session)
    member, administrator = sign_in("member"), sign_in("administrator")
    for address in (f"/jobs/{job.id}", f"/jobs/{job.id}/file"):
        assert member.get(address).status_code == 404
        with administrator.get(address) as answer:
            assert answer.status_code == 200
    assert member.post(f"/jobs/{job.id}/cancel").status_code == 404
    assert "Tomo" not in member.get("/jobs/").text
    assert "Tomo" in administrator.get("/jobs/").text


def test_what_failed_says_why(session, sign_in):
    job = asked(session)
    actions.end(session, job=job, status=JobStatus.failed, problem="jobs.disk_full", at=NOON)
    session.commit()
    assert "El disco está lleno." in sign_in("secretary").get(f"/jobs/{job.id}").text


def test_the_list_asks_as_much_for_three_as_for_forty(session, sign_in, count_queries):
    secretary = sign_in("secretary")

    def count() -> int:
        with count_queries() as counted:
            assert secretary.get("/jobs/").status_code == 200
        return counted.count

    asked(session)
    before = count()
    for number in range(40):
        asked(session, title=f"Tomo {number}")
    assert count() == before
