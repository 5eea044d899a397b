"""Names and numbers are compared as people write them."""

import pytest

from assembly.people.rules import Candidate, labelled, named

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
