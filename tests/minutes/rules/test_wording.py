"""Wordings: placeholders, what is left out when it is not known, and what cannot be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.minutes.rules import LONGEST, PLACEHOLDERS, SHIPPED, WordingError, check, fill


def filled(text: str, **known: str | None) -> str:
    return fill(text, known, no_data="sin dato")


def test_what_is_known_is_filled_in():
    assert filled("En {place}, {seats} vocerías.", place="El Cedro", seats="dos") == (
        "En El Cedro, dos vocerías."
    )


def test_blanks_within_the_braces_do_not_matter():
    assert filled("En { place }.", place="El Cedro") == "En El Cedro."


def test_what_stands_in_brackets_goes_when_one_of_its_words_is_not_known():
    text = "Hoy[, siendo {time_in_words}][, en {place} con {chair}]."
    assert filled(text, time_in_words="las nueve", place="El Cedro", chair="Ana") == (
        "Hoy, siendo las nueve, en El Cedro con Ana."
    )
    assert filled(text, time_in_words=None, place="El Cedro", chair=None) == "Hoy."


def test_outside_of_brackets_the_unknown_is_said():
    assert filled("Preside {chair}.", chair=None) == "Preside sin dato."


def test_brackets_without_a_placeholder_are_brackets():
    assert filled("Hoy [sic].") == "Hoy [sic]."


def test_what_is_filled_in_is_not_read_again():
    assert filled("Preside {chair}.", chair="{place} [x]") == "Preside {place} [x]."


@pytest.mark.parametrize(
    ("text", "code", "detail"),
    [
        ("Hoy, {fecha}", "wording_unknown_placeholder", "fecha"),
        ("Hoy, {día de hoy}", "wording_unknown_placeholder", "día de hoy"),
        ("Hoy, {place", "wording_brace", ""),
        ("Hoy, place}", "wording_brace", ""),
        ("Hoy, {}", "wording_brace", ""),
        ("Hoy, {{place}}", "wording_brace", ""),
        ("Hoy [, en {place}", "wording_bracket", ""),
        ("Hoy, en {place}]", "wording_bracket", ""),
        ("Hoy [en [{place}]]", "wording_bracket", ""),
        ("x" * (LONGEST + 1), "wording_too_long", str(LONGEST)),
    ],
)
def test_what_cannot_be_used_is_named(text, code, detail):
    with pytest.raises(WordingError) as caught:
        check(text)
    assert (caught.value.code, caught.value.detail) == (code, detail)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_is_shipped_can_be_used_whatever_is_known(language):
    for text in (SHIPPED[language].opening, SHIPPED[language].closing):
        check(text)
        nothing = fill(text, dict.fromkeys(PLACEHOLDERS), no_data="?")
        assert "{" not in nothing
        assert "[" not in nothing


@given(
    st.text(alphabet="ab {}[]é", max_size=40),
    st.sampled_from(["", "{place}", "[, {chair}]", "[{place} {chair}]"]),
)
def test_what_passes_the_check_can_be_filled_and_what_does_not_cannot(text, more):
    whole = text + more
    try:
        check(whole)
    except WordingError:
        with pytest.raises(WordingError):
            filled(whole, place="x", chair="y")
    else:
        assert "{" not in filled(whole, place="x", chair=None)
