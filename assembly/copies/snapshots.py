"""The database as it stood at one moment, as files: nobody who works in the house waits for it."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, text

from assembly.copies import rows
from assembly.db import reading
from assembly.journal.rules import GENESIS


@dataclass(frozen=True)
class Snapshot:
    """Files by the path they have in the copy, and what is known of them (see ``Manifest``)."""

    database: str
    files: dict[str, Path]
    revision: str
    head: str
    rows: dict[str, int]
    commune: str


def take(engine: Engine, folder: Path, told: Callable[[str], None]) -> Snapshot:
    """Write the database into ``folder``.

    SQLite copies itself page by page while others read and write; PostgreSQL shows one snapshot to the
    transaction that reads all rows.
    """
    if engine.dialect.name == "sqlite":
        path = folder / "assembly.sqlite"
        _copy_sqlite(str(engine.url.database), path)
        copied = create_engine(f"sqlite:///{path}")
        try:
            with reading(), copied.connect() as connection:
                known = _known(connection)
        finally:
            copied.dispose()
        with closing(sqlite3.connect(path)) as file:
            file.execute("PRAGMA synchronous=OFF")
            file.execute("PRAGMA journal_mode=DELETE")  # one file again, without a log beside it
        return Snapshot("sqlite", {"database/assembly.sqlite": path}, **known)
    files = {}
    with engine.connect().execution_options(isolation_level="REPEATABLE READ") as connection:
        known = _known(connection)
        for table in rows.tables():
            told(table.name)
            path = folder / f"{table.name}.jsonl"
            with path.open("wb") as file:
                file.writelines(rows.to_line(row) for row in rows.rows_of(connection, table))
            files[f"database/{table.name}.jsonl"] = path
    return Snapshot("rows", files, **known)


def _copy_sqlite(source: str, target: Path) -> None:
    """In one step: under the write-ahead log a reader holds nobody up, and a writer not the reader.

    The copy need not outlive this process, so it is not sent to the disk: whoever saves meanwhile would
    wait for all of it. Raises ``OSError`` for a disk that is full or broken.
    """
    original, copy = sqlite3.connect(source), sqlite3.connect(target)
    try:
        copy.execute("PRAGMA synchronous=OFF")
        original.backup(copy)
    except sqlite3.OperationalError as error:
        full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
        raise OSError(errno.ENOSPC if full else errno.EIO, str(error), str(target)) from error
    finally:
        copy.close()
        original.close()


def _known(connection: Connection) -> dict[str, Any]:
    head = connection.scalar(
        text("SELECT digest FROM journal_entry ORDER BY sequence DESC LIMIT 1")
    )
    return {
        "revision": connection.scalar(text("SELECT version_num FROM alembic_version")) or "",
        "head": head or GENESIS,
        "rows": rows.counts(connection),
        "commune": connection.scalar(
            text("SELECT name FROM organization WHERE parent_id IS NULL ORDER BY id LIMIT 1")
        )
        or "",
    }
