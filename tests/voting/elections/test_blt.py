"""BLT files: what other programs write is read, what cannot be meant is refused with line and reason."""

from pathlib import Path

import pytest

from assembly.voting.elections import BltError, read_blt, write_blt

# The example that Droop and OpenSTV test themselves with, with the extras of the format.
GOOD = """# written by hand
4 2   # four candidates are competing for two places
-2    # Basil has withdrawn
3 1 3 4 0
4 1 3 2 0

2 4 1 3 0
1 0
(slip-7) 2 4 0
0
"Adam"
"Basil #2"
"Charlotte ""Lotte"" Ruiz"
Donald
"The title"
"""


def test_the_parts_of_a_file():
    read = read_blt(GOOD)
    assert read.names == ("Adam", "Basil #2", 'Charlotte "Lotte" Ruiz', "Donald")
    assert (read.places, read.title, read.withdrawn) == (2, "The title", {2})
    assert read.candidates == [1, 3, 4]
    # what is left of a ballot without the withdrawn: 1>3>2 and 1>3 say the same
    assert dict(read.ballots) == {"1>3>4": 3, "1>3": 4, "4>1>3": 2, "blank": 1, "4": 1}


def test_other_line_ends_and_the_mark_of_windows_are_read():
    assert read_blt("\ufeff" + GOOD.replace("\n", "\r\n")) == read_blt(GOOD)


def test_a_file_without_a_title_is_read():
    assert read_blt('2 1\n3 1 0\n0\n"A"\n"B"\n').title == ""


BEGIN = "3 2\n2 1 2 0\n"
END = '0\n"A"\n"B"\n"C"\n"T"\n'


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "empty"),
        ("\n# nothing\n", 1, "empty"),
        ("three two\n" + END, 1, "head_unreadable"),
        ("3\n" + END, 1, "head_unreadable"),
        ("0 1\n" + END, 1, "no_candidates"),
        ("3 0\n" + END, 1, "no_places"),
        ("99999999999999999999 1\n" + END, 1, "no_candidates"),
        ("3 2\n-x\n" + END, 2, "withdrawn_unreadable"),
        ("3 2\n-4\n" + END, 2, "stranger"),
        (BEGIN + "3 1 2\n" + END, 3, "no_zero"),
        (BEGIN + "2.5 1 0\n" + END, 3, "count_unreadable"),
        (BEGIN + "x 1 0\n" + END, 3, "count_unreadable"),
        (BEGIN + f"{10**12} 1 0\n" + END, 3, "count_unreadable"),
        (BEGIN + "3 1 b 0\n" + END, 3, "number_unreadable"),
        (BEGIN + "3 1 -2 0\n" + END, 3, "number_unreadable"),
        (BEGIN + "3 1=2 3 0\n" + END, 3, "equal"),
        (BEGIN + "3 1 4 0\n" + END, 3, "stranger"),
        (BEGIN + "3 1 0 2 0\n" + END, 3, "stranger"),
        (BEGIN + "3 1 2 1 0\n" + END, 3, "twice"),
        (BEGIN + "3 1 0\n", 3, "ballots_end_missing"),
        (BEGIN + '0\n"A"\n"B"\n', 5, "name_missing"),
        (BEGIN + END + "more\n", 8, "too_much"),
    ],
)
def test_a_malformed_file_is_refused_with_line_and_reason(text, line, code):
    with pytest.raises(BltError) as refused:
        read_blt(text)
    assert (refused.value.line, refused.value.code) == (line, code)


def test_what_is_written_is_read_again():
    ward = read_blt((Path(__file__).parent / "north-isles-2012.blt").read_text())
    written = write_blt(ward.names, ward.places, dict(ward.ballots), ward.title)
    again = read_blt(written)
    assert (again.names, again.title) == (ward.names, ward.title)
    assert sorted(again.ballots) == sorted(ward.ballots)


def test_names_with_quotes_and_line_ends_survive():
    names = ['Ana "la Negra" Ruiz', "José\nCova"]
    read = read_blt(write_blt(names, 1, {"1>2": 3, "blank": 2}, "Elección #4"))
    assert read.names == ('Ana "la Negra" Ruiz', "José Cova")
    assert dict(read.ballots) == {"1>2": 3, "blank": 2}
    assert read.title == "Elección #4"
