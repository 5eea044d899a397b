"""HTML to PDF, outside the server: the only module that imports WeasyPrint, and only in a child process.

A page being laid out would hold up every reader of the server, so `render` hands the HTML to a child
(``python -m assembly.paper``) through a pipe and waits for the file. The child is kept for the next
paper and ends itself when nothing comes for a while; few run at once; each paper has a time limit.

Same HTML, same bytes: fonts come from ``static/``, dates only from ``created``, no random identifier.
Nothing is fetched except files of ``static/`` (relative addresses: ``css/print.css``) and ``data:``.
"""

import atexit
import base64
import gc
import json
import logging
import mimetypes
import os
import resource
import select
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Literal
from urllib.parse import urljoin, urlsplit
from urllib.request import url2pathname

from assembly.paths import STATIC

AT_ONCE = 2 if (os.cpu_count() or 1) > 2 else 1
"""Papers laid out at the same time; on two cores the second one belongs to the readers."""
LIMIT_SECONDS = 120.0
"""A paper that takes longer is given up. A hundred and fifty pages take about twenty."""
IDLE_SECONDS = 60.0
"""A child without work for so long ends, and gives its memory back."""
HEAVY_BYTES = 256 * 2**20
"""A child that has grown beyond this after a long paper ends at once."""

log = logging.getLogger(__name__)


class PdfVariant(StrEnum):
    """The standard a file declares to follow."""

    ACCESSIBLE = "pdf/ua-1"
    ARCHIVE = "pdf/a-3a"


@dataclass(frozen=True)
class Attached:
    """A file carried inside the PDF; its type is guessed from the name."""

    name: str
    content: bytes
    description: str


class PaperError(Exception):
    """No PDF was made. ``timed_out``: too long, or too long in the queue. ``failed``: see ``detail``."""

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
    """Lay out `html` and return the PDF.

    `created` (aware) is the only date in the file; without it the file has none. `limit` is in
    seconds and counts waiting for a free child. Raises `PaperError`.
    """
    request = {
        "html": html,
        "title": title,
        "lang": lang,
        "created": created and created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "variant": variant.value,
        "attachments": [
            {
                "name": attached.name,
                "content": base64.b64encode(attached.content).decode(),
                "description": attached.description,
            }
            for attached in attachments
        ],
    }
    deadline = time.monotonic() + limit
    if not _places.acquire(timeout=limit):
        raise PaperError("timed_out", "all places taken")
    try:
        return _ask(json.dumps(request).encode(), deadline)
    finally:
        _places.release()


def warm_up() -> None:
    """Start a child if none is waiting, so that the next paper finds it ready. Returns at once."""
    if not _waiting and _places.acquire(blocking=False):
        try:
            _waiting.append(_Child())
        finally:
            _places.release()


def close() -> None:
    """End the children that wait for work."""
    while child := _next_waiting():
        child.end()


# The server's side ---------------------------------------------------------------------------------


class _Gone(Exception):
    """The child ended without an answer."""


class _Child:
    """A process that turns requests into files, one at a time."""

    def __init__(self) -> None:
        package_root = str(Path(__file__).resolve().parents[1])
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

    def ask(self, request: bytes, deadline: float) -> tuple[dict[str, Any], bytes]:
        """Send and wait; past the deadline the child is killed. Raises `PaperError`, `_Gone`."""
        assert self._process.stdin and self._process.stdout
        overdue = threading.Event()

        def give_up() -> None:
            overdue.set()
            self._process.kill()

        timer = threading.Timer(max(0.0, deadline - time.monotonic()), give_up)
        timer.start()
        try:
            _write(self._process.stdin, request)
            answer = json.loads(_read(self._process.stdout))
            pdf = _read(self._process.stdout)
        except (OSError, EOFError):
            self.end()
            raise (PaperError("timed_out") if overdue.is_set() else _Gone()) from None
        finally:
            timer.cancel()
        self.fresh = False
        return answer, pdf

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self) -> None:
        """Kill, close the pipes, and take the exit status so that no zombie stays."""
        self._process.kill()
        with self._process:
            # The pipe may hold the rest of a request that nobody will read.
            if self._process.stdin:
                try:
                    self._process.stdin.close()
                except OSError:
                    log.debug("the child was gone before the request was through")


_places = threading.BoundedSemaphore(AT_ONCE)
_waiting: list[_Child] = []
atexit.register(close)
os.register_at_fork(after_in_child=_waiting.clear)


def _ask(request: bytes, deadline: float) -> bytes:
    while True:
        child = _take()
        was_fresh = child.fresh
        try:
            answer, pdf = child.ask(request, deadline)
        except _Gone:
            if was_fresh:
                raise PaperError("failed", "the child process ended") from None
            continue  # it may have been just about to end itself: ask a new one
        _waiting.append(child)
        for note in answer["notes"]:
            log.warning("%s", note)
        if not answer["ok"]:
            raise PaperError("failed", answer["detail"])
        return pdf


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


# Both sides: a message is its length in eight bytes, then its bytes ----------------------------------


def _write(pipe: BinaryIO | Any, message: bytes) -> None:
    pipe.write(struct.pack(">Q", len(message)))
    pipe.write(message)
    pipe.flush()


def _read(pipe: BinaryIO | Any) -> bytes:
    (length,) = struct.unpack(">Q", _exactly(pipe, 8))
    return _exactly(pipe, length)


def _exactly(pipe: BinaryIO | Any, length: int) -> bytes:
    parts = []
    while length:
        part = pipe.read(length)
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)


# The child's side ----------------------------------------------------------------------------------


def main() -> None:
    """Answer requests from standard input until it closes or nothing comes for a while."""
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints goes to the log, not into the file
    os.nice(5)  # readers first
    gc.disable()  # a paper is short-lived: collecting between papers saves a tenth of the time
    painter = _Painter(STATIC)
    while select.select([requests], [], [], IDLE_SECONDS)[0]:
        try:
            request = json.loads(_read(requests))
        except EOFError:
            return
        answer, pdf = painter.answer(request)
        _write(replies, json.dumps(answer).encode())
        _write(replies, pdf)
        gc.collect()
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 > HEAVY_BYTES:
            return


class _Painter:
    """WeasyPrint with what can be reused from paper to paper: the fonts and the parsed stylesheets."""

    def __init__(self, static: Path) -> None:
        import weasyprint  # noqa: PLC0415 - half a second and 60 MB, only in the child
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        self._weasyprint = weasyprint
        self._fonts = FontConfiguration()
        self._root = static.resolve()
        self._base = self._root.as_uri() + "/"
        self._fetcher = self._make_fetcher()
        self._sheets: dict[tuple[str, int], Any] = {}
        self._notes: list[str] = []
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: self._notes.append(record.getMessage())  # type: ignore[method-assign]
        logging.getLogger("weasyprint").addHandler(handler)

    def answer(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        self._notes.clear()
        try:
            pdf = self._paint(request)
        except Exception as error:
            detail = f"{type(error).__name__}: {error}"
            return {"ok": False, "detail": detail, "notes": self._notes}, b""
        return {"ok": True, "notes": self._notes}, pdf

    def _paint(self, request: dict[str, Any]) -> bytes:
        html = self._weasyprint.HTML(
            string=request["html"], base_url=self._base, url_fetcher=self._fetcher
        )
        # Options have to go to both calls: those given to one only are dropped without a word.
        options: dict[str, Any] = {"pdf_variant": request["variant"], "pdf_tags": True}
        document = html.render(
            font_config=self._fonts, stylesheets=self._stylesheets(html), **options
        )
        document.metadata.title = request["title"]
        document.metadata.lang = request["lang"]
        document.metadata.created = document.metadata.modified = request["created"]
        moment = datetime.fromisoformat(request["created"] or "1970-01-01T00:00:00Z")
        options["attachments"] = [
            self._weasyprint.Attachment(
                string=base64.b64decode(attached["content"]),
                name=attached["name"],
                description=attached["description"],
                relationship="Data",
                created=moment,
                modified=moment,
            )
            for attached in request["attachments"]
        ]
        pdf: bytes = document.write_pdf(**options)
        return pdf

    def _stylesheets(self, html: Any) -> list[Any]:
        """Take the document's stylesheets out of it, parsed once for all papers."""
        sheets = []
        for link in html.etree_element.iter("link"):
            if link.get("rel") != "stylesheet":
                continue
            del link.attrib["rel"]
            path = self._on_shelf(urljoin(self._base, link.get("href", "")))
            key = (str(path), path.stat().st_mtime_ns)
            if key not in self._sheets:
                self._sheets[key] = self._weasyprint.CSS(
                    filename=path, url_fetcher=self._fetcher, font_config=self._fonts
                )
            sheets.append(self._sheets[key])
        return sheets

    def _on_shelf(self, url: str) -> Path:
        """The file of ``static/`` that `url` means. Raises `ValueError` for any other place."""
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or not path.is_relative_to(self._root):
            raise ValueError(f"refused: {url}")
        return path

    def _make_fetcher(self) -> Any:
        on_shelf = self._on_shelf
        response = self._weasyprint.urls.URLFetcherResponse

        class Fetcher(self._weasyprint.urls.URLFetcher):  # type: ignore[name-defined,misc]
            def fetch(self, url: str, headers: Any = None) -> Any:
                if url.startswith("data:"):
                    return super().fetch(url, headers)
                path = on_shelf(url)
                kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                return response(url, path.read_bytes(), {"Content-Type": kind})

        return Fetcher(allowed_protocols={"data"}, allow_redirects=False)


if __name__ == "__main__":
    main()
