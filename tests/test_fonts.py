"""The bundled fonts have the letters that the stylesheets promise, and their licences beside them."""

import re

import pytest
from fontTools.ttLib import TTFont

from assembly.paths import STATIC

FONTS = STATIC / "fonts"
# What Spanish and English minutes are set with, and signs this program writes itself.
NEEDED = "áéíóúüñÁÉÍÓÚÜÑ¿¡«»“”‘’–—−×≠≤≥ºª°…·%€№½0123456789"
NAMES = "Cutărică Vatandaş Łukasz Dvořák Þór Đặng"
FACE = re.compile(r"@font-face\s*{(.*?)}", re.S)


def faces(stylesheet: str) -> list[dict[str, str]]:
    css = (STATIC / "css" / stylesheet).read_text(encoding="utf-8")
    return [
        {
            name.strip(): value.strip()
            for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+);", body)
        }
        for body in FACE.findall(css)
    ]


def file_of(face: dict[str, str]):
    return (STATIC / "css" / re.findall(r'url\("(.+?)"\)', face["src"])[0]).resolve()


def letters(path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


def promised(face: dict[str, str]) -> set[int]:
    found: set[int] = set()
    for part in face["unicode-range"].split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        found |= set(range(int(first, 16), int(last or first, 16) + 1))
    return found


def test_every_letter_of_a_file_is_in_its_range_and_the_ranges_of_a_face_are_apart() -> None:
    by_face: dict[tuple[str, str, str], set[int]] = {}
    for face in faces("fonts.css"):
        key = (face["font-family"], face["font-weight"], face["font-style"])
        span = promised(face)
        assert not span & by_face.get(key, set()), f"{key}: two files for one letter"
        by_face.setdefault(key, set()).update(span & letters(file_of(face)))
        if "archivo-400.woff2" not in face["src"] or face["font-family"] == "Archivo":
            assert letters(file_of(face)) <= span, f"{file_of(face).name} has more than its range"
    assert len(by_face) == 5
    for key in by_face:
        if key == ("Faustina", "400", "normal"):
            assert {0x2190, 0x2192} <= by_face[key], "arrows are borrowed from Archivo"


@pytest.mark.parametrize("sheet", ["fonts.css", "fonts-print.css"])
def test_the_needed_letters_are_there(sheet: str) -> None:
    by_face: dict[tuple[str, str, str], set[int]] = {}
    for face in faces(sheet):
        key = (face["font-family"], face["font-weight"], face.get("font-style", "normal"))
        by_face.setdefault(key, set()).update(letters(file_of(face)))
    assert len(by_face) == 5
    for key, have in by_face.items():
        assert not [char for char in NEEDED + NAMES if ord(char) not in have], key
    assert ord("→") in by_face["Archivo", "400", "normal"]


def test_for_pdf_every_face_is_one_file() -> None:
    """WeasyPrint 70 merges two files of one face into one font and prints wrong letters."""
    keys = [
        (face["font-family"], face["font-weight"], face.get("font-style", "normal"))
        for face in faces("fonts-print.css")
    ]
    assert len(keys) == len(set(keys)) == 5
    assert not [face for face in faces("fonts-print.css") if "unicode-range" in face]


def test_what_every_page_loads_is_light() -> None:
    """Interface in two weights: both must leave room in the 60 KB of a first page."""
    assert sum((FONTS / f"archivo-{w}.woff2").stat().st_size for w in (400, 700)) < 26_000
    for path in FONTS.glob("*.woff2"):
        assert path.stat().st_size < 26_000, path.name


@pytest.mark.parametrize("family", ["archivo", "faustina"])
def test_the_licence_comes_with_the_fonts(family: str) -> None:
    text = (FONTS / f"OFL-{family}.txt").read_text(encoding="utf-8")
    assert f"The {family.capitalize()} Project Authors" in text
    assert "SIL OPEN FONT LICENSE Version 1.1" in text
