"""The frame and the parts of every paper (templates/print), drawn and read back."""

import io
import re
import subprocess
from fractions import Fraction
from xml.etree import ElementTree

import jinja2
import pikepdf
import pytest

from assembly import paper
from assembly.paths import TEMPLATES

SVG = "{http://www.w3.org/2000/svg}"
SPANISH = {"Page %(page)s of %(pages)s": "Página %(page)s de %(pages)s", "Draft": "Borrador"}
PAGE = """{% extends "print/base.html" %}
{% from "print/components.html" import masthead, numbered, vote_bar, signature_table, acts, facts %}
{% block content %}BODY{% endblock %}"""
VOTE = {
    # A Wednesday at Monte Sinaí, step 12: 12 for, 1 against, 2 abstain of 16 seats; 9 needed.
    "parts": [
        ("12 a favor", 12, "solid"),
        ("1 en contra", 1, "hatched"),
        ("2 abstenciones", 2, "white"),
        ("1 ausente", 1, "dashed"),
    ],
    "total": 16,
    "needed": 9,
    "needed_label": "hacen falta 9",
    "alt": "12 a favor, 1 en contra, 2 abstenciones",
}


def html(body: str, **context) -> str:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    environment.install_gettext_callables(
        lambda words: SPANISH.get(words, words), lambda one, many, n: one, newstyle=True
    )
    known = {"title": "Acta n.º 31", "lang": "es", "paper": "letter"}
    return environment.from_string(PAGE.replace("BODY", body)).render(known | context)


def pages(source: str) -> list[str]:
    pdf = paper.render(source, title="Acta n.º 31", lang="es")
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode().rstrip("\f").split("\f")


def bar(vote: dict) -> ElementTree.Element | None:
    found = re.search(r"<svg.*?</svg>", html("{{ vote_bar(vote) }}", vote=vote), re.S)
    return ElementTree.fromstring(found.group()) if found else None


def widths(svg: ElementTree.Element) -> list[float]:
    boxes = [box for box in svg.findall(f"{SVG}rect") if box.get("height") == "22"]
    return [float(box.get("width", 0)) for box in boxes]


@pytest.mark.parametrize(
    ("name", "size"),
    # Points: 8.5 × 11 in; ISO 216 A4, 210 × 297 mm.
    [("letter", (612, 792)), ("a4", (595.28, 841.89))],
)
def test_the_sheet_has_the_size_asked_for(name: str, size: tuple[float, float]) -> None:
    pdf = paper.render(html("x", paper=name), title="x", lang="es")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        box = [float(side) for side in document.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, *size], abs=0.01)


def test_every_page_says_which_of_how_many_and_from_the_second_what_it_is() -> None:
    first, second, third = pages(
        html("<p>uno</p>" + 2 * '<p style="break-before: page">más</p>', head="Acta 31, Sinaí")
    )
    assert [page.split()[-4:] for page in (first, second, third)] == [
        ["Página", number, "de", "3"] for number in "123"
    ]
    assert "Acta 31, Sinaí" not in first
    assert "Acta 31, Sinaí" in second
    assert "Acta 31, Sinaí" in third


def test_a_draft_says_so_on_every_page() -> None:
    body = '<p>uno</p><p style="break-before: page">dos</p>'
    words = [page.replace(" ", "").replace("\n", "") for page in pages(html(body, draft=True))]
    assert len(words) == 2
    # Turned letters come one to a line, from the bottom up or from the top down.
    assert all("borrador" in word.lower() or "rodarrob" in word.lower() for word in words)
    assert "draft-mark" not in html(body)


def test_what_people_typed_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    made = html(
        "{{ masthead(x, x, [x]) }}{{ numbered(1, x) }}{{ facts([(x, x)]) }}{{ acts([(x, x, x)]) }}"
        "{{ signature_table([[x]], [x, x], caption=x) }}{{ vote_bar(vote) }}",
        x=evil,
        title=evil,
        head=evil,
        vote=VOTE | {"alt": evil, "needed_label": evil, "parts": [(evil, 1, "solid")]},
    )
    assert "<script" not in made
    assert made.count("&lt;script&gt;") == 18  # title, head, 3 + 1 + 2 + 3, 4, 3


def test_a_long_table_repeats_its_head() -> None:
    body = "<table><thead><tr><th>Vocería</th></tr></thead><tbody>ROWS</tbody></table>"
    drawn = pages(html(body.replace("ROWS", "<tr><td>El Cedro</td></tr>" * 100)))
    assert len(drawn) > 1
    assert all(page.count("Vocería") == 1 for page in drawn)


# Votes -------------------------------------------------------------------------------------------


def test_the_bar_stands_for_all_the_seats() -> None:
    svg = bar(VOTE)
    assert svg is not None
    # The bar is 598 units wide for 16 seats: 37.375 a seat.
    assert widths(svg) == pytest.approx([448.5, 37.375, 74.75, 37.375], abs=0.01)
    assert sum(widths(svg)) == pytest.approx(598, abs=0.05)
    assert [text.text for text in svg.findall(f"{SVG}text")] == [
        "12",
        "1",
        "2",
        "1",
        "hacen falta 9",
    ]
    assert svg.findtext(f"{SVG}title") == VOTE["alt"]


def test_the_needed_number_is_drawn_where_it_belongs() -> None:
    svg = bar(VOTE)
    assert svg is not None
    # 1 + 598 × 9 / 16
    assert svg.findall(f"{SVG}path")[-1].get("d", "").startswith("M337.38 ")


def test_the_hatching_stays_within_its_part() -> None:
    svg = bar(VOTE | {"parts": [("8 a favor", 8, "solid"), ("8 en contra", 8, "hatched")]})
    assert svg is not None
    points = [
        (float(x), float(y))
        for x, y in re.findall(r"[ML](\S+) ([\d.]+)", svg.findall(f"{SVG}path")[0].get("d", ""))
    ]
    assert len(points) > 80
    assert all(300 <= x <= 599 and 13 <= y <= 35 for x, y in points)


def test_more_votes_than_seats_still_fit() -> None:
    svg = bar(VOTE | {"parts": [("20 a favor", 20, "solid"), ("5 en contra", 5, "hatched")]})
    assert svg is not None
    assert widths(svg) == pytest.approx([598 * 20 / 25, 598 * 5 / 25], abs=0.01)


def test_weights_may_be_fractions() -> None:
    svg = bar(VOTE | {"parts": [("7,5 a favor", Fraction(15, 2), "solid")], "total": 15})
    assert svg is not None
    assert widths(svg) == pytest.approx([299], abs=0.01)


@pytest.mark.parametrize("parts", [[], [("0 a favor", 0, "solid")]])
def test_no_votes_no_bar(parts: list) -> None:
    assert bar(VOTE | {"parts": parts, "total": 0}) is None


# Signatures --------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 5, 7, 16, 40])
@pytest.mark.parametrize("before", [0, 24, 27, 30, 32, 34])
def test_signatures_never_stand_alone(rows: int, before: int) -> None:
    """Wherever the list begins, a page that has some of it has three, with the head above them."""
    body = "{% for n in range(before) %}<p>línea</p>{% endfor %}"
    body += '<p class="closing">Conformes firman.</p>'
    body += '{{ signature_table(rows, ["Vocería", "Firma"], caption="Firman") }}'
    drawn = pages(html(body, before=before, rows=[[f"Consejo {n}"] for n in range(rows)]))
    counts = [page.count("Consejo") for page in drawn]
    assert sum(counts) == rows
    for page, count in zip(drawn, counts, strict=True):
        if count:
            assert count >= min(3, rows)
            assert "Vocería" in page
    begins = next(page for page, count in zip(drawn, counts, strict=True) if count)
    assert "Conformes firman." in begins
    assert re.search(r"^\s*Firman$", begins, re.M)
