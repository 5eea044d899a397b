"""`./dev bench`: one table of figures and ratios, all measured in this run on this machine.

    meeting page with 40 items        against a bare Flask page with the same rows
                                      (Flask compiles its template at each request; beside it: compiled before)
    list of meetings, 4 and 520       against each other, and against a bare page
    saving a text                     against a bare request that writes one row as durably
    24-page minutes                   against the bare WeasyPrint call on the same HTML
    a closed act, a congress, a volume    against bare calls, plain text, laying it out again
    ranked ballots counted            10 candidates, 450 and 9,000 ballots
    ranked counts, a burst of ballots on both databases
    start to the first answer, idle memory, bytes of the first page

`./dev bench burst house` measures those parts only.

Figures of a busy machine are worth nothing: close what else runs.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
import traceback
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from assembly.app import create_app
from assembly.db import db
from assembly.meetings.models import AgendaItem
from assembly.people.models import Body
from assembly.upgrading import bring_up_to_date
from tests import commune as people
from tests.bench import burst, copies, counts, data, house, papers, record, works
from tests.bench.bare import bare_app

Row = tuple[str, str, str, str]  # what, measured, against, the goal


def pages(folder: Path) -> list[Row]:
    """The pages, with a short history and with a long one."""
    app, client, last, long_agenda = _house(folder / "four", 4)
    with app.app_context():
        item = (
            db.session.query(AgendaItem.id).filter_by(meeting_id=long_agenda, position=3).scalar()
        )
    bare = bare_app(folder / "four" / "assembly.sqlite").test_client()
    meeting, desk = f"/meetings/{long_agenda}", f"/meetings/{long_agenda}/desk?item={item}"
    page, desk_page, bare_page, compiled = _in_turn(
        lambda: client.get(meeting),
        lambda: client.get(desk),
        lambda: bare.get(f"/items/{long_agenda}"),
        lambda: bare.get(f"/compiled/{long_agenda}"),
    )
    save, bare_save = _in_turn(_saver(client, item, 1), lambda: bare.post(f"/text/{item}"))
    rows: list[Row] = [
        _row("meeting page, 40 items", page, "bare page", bare_page, "≤ 4×"),
        _row("", page, "compiled before", compiled, ""),
        ("  its queries", str(_queries(app, client, meeting)), "", "≤ 12"),
        _row("desk, 40 items", desk_page, "bare page", bare_page, ""),
        ("  its queries", str(_queries(app, client, desk)), "", "≤ 12"),
        _row("saving a text", save, "bare save", bare_save, ""),
    ]
    _app, years, last_of_years, _open = _house(folder / "years", 520)
    for what, short, long in (
        ("list of meetings", "/meetings/?year=2016", "/meetings/?year=2025"),
        ("past meeting", f"/meetings/{last}", f"/meetings/{last_of_years}"),
        ("first page", "/", "/"),
        ("decisions", "/motions/decisions", "/motions/decisions"),
    ):
        measured, against = _in_turn(partial(years.get, long), partial(client.get, short))
        rows.append(_row(f"{what}: 520 meetings", measured, "4 meetings", against, "≤ 1.2×"))
    listed, bare_list = _in_turn(
        lambda: years.get("/meetings/?year=2025"), lambda: bare.get("/meetings")
    )
    return [*rows, _row("list of 520 meetings", listed, "bare list", bare_list, "")]


def _house(folder: Path, meetings: int) -> tuple[Flask, FlaskClient, int, int]:
    """A house with so many past meetings and one that is on, with 40 items: the application, its
    secretary's browser, the last past meeting, the one that is on."""
    folder.mkdir(parents=True)
    app = create_app({"TESTING": True, "INSTANCE": folder})
    bring_up_to_date(app)
    with app.app_context():
        commune = people.found(db.session)
        data.fill_seats(db.session, commune)
        last = data.write_meetings(db.session, commune, meetings)[-1]
        on = data.write_long_agenda(db.session, _again(), 1000).id
    return app, _signed_in(app), last, on


def _signed_in(app: Flask) -> FlaskClient:
    client = app.test_client()
    sent = {"login": "secretary", "password": people.PASSWORD, "csrf_token": _token(client)}
    answer = client.post("/people/login", data=sent)
    assert answer.status_code == 303, answer.text
    return client


def _token(client: FlaskClient) -> str:
    """The token that a page's form holds."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', client.get("/home/help").text)
    assert found
    return found[1]


def _saver(client: FlaskClient, item: int, version: int) -> Callable[[], object]:
    """Each call saves a new text, as the desk does by itself."""
    state, token = {"version": version}, _token(client)

    def save() -> object:
        answer = client.post(
            f"/meetings/items/{item}/text",
            data={"text": f"{data.TEXT} {time.perf_counter_ns()}", "version": state["version"]},
            headers={"Accept": "application/json", "X-CSRFToken": token},
        )
        state["version"] = answer.get_json()["version"]
        return answer

    return save


def _again() -> people.Commune:
    """The commune of the house in this session."""
    body = db.session.get_one(Body, 1)
    seats = sorted(body.seats, key=lambda seat: seat.position)
    principals = [seat.memberships[0].person for seat in seats]
    return people.Commune(
        organization=body.organization, body=body, seats=seats, principals=principals
    )


def _in_turn(*acts: Callable[[], object], runs: int = 60) -> list[float]:
    """Seconds of the middle run of each, after a few that warm up.

    They are done by turns, so that a machine that changes its pace changes it for all of them.
    """
    times: list[list[float]] = [[] for _ in acts]
    for turn in range(-5, runs):
        for act, taken in zip(acts, times, strict=True):
            begun = time.perf_counter()
            act()
            if turn >= 0:
                taken.append(time.perf_counter() - begun)
    return [statistics.median(taken) for taken in times]


def _queries(app: Flask, client: FlaskClient, address: str) -> int:
    seen: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        seen.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answer = client.get(address)
    event.remove(engine, "before_cursor_execute", note)
    assert answer.status_code == 200
    return len([statement for statement in seen if not statement.startswith("BEGIN")])


def _row(what: str, measured: float, other: str, against: float, goal: str) -> Row:
    ratio = f"{measured / against:.2f}×" + (f"  {goal}" if goal else "")
    return (what, f"{measured * 1000:.1f} ms", f"{other} {against * 1000:.1f} ms", ratio)


PARTS: dict[str, Callable[[Path], list[Row]]] = {
    "pages": pages,
    "papers": lambda folder: papers.measure(),
    "record": lambda folder: record.measure(folder, _signed_in),
    "counts": lambda folder: counts.measure(),
    "burst": burst.measure,
    "burst-postgresql": burst.measure_on_postgresql,
    "house": house.measure,
    "works": works.measure,
    "copies": copies.measure,
}


def main() -> int:
    """Measure the parts that are named (all, if none is) and print the table; 1 if one of them failed."""
    asked = ArgumentParser(prog="./dev bench")
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all, if none is named")
    names = asked.parse_args().parts or list(PARTS)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="assembly-bench-") as folder:
        for name in names:
            try:
                rows = PARTS[name](Path(folder) / name)
            except Exception:
                traceback.print_exc()
                rows, failed = [(f"{name}: could not be measured, see above", "", "", "")], 1
            for what, *cells in rows:
                told = f"{what:<38} {cells[0]:<12} {cells[1]:<28} {cells[2]}"
                sys.stdout.write(told.rstrip() + "\n")
            sys.stdout.flush()
    return failed


if __name__ == "__main__":
    sys.exit(main())
