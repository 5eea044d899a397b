"""Finished papers of closed minutes as files in a folder, for a USB stick or an archive.

Reads the store, lays out nothing. What lies in the folder already is left alone: the same bytes are
counted as there, other bytes under the same name stop that act, never the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy.orm import Session

from assembly.minutes import press, queries
from assembly.minutes.models import Minutes
from assembly.minutes.rules import Copy
from assembly.storage import StorageError, Store


class Written(StrEnum):
    """What became of one file."""

    written = "written"
    there = "there"
    differs = "differs"
    missing = "missing"
    damaged = "damaged"


FAILED = frozenset({Written.differs, Written.missing, Written.damaged})


@dataclass(frozen=True)
class Exported:
    """One act: the file that was meant, and what became of it."""

    number: int
    path: Path
    result: Written


def export(
    session: Session,
    ids: Sequence[int],
    *,
    folder: Path,
    language: str | None = None,
    copy: Copy = Copy.full,
) -> Iterator[Exported]:
    """Write the papers of these closed minutes, one by one as the caller asks for the next.

    Each goes into a folder of its body and year; without a ``language`` in that of its body.
    Raises ``OSError`` if the folder cannot be written.
    """
    store = press.store()
    for minutes_id in ids:
        minutes = queries.minutes(session, minutes_id)
        if minutes is None:
            continue
        header = queries.document(minutes).header
        wished = language or header.language
        name = press.file_name(minutes.number, wished, copy)
        path = folder / press.folder_name(header.body) / str(header.day.year) / name
        yield Exported(minutes.number, path, _write(store, minutes, path, wished, copy))
        session.expunge_all()  # a year of documents need not stay in memory


def _write(store: Store, minutes: Minutes, path: Path, language: str, copy: Copy) -> Written:
    file = queries.paper(minutes, language, copy)
    if file is None:
        return Written.missing
    try:
        content = store.read(file.digest)
    except StorageError as error:
        return Written.damaged if error.code == "damaged" else Written.missing
    if path.exists():
        return Written.there if path.read_bytes() == content else Written.differs
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)  # whole under its name, or not at all
    part.replace(path)
    return Written.written
