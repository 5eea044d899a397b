"""What the camera wrote beside a picture is gone, and the picture is the same. Pillow writes and reads here."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from assembly.attachments.rules import FileType, Refused, examine, without_traces
from tests.attachments import files

PLACE = b"Guanape valley"
GPS, LATITUDE, PLACE_NAME, MAKE, ORIENTATION = 0x8825, 2, 0x1C, 0x010F, 0x0112  # Exif 2.32, 4.6
FORMATS = ["JPEG", "PNG", "WEBP"]


def photo(kind: str, *, turned: int = 6, **how: object) -> bytes:
    """As a phone held upright makes it: 24 by 16 points, to be turned, with place and maker."""
    picture = Image.linear_gradient("L").resize((24, 16)).convert("RGB")
    exif = Image.Exif()
    exif[MAKE], exif[ORIENTATION] = "Teléfono de Ana", turned
    place = exif.get_ifd(GPS)
    place[LATITUDE], place[PLACE_NAME] = (9.0, 58.0, 12.5), PLACE
    made = io.BytesIO()
    picture.save(made, kind, exif=exif, **how)
    return made.getvalue()


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("turned", [1, 6])
def test_the_place_goes_and_how_it_is_turned_stays(kind, turned):
    content = photo(kind, turned=turned)
    before = Image.open(io.BytesIO(content))
    assert before.getexif().get_ifd(GPS)[PLACE_NAME] == PLACE  # it was there
    bare = without_traces(content, examine(content))
    after = Image.open(io.BytesIO(bare))
    assert after.getexif().get(ORIENTATION, 1) == turned
    assert set(after.getexif()) <= {ORIENTATION}
    assert not after.getexif().get_ifd(GPS)
    assert PLACE not in bare
    assert "Teléfono".encode() not in bare
    assert after.tobytes() == before.tobytes()
    assert without_traces(bare, examine(bare)) == bare


def test_xmp_comments_and_what_is_written_after_the_picture_go_and_colours_stay():
    """A burst or a film behind the picture has an Exif of its own."""
    colours = b"what the colours mean"
    content = photo("JPEG", xmp=b"<x:xmpmeta>" + PLACE, comment=PLACE, icc_profile=colours)
    bare = without_traces(content + photo("JPEG"), FileType.jpeg)
    assert (PLACE in bare, b"xmpmeta" in bare, colours in bare) == (False, False, True)
    assert bare.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_pictures_in_several_passes_are_the_same_to_the_point(kind):
    content = photo(kind, progressive=True, lossless=True)
    bare = without_traces(content, examine(content))
    points = [Image.open(io.BytesIO(each)).tobytes() for each in (content, bare)]
    assert points[0] == points[1]


def test_files_that_are_no_such_picture_stay_as_they_are():
    assert without_traces(files.pdf(), FileType.pdf) == files.pdf()
    assert without_traces(files.heic(), FileType.heic) == files.heic()


@pytest.mark.parametrize("kind", FORMATS)
@given(cut=st.integers(12, 900))
def test_one_that_breaks_off_is_refused_or_read_and_nothing_else(kind, cut):
    try:
        without_traces(photo(kind)[:cut], FileType(kind.lower()))
    except Refused as error:
        assert error.code == "damaged"
