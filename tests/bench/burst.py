"""Everybody votes at the same moment: 450 ballots with sessions, form tokens and receipts.

Against the bare box (``box.py``) on the same server, in the same run, by turns; of each the middle of
several bursts. Both have answered as many requests before: in the house everybody has opened her
ballot, and some have voted on something else. ``python -m tests.bench.burst kills 20`` kills the
server that many times instead.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from assembly import clock
from assembly.db import db
from assembly.voting.actions import open_vote
from assembly.voting.models import Vote
from assembly.voting.rules import Method
from tests import congress, databases
from tests.commune import PASSWORD
from tests.voting.scene import SECRETARY

MEMBERS = 450
BURSTS = 9
# The house is started as anybody starts it. The bare box has the threads with which it is fastest on
# SQLite: more of them only get into each other's way, because one writes at a time.
WORKERS, THREADS = "1", "4"
# Seconds before the burst, in which the database settles what preparing it left behind.
_REST = 2
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_LIVE = re.compile(rb'data-live="([^"]+)"')
Row = tuple[str, str, str, str]


NewDatabase = Callable[[str], str]


def measure(folder: Path) -> list[Row]:
    """The burst on SQLite: alone, and while as many phones ask how it stands."""
    return [*_compared(folder, "SQLite", lambda name: ""), _roll_call(folder / "roll")]


def measure_on_postgresql(folder: Path) -> list[Row]:
    """The same on PostgreSQL, started from a wheel, as durable as it is set up by itself."""
    with databases.postgresql_server(durable=True) as server:
        return _compared(folder, "PostgreSQL", partial(databases.postgresql_database, server))


def _compared(folder: Path, where: str, new: NewDatabase) -> list[Row]:
    bare, ours, polled, held = [], [], [], 0
    for turn in range(BURSTS):
        bare.append(_bare(folder / f"bare-{turn}", new(f"bare_{turn}")))
        last, memory = _ours(folder / f"house-{turn}", new(f"house_{turn}"))
        ours.append(last)
        held = max(held, memory)
        polled.append(_ours(folder / f"polled-{turn}", new(f"polled_{turn}"), polls=True)[0])
    mine, least, busy = (statistics.median(each) for each in (ours, bare, polled))
    ballots = f"{MEMBERS} ballots at once, {where}"
    return [
        (ballots, f"{mine:.2f} s", f"bare box {least:.2f} s", f"{mine / least:.2f}×  ≤ 1.2×"),
        (
            f"  the same while {MEMBERS} phones poll",
            f"{busy:.2f} s",
            f"without them {mine:.2f} s",
            f"{busy / mine:.2f}×  ≤ 1.5×",
        ),
        ("  memory of the server meanwhile", f"{held / 1024:.0f} MB", "", "≤ 200 MB"),
    ]


def _bare(folder: Path, database_url: str) -> float:
    folder.mkdir(parents=True)
    box = database_url or str(folder / "box.sqlite")
    started = ("-m", "tests.bench.box", "PORT", WORKERS, THREADS)
    with congress.serving(*started, BOX=box) as (_process, port):
        sent = congress.request("POST", "/box", "", b"choice=yes")
        congress.burst(port, [sent] * MEMBERS)
        time.sleep(_REST)
        answers = congress.burst(port, [sent] * MEMBERS)
    assert all(answer and answer.status == 200 for answer in answers)
    return max(answer.after for answer in answers if answer)


def _ours(folder: Path, database_url: str, *, polls: bool = False) -> tuple[float, int]:
    """Seconds to the last receipt, and the kilobytes that the server held."""
    with _house(folder, MEMBERS, database_url or None) as (there, process, port):
        page = f"/voting/{there.vote_id}/ballot"
        (shown, *_rest) = congress.burst(
            port, [congress.request("GET", page, member.cookie) for member in there.members]
        )
        earlier = _another_vote(there, Method.secret_ballots)
        congress.burst(port, [member.ballot(earlier) for member in there.members[:30]])
        assert shown is not None
        live = _LIVE.search(shown.body)
        assert live is not None
        ballots = [member.ballot(there.vote_id) for member in there.members]
        asked = congress.request("GET", live[1].decode())
        time.sleep(_REST)
        answers = congress.burst(port, ballots, meanwhile=asked if polls else b"")
        memory = _memory(process)
    receipts = {answer.receipt for answer in answers if answer and answer.status == 200}
    assert len(receipts - {""}) == MEMBERS
    return max(answer.after for answer in answers if answer), memory


def _roll_call(folder: Path) -> Row:
    """A roll call of as many seats, sent as one form and closed."""
    there = congress.convene(folder, MEMBERS)
    page = f"/voting/{_another_vote(there, Method.roll_call)}/roll-call"
    client = there.app.test_client()
    signing_in = {"login": "secretary", "password": PASSWORD}
    token = _TOKEN.search(client.get("/people/login").text)
    client.post("/people/login", data=signing_in | {"csrf_token": token[1] if token else ""})
    token = _TOKEN.search(client.get(page).text)
    sent = {f"seat-{member.seat_id}": "yes" for member in there.members}
    begun = time.perf_counter()
    answer = client.post(page, data=sent | {"csrf_token": token[1] if token else ""})
    took = time.perf_counter() - begun
    assert answer.status_code == 303
    return (f"roll call of {MEMBERS} as one form", f"{took:.2f} s", "", "≤ 1 s")


def _another_vote(there: congress.Congress, method: Method) -> int:
    with there.app.app_context():
        vote = db.session.get_one(Vote, there.vote_id)
        other = open_vote(
            db.session,
            item=vote.item,
            method=method,
            requirement=vote.requirement,
            question="¿Se aprueba el programa?",
            actor=SECRETARY,
            at=clock.now(),
        )
        db.session.commit()
        return other.id


@contextmanager
def _house(
    folder: Path, members: int, database_url: str | None
) -> Iterator[tuple[congress.Congress, subprocess.Popen[bytes], int]]:
    there = congress.convene(folder, members, database_url)
    environment = {"ASSEMBLY_INSTANCE": str(folder)}
    if database_url:
        environment["DATABASE_URL"] = database_url
    started = ("-m", "assembly", "run", "--port", "PORT")
    with congress.serving(*started, **environment) as (process, port):
        yield there, process, port


def _memory(leader: subprocess.Popen[bytes]) -> int:
    """Kilobytes of all processes of the server; what they share is counted once (PSS)."""
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(process.name)) == os.getpgid(leader.pid):
                told = re.search(r"^Pss:\s+(\d+)", (process / "smaps_rollup").read_text(), re.M)
                total += int(told[1]) if told else 0
        except OSError:
            continue
    return total


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="assembly-burst-") as here:
        if sys.argv[1:2] == ["kills"]:
            kills = int(sys.argv[2])
            house = congress.convene(Path(here), MEMBERS)
            congress.kill_while_voting(house, Path(here), kills, after=MEMBERS // (kills + 2))
            sys.stdout.write(f"{kills} kills: {MEMBERS} of {MEMBERS} ballots, each once\n")
            sys.exit()
        for row in measure(Path(here)):
            sys.stdout.write("  ".join(row) + "\n")
