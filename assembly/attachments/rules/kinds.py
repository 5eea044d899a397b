"""What files hang on, what they may be, and under which name they are kept."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class AttachedTo(StrEnum):
    """What a file hangs on. The value with ``_id`` is the part of the address that names it."""

    item = "item"
    decision = "decision"
    minutes = "minutes"
    entry = "entry"
    log = "log"  # of a project


class FileType(StrEnum):
    """What may be attached: what phones and scanners make, and what offices write."""

    jpeg = "jpeg"
    png = "png"
    webp = "webp"
    heic = "heic"
    pdf = "pdf"
    odt = "odt"
    ods = "ods"
    docx = "docx"
    xlsx = "xlsx"
    text = "text"


@dataclass(frozen=True)
class KeptFile:
    """A file that was examined and lies in the store already. ``size`` in bytes."""

    digest: str
    file_type: FileType
    name: str
    size: int


MEDIA_TYPES: Final = MappingProxyType(
    {
        FileType.jpeg: "image/jpeg",
        FileType.png: "image/png",
        FileType.webp: "image/webp",
        FileType.heic: "image/heic",
        FileType.pdf: "application/pdf",
        FileType.odt: "application/vnd.oasis.opendocument.text",
        FileType.ods: "application/vnd.oasis.opendocument.spreadsheet",
        FileType.docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileType.xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileType.text: "text/plain",
    }
)
EXTENSIONS: Final = MappingProxyType(
    {each: {"jpeg": "jpg", "text": "txt"}.get(each.value, each.value) for each in FileType}
)
LARGEST: Final = 20 * 2**20
"""Bytes. Ten scanned leaves fit, a film does not."""
WIDEST: Final = 12_000
"""Points on a side of a picture: the best phones make 12,000, and old ones cannot open more."""
LONGEST_NAME: Final = 120

_SAID_EXTENSION = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def kept_name(name: str, file_type: FileType) -> str:
    """The name a file is kept and given out under: without a path, ending as its content asks.

    Signs that are not seen, or that turn the direction of writing («photo\u202egpj.exe»), are left out.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(
        sign for sign in last if sign == " " or unicodedata.category(sign)[0] not in "CZ"
    )
    stem = _SAID_EXTENSION.sub("", seen).strip(" .") or "file"
    extension = EXTENSIONS[file_type]
    return f"{stem[: LONGEST_NAME - len(extension) - 1].strip(' .')}.{extension}"
