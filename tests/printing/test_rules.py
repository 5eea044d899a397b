"""Names as people type them, and how many slips stand side by side."""

import pytest

from assembly.printing.rules import names_on, slips_across


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


@pytest.mark.parametrize(
    ("options", "longest", "across"), [(3, 20, 2), (8, 60, 2), (9, 20, 1), (3, 61, 1)]
)
def test_short_slips_stand_in_two_columns(options, longest, across):
    assert slips_across(options, longest) == across
