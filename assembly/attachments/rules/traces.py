"""Taking out of a picture what the camera wrote beside it: the place, the hour, whose telephone it was.

Only what is beside the picture goes; the picture itself is not touched, to the point. How it is to be
turned is kept, and so is what its colours mean.
"""

import struct
import zlib
from typing import Final

from assembly.attachments.rules.content import Refused
from assembly.attachments.rules.kinds import FileType

_EXIF: Final = b"Exif\0\0"
_UPRIGHT: Final = 1
_PNG_SHOWN: Final = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs", b"cICP", b"sPLT"}
    | {b"acTL", b"fcTL", b"fdAT"}
)
"""Parts that a picture need not have and that say how it is shown (the others tell about it)."""


def without_traces(content: bytes, picture: FileType) -> bytes:
    """The file with the picture alone, where that can be had: JPEG, PNG, WebP; any other as it is.

    Raises ``Refused`` (``damaged``) for one that breaks off.
    """
    takers = {FileType.jpeg: _jpeg, FileType.png: _png, FileType.webp: _webp}
    if picture not in takers:
        return content
    try:
        return takers[picture](content)
    except (struct.error, IndexError):
        raise Refused("damaged") from None


def _jpeg(content: bytes) -> bytes:
    """Segments up to the end of the picture (ITU-T T.81, B.1); what phones write after it goes as well."""
    kept, turned, at = [], _UPRIGHT, 2
    while (marker := content[at + 1]) != 0xD9:
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        (length,) = struct.unpack(">H", content[at + 2 : at + 4])
        end = at + 2 + length
        data = content[at + 4 : end]
        if data.startswith(_EXIF):
            turned = _turned(data[len(_EXIF) :])
        if marker == 0xDA:  # a scan: its points follow, up to the next marker
            end = _end_of_points(content, end)
        if _shown_in_jpeg(marker, data):
            kept.append(content[at:end])
        at = end
    return b"\xff\xd8" + _jpeg_exif(turned) + b"".join(kept) + b"\xff\xd9"


def _shown_in_jpeg(marker: int, data: bytes) -> bool:
    """Whether a segment is needed to show it: no comment, and of what applications add, form and colours."""
    if not 0xE0 <= marker <= 0xEF:
        return marker != 0xFE
    return data.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))


def _end_of_points(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise Refused("damaged")
        if content[at + 1] != 0 and not 0xD0 <= content[at + 1] <= 0xD7:
            return at
        at += 2


def _jpeg_exif(turned: int) -> bytes:
    data = _EXIF + _only_turned(turned)
    return b"" if turned == _UPRIGHT else b"\xff\xe1" + struct.pack(">H", len(data) + 2) + data


def _png(content: bytes) -> bytes:
    """Chunks (ISO/IEC 15948, 5.3) without texts, the hour and Exif."""
    kept, turned, kind, at = [], _UPRIGHT, b"", 8
    while kind != b"IEND":
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, end = content[at + 4 : at + 8], at + 12 + length
        if end > len(content):
            raise Refused("damaged")
        if kind == b"eXIf":
            turned = _turned(content[at + 8 : end - 4])
        if kind[0] < ord("a") or kind in _PNG_SHOWN:
            kept.append(content[at:end])
        at = end
    if turned != _UPRIGHT:
        exif = b"eXIf" + _only_turned(turned)
        summed = struct.pack(">I", len(exif) - 4) + exif + struct.pack(">I", zlib.crc32(exif))
        kept.insert(1, summed)
    return content[:8] + b"".join(kept)


def _webp(content: bytes) -> bytes:
    """Chunks of the RIFF file without Exif and XMP; the head says that they are gone."""
    kept, turned, at = [], _UPRIGHT, 12
    end_of_file = 8 + struct.unpack("<I", content[4:8])[0]
    while at < end_of_file:
        kind, length = struct.unpack("<4sI", content[at : at + 8])
        end = at + 8 + length + length % 2
        if kind == b"EXIF":
            turned = _turned(content[at + 8 : end].removeprefix(_EXIF))
        elif kind != b"XMP ":
            kept.append(content[at:end])
        at = end
    if kept[0].startswith(b"VP8X"):
        flags = kept[0][8] & ~0b1100 | (0b1000 if turned != _UPRIGHT else 0)
        kept[0] = kept[0][:8] + bytes([flags]) + kept[0][9:]
        if turned != _UPRIGHT:
            exif = _only_turned(turned)
            kept.append(struct.pack("<4sI", b"EXIF", len(exif)) + exif)
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _turned(exif: bytes) -> int:
    """How the picture is to be turned (TIFF 6.0, Orientation); upright where nothing sensible is said."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(exif[:4])
    if order is None:
        return _UPRIGHT
    try:
        (at,) = struct.unpack(f"{order}I", exif[4:8])
        (count,) = struct.unpack(f"{order}H", exif[at : at + 2])
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _kind, _number, value = struct.unpack(f"{order}HHIH", exif[entry : entry + 10])
            if tag == 0x0112:
                return value if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _only_turned(turned: int) -> bytes:
    """An Exif that says nothing else."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turned, 0)
    return b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
