"""The processes that make papers, as the server sees them: few at once, kept for the next paper.

A child reads what people typed: it gets no secret, and no address of a database.
"""

from __future__ import annotations

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from assembly.paper import wire

AT_ONCE = 2 if (os.cpu_count() or 1) > 2 else 1
"""Papers laid out at the same time; on two cores the second one belongs to the readers."""

log = logging.getLogger(__name__)

Tell = Callable[[int], None]
"""Hears how many parts of a work are done; what it raises ends the work."""


class PaperError(Exception):
    """No PDF was made.

    ``timed_out``: it took too long, or waited too long for its turn. ``failed``: see ``detail``.
    """

    def __init__(self, code: Literal["timed_out", "failed"], detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


class _Gone(Exception):
    """The child ended without an answer."""


class _Child:
    """A process that turns requests into files, one at a time."""

    def __init__(self, module: str = "assembly.paper") -> None:
        package_root = str(Path(__file__).resolve().parents[2])
        paths = [package_root, *filter(None, [os.environ.get("PYTHONPATH")])]
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
        self.fresh = True
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in kept if name in os.environ}
            | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._replies = cast(BinaryIO, self._process.stdout)

    def ask(self, request: bytes, deadline: float, tell: Tell) -> tuple[dict[str, Any], bytes]:
        """Send and wait; past the deadline the child is killed. Raises `PaperError`, `_Gone`.

        ``tell`` hears of each part that is done on the way; if it raises, the child is killed too.
        """
        overdue = threading.Event()

        def give_up() -> None:
            overdue.set()
            self._process.kill()

        timer = threading.Timer(max(0.0, deadline - time.monotonic()), give_up)
        timer.daemon = True
        timer.start()
        try:
            wire.write(self._requests, request)
            while "done" in (answer := json.loads(wire.read(self._replies))):
                tell(answer["done"])
            pdf = wire.read(self._replies)
        except (OSError, EOFError):
            self.end()
            raise (PaperError("timed_out") if overdue.is_set() else _Gone()) from None
        except BaseException:
            self.end()
            raise
        finally:
            timer.cancel()
        self.fresh = False
        return answer, pdf

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kill, close the pipes, and take the exit status so that no zombie stays."""
        self._process.kill()
        with suppress(OSError):  # the rest of a request that nobody will read
            self._requests.close()
        self._replies.close()
        self._process.wait()


_places = threading.BoundedSemaphore(AT_ONCE)
_waiting: list[_Child] = []


def close() -> None:
    """End the children that wait for work."""
    while child := _next_waiting():
        child.end()


def silent(done: int) -> None:
    """Nobody asks how far it is."""


def in_turn(
    request: dict[str, Any], limit: float, tell: Tell = silent
) -> tuple[dict[str, Any], bytes]:
    """What a kept child answers, when one is free. Raises `PaperError`."""
    deadline = time.monotonic() + limit
    with _place(limit):
        while True:
            child = _take()
            was_fresh = child.fresh
            try:
                answer, pdf = child.ask(json.dumps(request).encode(), deadline, tell)
            except _Gone:
                if was_fresh:
                    raise PaperError("failed", "the child process ended") from None
                continue  # it may have been just about to end itself: ask a new one
            _waiting.append(child)
            return _checked(answer), pdf


def alone(module: str, request: dict[str, Any], limit: float, tell: Tell) -> dict[str, Any]:
    """What a child of its own answers: it ends with the work, and holds nothing else. Raises `PaperError`."""
    deadline = time.monotonic() + limit
    with _place(limit):
        child = _Child(module)
        try:
            answer, _nothing = child.ask(json.dumps(request).encode(), deadline, tell)
        except _Gone:
            raise PaperError("failed", "the child process ended") from None
        finally:
            child.end()
    return _checked(answer)


@contextmanager
def _place(limit: float) -> Iterator[None]:
    if not _places.acquire(timeout=limit):
        raise PaperError("timed_out", "all places taken")
    try:
        yield
    finally:
        _places.release()


def _checked(answer: dict[str, Any]) -> dict[str, Any]:
    for note in answer["notes"]:
        log.warning("%.300s", note)  # an address may hold a whole picture
    if not answer["ok"]:
        raise PaperError("failed", answer["detail"])
    return answer


def _take() -> _Child:
    while child := _next_waiting():
        if child.alive:
            return child
        child.end()
    return _Child()


def _next_waiting() -> _Child | None:
    try:
        return _waiting.pop()
    except IndexError:
        return None


atexit.register(close)
os.register_at_fork(after_in_child=_waiting.clear)
