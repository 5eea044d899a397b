"""What a table means: columns by their titles, persons matched, every fault named by row and column."""

from datetime import date

import pytest

from assembly.people.rules import Holding
from assembly.people.rules.importing import (
    Column,
    Known,
    KnownPerson,
    Problem,
    Seating,
    guess,
    make_plan,
    read_date,
)


def plan(header, rows, known=None, seating=Seating.by_column):
    return make_plan(
        header, rows, range(2, len(rows) + 2), guess(header), known or Known(), seating
    )


def codes(made):
    return [(each.row, each.header, each.code) for each in made.problems]


@pytest.mark.parametrize(
    ("header", "meaning"),
    [
        # The titles of a participants' list of OpenSlides 2.
        (
            [
                "title",
                "first_name",
                "last_name",
                "structure_level",
                "groups",
                "comment",
                "is_active",
            ],
            {
                Column.honorific: 0,
                Column.first_name: 1,
                Column.last_name: 2,
                Column.organization: 3,
                Column.note: 5,
                Column.active: 6,
            },
        ),
        (
            ["Nombres y apellidos", "C.I.", "Consejo Comunal", "Calidad", "Teléfono"],
            {
                Column.name: 0,
                Column.identity_number: 1,
                Column.organization: 2,
                Column.holding: 3,
                Column.phone: 4,
            },
        ),
        (["Nombre", "Cédula"], {Column.name: 0, Column.identity_number: 1}),
        (["NOMBRE", "APELLIDO"], {Column.first_name: 0, Column.last_name: 1}),
        (["x", "y"], {}),
    ],
)
def test_columns_are_known_by_the_words_people_use(header, meaning):
    assert guess(header) == meaning


def test_a_row_becomes_a_person_a_seat_and_a_term():
    made = plan(
        ["Nombre", "Cédula", "Consejo comunal", "Calidad", "Desde"],
        [["Pedro Rojas", "12.345.678", "El Cedro", "Suplente", "5/5/2025"]],
    )
    assert not made.problems
    (row,) = made.rows
    assert (row.name, row.identity_number) == ("Pedro Rojas", "V-12345678")
    assert (row.seat, row.organization, row.holding) == ("El Cedro", "El Cedro", Holding.alternate)
    assert row.start_date == date(2025, 5, 5)
    assert (made.new_organizations, made.new_seats) == (("El Cedro",), ("El Cedro",))


def test_names_are_put_together_from_their_parts():
    made = plan(
        ["title", "first_name", "last_name"],
        [["Dra.", "Ana  Belén", "Guaregua"]],
        seating=Seating.none,
    )
    assert made.rows[0].name == "Dra. Ana Belén Guaregua"


def test_who_is_here_is_matched_by_number_or_by_a_name_that_only_one_has():
    known = Known(
        persons=[
            KnownPerson(1, "Ana Guaregua", "V-9876543", "El Guásimo"),
            KnownPerson(2, "Luis Marcano", None, ""),
            KnownPerson(3, "José Cova", None, "El Cedro"),
            KnownPerson(4, "José Cova", None, "La Unión"),
        ]
    )
    made = plan(
        ["Nombre", "Cédula", "Consejo"],
        [
            ["ana guaregua", "V9876543", "El Guásimo"],
            ["LUIS MARCANO", "", "El Cedro"],
            ["Jose Cova", "", "La Union"],
            ["Ana Guaregua", "V-1111111", ""],  # a namesake with another number is someone else
        ],
        known,
        Seating.none,
    )
    assert [row.matches for row in made.rows] == [1, 2, 4, None]
    assert (made.created, made.matched) == (1, 3)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "", "El Cedro", "", "", "", ""], ("Nombre", "import.no_name")),
        (["x" * 201, "", "El Cedro", "", "", "", ""], ("Nombre", "import.too_long")),
        (["Ana", "", "", "", "", "", ""], ("", "import.no_seat")),
        (["Ana", "", "El Cedro", "jefa", "", "", ""], ("Calidad", "import.holding_unknown")),
        (["Ana", "", "El Cedro", "", "31/2/2026", "", ""], ("Desde", "import.not_a_date")),
        (
            ["Ana", "", "El Cedro", "", "1/5/2026", "1/4/2026", ""],
            ("Hasta", "import.end_before_start"),
        ),
        (["Ana", "", "El Cedro", "", "", "", "1,5"], ("Peso", "import.not_a_weight")),
        (["Ana", "", "El Cedro", "", "", "", "0" * 9 + "9" * 9], ("Peso", "import.not_a_weight")),
        (["Ana", "V-9876543", "El Cedro", "", "", "", ""], ("Cédula", "import.number_of_another")),
    ],
)
def test_every_fault_is_named_by_row_and_column(row, fault):
    header = ["Nombre", "Cédula", "Consejo", "Calidad", "Desde", "Hasta", "Peso"]
    known = Known(persons=[KnownPerson(1, "Carmen Díaz", "V-9876543", "")])
    made = plan(header, [row], known)
    assert codes(made) == [(2, *fault)]


def test_a_number_twice_in_the_file_names_the_first_row():
    made = plan(
        ["Nombre", "Cédula", "Consejo"],
        [["Ana", "V-1234567", "A"], ["Luis", "1.234.567", "B"]],
    )
    assert made.problems == (Problem(3, "Cédula", "import.number_twice", {"first": 2}),)


def test_two_principals_for_one_seat_are_named():
    made = plan(["Nombre", "Consejo"], [["Ana", "El Cedro"], ["Luis", "el cedro"]])
    assert codes(made) == [(3, "", "import.two_principals")]
    known = Known(seats={"el cedro": "El Cedro"}, principals={"el cedro": "Carmen Díaz"})
    assert codes(plan(["Nombre", "Consejo"], [["Ana", "El Cedro"]], known)) == [
        (2, "", "import.seat_taken")
    ]


def test_several_of_one_name_are_asked_about():
    known = Known(persons=[KnownPerson(n, "José Cova", None, "") for n in (1, 2)])
    made = plan(["Nombre"], [["José Cova"]], known, Seating.none)
    assert codes(made) == [(2, "Nombre", "import.several_of_that_name")]


def test_without_a_column_of_names_nothing_can_be_read():
    made = plan(["x", "y"], [["Ana", "1"]])
    assert codes(made) == [(0, "", "import.no_name_column")]
    assert made.rows == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/5/2026", date(2026, 5, 20)),
        ("20-05-2026", date(2026, 5, 20)),
        ("20.5.26", date(2026, 5, 20)),
        ("2026-05-20", date(2026, 5, 20)),
        ("2026-05-20T00:00:00", date(2026, 5, 20)),
        ("31/2/2026", None),
        ("5/20/2026", None),
        ("mayo", None),
    ],
)
def test_dates_as_people_write_them(text, day):
    assert read_date(text) == day
