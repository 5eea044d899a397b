"""An export opens without us, holds everything, and its public edition names no identity number."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from assembly import clock, storage
from assembly.attachments import actions as attachments
from assembly.attachments.rules import AttachedTo, FileType, KeptFile
from assembly.cli.export import export as command
from assembly.copies.datasets import as_csv, datasets
from assembly.copies.export import Export
from assembly.copies.places import into_archive
from assembly.db import db, reading
from assembly.jobs import worker
from assembly.jobs.models import Job
from assembly.journal import queries as journal
from assembly.minutes import press
from assembly.minutes.actions import FinishedFile, close_minutes
from assembly.minutes.rules import Copy
from assembly.minutes.snapshot import digest
from assembly.money.actions import agree_debt
from assembly.money.rules import Due, EntryKind
from assembly.web.i18n import in_language
from tests import html
from tests.minutes.scene import ACT, EVENING, wednesday
from tests.minutes.test_actions import read
from tests.minutes.test_after import reopened
from tests.money.scene import DAY, TREASURER, till
from tests.motions.scene import AT


@pytest.fixture
def closed(session, commune, app):
    """A closed act, with a photo for everybody and a signed sheet for few; gives its minutes."""
    commune.principals[1].identity_number = "V-9161373"
    commune.principals[1].phone = "0414-5550134"
    held = wednesday(session, commune)
    for title, restricted in (("Foto del vivero", False), ("Hoja firmada", True)):
        content = title.encode()
        attachments.attach(
            session,
            attached_to=AttachedTo.item,
            object_id=held.items["nursery"].id,
            body_id=commune.body.id,
            file=KeptFile(storage.of_house().put(content), FileType.text, "a.txt", len(content)),
            title=title,
            restricted=restricted,
            uuid=uuid4(),
            **ACT,
        )
    store = storage.of_house()
    files = [
        FinishedFile(language, copy, store.put(f"%PDF {language} {copy}".encode()), 1, "0" * 64)
        for language in ("es", "en")
        for copy in Copy
    ]
    document = read(session, held.meeting)
    minutes = close_minutes(
        session, meeting=held.meeting, document=document, files=files, title="Acta", **ACT
    )
    session.commit()
    return minutes


def export(tmp_path, *, public: bool, language: str = "es") -> tuple[dict[str, bytes], Export]:
    path = tmp_path / "export.zip"
    with in_language(language), reading(), zipfile.ZipFile(path, "w") as archive:
        made = Export(
            db.session,
            storage.of_house(),
            into_archive(archive, EVENING),
            EVENING,
            public,
            lambda *told: None,
        )
        made.write()
        db.session.rollback()
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}, made


def test_it_holds_the_papers_the_data_and_what_hangs_on_them(session, closed, tmp_path):
    files, made = export(tmp_path, public=False)
    folder = "2026/parlamento-comunal"
    assert files[f"{folder}/acta-{closed.number}.pdf"] == b"%PDF es full"
    assert files[f"{folder}/minutes-{closed.number}.pdf"] == b"%PDF en full"
    # what is printed as «content of these minutes» is the digest of this very file
    data = files[f"{folder}/acta-{closed.number}.json"]
    assert hashlib.sha256(data).hexdigest() == digest(closed.snapshot)
    assert b"Hoja firmada" in b"".join(
        content for name, content in files.items() if name.startswith(f"{folder}/{closed.number}/")
    )
    assert made.missing == []
    for line in files["SHA256SUMS"].decode().splitlines():
        sha256, name = line.split("  ")
        assert hashlib.sha256(files[name]).hexdigest() == sha256
    assert len(files["SHA256SUMS"].splitlines()) == len(files) - 1


def test_of_reopened_minutes_the_closing_in_force_is_exported(session, closed, tmp_path):
    reopened(session, closed)
    session.commit()
    store = storage.of_house()
    files = [
        FinishedFile(language, copy, store.put(f"%PDF second {copy}".encode()), 1, "1" * 64)
        for language in ("es", "en")
        for copy in Copy
    ]
    document = replace(read(session, closed.meeting), number=closed.number)
    close_minutes(
        session, meeting=closed.meeting, document=document, files=files, title="Acta", **ACT
    )
    session.commit()
    found, _made = export(tmp_path, public=False)
    act = found[f"2026/parlamento-comunal/acta-{closed.number}.pdf"]
    assert act == b"%PDF second full"
    assert len(found["SHA256SUMS"].splitlines()) == len(found) - 1  # each name once
    assert b"sha256sum" in found["how-to-check.es.md"]


def test_the_pages_open_by_themselves(session, closed, tmp_path):
    files, _made = export(tmp_path, public=True)
    for name in ("index.html", "2026/index.html"):
        page = files[name].decode()
        assert html.problems(page) == []
        assert not re.search(r'(href|src)="(https?:|//|/)', page)
        assert "<script" not in page
        for target in re.findall(r'href="([^"#]+)', page):
            folder = name.rpartition("/")[0]
            path = (f"{folder}/{target}" if folder else target).replace("2026/../", "")
            assert path in files, target
    year = files["2026/index.html"].decode()
    assert "Entregar 3.000 plantas" in year
    assert "12 a favor, 1 en contra, 2 abstenciones" in year
    assert f'id="parlamento-comunal-{closed.number}"' in year
    assert f"2026/index.html#parlamento-comunal-{closed.number}" in files["index.html"].decode()


def test_the_public_edition_holds_nothing_that_is_not_for_everybody(session, closed, tmp_path):
    files, _made = export(tmp_path, public=True)
    everything = b"\n".join(files.values())
    for private in ("9161373", "9.161.373", "0414-5550134", "Hoja firmada"):
        if private != "Hoja firmada":  # the act itself lists it as an annex, with its digest
            assert private.encode() not in everything, private
        assert not any(
            private.encode() in content
            for name, content in files.items()
            if name.startswith(("data/", f"2026/parlamento-comunal/{closed.number}/"))
        ), private
    assert b"%PDF es house" in everything
    assert b"%PDF es full" not in everything
    whole, _made = export(tmp_path, public=False)
    assert b"V-9161373" in whole["data/persons.csv"]


def test_tables_are_the_same_in_both_forms_and_safe_in_a_spreadsheet(session, closed, tmp_path):
    files, _made = export(tmp_path, public=False)
    for name in ("decisions", "votes", "agenda_items", "persons"):
        rows = list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode("utf-8-sig"))))
        listed = json.loads(files[f"data/{name}.json"])
        assert len(rows) == len(listed) > 0
        assert list(rows[0]) == list(listed[0])
    written = as_csv(
        ("a",), iter([("=1+1",), ("-5",), (-5,), (Decimal("-5.50"),), ("@x",), ("plain",)])
    ).decode()
    assert written.split("\r\n")[1:-1] == ["'=1+1", "'-5", "-5", "-5.50", "'@x", "plain"]


def test_families_and_notes_from_the_field_are_in_the_whole_edition_only():
    public = {each.name for each in datasets(public=True)}
    whole = {each.name for each in datasets(public=False)}
    assert whole - public == {"deliveries", "logs", "quantities", "workday_hands"}
    assert public < whole


def test_the_public_edition_tells_sums_of_money_and_names_nobody(session, commune, tmp_path):
    with clock.stopped_at(AT):
        made = till(session, commune)
        made.write(session, EntryKind.income, "250.5", what="Rosa pagó", party="Rosa Guaregua")
        owes = {"what": "Préstamo a Rosa", "unit": "VES", "in_money": True, "day": DAY}
        agree_debt(
            session, body=commune.body, name="Rosa Guaregua", parts=[Due(Decimal(80), None)],
            **owes, actor=TREASURER, at=AT,
        )  # fmt: skip
    session.commit()
    for public in (True, False):
        files, _made = export(tmp_path, public=public)
        told = b"".join(files[name] for name in files if name.startswith("data/"))
        assert (b"Rosa" in told) is not public
        ledger = json.loads(files["data/ledger.json"])
        assert [(each["amount"], each["currency"]) for each in ledger] == [
            ("1000", "VES"), ("250.5", "VES"),
        ]  # fmt: skip
        assert [each["amount"] for each in json.loads(files["data/debt_parts.json"])] == ["80"]


def test_no_table_opens_an_account(session, closed, tmp_path):
    files, _made = export(tmp_path, public=False)
    data = b"\n".join(content for name, content in files.items() if name.startswith("data/"))
    assert b"argon2" not in data
    assert b"password" not in data


def test_a_damaged_paper_is_named_on_the_first_page_and_the_rest_is_there(
    session, closed, tmp_path
):
    paper = next(each for each in closed.files if each.language == "es" and each.copy is Copy.full)
    path = storage.of_house().path(paper.digest)
    path.chmod(0o600)
    path.write_bytes(b"mould")
    files, made = export(tmp_path, public=False)
    assert made.missing == [f"2026/parlamento-comunal/acta-{closed.number}.pdf"]
    assert made.missing[0] in files["index.html"].decode()
    assert f"2026/parlamento-comunal/minutes-{closed.number}.pdf" in files


def test_an_empty_house_has_an_export_too(session, commune, tmp_path):
    files, _made = export(tmp_path, public=True, language="en")
    assert "No minutes are closed yet." in files["index.html"].decode()


def test_the_administrator_asks_for_it_and_fetches_it(session, sign_in, closed):
    administrator = sign_in("administrator")
    for edition in ("public", "whole"):
        assert administrator.post("/copies/export", data={"edition": edition}).status_code == 303
    assert administrator.post("/copies/export", data={"edition": "x"}).status_code == 422
    session.commit()
    worker.work_off(session)
    session.expire_all()
    shown = [job.shown_as for job in session.scalars(select(Job).order_by(Job.id))]
    assert [name.split("-")[1] for name in shown] == ["public", "whole"]
    for job in session.scalars(select(Job)):
        with zipfile.ZipFile(worker.file_of(job)) as archive:
            assert archive.testzip() is None


def test_the_command_writes_a_folder_and_its_exit_code_means_something(
    session, closed, app, monkeypatch, tmp_path
):
    monkeypatch.setattr("assembly.cli.export.prepared", lambda: app)

    def run(folder, *arguments):
        session.commit()  # the command asks the database by itself
        return CliRunner().invoke(command, ["--out", str(tmp_path / folder), *arguments])

    none = run("uno", "--year", "2019")
    assert (none.exit_code, "2019" in none.output) == (1, True)
    assert list(tmp_path.iterdir()) == []  # nothing half done
    done = run("uno", "--year", "2026", "--public", "--lang", "en")
    assert done.exit_code == 0, done.output
    written = tmp_path / "uno"
    assert '<html lang="en"' in (written / "index.html").read_text(encoding="utf-8")
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=written, check=True)
    assert not any(b"9161373" in each.read_bytes() for each in written.rglob("*") if each.is_file())
    told = json.loads(journal.head(session).data)
    assert told == {"acts": 1, "public": True, "year": 2026}
    full = run("uno")
    assert (full.exit_code, "is not empty" in full.output) == (1, True)
    paper = next(each for each in closed.files if each.copy is Copy.full)
    storage.of_house().path(paper.digest).unlink()
    lacking = run("dos")
    lost = press.file_name(closed.number, paper.language)
    assert (lacking.exit_code, lost in lacking.output) == (1, True)
    assert (tmp_path / "dos" / "index.html").exists()
