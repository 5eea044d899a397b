"""The file of a project: its papers in the order of their days, on numbered leaves, the act first."""

from __future__ import annotations

import io
import re
import subprocess
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pikepdf
import pytest
from PIL import Image

from assembly import clock, paper, storage
from assembly.attachments.actions import attach
from assembly.attachments.rules import AttachedTo, FileType, KeptFile
from assembly.jobs import worker
from assembly.jobs.rules import JobStatus
from assembly.minutes import queries as minutes_queries
from assembly.minutes.actions import FinishedFile, close_minutes
from assembly.minutes.rules import Copy
from assembly.money import actions as money
from assembly.money.rules import EntryKind, quarter_of
from assembly.motions import queries as motions
from assembly.printing.papers.sheet import Sheet
from assembly.printing.project_file import making
from assembly.projects.actions import reports, workdays
from assembly.projects.actions.logs import note_log
from assembly.projects.actions.noted import Noted
from assembly.projects.rules import AssetType, LogType, Terms
from tests.minutes.scene import ACT, EVENING, wednesday
from tests.papers import complaints
from tests.projects.scene import make_asset, make_project, sown_nursery

LATER = datetime(2026, 6, 10, 14, tzinfo=UTC)
NOTING = {"actor": ACT["actor"], "at": LATER}
SHEET = Sheet("es", "letter")


@pytest.fixture(autouse=True)
def in_june():
    with clock.stopped_at(LATER):
        yield


def photo() -> bytes:
    to = io.BytesIO()
    Image.new("RGB", (900, 1200), "grey").save(to, "JPEG")
    return to.getvalue()


def hang(session, entry, name, content, file_type, **more):
    given = {"title": name, "restricted": False, "uuid": uuid4()} | more
    attach(
        session,
        attached_to=AttachedTo.entry,
        object_id=entry.id,
        body_id=entry.body_id,
        file=KeptFile(storage.of_house().put(content), file_type, name, len(content)),
        **given,
        **NOTING,
    )


def _closed(session, meeting):
    """The act of the meeting, closed with papers that say no more than what they are."""
    document = minutes_queries.document_of(session, meeting.id, number=1, closed_at=EVENING)
    act = paper.lay_out("<h1>Acta n.º 1</h1><p>Se aprobó.</p>", title="Acta", lang="es")
    digest = storage.of_house().put(act.content)
    files = [
        FinishedFile("es", Copy.house, digest, act.pages, digest),
        FinishedFile("es", Copy.full, "f" * 64, 9, "f" * 64),  # not there: it must not be asked for
    ]
    close_minutes(session, meeting=meeting, document=document, files=files, title="Acta", **ACT)


@pytest.fixture
def nursery(session, commune):
    """The nursery of the domain with all that a file may hold; its act is closed on 20 May."""
    meeting = wednesday(session, commune).meeting
    (decision,) = motions.decisions_of_meeting(session, meeting.id)[:1]
    made = sown_nursery(session, commune, decision_id=decision.id)
    made.note(LogType.count, date(2026, 5, 19), 4401)
    made.deliver(150)
    reports.report_in(session, item=meeting.items[0], project=made.project, **ACT)
    _closed(session, meeting)
    day = workdays.call_workday(
        session,
        body=commune.body,
        call=workdays.Call(title="Regar", day=date(2026, 5, 23), project_id=made.project.id),
        **ACT,
    )
    hands = [workdays.Hand(None, "Familia Rondón", 4)]
    workdays.note_hands(session, workday=day, hands=hands, hours=Decimal(5), **NOTING)
    fund = money.make_fund(session, body=commune.body, name="Caja", **ACT)
    entry = money.record_entry(
        session,
        fund=fund,
        kind=EntryKind.income,
        day=date(2026, 5, 25),
        amount=Decimal("120.50"),
        currency="USD",
        what="Venta de plantas",
        project=made.project,
        **NOTING,
    )
    hang(session, entry, "recibo.jpg", photo(), FileType.jpeg)
    factura = paper.render("<p lang=es>Factura de la tienda</p>", title="Factura", lang="es")
    hang(session, entry, "factura.pdf", factura, FileType.pdf)
    hang(session, entry, "roto.pdf", b"%PDF-1.7\n%%EOF\n", FileType.pdf)
    hang(session, entry, "cedula.png", b"?", FileType.png, restricted=True)
    money.give_opinion(
        session,
        body=commune.body,
        period=quarter_of(date(2026, 5, 25)),
        text="Las cuentas están **conformes**.",
        **NOTING,
    )
    session.commit()
    return made


def pages_of(path) -> list[str]:
    told = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in told.stdout.decode().rstrip("\f").split("\f")]


def test_the_act_comes_first_then_everything_in_the_order_of_its_days(session, nursery, tmp_path):
    to, told = tmp_path / "file.pdf", []
    leaves = making.make(
        session, nursery.project, SHEET, to,
        today=date(2026, 6, 10), tell=lambda *how: told.append(how),
    )  # fmt: skip
    pages = pages_of(to)
    front, stamped = len(pages) - leaves, pages[len(pages) - leaves :]
    # Every leaf has its number, from the first page of the act to the last line of the money.
    assert [int(re.search(r"Folio (\d+)", page)[1]) for page in stamped] == [*range(1, leaves + 1)]
    assert "Acta n.º 1" in stamped[0]
    index = " ".join(pages[:front])
    papers = [
        "Acta n.º 1", "Lo que se hizo, octubre a diciembre de 2025", "enero a marzo de 2026",
        "Informe a la asamblea", "Jornada: Regar", "Soporte del asiento 1", "Entregas, abril a junio",
        "Lo que se hizo, abril a junio de 2026", "conteos y opinión", "El dinero del proyecto",
    ]  # fmt: skip
    places = [index.index(each) for each in papers]
    assert places == sorted(places)
    whole = " ".join(stamped)
    for words in (
        "Se esperaban 4.460, se contaron 4.401: diferencia −59",  # domain.md §7.10
        "Familia Rondón", "por jornadas", "USD 120,50", "Factura de la tienda",
        "Este archivo no se pudo abrir", "cedula.png", "conformes",
    ):  # fmt: skip
        assert words in whole, words
    assert told[-1][:2] == (told[-1][1], told[-1][1])
    assert [path.name for path in tmp_path.iterdir()] == ["file.pdf"]
    # TAG-002: see the volume of the book.
    assert complaints(to.read_bytes(), tmp_path, but=("TAG-002",)) == []
    with pikepdf.open(to) as pdf:
        links = [link for page in pdf.pages[:front] for link in page.obj.get("/Annots", [])]
        first = pdf.pages.index(pikepdf.Page(links[0].A.D[0]))
    assert first == front


def test_of_medicines_nobody_is_named_in_any_language(session, commune, tmp_path):
    project = make_project(session, commune, kind="health", name="Farmacia")
    lot = make_asset(session, project, "Losartán", AssetType.product)
    for type_, value, more in (
        (LogType.receipt, 100, {}),
        (LogType.delivery, 30, {"recipient": "Rosa Díaz", "terms": Terms.gift, "note": "diabetes"}),
    ):
        noted = Noted(type_, date(2026, 6, 1), asset=lot, value=Decimal(value), **more)
        note_log(session, project=project, noted=noted, **NOTING)
    session.commit()
    making.make(
        session, project, Sheet("en", "a4"), tmp_path / "f.pdf",
        today=date(2026, 6, 10), tell=lambda *how: None,
    )  # fmt: skip
    whole = " ".join(pages_of(tmp_path / "f.pdf"))
    assert "Losartán" in whole
    assert "Rosa" not in whole
    assert "diabetes" not in whole
    # In the language that was asked for, whatever is spoken here.
    assert "No decision is noted" in whole
    assert "Deliveries, April to June 2026" in whole


def test_it_is_for_who_works_in_it_and_who_looks_after_it(session, commune, sign_in):
    project = make_project(session, commune)
    session.commit()
    address = f"/printing/projects/{project.id}/file"
    for login in ("member", "spokesperson", "administrator"):
        assert sign_in(login).post(address).status_code == 403, login
        assert address not in sign_in(login).get(f"/projects/{project.id}").text
    for login in ("treasurer", "oversight", "secretary"):
        assert address in sign_in(login).get(f"/projects/{project.id}").text
    answer = sign_in("treasurer").post(address)
    assert answer.status_code == 303
    worker.work_off(session)
    job = worker.queries.job(session, int(answer.location.rpartition("/")[2]))
    assert (job.status, job.done) == (JobStatus.done, job.total)
    assert job.shown_as == "expediente-vivero-de-cafe.pdf"
