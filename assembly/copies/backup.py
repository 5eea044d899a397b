"""Making a backup: one file with the database, every stored file, and the settings without secrets."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine

from assembly import __version__
from assembly.config import DEFAULTS
from assembly.copies import snapshots
from assembly.copies.readme import README
from assembly.copies.rules import Entry, Manifest, file_name
from assembly.copies.sealing import Seal, sealed
from assembly.copies.snapshots import Snapshot
from assembly.storage import Store

INNER, KEY = "backup.zip.age", "key.age"
"""What a copy under a passphrase holds."""
Tell = Callable[[int, int | None, str], None]
SECRET = {"SECRET_KEY", "SQLALCHEMY_DATABASE_URI", "INSTANCE"}
_BLOCK = 2**20
_FLUSHED = 8 * 2**20
"""Bytes after which what was written is sent to the disk: in one go at the end it would hold up those
who save meanwhile."""


class NoRoom(Exception):
    """The disk has not enough room. ``needed`` and ``free`` in bytes."""

    def __init__(self, needed: int, free: int) -> None:
        super().__init__(f"{needed} needed, {free} free")
        self.needed, self.free = needed, free


@dataclass(frozen=True)
class Backup:
    """A finished file, what it holds, and its own digest."""

    path: Path
    manifest: Manifest
    sha256: str
    size: int
    sealed: bool


def make(
    engine: Engine,
    store: Store,
    folder: Path,
    *,
    settings: Mapping[str, Any],
    at: datetime,
    seal: Seal | None = None,
    tell: Tell = lambda done, total, step: None,
) -> Backup:
    """Write a backup into ``folder``, whole under its name or not at all.

    ``tell(done, total, step)`` is told the bytes. Raises ``NoRoom``, ``OSError``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file_name(at)
    part = path.with_name(f".{path.name}.part")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=folder) as work:
        tell(0, None, "")
        snapshot = snapshots.take(engine, Path(work), lambda step: tell(0, None, step))
        digests = list(store.digests())
        total = sum(each.stat().st_size for each in snapshot.files.values())
        total += sum(store.path(digest).stat().st_size for digest in digests)
        free = shutil.disk_usage(folder).free
        if free < total + total // 50 + _BLOCK:
            raise NoRoom(total, free)
        try:
            with part.open("wb") as plain:
                os.fchmod(plain.fileno(), 0o600)  # it holds identity numbers
                file = _Flushing(plain)
                writing = _Writing(snapshot, store, digests, settings, at, total, tell)
                if seal is None:
                    writing.write(file)  # type: ignore[arg-type]
                else:
                    _write_sealed(file, seal, writing, at)  # type: ignore[arg-type]
                file.flush()
                os.fsync(plain.fileno())
                sha256 = file.digest.hexdigest()
            size = part.stat().st_size
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
    assert writing.manifest is not None  # noqa: S101 - written above
    return Backup(path, writing.manifest, sha256, size, seal is not None)


def settings_without_secrets(settings: Mapping[str, Any]) -> dict[str, Any]:
    """What this house set differently, as it can be read and set again elsewhere."""
    changed = {
        name: settings[name]
        for name in DEFAULTS
        if name not in SECRET and settings.get(name) != DEFAULTS[name]
    }
    return json.loads(json.dumps(changed, default=str))


@dataclass
class _Writing:
    """Writes the archive. ``manifest`` is there when it is written."""

    snapshot: Snapshot
    store: Store
    digests: list[str]
    settings: Mapping[str, Any]
    at: datetime
    total: int
    tell: Tell
    manifest: Manifest | None = None
    _done: int = 0
    _entries: list[Entry] = field(default_factory=list)
    _damaged: list[str] = field(default_factory=list)

    def write(self, target: IO[bytes]) -> None:
        with zipfile.ZipFile(target, "w", allowZip64=True) as archive:
            _put(archive, "LEEME-README.txt", README.encode(), self.at)
            for name, path in sorted(self.snapshot.files.items()):
                self._add(archive, name, path, zipfile.ZIP_DEFLATED)
            for digest in self.digests:
                name = f"files/{digest[:2]}/{digest}"
                # Pictures and papers are small already: to press them once more costs time only.
                found = self._add(archive, name, self.store.path(digest), zipfile.ZIP_STORED)
                if found != digest:
                    self._damaged.append(name)
            config = json.dumps(settings_without_secrets(self.settings), indent=1) + "\n"
            self._entries.append(_put(archive, "config.json", config.encode(), self.at))
            self.manifest = Manifest(
                made_at=self.at.isoformat(),
                program=__version__,
                commune=self.snapshot.commune,
                database=self.snapshot.database,
                revision=self.snapshot.revision,
                head=self.snapshot.head,
                rows=self.snapshot.rows,
                files=tuple(self._entries),
                damaged=tuple(self._damaged),
            )
            _put(archive, "manifest.json", self.manifest.text().encode(), self.at)
            _put(archive, "SHA256SUMS", self.manifest.sums().encode(), self.at)

    def _add(self, archive: zipfile.ZipFile, name: str, path: Path, how: int) -> str:
        info = _info(name, self.at, how)
        sha256, size = hashlib.sha256(), 0
        with path.open("rb") as source, archive.open(info, "w", force_zip64=True) as target:
            while block := source.read(_BLOCK):
                target.write(block)
                sha256.update(block)
                size += len(block)
                self._done += len(block)
                self.tell(min(self._done, self.total - 1), self.total, name)
        self._entries.append(Entry(name, size, sha256.hexdigest()))
        return sha256.hexdigest()


def _write_sealed(file: IO[bytes], seal: Seal, writing: _Writing, at: datetime) -> None:
    with zipfile.ZipFile(file, "w", allowZip64=True) as archive:
        _put(archive, "LEEME-README.txt", README.encode(), at)
        _put(archive, KEY, seal.key.encode(), at)
        info = _info(INNER, at, zipfile.ZIP_STORED)
        with archive.open(info, "w", force_zip64=True) as target:
            sealed(seal, target, writing.write)


def _info(name: str, at: datetime, how: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, at.timetuple()[:6])
    info.compress_type = how
    info.external_attr = 0o600 << 16
    return info


def _put(archive: zipfile.ZipFile, name: str, content: bytes, at: datetime) -> Entry:
    archive.writestr(_info(name, at, zipfile.ZIP_DEFLATED), content)
    return Entry(name, len(content), hashlib.sha256(content).hexdigest())


class _Flushing:
    """A file that goes to the disk little by little; it cannot be gone back in, only forward."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._waiting = file, 0
        self.digest = hashlib.sha256()

    def write(self, block: bytes) -> int:
        self._file.write(block)
        self.digest.update(block)
        self._waiting += len(block)
        if self._waiting >= _FLUSHED:
            self.flush()
            os.fdatasync(self._file.fileno())
            self._waiting = 0
        return len(block)

    def flush(self) -> None:
        self._file.flush()
