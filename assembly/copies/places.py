"""Where an export is written: into one archive, or into a folder."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

Put = Callable[[str, bytes, bool], None]
"""Takes a path, a content, and whether it is packed already (a PDF, a photo)."""


def into_archive(archive: zipfile.ZipFile, at: datetime) -> Put:
    """Everything bears the moment ``at``: the same record gives the same archive."""

    def put(path: str, content: bytes, packed: bool) -> None:
        info = zipfile.ZipInfo(path, at.timetuple()[:6])
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        archive.writestr(info, content)

    return put


def into_folder(root: Path) -> Put:
    """A folder to be read as it is; ``root`` is made."""

    def put(path: str, content: bytes, packed: bool) -> None:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

    return put
