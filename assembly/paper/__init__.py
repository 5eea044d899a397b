"""HTML to PDF, in a child process: the only package that imports WeasyPrint, and only there.

Laying out a paper inside the server would hold up its readers, so `render` hands the HTML to a
child (``python -m assembly.paper``) through a pipe and waits for the file. The child is kept for
the next paper and ends itself when none comes for a while; few run at once, each paper has a limit.

Same HTML, same bytes: fonts come from ``static/``, dates only from ``created``, no random mark.
Nothing is fetched but files of ``static/`` (by relative address: ``css/print.css``) and ``data:``.
"""

import atexit
import base64
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

from assembly.paper import wire

AT_ONCE = 2 if (os.cpu_count() or 1) > 2 else 1
"""Papers laid out at the same time; on two cores the second one belongs to the readers."""
LIMIT_SECONDS = 120.0
"""A paper that takes longer is given up. A hundred and fifty pages take about twenty."""

log = logging.getLogger(__name__)


class PdfVariant(StrEnum):
    """The standard a file declares to follow."""

    ACCESSIBLE = "pdf/ua-1"
    ARCHIVE = "pdf/a-3a"  # and PDF/UA-1 as well


@dataclass(frozen=True)
class Attached:
    """A file carried inside the PDF; its type is guessed from the name."""

    name: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Laid:
    """A finished paper and on how many pages it came out."""

    content: bytes
    pages: int


@dataclass(frozen=True)
class Part:
    """A finished file of a volume. ``stamps``: for each page the little forms put on it, those of its
    leaf and those in its middle; ``void``: the same for a blank verso after it, None if there is none."""

    path: Path
    title: str
    stamps: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...]
    void: tuple[tuple[int, ...], tuple[int, ...]] | None = None


class PaperError(Exception):
    """No PDF was made.

    ``timed_out``: it took too long, or waited too long for its turn. ``failed``: see ``detail``.
    """

    def __init__(self, code: Literal["timed_out", "failed"], detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code
        self.detail = detail


def render(
    html: str,
    *,
    title: str,
    lang: str,
    created: datetime | None = None,
    variant: PdfVariant = PdfVariant.ACCESSIBLE,
    attachments: Sequence[Attached] = (),
    limit: float = LIMIT_SECONDS,
) -> bytes:
    """Lay out `html` and return the PDF; see `lay_out`."""
    return lay_out(
        html,
        title=title,
        lang=lang,
        created=created,
        variant=variant,
        attachments=attachments,
        limit=limit,
    ).content


def lay_out(
    html: str,
    *,
    title: str,
    lang: str,
    created: datetime | None = None,
    variant: PdfVariant = PdfVariant.ACCESSIBLE,
    attachments: Sequence[Attached] = (),
    dots: int | None = None,
    limit: float = LIMIT_SECONDS,
) -> Laid:
    """Lay out `html` on pages.

    `created` (aware) is the only date in the file; without it the file has none. `dots`: how finely
    pictures are kept, to the inch; None: as they are. `limit` is in seconds and counts waiting for a
    free child. Raises `PaperError`.
    """
    request = {
        "do": "paint",
        "html": html,
        "title": title,
        "lang": lang,
        "created": created and created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "variant": variant.value,
        "dots": dots,
        "attachments": [
            {
                "name": attached.name,
                "content": base64.b64encode(attached.content).decode(),
                "description": attached.description,
            }
            for attached in attachments
        ],
    }
    answer, pdf = _in_turn(request, limit)
    return Laid(pdf, answer["pages"])


def embedded(pdf: bytes, name: str, *, limit: float = LIMIT_SECONDS) -> bytes | None:
    """The attachment called ``name`` of any file; None if it has none, or is no PDF. Raises `PaperError`."""
    request = {"do": "embedded", "pdf": base64.b64encode(pdf).decode(), "name": name}
    answer, content = _in_turn(request, limit)
    return content if answer["found"] else None


def join(
    parts: Sequence[Part],
    *,
    stamps: bytes,
    title: str,
    lang: str,
    to: Path,
    front: bytes = b"",
    tell: Callable[[int], None] = lambda done: None,
    limit: float = LIMIT_SECONDS * 5,
) -> int:
    """Join finished files into the file ``to``, their leaves stamped on; gives its number of pages.

    ``stamps`` is a PDF with one little form a page, ``front`` one to stand before the parts: its links
    ``part:3`` lead to the fourth. ``tell`` hears how many parts are done; what it raises ends the work.
    Raises `PaperError`.
    """
    request = {
        "do": "join",
        "parts": [{**vars(part), "path": str(part.path)} for part in parts],
        "stamps": base64.b64encode(stamps).decode(),
        "front": base64.b64encode(front).decode(),
        "title": title,
        "lang": lang,
        "to": str(to),
    }
    answer, _nothing = _in_turn(request, limit, tell)
    return int(answer["pages"])


def mount(path: Path, *, words: str, size: str, to: Path, limit: float = LIMIT_SECONDS) -> int:
    """Mount the pages of somebody else's PDF on leaves (``size``: letter, a4) of the file ``to``.

    ``words`` tell who cannot see them what they are. Gives how many there are. Raises `PaperError`
    where the file cannot be opened.
    """
    request = {"do": "mount", "path": str(path), "words": words, "size": size, "to": str(to)}
    answer, _nothing = _in_turn(request, limit)
    return int(answer["pages"])


def warm_up() -> None:
    """Start a child if none is waiting, so that the next paper finds it ready. Returns at once."""
    if not _waiting and _places.acquire(blocking=False):
        try:
            child = _Child()
            child.fresh = False  # it may end itself before it is asked
            _waiting.append(child)
        finally:
            _places.release()


def close() -> None:
    """End the children that wait for work."""
    while child := _next_waiting():
        child.end()


# The server's side -------------------------------------------------------------------------------


class _Gone(Exception):
    """The child ended without an answer."""


class _Child:
    """A process that turns requests into files, one at a time."""

    def __init__(self) -> None:
        package_root = str(Path(__file__).resolve().parents[2])
        paths = [package_root, *filter(None, [os.environ.get("PYTHONPATH")])]
        # The child lays out what people typed: it gets no secret and no database address.
        kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
        self.fresh = True
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "assembly.paper"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in kept if name in os.environ}
            | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._requests = cast(BinaryIO, self._process.stdin)
        self._replies = cast(BinaryIO, self._process.stdout)

    def ask(
        self, request: bytes, deadline: float, tell: Callable[[int], None]
    ) -> tuple[dict[str, Any], bytes]:
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
atexit.register(close)
os.register_at_fork(after_in_child=_waiting.clear)


def _silent(done: int) -> None:
    """Nobody asks how far it is."""


def _in_turn(
    request: dict[str, Any], limit: float, tell: Callable[[int], None] = _silent
) -> tuple[dict[str, Any], bytes]:
    deadline = time.monotonic() + limit
    if not _places.acquire(timeout=limit):
        raise PaperError("timed_out", "all places taken")
    try:
        return _ask(json.dumps(request).encode(), deadline, tell)
    finally:
        _places.release()


def _ask(
    request: bytes, deadline: float, tell: Callable[[int], None]
) -> tuple[dict[str, Any], bytes]:
    while True:
        child = _take()
        was_fresh = child.fresh
        try:
            answer, pdf = child.ask(request, deadline, tell)
        except _Gone:
            if was_fresh:
                raise PaperError("failed", "the child process ended") from None
            continue  # it may have been just about to end itself: ask a new one
        _waiting.append(child)
        for note in answer["notes"]:
            log.warning("%.300s", note)  # an address may hold a whole picture
        if not answer["ok"]:
            raise PaperError("failed", answer["detail"])
        return answer, pdf


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
