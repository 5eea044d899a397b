"""Files that must not change, each under the digest of its content.

A closed paper or an attachment is put once and read by its SHA-256. What is in the store under a
digest is what was put, or `read` refuses it: a damaged file is named, never shown.
"""

import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Literal

from flask import current_app

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageError(Exception):
    """``missing`` or ``damaged``: the file of `digest`. ``full``: no room to put it."""

    def __init__(self, code: Literal["missing", "damaged", "full"], digest: str) -> None:
        super().__init__(f"{code}: {digest}")
        self.code = code
        self.digest = digest


class Store:
    """A folder of files by digest: ``ab/abcdef…``. It is made when the first file is put."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, content: bytes) -> str:
        """Keep `content` and return its digest (64 hex digits). Putting it again changes nothing.

        When this returns the file is on the disk; when it raises nothing half done is left.
        Raises `StorageError` (``full``) when there is no room.
        """
        digest = hashlib.sha256(content).hexdigest()
        with suppress(StorageError):  # a damaged one is replaced by what it should have been
            self.verify(digest)
            return digest
        path = self.path(digest)
        try:
            _make_folder(path.parent)
            _write(path, content)
        except OSError as error:
            if error.errno in FULL:
                raise StorageError("full", digest) from error
            raise
        return digest

    def read(self, digest: str) -> bytes:
        """The content, checked against its digest. Raises `StorageError` (missing, damaged)."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError:
            raise StorageError("missing", digest) from None
        if hashlib.sha256(content).hexdigest() != digest:
            raise StorageError("damaged", digest)
        return content

    def verify(self, digest: str) -> None:
        """Compare the file with its digest, at constant memory. Raises as `read` does."""
        try:
            with self.path(digest).open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError:
            raise StorageError("missing", digest) from None
        if found != digest:
            raise StorageError("damaged", digest)

    def path(self, digest: str) -> Path:
        """Where the file of `digest` is or would be; nothing is checked but the digest's form."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError(f"not a SHA-256 in hexadecimal: {digest!r}")
        return self.root / digest[:2] / digest

    def digests(self) -> Iterator[str]:
        """All files of the store, sorted by digest."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f]*")):
            yield path.name


def of_house() -> Store:
    """Where the finished papers and the attachments of this installation lie."""
    return Store(Path(current_app.config["INSTANCE"]) / "files")


def _write(path: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fchmod(file.fileno(), 0o440)
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    """Make `folder` and see its name written in the folder above."""
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
