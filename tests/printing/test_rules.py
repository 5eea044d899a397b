"""Names as people type them, and how many slips stand side by side."""

import pytest

from assembly.printing.rules import Marking, names_on, numbered, slips_per_sheet


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("", []),
        ("\n \n", []),
        ("Ana\nLuis", ["Ana", "Luis"]),
        ("  Ana   Belén \r\n\r\nAna Belén\nLuis", ["Ana Belén", "Luis"]),
    ],
)
def test_each_line_is_a_name_once(typed, names):
    assert names_on(typed) == names


SHORT, LONG = "Yusmary Rojas", "María de los Ángeles Fernández de Villasmil"  # one line, two


@pytest.mark.parametrize(
    ("names", "marking", "slips"),
    [
        ([SHORT] * 3, Marking.crosses, 8),
        ([SHORT] * 5, Marking.crosses, 6),
        ([SHORT] * 6, Marking.crosses, 4),
        ([SHORT] * 11, Marking.crosses, 2),
        ([SHORT] * 5, Marking.preferences, 4),  # their squares are larger
        ([SHORT] * 3, Marking.answers, 6),  # each has a line of squares of its own
        ([LONG] * 6, Marking.preferences, 4),
        ([LONG] * 7, Marking.preferences, 2),
        ([SHORT] * 26, Marking.crosses, 1),
        ([LONG] * 60, Marking.answers, 1),
    ],
)
def test_as_many_slips_stand_on_a_sheet_as_leave_each_name_its_lines(names, marking, slips):
    assert slips_per_sheet("Vivero", "", names, marking) == slips


def test_candidates_are_counted_by_the_number_typed_before_them_or_in_order():
    assert numbered(["2. Beto", "3) Celia"]) == {2: "Beto", 3: "Celia"}
    assert numbered(["2. Beto", "Celia"]) == {1: "2. Beto", 2: "Celia"}
