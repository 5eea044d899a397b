"""The strict reading of pages finds what it is meant to find: one flaw, one sentence."""

import pytest

from tests import html

GOOD = """<!doctype html>
<html lang="es"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Reuniones</title></head><body><main><h1>Reuniones</h1><!-- HERE --></main></body></html>"""


def with_piece(piece: str) -> str:
    return GOOD.replace("<!-- HERE -->", piece)


def test_a_good_page_has_no_problems():
    assert html.problems(GOOD) == []


@pytest.mark.parametrize(
    "piece",
    [
        '<label for="a">Nombre</label><input id="a" name="a">',
        '<label>Nombre <input name="a"></label>',
        '<input type="hidden" name="a"><button>Guardar</button>',
        '<fieldset><legend>Voto</legend><label><input type="radio" name="v"> Sí</label></fieldset>',
        '<table><tr><th scope="col">Punto</th></tr></table>',
        "<h2>Orden del día</h2><h3>Punto 1</h3><h2>Asistencia</h2>",
        '<a href="/"><img src="/a.svg" alt="Inicio"></a>',
        '<svg viewBox="0 0 1 1" role="img" aria-label="12 de 16"><path d="M0 0h1" /></svg>',
        '<script type="module" src="/static/a.js"></script>',
    ],
)
def test_good_pieces(piece):
    assert html.problems(with_piece(piece)) == []


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("<p><div>a</div></p>", "line 3"),
        ("<form><form></form></form>", "line 3"),
        ("<b>a", "line 3"),
        ("<table><tr><div>a</div></tr></table>", "line 3"),
        ("&nosuch;", "line 3"),
        ('<p id="a">a</p><p id="a">b</p>', "used 2 times"),
        ('<p id="a b">a</p>', "not one word"),
        ('<input name="a">', "no label"),
        ('<label for="a"></label><input id="a" name="a">', "empty label"),
        ('<textarea name="a"></textarea>', "no label"),
        ('<label for="b">Nombre</label>', "points to nothing"),
        ('<p aria-describedby="b">a</p>', "points to nothing"),
        ('<a href="#b">a</a>', "points to nothing"),
        ('<a href="">a</a>', "goes nowhere"),
        ('<a href="#">a</a>', "goes nowhere"),
        ('<a href="javascript:alert(1)">a</a>', "goes nowhere"),
        ('<form action=""></form>', "goes nowhere"),
        ('<a href="/"></a>', "without words"),
        ("<button></button>", "without words"),
        ('<img src="/a.png">', "without alt"),
        ("<h3>Punto</h3>", "comes after level 1"),
        ("<h1>Otra</h1>", "2 headings of level 1"),
        ("<main></main>", "2 main elements"),
        ("<table><tr><td>1</td></tr></table>", "without header cells"),
        ("<table><tr><th>Punto</th></tr></table>", "scope"),
        ('<label><input type="radio" name="v"> Sí</label>', "no fieldset"),
        ('<p style="color:red">a</p>', "style written"),
        ("<script>1</script>", "script written"),
        ('<p onclick="a()">a</p>', "script written"),
        ('<img alt="" src="https://example.org/a.png">', "from outside"),
        ('<svg role="img"></svg>', "no name"),
        ('<form method="post" action="/a"></form>', "no CSRF token"),
    ],
)
def test_each_flaw_is_found(piece, words):
    found = html.problems(with_piece(piece))
    assert any(words in sentence for sentence in found), found


@pytest.mark.parametrize(
    ("good", "bad", "words"),
    [
        ("<!doctype html>\n", "", "DOCTYPE"),
        (' lang="es"', "", "language"),
        ("<title>Reuniones</title>", "<title> </title>", "no title"),
        ("<title>Reuniones</title>", "<title> · Monte Sinaí</title>", "no title"),
        ("<h1>Reuniones</h1>", "", "0 headings"),
        ('<meta name="viewport" content="width=device-width">', "", "phone"),
    ],
)
def test_each_flaw_of_a_whole_page_is_found(good, bad, words):
    found = html.problems(GOOD.replace(good, bad))
    assert any(words in sentence for sentence in found), found


def test_a_piece_needs_no_page_around_it():
    assert html.problems("<p>guardado</p>") == []
    assert html.problems("<p><div></div></p>")


def test_a_form_is_read_as_a_browser_sends_it():
    page = with_piece(
        """<form action="/a" method="post"><input type="hidden" name="t" value="1">
        <input name="n" value="Ana"><input name="off" value="1" disabled>
        <input type="checkbox" name="c" value="x" checked><input type="checkbox" name="c" value="y">
        <select name="s"><option value="1">a<option value="2" selected>b</select>
        <select name="first"><option>uno<option>dos</select>
        <textarea name="x">\ndos\nlíneas</textarea><button name="b">Ir</button></form>"""
    )
    assert html.form_data(page) == {
        "t": ["1"],
        "n": ["Ana"],
        "c": ["x"],
        "s": ["2"],
        "first": ["uno"],
        "x": ["dos\nlíneas"],
    }
