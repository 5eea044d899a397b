"""HTML to PDF, in a child process: the only package that imports WeasyPrint, and only there.

Laying out a paper inside the server would hold up its readers, so `render` hands the HTML to a
child (``python -m assembly.paper``) through a pipe and waits for the file. The child is kept for
the next paper and ends itself when none comes for a while; few run at once, each paper has a limit.

Same HTML, same bytes: fonts come from ``static/``, dates only from ``created``, no random mark.
Nothing is fetched but files of ``static/`` (by relative address: ``css/print.css``) and ``data:``.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from assembly.paper.children import PaperError, alone, close, in_turn, silent

__all__ = [
    "LIMIT_SECONDS",
    "Attached",
    "Laid",
    "PaperError",
    "Part",
    "PdfVariant",
    "close",
    "embedded",
    "join",
    "lay_out",
    "mount",
    "render",
]

LIMIT_SECONDS = 120.0
"""A paper that takes longer is given up. A hundred and fifty pages take about twenty."""


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
    answer, pdf = in_turn(request, limit)
    return Laid(pdf, answer["pages"])


def embedded(pdf: bytes, name: str, *, limit: float = LIMIT_SECONDS) -> bytes | None:
    """The attachment called ``name`` of any file; None if it has none, or is no PDF. Raises `PaperError`."""
    request = {"do": "embedded", "pdf": base64.b64encode(pdf).decode(), "name": name}
    answer, content = in_turn(request, limit)
    return content if answer["found"] else None


def join(
    parts: Sequence[Part],
    *,
    stamps: bytes,
    title: str,
    lang: str,
    to: Path,
    front: bytes = b"",
    tell: Callable[[int], None] = silent,
    limit: float = LIMIT_SECONDS * 5,
) -> int:
    """Join finished files into the file ``to``, their leaves stamped on; gives its number of pages.

    ``stamps`` is a PDF with one little form a page, ``front`` one to stand before the parts: its links
    ``part:3`` lead to the fourth. ``tell`` hears how many parts are done; what it raises ends the work.
    Raises `PaperError`.
    """
    request = {
        "parts": [{**vars(part), "path": str(part.path)} for part in parts],
        "stamps": base64.b64encode(stamps).decode(),
        "front": base64.b64encode(front).decode(),
        "title": title,
        "lang": lang,
        "to": str(to),
    }
    answer = alone("assembly.paper.joining", request, limit, tell)
    return int(answer["pages"])


def mount(path: Path, *, words: str, size: str, to: Path, limit: float = LIMIT_SECONDS) -> int:
    """Mount the pages of somebody else's PDF on leaves (``size``: letter, a4) of the file ``to``.

    ``words`` tell who cannot see them what they are. Gives how many there are. Raises `PaperError`
    where the file cannot be opened.
    """
    request = {"do": "mount", "path": str(path), "words": words, "size": size, "to": str(to)}
    answer, _nothing = in_turn(request, limit)
    return int(answer["pages"])
