"""Words as they are compared."""

import pytest

from assembly.search.rules import folded, snippet, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Café", "cafe"),
        ("GUÁSIMO, ñame", "guasimo name"),
        ("A-2026-22", "a 2026 22"),
        ("  dos   palabras ", "dos palabras"),
        ("«año»", "ano"),
    ],
)
def test_accents_case_and_signs_do_not_matter(typed, kept):
    assert folded(typed) == kept


def test_signs_that_an_index_would_read_as_commands_are_gone():
    assert words("\"NEAR(x* OR 'y' -z") == ["near", "x", "or", "y", "z"]


def test_the_snippet_shows_the_word_found_in_its_place():
    text = "Se informa que " + "mucho " * 60 + "el Café de la comuna está listo"
    pieces = snippet(text, ["cafe"])
    assert ("Café", True) in pieces
    assert pieces[0] == ("… ", False)
    assert len("".join(piece for piece, _ in pieces)) < 200


def test_a_text_without_the_word_is_shown_from_its_beginning():
    assert snippet("Corto", ["otro"]) == [("Corto", False)]
