"""The record: a closed act against the bare WeasyPrint call on the same HTML, a congress against plain
text of as many pages, opening a closed act, and a year's volume against laying it out again."""

from __future__ import annotations

import base64
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

from flask import Flask
from flask.testing import FlaskClient

from assembly import paper, paths
from assembly.app import create_app
from assembly.db import db
from assembly.minutes import closing, press
from assembly.minutes.book import stamps
from assembly.minutes.document import MeetingDocument
from assembly.upgrading import bring_up_to_date
from tests import commune as people
from tests.minutes.documents import document, item, row, voters
from tests.minutes.documents import vote as vote_of
from tests.minutes.scene import ACT, wednesday
from tests.minutes.test_press import congress

Row = tuple[str, str, str, str]

TEXT = (
    "Se informa de lo hecho en la semana: las plantas del vivero, la vía, el acueducto y las cuentas. "
    "Las vocerías preguntan y se responde. Queda pendiente la lista de las familias.\n\n"
)
_BARE = """
import sys, time, weasyprint
from pathlib import Path
html = sys.stdin.read()
base = Path(sys.argv[1]).as_uri() + "/"
for _ in range(4):
    begun = time.perf_counter()
    weasyprint.HTML(string=html, base_url=base).write_pdf(pdf_variant="pdf/a-3a")
    print(time.perf_counter() - begun)
"""
_JOIN = """
import json, resource, sys, time
from assembly.paper.joining import answer
begun = time.perf_counter()
told, _ = answer(json.load(sys.stdin), lambda done: None)
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, told["pages"])
"""


def measure(folder: Path, signed_in: Callable[[Flask], FlaskClient]) -> list[Row]:
    """All rows; about two minutes on a machine that does nothing else."""
    app = create_app({"TESTING": True, "WORKER": False, "INSTANCE": folder})
    bring_up_to_date(app)
    opened = _opened(app, signed_in)
    act = _long_act()
    reading = _reading(app, signed_in, act)
    with app.app_context():
        ours, laid = _median(lambda: press.pdf(act, "es"))
        bare = _bare(press.html(act, "es"))
        many, crowd = _median(lambda: press.pdf(congress(), "es"), runs=2)
        plain_act = _plain(crowd.pages)
        plain, text = _median(lambda: press.pdf(plain_act, "es"), runs=2)
        paper.close()
        return [
            _row(f"closed act, {laid.pages} pages", ours, "bare call, same HTML", bare, "≤ 1.2×"),
            _row(
                f"450 names and a roll call, {crowd.pages} pages",
                many,
                f"text, {text.pages} pages",
                plain,
                "≤ 2×",
            ),
            opened,
            reading,
            *_volume(folder, laid, ours),
        ]


def _long_act() -> MeetingDocument:
    """Sixty who came, 30 items, two votes by name: 24 pages."""
    items = tuple(
        item(
            n,
            text=TEXT * 8,
            votes=(vote_of(roll=voters(16), method="roll_call"),) if n % 18 == 0 else (),
        )
        for n in range(1, 31)
    )
    return document(items=items, rows=tuple(row(n) for n in range(1, 61)))


def _plain(pages: int) -> MeetingDocument:
    """Nothing but text, on about so many pages."""
    return document(items=tuple(item(n, text=TEXT * 17) for n in range(1, pages)))


def _bare(html: str) -> float:
    done = subprocess.run(
        [sys.executable, "-c", _BARE, str(paths.STATIC)],
        input=html,
        capture_output=True,
        text=True,
        check=True,
    )
    return statistics.median([float(line) for line in done.stdout.split()][1:])


def _opened(app: Flask, signed_in: Callable[[Flask], FlaskClient]) -> Row:
    """A closed act asked of the server: found, read from the store, compared with its digest."""
    with app.app_context():
        meeting = wednesday(db.session, people.found(db.session)).meeting
        db.session.commit()
        address = f"/minutes/{closing.close(db.session, meeting.id, **ACT).id}/es.pdf"
        db.session.commit()
    client = signed_in(app)
    assert client.get(address).status_code == 200
    seconds, _answer = _median(lambda: client.get(address), runs=50)
    return ("opening a closed act's PDF", f"{seconds * 1000:.1f} ms", "", "≤ 10 ms")


def _reading(app: Flask, signed_in: Callable[[Flask], FlaskClient], act: MeetingDocument) -> Row:
    """Pages read while a paper is made, one after the other, and while none is."""
    client, ended = signed_in(app), Event()

    def late() -> float:
        times = []
        for _page in range(300):
            begun = time.perf_counter()
            client.get("/minutes/")
            times.append(time.perf_counter() - begun)
        return statistics.quantiles(times, n=100)[-1]

    def make() -> None:
        with app.app_context():
            while not ended.is_set():
                press.pdf(act, "es")

    alone, press_at_work = late(), Thread(target=make)
    press_at_work.start()
    meanwhile = late()
    ended.set()
    press_at_work.join()
    return _row("p99 of a page while a paper is made", meanwhile, "while none is", alone, "≤ 2×")


def _volume(folder: Path, laid: paper.Laid, once: float) -> list[Row]:
    """Fifty-two acts joined, each a file of its own on the disk."""
    parts = []
    for number in range(52):
        path = folder / f"act-{number}.pdf"
        path.write_bytes(laid.content)
        shown = [[[0, 1 + number % 10], []] for _page in range(laid.pages)]
        parts.append({"path": str(path), "title": f"Acta {number}", "stamps": shown, "void": None})
    request = {
        "parts": parts,
        "stamps": base64.b64encode(stamps("es")).decode(),
        "front": "",
        "title": "Libro de actas",
        "lang": "es",
        "to": str(folder / "volume.pdf"),
    }
    done = subprocess.run(
        [sys.executable, "-c", _JOIN],
        input=json.dumps(request),
        capture_output=True,
        text=True,
        check=True,
    )
    seconds, megabytes, pages = map(float, done.stdout.split())
    again = 52 * once
    return [
        (
            f"volume of 52 acts, {pages:.0f} pages",
            f"{seconds:.1f} s",
            f"laid out again {again:.0f} s",
            f"{again / seconds:.1f}× faster  ≥ 10×",
        ),
        ("  its memory", f"{megabytes:.0f} MB", "", "≤ 250 MB"),
    ]


def _median(act: Callable[[], object], runs: int = 3) -> tuple[float, object]:
    made = act()  # the first one warms up
    times = []
    for _run in range(runs):
        begun = time.perf_counter()
        made = act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times), made


def _row(what: str, measured: float, other: str, against: float, goal: str) -> Row:
    ratio = f"{measured / against:.2f}×  {goal}"
    return (what, f"{measured * 1000:.0f} ms", f"{other} {against * 1000:.0f} ms", ratio)
