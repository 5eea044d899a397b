"""Names and numbers are compared as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assembly.people.rules import (
    Candidate,
    fold,
    identity_key,
    identity_shown,
    labelled,
    name_key,
    named,
    natural_key,
)

ANA = Candidate(1, "Ana Guaregua", "V-12345678", "El Cedro")
PEDRO = Candidate(2, "Pedro Pérez", "V-9876543", "La Unión")
PEDRO_TOO = Candidate(3, "Pedro Perez", None, "San José")


def test_a_name_that_is_alone_stands_for_itself():
    assert [text for text, _ in labelled([ANA, PEDRO])] == ["Ana Guaregua", "Pedro Pérez"]


def test_namesakes_are_told_apart_by_number_or_organization():
    texts = [text for text, _ in labelled([PEDRO, PEDRO_TOO])]
    assert texts == ["Pedro Pérez · V-9.876.543", "Pedro Perez · San José"]


def test_namesakes_of_one_organization_without_numbers_are_still_told_apart():
    twins = [Candidate(4, "Luz Díaz", None, "El Cedro"), Candidate(5, "Luz Díaz", None, "El Cedro")]
    texts = [text for text, _ in labelled(twins)]
    assert texts == ["Luz Díaz · El Cedro · #4", "Luz Díaz · El Cedro · #5"]
    assert named(twins, texts[1]) == [twins[1]]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ana Guaregua", [ANA]),
        ("  ana   GUAREGUA ", [ANA]),
        ("ana guareguá", [ANA]),
        ("Pedro Pérez", [PEDRO, PEDRO_TOO]),
        ("pedro perez · v-9.876.543", [PEDRO]),
        ("Pedro", []),
        ("", []),
        ("   ", []),
    ],
)
def test_whom_a_text_means(typed, meant):
    assert named([ANA, PEDRO, PEDRO_TOO], typed) == meant


def test_a_number_typed_into_a_name_field_means_its_person():
    assert named([ANA, PEDRO], "v 12.345.678") == [ANA]


# Writings as found on sign-in sheets; a Venezuelan cédula has a letter V or E and up to nine digits.
@pytest.mark.parametrize(
    ("typed", "key", "shown"),
    [
        ("V-12345678", "V-12345678", "V-12.345.678"),
        ("v 12.345.678", "V-12345678", "V-12.345.678"),
        ("12345678", "V-12345678", "V-12.345.678"),
        ("C.I. V-12.345.678", "V-12345678", "V-12.345.678"),
        ("V–09.876.543", "V-9876543", "V-9.876.543"),
        ("e-84.123.456", "E-84123456", "E-84.123.456"),
        ("Ｖ１２３４５６７８", "V-12345678", "V-12.345.678"),
        ("AB 123 x", "AB123X", "AB123X"),
        ("J-30123456-7", "J-30123456-7", "J-30123456-7"),
        ("", "", ""),
        ("  ", "", ""),
    ],
)
def test_an_identity_number_in_any_writing(typed, key, shown):
    assert identity_key(typed) == key
    assert identity_shown(key) == shown


@given(st.text(max_size=60))
def test_an_identity_number_brought_into_its_form_stays_there(text):
    assert identity_key(identity_key(text)) == identity_key(text)
    assert identity_key(identity_shown(identity_key(text))) == identity_key(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ana   Belén\nGuaregua ", "ana belen guaregua"),
        ("ÑÁÑEZ", "nanez"),
        ("Straße", "strasse"),
        ("\u202eAna\u202c", "ana"),  # signs that turn the writing round are invisible
        ("An\u00e1", "ana"),
        ("Ana\u0301", "ana"),
        ("محمد", "محمد"),
        ("", ""),
    ],
)
def test_names_are_compared_without_accents_and_invisible_signs(text, folded):
    assert fold(text) == folded


@given(st.text(max_size=300))
def test_a_folded_name_is_folded_once_and_fits_its_column(text):
    assert fold(fold(text)) == fold(text)
    assert len(name_key(text)) <= 200


def test_numbers_in_names_count_as_numbers():
    names = ["Sector 10", "sector 2", "Ánimas", "Sector", "Zamora"]
    assert sorted(names, key=natural_key) == [
        "Ánimas",
        "Sector",
        "sector 2",
        "Sector 10",
        "Zamora",
    ]
