"""Tables of other programs, in the forms in which people bring them."""

import io

import pytest
import xlsxwriter

from assembly import sheets

HEADER = ("Nombre", "Cédula", "Consejo")
ROW = ("Ana Belén Guaregua", "V-9.876.543", "El Guásimo")


def text(separator=",", quote=False):
    lines = [HEADER, ROW]
    mark = '"' if quote else ""
    return "\r\n".join(separator.join(f"{mark}{cell}{mark}" for cell in line) for line in lines)


def workbook(rows):
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return target.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
@pytest.mark.parametrize("quote", [True, False])
def test_any_separator_in_any_encoding(separator, encoding, quote):
    table = sheets.read(text(separator, quote).encode(encoding))
    assert table.header == HEADER
    assert table.rows == (ROW,)


def test_a_spreadsheet_gives_numbers_as_they_were_typed():
    table = sheets.read(workbook([HEADER, ("Ana", 9876543, "El Guásimo"), ("Luis", 1.5, "=1+1")]))
    assert table.rows == (("Ana", "9876543", "El Guásimo"), ("Luis", "1.5", "=1+1"))


def test_cells_of_several_lines_stay_whole_and_rows_are_named_by_their_line():
    table = sheets.read(b'name,note\nAna,"one\ntwo"\n\nLuis,x\n')
    assert table.rows == (("Ana", "one\ntwo"), ("Luis", "x"))
    assert table.numbers == (3, 5)


def test_ragged_rows_are_filled_up():
    assert sheets.read(b"a,b,c\n1\n1,2,3,4\n").rows == (("1", "", "", ""), ("1", "2", "3", "4"))


def test_commas_inside_cells_do_not_win_over_the_separator():
    table = sheets.read("Nombre;Nota\nRojas, Pedro;a, b, c\nDíaz, Carmen;d, e".encode())
    assert table.rows[0] == ("Rojas, Pedro", "a, b, c")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"  \n ", "empty"),
        (b"only,a,header\n", "empty"),
        (b"PK\x03\x04 not a workbook", "damaged"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not_a_table"),
        (b"%PDF-1.7\nx,y\n", "not_a_table"),
        (b"<!DOCTYPE html><p>a,b\n", "not_a_table"),
        (b"a,b\n" + b"1,2\n" * (sheets.MOST_ROWS + 1), "too_many_rows"),
        (b"," * 200 + b"x\n" + b"1,2\n", "too_many_columns"),
        (b"a,b\n1," + b"x" * 30_000 + b"\n", "cell_too_long"),
    ],
)
def test_what_is_no_table_is_named(content, code):
    with pytest.raises(sheets.SheetError) as caught:
        sheets.read(content)
    assert caught.value.code == code


def test_ten_thousand_rows_are_read():
    content = "Nombre,Cédula\n" + "".join(f"Persona {n},{n + 10**7}\n" for n in range(10_000))
    assert len(sheets.read(content.encode()).rows) == 10_000
