"""Real PDFs, looked at with other programs: poppler, qpdf, pikepdf."""

import base64
import io
import os
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pikepdf
import pytest

from assembly import paper
from assembly.paper import Attached, PaperError, PdfVariant
from assembly.paper import children as kept
from tests.papers import complaints

ROOT = Path(__file__).parents[1]
MOMENT = datetime(2026, 5, 20, 17, 5, tzinfo=UTC)
HEAD = (
    '<!doctype html><html lang="es"><head><meta charset="utf-8"><title>x</title>'
    '<link rel="stylesheet" href="css/fonts-print.css">'
    '<link rel="stylesheet" href="css/print.css">'
    '<link rel="stylesheet" href="css/print-letter.css"></head><body>'
)
ACT = HEAD + "<h1>Acta n.º 31</h1><p>Íngrid Cutărică votó: 12 ≥ 9 → aprobada.</p></body></html>"
LONG = HEAD + "<table>" + "<tr><td>a</td><td>b</td></tr>" * 20_000 + "</table>"
# One red pixel.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC"
)


def draw(html: str = ACT, **options) -> bytes:
    return paper.render(html, **{"title": "Acta n.º 31", "lang": "es"} | options)


def text(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return done.stdout.decode()


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def images(pdf: bytes) -> int:
    with opened(pdf) as document:
        return sum(len(page.get_images()) for page in document.pages)


def children() -> list[int]:
    """The processes kept for the next paper."""
    return [child.pid for child in kept._waiting]


def test_it_says_on_how_many_pages_it_came_out() -> None:
    laid = paper.lay_out(HEAD + "<p>x</p>" * 300, title="x", lang="es")
    with opened(laid.content) as document:
        assert laid.pages == len(document.pages) > 1


def test_the_text_is_there_and_the_file_is_sound(tmp_path: Path) -> None:
    pdf = draw()
    assert "Íngrid Cutărică votó: 12 ≥ 9 → aprobada." in text(pdf)
    (tmp_path / "act.pdf").write_bytes(pdf)
    subprocess.run(["qpdf", "--check", tmp_path / "act.pdf"], capture_output=True, check=True)


def test_only_the_bundled_fonts_are_used(tmp_path: Path) -> None:
    (tmp_path / "act.pdf").write_bytes(draw())
    done = subprocess.run(
        ["pdffonts", tmp_path / "act.pdf"], capture_output=True, check=True, text=True
    )
    names = {line.split()[0].partition("+")[2] for line in done.stdout.splitlines()[2:]}
    assert names == {"Archivo-Bold", "Faustina", "Archivo"}  # Archivo lends Faustina its arrow


@pytest.mark.parametrize("variant", list(PdfVariant))
def test_it_is_tagged_and_says_what_it_is(variant: PdfVariant) -> None:
    """The options reach both steps of WeasyPrint: the variant is in the file, and so are tags."""
    with opened(draw(variant=variant)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.StructTreeRoot.K[0].S == "/Document"
        assert str(document.Root.Lang) == "es"
        assert str(document.docinfo.Title) == "Acta n.º 31"
        with document.open_metadata() as meta:
            declared = meta.get("pdfuaid:part"), meta.get("pdfaid:part")
        assert declared == ("1", None if variant is PdfVariant.ACCESSIBLE else "3")
        assert ("/OutputIntents" in document.Root) == (variant is PdfVariant.ARCHIVE)


@pytest.mark.parametrize("variant", list(PdfVariant))
def test_what_stands_in_the_margins_is_read_once_by_nobody(variant: PdfVariant, tmp_path) -> None:
    """ISO 14289-1, 7.8: running heads and feet are artifacts, not content that is read on each page."""
    margins = (
        '<div class="running-head">Acta n.º 31</div><div class="running-foot"><p>Folio</p></div>'
    )
    pdf = draw(HEAD + margins + "<p>Se informa de lo hecho.</p>" * 200, variant=variant)
    assert complaints(pdf, tmp_path) == []
    with opened(pdf) as document:
        of_margins = [
            [
                each.operands[1].Type
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC" and each.operands[0] == "/Artifact"
            ]
            for page in document.pages
        ]
    first, second = ["/Pagination"], ["/Pagination"] * 2  # no head on the first page
    assert of_margins == [first, *[second] * (len(of_margins) - 1)]
    assert len(of_margins) > 2


@pytest.mark.parametrize("variant", list(PdfVariant))
def test_header_cells_say_what_they_head(variant: PdfVariant, tmp_path) -> None:
    table = (
        '<table><thead><tr><th scope="col">Vocería<th scope="col">Persona</tr></thead>'
        '<tbody><tr><td>El Cedro<th scope="row">Ana</tr></tbody></table>'
    )
    pdf = draw(HEAD + table, variant=variant)
    assert complaints(pdf, tmp_path) == []
    with opened(pdf) as document:
        heads = [each for each in document.objects if _is_header_cell(each)]
        assert sorted(str(each.A.Scope) for each in heads) == ["/Column", "/Column", "/Row"]
        # ISO 32000-1, 14.7.2: who gives ids keeps an index of them.
        assert not any("/ID" in each for each in heads)


def test_elements_that_say_nothing_are_left_out_and_what_they_hold_is_kept_in_order() -> None:
    """Inside a paragraph what is bold is a part of its text; a link stays an element."""
    pdf = draw(f'{HEAD}<p>Se <b>informa <i>de lo</i></b> <a href="https://x.test">hecho</a>.</p>')
    with opened(pdf) as document:
        tree = document.Root.StructTreeRoot
        (whole,) = tree.K
        (paragraph,) = whole.K
        assert (paragraph.S, [each.S for each in paragraph.K if not isinstance(each, int)]) == (
            "/P",
            ["/Link"],
        )
        owners = tree.ParentTree.Nums[1]
        seen = [
            (mark, owner.S)
            for each in paragraph.K
            for owner in ([paragraph] if isinstance(each, int) else [each])
            for mark in ([each] if isinstance(each, int) else each.K)
            if isinstance(mark, int)
        ]
        assert [mark for mark, _kind in seen] == list(range(len(owners)))
        assert [owner.S for owner in owners] == [kind for _mark, kind in seen]


def _is_header_cell(each: object) -> bool:
    return isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/TH"


def test_the_given_title_and_language_win_over_the_html() -> None:
    with opened(draw(title="Minutes", lang="en")) as document:
        assert (str(document.docinfo.Title), str(document.Root.Lang)) == ("Minutes", "en")


def test_the_only_date_is_the_one_given() -> None:
    with opened(draw()) as document:
        assert "/CreationDate" not in document.docinfo
    with opened(draw(created=MOMENT)) as document:
        assert str(document.docinfo.CreationDate) == "D:20260520170500Z"


def test_same_html_same_bytes_whatever_was_drawn_before_and_by_whom() -> None:
    notes = [Attached("acta.json", b"{}", "data")]
    first = draw(created=MOMENT, attachments=notes)
    draw(ACT.replace("aprobada", "otra cosa, con más letras: WXYZ"))
    assert draw(created=MOMENT, attachments=notes) == first
    paper.close()
    assert draw(created=MOMENT, attachments=notes) == first


def test_what_is_attached_comes_out_as_it_went_in() -> None:
    data = bytes(range(256)) * 100
    attached = Attached("acta.json", data, "The act as data")
    pdf = draw(attachments=[attached], variant=PdfVariant.ARCHIVE)
    with opened(pdf) as document:
        spec = document.attachments["acta.json"]
        assert spec.get_file().read_bytes() == data
        assert spec.description == "The act as data"
        assert spec.relationship == pikepdf.Name.Data


# Fetching ----------------------------------------------------------------------------------------


def test_data_addresses_are_drawn() -> None:
    src = "data:image/png;base64," + base64.b64encode(PNG).decode()
    assert images(draw(f'{HEAD}<img alt="" src="{src}">')) == 1


def test_a_file_outside_static_is_refused(tmp_path: Path, caplog) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    up = "../" * 20
    for src in (f"file://{tmp_path}/a.png", f"{up}{tmp_path}/a.png", f"css/{up}{tmp_path}/a.png"):
        caplog.clear()
        assert images(draw(f'{HEAD}<p>here</p><img alt="" src="{src}">')) == 0
        assert "refused" in caplog.text


def test_a_link_out_of_static_is_refused(tmp_path: Path) -> None:
    for href in ("file:///etc/passwd", "../pyproject.toml", "http://localhost/print.css"):
        with pytest.raises(PaperError) as caught:
            draw(f'<link rel="stylesheet" href="{href}"><p>x')
        assert caught.value.code == "failed"
        assert "refused" in caught.value.detail


def test_nothing_is_asked_of_the_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        host = f"http://127.0.0.1:{server.getsockname()[1]}"
        style = f'<style>@import "{host}/a.css"; p {{ background: url({host}/b.png) }}</style>'
        draw(f'{HEAD}{style}<p>x</p><img alt="" src="{host}/c.png">')
        with pytest.raises(BlockingIOError):  # nobody knocked
            server.accept()


def test_a_paper_without_its_own_stylesheet_is_not_made() -> None:
    with pytest.raises(PaperError) as caught:
        draw('<link rel="stylesheet" href="css/print-quarto.css"><p>x')
    assert (caught.value.code, "print-quarto" in caught.value.detail) == ("failed", True)


# The child ---------------------------------------------------------------------------------------


def test_too_long_is_given_up_and_the_next_paper_is_drawn() -> None:
    draw()  # the child is warm: the limit falls into the layout, not into starting
    with pytest.raises(PaperError) as caught:
        draw(LONG, limit=0.3)
    assert caught.value.code == "timed_out"
    assert children() == []
    assert "Acta n.º 31" in text(draw())


def test_a_child_is_kept_for_the_next_paper() -> None:
    draw()
    before = children()
    draw()
    assert children() == before


@pytest.mark.faults
def test_a_child_that_was_killed_is_replaced() -> None:
    draw()
    for pid in children():
        os.kill(pid, signal.SIGKILL)
    assert "Acta n.º 31" in text(draw())


def test_papers_asked_for_at_once_do_not_mix() -> None:
    def one(number: int) -> str:
        return text(draw(f"{HEAD}<h1>Acta n.º {number}</h1>"))

    with ThreadPoolExecutor(5) as threads:
        drawn = list(threads.map(one, range(10, 15)))
    assert [page.split()[-1] for page in drawn] == ["10", "11", "12", "13", "14"]
    assert len(children()) <= kept.AT_ONCE


def test_the_child_gets_no_secret(monkeypatch) -> None:
    paper.close()
    monkeypatch.setenv("SECRET_KEY", "hush")
    monkeypatch.setenv("DATABASE_URL", "postgresql://hush")
    draw()
    (child,) = children()
    assert b"hush" not in Path(f"/proc/{child}/environ").read_bytes()


@pytest.mark.parametrize("why", ["closed", "idle"])
def test_a_child_without_work_ends_itself(why: str) -> None:
    idle = "main.child.IDLE_SECONDS = 0.0;" if why == "idle" else ""
    process = subprocess.Popen(
        [sys.executable, "-c", f"import assembly.paper.__main__ as main;{idle}main.main()"],
        stdin=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdin
    with process:
        if why == "closed":
            process.stdin.close()
        assert process.wait(timeout=60) == 0


def test_the_server_never_loads_weasyprint() -> None:
    script = "import sys, assembly.paper; sys.exit('weasyprint' in sys.modules)"
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True)
