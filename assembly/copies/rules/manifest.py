"""The list of what a copy holds, with a digest of each file: what it says is checked, not believed."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

FORMAT: Final = 1


class ManifestError(ValueError):
    """Not a list that this program can read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a copy: its path inside, its size in bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a copy is, and all that is in it.

    ``database`` is ``sqlite`` (one file) or ``rows`` (a file a table, a JSON object a line). ``revision``
    is that of the tables. ``rows`` counts the rows of each table, ``head`` is the journal's last digest.
    ``damaged`` names files that did not fit their digest when the copy was made already.
    """

    made_at: str
    program: str
    commune: str
    database: str
    revision: str
    head: str
    rows: Mapping[str, int]
    files: tuple[Entry, ...]
    damaged: tuple[str, ...] = ()
    format: int = FORMAT

    def text(self) -> str:
        """As it is written into the copy."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    def sums(self) -> str:
        """The same digests as standard programs check them: ``sha256sum -c SHA256SUMS``."""
        return "".join(f"{entry.sha256}  {entry.path}\n" for entry in self.files)

    @property
    def size(self) -> int:
        """Bytes of all files together."""
        return sum(entry.size for entry in self.files)


def read(text: str | bytes) -> Manifest:
    """Raises ``ManifestError`` for anything else, for a newer format, and for paths that lead out."""
    try:
        data: dict[str, Any] = json.loads(text)
        if data["format"] > FORMAT:
            raise ManifestError(f"format {data['format']}, this program reads up to {FORMAT}")
        files = tuple(Entry(**each) for each in data.pop("files"))
        damaged = tuple(data.pop("damaged"))
        manifest = Manifest(files=files, damaged=damaged, **data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        if isinstance(error, ManifestError):
            raise
        raise ManifestError(f"not the list of a copy: {error}") from error
    for entry in files:
        path = PurePosixPath(entry.path)
        if path.is_absolute() or ".." in path.parts or "\\" in entry.path:
            raise ManifestError(f"a path that leads out: {entry.path}")
    return manifest
