"""Small files made by hand, after what their standards say of the first bytes."""

import struct
import zipfile
import zlib
from io import BytesIO


def png(width: int = 40, height: int = 30) -> bytes:
    """A grey picture (PNG, ISO/IEC 15948); only its head says how large it is."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 64)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def jpeg(width: int = 40, height: int = 30, *, end: bytes = b"\xff\xd9") -> bytes:
    """As phones write it: an Exif part with a preview inside, then the frame (ITU-T T.81, B.2)."""
    preview = b"\xff\xc0\x00\x11\x08\x00\x01\x00\x01"
    exif = b"Exif\0\0" + preview + b"\0" * 20
    frame = struct.pack(">BHHB", 8, height, width, 3) + b"\0" * 9
    return (
        b"\xff\xd8"
        + (b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif)
        + (b"\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame)
        + (b"\xff\xda\x00\x02" + b"\x12" * 40)
        + end
    )


def webp(width: int = 40, height: int = 30) -> bytes:
    """Lossless (WebP specification, VP8L: two times 14 bits, less one)."""
    bits = (width - 1) | (height - 1) << 14
    body = b"WEBPVP8L" + struct.pack("<I", 10) + b"\x2f" + struct.pack("<I", bits) + b"\0" * 5
    return b"RIFF" + struct.pack("<I", len(body)) + body


def heic(width: int = 4000, height: int = 3000) -> bytes:
    """A file type box and two sizes (ISO/IEC 23008-12): of a preview and of the picture."""
    sizes = b"".join(
        b"\0\0\0\x14ispe\0\0\0\0" + struct.pack(">II", *each)
        for each in ((320, 240), (width, height))
    )
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + sizes


def pdf() -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def archive(**members: str) -> bytes:
    """A zip with these members; `word__document_xml` stands for word/document.xml."""
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, text in members.items():
            file.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return kept.getvalue()


ODT = archive(mimetype="application/vnd.oasis.opendocument.text", content_xml="<a/>")
ODS = archive(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<a/>")
WINDOWS_PROGRAM = b"MZ\x90\x00\x03" + b"\0" * 60 + b"PE\0\0" + b"\0" * 60


def office(*names: str) -> bytes:
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name in ("[Content_Types].xml", *names):
            file.writestr(name, "<x/>")
    return kept.getvalue()
