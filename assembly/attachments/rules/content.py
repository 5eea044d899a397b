"""What a file is, told by its content alone: its name and what the browser says prove nothing."""

import struct
import zipfile
from enum import StrEnum
from io import BytesIO
from typing import Final

from assembly.attachments.rules.kinds import LARGEST, MEDIA_TYPES, WIDEST, FileType


class Foreign(StrEnum):
    """What people try to attach besides, as far as the content tells."""

    program = "program"
    web_page = "web_page"
    archive = "archive"
    film_or_sound = "film_or_sound"
    macros = "macros"
    old_office = "old_office"
    other_picture = "other_picture"
    unknown = "unknown"


class Refused(ValueError):
    """A file that is not taken.

    `code`: `empty`, `too_big` (`params`: megabytes), `picture_too_large` (width, height, most),
    `damaged` (a picture, PDF or document that is cut off), `not_taken` (what it is: a `Foreign`).
    """

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


_FOREIGN: Final = (
    (b"MZ", Foreign.program),
    (b"\x7fELF", Foreign.program),
    (b"#!", Foreign.program),
    (b"\xca\xfe\xba\xbe", Foreign.program),
    (b"dex\n", Foreign.program),
    (b"Rar!", Foreign.archive),
    (b"7z\xbc\xaf", Foreign.archive),
    (b"\x1f\x8b", Foreign.archive),
    (b"\xd0\xcf\x11\xe0", Foreign.old_office),
    (b"GIF8", Foreign.other_picture),
    (b"BM", Foreign.other_picture),
    (b"II*\0", Foreign.other_picture),
    (b"MM\0*", Foreign.other_picture),
    (b"ID3", Foreign.film_or_sound),
    (b"OggS", Foreign.film_or_sound),
    (b"\x1aE\xdf\xa3", Foreign.film_or_sound),
)
_HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"heim", b"heis"})
_WEB: Final = ("<!doctype", "<html", "<svg", "<?xml", "<script")


def examine(content: bytes) -> FileType:
    """The type of a file that may be attached. Raises ``Refused`` for any other."""
    if not content.strip(b"\0 \r\n\t"):
        raise Refused("empty")
    if len(content) > LARGEST:
        raise Refused("too_big", megabytes=LARGEST // 2**20)
    if picture := _picture_type(content):
        _check_sides(_sides(content, picture))
        return picture
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise Refused("damaged")
        return FileType.pdf
    if content.startswith(b"PK\x03\x04"):
        return _office_type(content)
    for beginning, foreign in _FOREIGN:
        if content.startswith(beginning):
            raise Refused("not_taken", what=foreign)
    if content[4:8] == b"ftyp" or content.startswith(b"RIFF"):
        raise Refused("not_taken", what=Foreign.film_or_sound)
    return _text_type(content)


def _picture_type(content: bytes) -> FileType | None:
    if content.startswith(b"\xff\xd8\xff"):
        return FileType.jpeg
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.png
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileType.webp
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        return FileType.heic
    return None


def _check_sides(sides: tuple[int, int] | None) -> None:
    if sides is None or 0 in sides:
        raise Refused("damaged")
    width, height = sides
    if max(sides) > WIDEST:
        raise Refused("picture_too_large", width=width, height=height, most=WIDEST)


def _sides(content: bytes, picture: FileType) -> tuple[int, int] | None:
    """Width and height in points, None where the picture is cut off before they are said."""
    readers = {
        FileType.jpeg: _jpeg_sides,
        FileType.png: _png_sides,
        FileType.webp: _webp_sides,
        FileType.heic: _heic_sides,
    }
    try:
        return readers[picture](content)
    except (struct.error, IndexError):
        return None


def _png_sides(content: bytes) -> tuple[int, int] | None:
    width, height = struct.unpack(">II", content[16:24])
    return (width, height) if b"IEND" in content[-64:] else None


def _jpeg_sides(content: bytes) -> tuple[int, int] | None:
    """From the frame header (SOF); cut off is what has no end (EOI), which may be followed by more."""
    at = 2
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or 0xD0 <= marker <= 0xD8:  # fill bytes, marks without a length
            at += 1 if marker == 0xFF else 2
            continue
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return (width, height) if content.rfind(b"\xff\xd9") > at else None
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        at += 2 + length
    return None


def _webp_sides(content: bytes) -> tuple[int, int] | None:
    (said,) = struct.unpack("<I", content[4:8])
    if len(content) < said + 8:
        return None
    kind = content[12:16]
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little") + 1
        return width, int.from_bytes(content[27:30], "little") + 1
    if kind == b"VP8L":
        (bits,) = struct.unpack("<I", content[21:25])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    width, height = struct.unpack("<HH", content[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _heic_sides(content: bytes) -> tuple[int, int] | None:
    """The largest of the pictures inside (tiles and a small preview have sizes of their own)."""
    found, at = [], content.find(b"ispe")
    while at >= 0:
        found.append(struct.unpack(">II", content[at + 8 : at + 16]))
        at = content.find(b"ispe", at + 4)
    return max(found, key=max) if found else None


def _office_type(content: bytes) -> FileType:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            said = _beginning(archive, "mimetype") if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        raise Refused("damaged") from None
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        raise Refused("not_taken", what=Foreign.macros)
    for file_type in (FileType.odt, FileType.ods):
        if said == MEDIA_TYPES[file_type]:
            return file_type
    if "[Content_Types].xml" in names:
        if "word/document.xml" in names:
            return FileType.docx
        if "xl/workbook.xml" in names:
            return FileType.xlsx
    raise Refused("not_taken", what=Foreign.archive)


def _beginning(archive: zipfile.ZipFile, name: str) -> str:
    with archive.open(name) as member:
        return member.read(100).decode("latin-1")  # no more: it may unpack to gigabytes


def _text_type(content: bytes) -> FileType:
    """Plain text: UTF-8 or what is left of older encodings, without control signs."""
    start = content[:4096].decode("utf-8", "replace").lstrip("\ufeff \r\n\t").lower()
    if start.startswith(_WEB):
        raise Refused("not_taken", what=Foreign.web_page)
    if any((byte < 0x20 and byte not in b"\t\n\r\f") or byte == 0x7F for byte in set(content)):
        raise Refused("not_taken", what=Foreign.unknown)
    return FileType.text
