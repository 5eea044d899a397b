"""What may be attached is told by the content alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.attachments.rules import (
    EXTENSIONS,
    LARGEST,
    MEDIA_TYPES,
    FileType,
    Foreign,
    Refused,
    examine,
    kept_name,
)
from tests.attachments import files


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (files.png(), FileType.png),
        (files.jpeg(), FileType.jpeg),
        (files.jpeg(end=b"\xff\xd9" + b"\0" * 500), FileType.jpeg),  # some phones write on
        (files.webp(), FileType.webp),
        (files.heic(), FileType.heic),
        (files.pdf(), FileType.pdf),
        (files.ODT, FileType.odt),
        (files.ODS, FileType.ods),
        (files.office("word/document.xml"), FileType.docx),
        (files.office("xl/workbook.xml"), FileType.xlsx),
        ("Carta del año".encode(), FileType.text),
        ("\ufeffCarta\r\n".encode(), FileType.text),
        ("Carta del año".encode("latin-1"), FileType.text),
    ],
)
def test_the_type_is_taken_from_the_content(content, expected):
    assert examine(content) is expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (files.WINDOWS_PROGRAM, Foreign.program),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 50, Foreign.program),
        (b"#!/bin/sh\necho hola\n", Foreign.program),
        (b"<!DOCTYPE html><script>alert(1)</script>", Foreign.web_page),
        (b'<?xml version="1.0"?><svg onload="alert(1)"/>', Foreign.web_page),
        (files.archive(anything="x"), Foreign.archive),
        (files.office("word/document.xml", "word/vbaProject.bin"), Foreign.macros),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, Foreign.old_office),
        (b"GIF89a" + b"\1" * 20, Foreign.other_picture),
        (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", Foreign.film_or_sound),
        (bytes(range(256)), Foreign.unknown),
    ],
)
def test_what_is_not_on_the_list_is_called_by_its_name(content, expected):
    with pytest.raises(Refused) as refused:
        examine(content)
    assert (refused.value.code, refused.value.params) == ("not_taken", {"what": expected})


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b" \r\n"])
def test_an_empty_file_is_empty(content):
    with pytest.raises(Refused, match="empty"):
        examine(content)


def test_twenty_megabytes_fit_and_one_byte_more_does_not():
    assert examine(b"a" * LARGEST) is FileType.text
    with pytest.raises(Refused) as refused:
        examine(b"a" * (LARGEST + 1))
    assert refused.value.params == {"megabytes": 20}


@pytest.mark.parametrize("make", [files.png, files.jpeg, files.webp, files.heic])
def test_a_picture_of_twelve_thousand_points_fits_and_one_more_does_not(make):
    examine(make(12_000, 9000))
    with pytest.raises(Refused) as refused:
        examine(make(9000, 12_001))
    assert refused.value.params == {"width": 9000, "height": 12_001, "most": 12_000}


@pytest.mark.parametrize(
    "content",
    [
        files.png()[:-30],
        files.jpeg(end=b""),
        files.jpeg()[:40],
        files.webp()[:-4],
        files.heic()[:20],
        files.pdf()[:-8],
        files.ODT[:-30],
        files.png(0, 5),
    ],
)
def test_a_file_that_breaks_off_is_called_damaged(content):
    with pytest.raises(Refused, match="damaged"):
        examine(content)


@given(st.binary(max_size=400) | st.binary(max_size=200).map(lambda rest: b"\xff\xd8\xff" + rest))
def test_whatever_comes_is_a_type_or_refused(content):
    try:
        assert examine(content) in FileType
    except Refused as refused:
        assert refused.code in ("empty", "not_taken", "damaged", "picture_too_large")


@pytest.mark.parametrize(
    ("name", "file_type", "kept"),
    [
        ("Acta firmada.PDF", FileType.pdf, "Acta firmada.pdf"),
        ("acta.pdf", FileType.jpeg, "acta.jpg"),  # the name lied
        ("C:\\fotos\\vía.jpeg", FileType.jpeg, "vía.jpg"),
        ("../../etc/passwd", FileType.text, "passwd.txt"),
        ("foto\u202egpj.exe", FileType.png, "fotogpj.png"),  # would read «fotoexe.jpg»
        ("a\r\nSet-Cookie: x", FileType.text, "aSet-Cookie: x.txt"),
        ("", FileType.pdf, "file.pdf"),
        (".pdf", FileType.pdf, "file.pdf"),
        ("x" * 500, FileType.odt, "x" * 116 + ".odt"),
        ("شهادة.pdf", FileType.pdf, "شهادة.pdf"),
    ],
)
def test_a_name_is_kept_without_what_could_deceive(name, file_type, kept):
    assert kept_name(name, file_type) == kept


def test_each_type_has_its_media_type_and_ending():
    assert set(MEDIA_TYPES) == set(EXTENSIONS) == set(FileType)
