"""The board, the stock of a batch, the import of a long table: with few logs and with many; a project's file."""

from __future__ import annotations

import io
import resource
import statistics
import threading
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, func, insert, select
from sqlalchemy.orm import Session

from assembly.app import create_app
from assembly.db import db
from assembly.money.models import Entry, Fund
from assembly.money.rules import EntryKind, Flow
from assembly.printing.papers.sheet import Sheet
from assembly.printing.project_file import making
from assembly.projects.actions.ledger import restock, tally
from assembly.projects.models import Asset, Hands, Log, Project, Quantity, Workday
from assembly.projects.queries.assets import entries
from assembly.projects.rules import (
    Adjustment,
    AssetType,
    LogStatus,
    LogType,
    Measure,
    Part,
    ProjectStatus,
    WorkdayStatus,
)
from assembly.projects.rules.stock import balances
from assembly.upgrading import bring_up_to_date
from tests import commune as people

Row = tuple[str, str, str, str]
FIRST = datetime(2025, 6, 2, 14, tzinfo=UTC)
BATCHES = 10


def measure(folder: Path, *, logs: int = 100_000) -> list[Row]:
    """Three projects with 300 logs, then thirty with ``logs`` and half as many lines of money; a long table."""
    folder.mkdir(parents=True, exist_ok=True)
    app = create_app({"TESTING": True, "INSTANCE": folder, "WTF_CSRF_ENABLED": False})
    with app.app_context():
        bring_up_to_date(app)
        commune = people.found(db.session)
        _fill(db.session, commune, projects=3, logs=300)
        fund = Fund(body_id=commune.body.id, name="Caja")
        db.session.add(fund)
        db.session.flush()
        fund_id = fund.id
        _money(db.session, fund, entries=150)
        db.session.commit()
        body_id = commune.body.id
    client = app.test_client()
    client.post("/people/login", data={"login": "secretary", "password": people.PASSWORD})
    few, asked_few = _median(lambda: client.get("/projects/")), _queries(app, client, "/projects/")
    with app.app_context():
        body = db.session.get(type(commune.body), body_id)
        commune.body = body or commune.body
        _fill(db.session, commune, projects=27, logs=logs, first=4)
        _money(db.session, db.session.get_one(Fund, fund_id), entries=logs // 2)
        db.session.commit()
        asset_id = db.session.scalar(select(Asset.id).order_by(Asset.id.desc()).limit(1)) or 0
        stock = _median(
            lambda: balances(entries(db.session, asset_id, FIRST + timedelta(days=200)))
        )
    many, asked = _median(lambda: client.get("/projects/")), _queries(app, client, "/projects/")
    preview, noted = _import(client)
    seconds, most, size, leaves = _file(app, folder)
    return [
        (
            f"board, 30 projects, {logs} logs, {logs // 2} entries",
            f"{many * 1000:.1f} ms",
            f"3 projects, 300 logs {few * 1000:.1f} ms",
            f"{many / few:.2f}×  ≤ 3×",
        ),
        ("  its queries", str(asked), str(asked_few), "the same"),
        (
            f"stock of one batch of {logs // 27 // BATCHES} logs on a day",
            f"{stock * 1000:.1f} ms",
            "",
            "≤ 20 ms",
        ),
        ("10,000 logs from a table", f"{preview + noted:.1f} s", f"preview {preview:.1f} s", "≤ 30 s"),
        (
            f"file of a project, {leaves} leaves",
            f"{seconds:.1f} s",
            f"{most} MB of memory, file {size / 1e6:.1f} MB",
            "with progress",
        ),
    ]  # fmt: skip


def _fill(
    session: Session, commune: people.Commune, *, projects: int, logs: int, first: int = 1
) -> None:
    each = logs // projects // BATCHES
    for number in range(first, first + projects):
        project = Project(
            body_id=commune.body.id,
            name=f"Vivero {number}",
            kind="nursery",
            status=ProjectStatus.active,
            created_at=FIRST,
        )
        session.add(project)
        session.flush()
        for place in range(BATCHES):
            asset = Asset(
                project_id=project.id, type=AssetType.plant, name=f"Tanda {place}", unit="unit"
            )
            session.add(asset)
            session.flush()
            _logs(session, project.id, asset.id, each)
            restock(session, [asset.id])


def _money(session: Session, fund: Fund, *, entries: int) -> None:
    """So many lines of a fund, of its body's projects in turn."""
    ids = list(session.scalars(select(Project.id).order_by(Project.id)))
    begun = session.scalar(select(func.max(Entry.number))) or 0
    session.execute(
        insert(Entry),
        [
            {
                "uuid": uuid.uuid4(), "body_id": fund.body_id, "number": begun + number,
                "fund_id": fund.id, "project_id": ids[number % len(ids)],
                "kind": EntryKind.expense if number % 3 else EntryKind.income,
                "flow": Flow.out_of if number % 3 else Flow.into, "day": FIRST.date(),
                "amount": Decimal("12.50"), "currency": "VES", "what": "Gasto", "author": "x",
                "noted_at": FIRST,
            }
            for number in range(1, entries + 1)
        ],
    )  # fmt: skip


def _logs(session: Session, project_id: int, asset_id: int, count: int) -> None:
    made = []
    for number in range(count):
        sown = number == 0
        log = Log(
            uuid=uuid.uuid4(),
            project_id=project_id,
            asset_id=asset_id,
            type=LogType.seeding if sown else LogType.loss,
            status=LogStatus.done,
            at=FIRST + timedelta(hours=12 * number),
            reason="" if sown else "pest",
            stage="",
            place="",
            note="",
            void=False,
            author="x",
            noted_at=FIRST,
        )
        quantity = Quantity(
            asset_id=asset_id,
            part=Part.main,
            measure=Measure.count,
            unit="unit",
            value=Decimal(1_000_000 if sown else 2),
            adjustment=Adjustment.increment if sown else Adjustment.decrement,
        )
        log.quantities.append(quantity)
        made.append(log)
    columns = [each.key for each in Log.__table__.columns if each.key != "id"]
    session.execute(insert(Log), [{key: getattr(log, key) for key in columns} for log in made])
    mine = select(Log.uuid, Log.id).where(Log.asset_id == asset_id)
    ids = {row.uuid: row.id for row in session.execute(mine)}
    kept = ("asset_id", "part", "measure", "value", "unit", "adjustment")
    session.execute(
        insert(Quantity),
        [
            {"log_id": ids[log.uuid], **{key: getattr(log.quantities[0], key) for key in kept}}
            for log in made
        ],
    )
    tally(session, made, "America/Caracas")


def _import(client: FlaskClient) -> tuple[float, float]:
    """Seconds to bring and look at a table of ten thousand rows, and to note it."""
    rows = "dia;que;lote;cantidad;razon\n" + "02/06/2026;merma;Tanda 1;1;plaga\n" * 10_000
    begun = time.perf_counter()
    answer = client.post(
        "/projects/5/import",
        data={"file": (io.BytesIO(rows.encode()), "t.csv")},
        content_type="multipart/form-data",
    )
    page = client.get(answer.location)
    looked = time.perf_counter() - begun
    shown = page.text.split('name="plan"')[1].split('value="')[1].split('"')[0]
    sent = {"do": "import", "plan": shown, "day": 0, "type": 1, "asset": 2, "value": 3, "reason": 4}
    sent |= dict.fromkeys(("unit", "recipient", "place", "note", "status"), -1)
    begun = time.perf_counter()
    done = client.post(answer.location, data=sent)
    assert done.status_code == 303, done.text
    return looked, time.perf_counter() - begun


def _file(app: Flask, folder: Path) -> tuple[float, int, int, int]:
    """A project's file of some three hundred leaves: seconds, most memory of the child in MB, bytes, leaves."""
    to = folder / "file" / "file.pdf"
    to.parent.mkdir()
    most, over = [0], threading.Event()

    def watch() -> None:
        while not over.wait(0.05):
            most.append(max((_resident(pid) for pid in _children()), default=0))

    watching = threading.Thread(target=watch)
    with app.app_context():
        project = db.session.get_one(Project, 4)
        _many_workdays(db.session, project)
        db.session.commit()
        watching.start()
        begun = time.perf_counter()
        leaves = making.make(
            db.session, project, Sheet("es", "letter"), to,
            today=FIRST.date(), tell=lambda *how: None,
        )  # fmt: skip
    seconds = time.perf_counter() - begun
    over.set()
    watching.join()
    return seconds, max(most), to.stat().st_size, leaves


def _many_workdays(session: Session, project: Project) -> None:
    for number in range(110):
        day = Workday(
            body_id=project.body_id,
            project_id=project.id,
            title=f"Jornada {number}",
            day=(FIRST + timedelta(days=number)).date(),
            status=WorkdayStatus.held,
        )
        day.hands = [Hands(name=f"Familia {each}", people=2, hours=Decimal(5)) for each in range(9)]
        session.add(day)


def _children() -> list[str]:
    """The processes that this one started."""
    threads = Path("/proc/self/task").glob("*/children")
    return [pid for each in threads for pid in each.read_text(encoding="ascii").split()]


def _resident(pid: str) -> int:
    """Memory of a process in MB; none if it just ended."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize() // 2**20


def _median(act: Callable[[], object], runs: int = 25) -> float:
    for _ in range(3):
        act()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def _queries(app: Flask, client: FlaskClient, address: str) -> int:
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    return len([each for each in seen if not each.startswith("BEGIN")])
