"""A backup of ten years while the house is in use: how long anybody waits, and that it can be gone on with."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from flask import Flask

from assembly.app import create_app
from assembly.db import db
from assembly.meetings.models import AgendaItem
from assembly.storage import Store
from assembly.upgrading import bring_up_to_date
from tests import commune as people
from tests.bench import data

Row = tuple[str, str, str, str]
Use = Sequence[Callable[[], object]]
_SIZE = 2**20


def measure(folder: Path) -> list[Row]:
    """520 meetings and a gigabyte of files (``BENCH_MEGABYTES`` says less), backed up while somebody
    reads a meeting and saves its text; then restored, which compares every file and row."""
    megabytes = int(os.environ.get("BENCH_MEGABYTES", "1000"))
    app = create_app({"TESTING": True, "INSTANCE": folder, "WTF_CSRF_ENABLED": False})
    use = _fill(app, megabytes)
    for ask in use:  # what is made at the first time of all
        ask()
    gc.collect()
    gc.freeze()  # looking through what always stays takes 200 ms, with a backup or without
    alone = max(_times(use, lambda begun: time.perf_counter() - begun < 5))
    usb, begun = folder / "usb", time.perf_counter()
    process = _assembly(folder, "backup", "--to", str(usb))
    meanwhile = sorted(_times(use, lambda _begun: process.poll() is None))
    took = time.perf_counter() - begun
    (made,) = usb.glob("*.zip")
    begun = time.perf_counter()
    restored = _assembly(folder / "restored", "restore", str(made)).wait()
    back = time.perf_counter() - begun
    good = restored == 0 and process.returncode == 0
    late, size = meanwhile[int(len(meanwhile) * 0.99)], made.stat().st_size / 1e6
    return [
        (f"backup of 520 meetings, {megabytes} MB", f"{took:.1f} s", f"{size:.0f} MB", ""),
        (
            "  longest of the requests meanwhile",
            f"{meanwhile[-1] * 1000:.0f} ms",
            f"p99 {late * 1000:.0f} ms; alone {alone * 1000:.0f} ms",
            "≤ 250 ms",
        ),
        ("  restored and compared", f"{back:.1f} s", "all as it was" if good else "FAILED", ""),
    ]


def _fill(app: Flask, megabytes: int) -> Use:
    """Ten years and their files; gives the two requests of somebody at work."""
    with app.app_context():
        bring_up_to_date(app)
        commune = people.found(db.session)
        data.fill_seats(db.session, commune)
        data.write_meetings(db.session, commune, 520)
        meeting = data.write_long_agenda(db.session, commune, 1000).id
        item = db.session.query(AgendaItem.id).filter_by(meeting_id=meeting, position=3).scalar()
        db.session.remove()
    store = Store(Path(app.config["INSTANCE"]) / "files")
    for _file in range(megabytes):
        store.put(os.urandom(_SIZE))
    client, number = app.test_client(), count()
    client.post("/people/login", data={"login": "secretary", "password": people.PASSWORD})
    state = {"version": 1}

    def read() -> object:
        return client.get(f"/meetings/{meeting}")

    def save() -> object:
        sent = {"text": f"{data.TEXT} {next(number)}", "version": state["version"]}
        answer = client.post(
            f"/meetings/items/{item}/text", data=sent, headers={"Accept": "application/json"}
        )
        state["version"] = answer.get_json()["version"]
        return answer

    return read, save


def _times(use: Use, going_on: Callable[[float], bool]) -> list[float]:
    times, begun = [], time.perf_counter()
    while going_on(begun):
        for ask in use:
            asked = time.perf_counter()
            ask()
            times.append(time.perf_counter() - asked)
        time.sleep(0.02)  # a person is not faster
    return times


def _assembly(instance: Path, *arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "assembly", *arguments],
        env={**os.environ, "ASSEMBLY_INSTANCE": str(instance)},
        stdout=subprocess.DEVNULL,
    )
