"""A congress that votes at one moment: members with sessions of their own, a server, and what they send.

For the benchmark and for the tests that kill the server. Their requests are written as bytes beforehand,
so that the machine that measures is busy with answering them, not with asking.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask_wtf.csrf import generate_csrf
from sqlalchemy import insert

from assembly import clock
from assembly.app import create_app
from assembly.db import db
from assembly.meetings.models import Attendance
from assembly.meetings.rules import Direction
from assembly.people.models import Account
from assembly.upgrading import bring_up_to_date
from assembly.voting.rules import Method
from assembly.voting.rules.receipts import new_token
from tests import commune as people
from tests.apart import apart
from tests.voting.scene import grow, hall, opened

RECEIPT = re.compile(rb"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}")


@dataclass(frozen=True)
class Member:
    """Somebody on the roll, with the cookie of her session and what her form would send."""

    seat_id: int
    cookie: str
    csrf: str
    token: str

    def ballot(self, vote_id: int, choice: str = "yes") -> bytes:
        """The request by which she casts her ballot."""
        sent = {
            "csrf_token": self.csrf,
            "token": self.token,
            f"choice-{vote_id}-{self.seat_id}": choice,
        }
        return request("POST", f"/voting/{vote_id}/ballot", self.cookie, urlencode(sent).encode())


@dataclass(frozen=True)
class Congress:
    """A house on disk with a secret vote that is open."""

    app: Flask
    vote_id: int
    members: list[Member]


@dataclass(frozen=True)
class Answer:
    """What came back, and after how many seconds since the burst began."""

    status: int
    body: bytes
    after: float

    @property
    def receipt(self) -> str:
        """The receipt on the page, empty if there is none."""
        found = RECEIPT.search(self.body)
        return found[0].decode().replace("-", "") if found else ""


def convene(instance: Path, members: int, database_url: str | None = None) -> Congress:
    """A house with so many seats, each with somebody present who has signed in; the vote is open."""
    settings = {"INSTANCE": instance}
    if database_url:
        settings |= {"SQLALCHEMY_DATABASE_URI": database_url}
    app = create_app(settings)
    bring_up_to_date(app)
    with app.app_context():
        commune = people.found(db.session)
        grow(db.session, commune, members)
        there = hall(db.session, commune, present=0)
        principals = list(zip(commune.seats, commune.principals, strict=True))
        db.session.execute(
            insert(Attendance),
            [
                {
                    "meeting_id": there.meeting.id,
                    "person_id": person.id,
                    "seat_id": seat.id,
                    "direction": Direction.arrival,
                }
                for seat, person in principals
            ],
        )
        accounts = [commune.accounts["spokesperson"]]
        for place, (_seat, person) in enumerate(principals[1:], 1):
            account = Account(
                person=person, login=f"v{place}", stamp="0", active=True, created_at=people.NOW
            )
            db.session.add(account)
            accounts.append(account)
        vote = opened(db.session, there, method=Method.secret_ballots)
        db.session.commit()
        vote_id = vote.id
        seated = [
            (seat.id, account.get_id())
            for (seat, _person), account in zip(principals, accounts, strict=True)
        ]
        db.session.remove()
        db.engine.dispose()
    return Congress(app, vote_id, [_member(app, *each) for each in seated])


def _member(app: Flask, seat_id: int, account: str) -> Member:
    """The cookie that signing in gives, and the mark that a form of this session carries."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert signer is not None
    with app.test_request_context():
        session.update({"_user_id": account, "_fresh": True, "seen": clock.now().isoformat()})
        session.permanent = True
        csrf = generate_csrf()
        return Member(
            seat_id,
            f"{app.config['SESSION_COOKIE_NAME']}={signer.dumps(dict(session))}",
            csrf,
            new_token(),
        )


def request(method: str, path: str, cookie: str = "", body: bytes = b"") -> bytes:
    """A request as bytes, on a connection that stays open."""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    if body:
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*head, "", ""]).encode() + body


# ---- the server -----------------------------------------------------------------------------------


@contextmanager
def serving(*arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A server in processes of its own (`python …arguments… PORT`); gives its leader and its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, *(each.replace("PORT", str(port)) for each in arguments)],
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(port, process)
        yield process, port
    finally:
        kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End all its processes at once, as the power would."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it listens."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the server ended"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError("the server does not listen")


# ---- the burst ------------------------------------------------------------------------------------


def burst(
    port: int,
    requests: Sequence[bytes],
    *,
    after: int = 0,
    then: Callable[[], None] | None = None,
    meanwhile: bytes = b"",
) -> list[Answer | None]:
    """Send all at one moment, each on a connection that is open already; None where no answer came.

    After so many answers ``then()`` is called: that is when a test kills the server. ``meanwhile`` is
    what as many phones ask for every two seconds, each from a moment of its own.
    """
    return apart(asyncio.run, _burst(port, requests, after, then, meanwhile))


async def _burst(
    port: int,
    requests: Sequence[bytes],
    after: int,
    then: Callable[[], None] | None,
    meanwhile: bytes,
) -> list[Answer | None]:
    opened = [await asyncio.open_connection("127.0.0.1", port) for _each in requests]
    polling = []
    if meanwhile:
        for place in range(len(requests)):
            line = await asyncio.open_connection("127.0.0.1", port)
            polling.append(asyncio.create_task(_poll(*line, meanwhile, place / len(requests) * 2)))
        await asyncio.sleep(2)
    answered = 0
    begun = time.perf_counter()

    async def ask(place: int) -> Answer | None:
        nonlocal answered
        reader, writer = opened[place]
        try:
            writer.write(requests[place])
            answer = await _read(reader, begun)
        except (OSError, asyncio.IncompleteReadError):
            return None
        answered += 1
        if then is not None and answered == after:
            then()
        return answer

    answers = await asyncio.gather(*(ask(place) for place in range(len(requests))))
    for task in polling:
        task.cancel()
    for _reader, writer in opened:
        writer.close()
    return list(answers)


async def _poll(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes, first: float
) -> None:
    await asyncio.sleep(first)
    while True:
        writer.write(asked)
        await _read(reader, 0)
        await asyncio.sleep(2)


async def _read(reader: asyncio.StreamReader, begun: float) -> Answer:
    head = await reader.readuntil(b"\r\n\r\n")
    length = re.search(rb"(?i)content-length: (\d+)", head)
    body = await reader.readexactly(int(length[1])) if length else b""
    return Answer(int(head.split(b" ", 2)[1]), body, time.perf_counter() - begun)


# ---- the power fails ------------------------------------------------------------------------------


def kill_while_voting(there: Congress, instance: Path, kills: int, after: int) -> dict[int, str]:
    """Kill the server so often while ballots come in, each time after so many answers; then let all end.

    Gives the receipts by seat. Asserts after each kill that every acknowledged ballot is there exactly
    once and none by half, and at the end that each ballot sent again is answered with its receipt.
    """
    acknowledged: dict[int, str] = {}
    for turn in range(kills + 1):
        last = turn == kills
        # At the end all send again, also who has a receipt; before, who has none yet.
        sending = [each for each in there.members if last or each.seat_id not in acknowledged]
        started = ("-m", "assembly", "run", "--port", "PORT")
        with serving(*started, ASSEMBLY_INSTANCE=str(instance)) as (process, port):
            answers = burst(
                port,
                [member.ballot(there.vote_id) for member in sending],
                after=0 if last else after,
                then=None if last else lambda: kill(process),
            )
        for member, answer in zip(sending, answers, strict=True):
            if answer is not None and answer.status == 200:
                assert acknowledged.setdefault(member.seat_id, answer.receipt) == answer.receipt
        _look_into_the_box(instance, there.vote_id, acknowledged)
    assert len(acknowledged) == len(there.members)
    return acknowledged


def _look_into_the_box(instance: Path, vote_id: int, acknowledged: dict[int, str]) -> None:
    with closing(sqlite3.connect(instance / "assembly.sqlite")) as database:
        seats = database.execute("SELECT seat_id FROM participation WHERE vote_id = ?", (vote_id,))
        box = database.execute("SELECT receipt FROM secret_ballot WHERE vote_id = ?", (vote_id,))
        voted, receipts = [row[0] for row in seats], [row[0] for row in box]
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert len(voted) == len(receipts), "a participation without its ballot, or the reverse"
    assert set(acknowledged) <= set(voted)
    assert set(acknowledged.values()) <= set(receipts)
