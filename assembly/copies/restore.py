"""Bringing a backup into an empty house: all of it, checked, or nothing."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from flask import Flask
from sqlalchemy import Engine, Table, create_engine, inspect, text
from sqlalchemy.orm import Session

from assembly.copies import rows, sealing
from assembly.copies.backup import INNER, KEY
from assembly.copies.rows import Row
from assembly.copies.rules import Entry, Manifest, ManifestError, read
from assembly.db import db, reading
from assembly.journal import queries as journal
from assembly.journal.rules import GENESIS

Told = Callable[[int, int, str], None]
_BLOCK = 2**20


class RestoreError(Exception):
    """Nothing was restored. ``code``: one of those below; ``detail`` names what it is about.

    ``not_a_backup``, ``damaged`` (which file inside), ``passphrase_needed``, ``passphrase_wrong``,
    ``not_empty`` (what is there already), ``newer`` (the tables of a later program), ``older`` (rows of
    an earlier program, which only that one can read into another kind of database).
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code, self.detail = code, detail


def restore(
    app: Flask,
    path: Path,
    *,
    passphrase: Callable[[], str | None],
    known_revisions: set[str],
    head_revision: str,
    bring_up_to_date: Callable[[], None],
    told: Told = lambda done, total, step: None,
) -> Manifest:
    """Restore the file into the app's instance and database, both empty. Raises ``RestoreError``.

    ``passphrase`` is asked only if the copy is sealed. Every file is compared with the list before
    anything is put in its place; files that were damaged when the copy was made already are let through
    (``Manifest.damaged`` names them).
    """
    instance = Path(app.config["INSTANCE"])
    _refuse_unless_empty(instance)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=instance) as work:
        with _archive(path, Path(work), passphrase) as archive:
            manifest = _manifest(archive)
            if manifest.revision not in known_revisions:
                raise RestoreError("newer", manifest.revision)
            unpacked = Path(work) / "unpacked"
            _unpack(archive, manifest, unpacked, told)
        _place(instance, unpacked, manifest, head_revision, bring_up_to_date)
    return manifest


def _refuse_unless_empty(instance: Path) -> None:
    if any((instance / "files").glob("*/*")):
        raise RestoreError("not_empty", str(instance / "files"))
    if "person" in inspect(db.engine).get_table_names():
        with reading(), db.engine.connect() as connection:
            if connection.scalar(text("SELECT 1 FROM person LIMIT 1")):
                raise RestoreError("not_empty", db.engine.url.render_as_string())


@contextmanager
def _archive(
    path: Path, work: Path, passphrase: Callable[[], str | None]
) -> Iterator[zipfile.ZipFile]:
    """The archive itself; out of its seal first, if it is under one."""
    try:
        with zipfile.ZipFile(path) as outer:
            names = outer.namelist()
            if KEY not in names:
                yield outer
                return
            plain = work / "plain.zip"
            _open_seal(outer, plain, passphrase())
        with zipfile.ZipFile(plain) as inner:
            yield inner
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError) as error:
        raise RestoreError("damaged", f"{path.name}: {error}") from error


def _open_seal(outer: zipfile.ZipFile, plain: Path, passphrase: str | None) -> None:
    if not passphrase:
        raise RestoreError("passphrase_needed")
    try:
        with outer.open(INNER) as source, plain.open("wb") as target:
            sealing.opened(outer.read(KEY), passphrase, source, target)
    except sealing.WrongPassphrase:
        raise RestoreError("passphrase_wrong") from None
    except (sealing.DecryptError, zipfile.BadZipFile, KeyError, OSError) as error:
        raise RestoreError("damaged", f"{INNER}: {error}") from error


def _manifest(archive: zipfile.ZipFile) -> Manifest:
    try:
        return read(archive.read("manifest.json"))
    except KeyError:
        raise RestoreError("not_a_backup", "manifest.json") from None
    except ManifestError as error:
        raise RestoreError("damaged", f"manifest.json: {error}") from error


def _unpack(archive: zipfile.ZipFile, manifest: Manifest, folder: Path, told: Told) -> None:
    done = 0
    for entry in manifest.files:
        target = folder / entry.path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(entry.path) as source, target.open("wb") as file:
                good = _copied(source, file, entry)
        except (KeyError, zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise RestoreError("damaged", f"{entry.path}: {error}") from error
        if not good:
            raise RestoreError("damaged", entry.path)
        done += entry.size
        told(done, manifest.size, entry.path)


def _copied(source: IO[bytes], target: IO[bytes], entry: Entry) -> bool:
    sha256, size = hashlib.sha256(), 0
    while block := source.read(_BLOCK):
        size += len(block)
        if size > entry.size:  # it would fill the disk with what nobody listed
            return False
        target.write(block)
        sha256.update(block)
    return (size, sha256.hexdigest()) == (entry.size, entry.sha256)


def _place(
    instance: Path,
    unpacked: Path,
    manifest: Manifest,
    head_revision: str,
    bring_up_to_date: Callable[[], None],
) -> None:
    files, stored = unpacked / "files", instance / "files"
    shutil.rmtree(stored, ignore_errors=True)  # empty: it was looked at before
    try:
        if files.exists():
            files.rename(stored)
            for each in stored.glob("*/*"):
                each.chmod(0o440)
        if manifest.database == "sqlite" and db.engine.dialect.name == "sqlite":
            _place_file(unpacked / "database" / "assembly.sqlite", manifest)
            bring_up_to_date()
        else:
            if manifest.revision != head_revision:
                raise RestoreError("older", manifest.revision)
            bring_up_to_date()
            _fill(unpacked / "database", manifest)
        if (config := unpacked / "config.json").exists():
            config.rename(instance / "config-of-the-backup.json")
    except BaseException:
        shutil.rmtree(stored, ignore_errors=True)
        raise


def _place_file(path: Path, manifest: Manifest) -> None:
    """The copied database, looked at first, takes the place of the empty one by SQLite's own copying:
    nothing is left half written, and a write-ahead log that lies there does not mix with it."""
    with _sqlite(path) as source, Session(source) as session:
        _compare(session, manifest)
    db.session.close()
    target = str(db.engine.url.database)
    db.engine.dispose()
    copied, place = sqlite3.connect(path), sqlite3.connect(target)
    try:
        copied.backup(place)
    finally:
        place.close()
        copied.close()


def _fill(folder: Path, manifest: Manifest) -> None:
    """Row by row, in one transaction that is kept only if all of it is as the list says."""
    with db.engine.begin() as connection, Session(connection) as session:
        if manifest.database == "sqlite":
            with _sqlite(folder / "assembly.sqlite") as source, source.connect() as opened:
                rows.fill(connection, lambda table: rows.rows_of(opened, table))
        else:
            rows.fill(connection, lambda table: _lines(folder, table))
        _compare(session, manifest)


def _lines(folder: Path, table: Table) -> Iterator[Row]:
    with (folder / f"{table.name}.jsonl").open("rb") as file:
        for line in file:
            yield rows.from_line(table, line)


@contextmanager
def _sqlite(path: Path) -> Iterator[Engine]:
    engine = create_engine(f"sqlite:///{path}")
    try:
        with reading():
            yield engine
    finally:
        engine.dispose()


def _compare(session: Session, manifest: Manifest) -> None:
    """What was restored is what the list says: the rows of each table, and an unbroken journal."""
    found = rows.counts(session.connection())
    wrong = [name for name, count in manifest.rows.items() if found.get(name, count) != count]
    if wrong:
        raise RestoreError("damaged", f"database: {', '.join(wrong)}")
    last, broken = journal.head(session), journal.verify(session)
    if broken or (last.digest if last else GENESIS) != manifest.head:
        where = broken.sequence if broken else manifest.head
        raise RestoreError("damaged", f"database: journal, {where}")
