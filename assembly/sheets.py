"""Tables that people bring: CSV in any encoding and with any separator, or a spreadsheet file.

Everything comes out as text, exactly as typed: ``=1+1`` stays five characters, an identity number
keeps its figures.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from python_calamine import CalamineError, CalamineWorkbook

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CHARACTERS = 20_000
"""In one cell: longer ones are no names but something gone wrong."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SEPARATORS = ",;\t|"


class SheetError(Exception):
    """The file cannot be read as a table. ``code``: empty, not_a_table, damaged, too_many_rows,
    too_many_columns, cell_too_long; ``row`` counts as the person sees it, from 1."""

    def __init__(self, code: str, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.row = row


@dataclass(frozen=True)
class Table:
    """A table as text. ``rows`` all have the width of ``header``; ``numbers`` are their lines in the file."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]


def read(content: bytes) -> Table:
    """The first sheet of a workbook, or a CSV file. The first line that is not empty is the header.

    What the file is, is taken from its content; its name is not asked. Raises ``SheetError``.
    """
    if not content.strip():
        raise SheetError("empty")
    lines = _workbook(content) if content.startswith((_ZIP, _OLE)) else _csv(_decoded(content))
    return _table(lines)


def _table(lines: list[tuple[int, list[str]]]) -> Table:
    filled = [(number, cells) for number, cells in lines if any(cells)]
    if len(filled) < 2:
        raise SheetError("empty")
    if len(filled) - 1 > MOST_ROWS:
        raise SheetError("too_many_rows")
    (_, header), *body = filled
    while header and not header[-1]:
        header.pop()
    width = max(len(header), *(len(cells) for _, cells in body))
    if width > MOST_COLUMNS:
        raise SheetError("too_many_columns")
    for number, cells in body:
        if any(len(cell) > MOST_CHARACTERS for cell in cells):
            raise SheetError("cell_too_long", number)
    return Table(
        header=tuple(_padded(header, width)),
        rows=tuple(tuple(_padded(cells, width)) for _, cells in body),
        numbers=tuple(number for number, _ in body),
    )


def _padded(cells: list[str], width: int) -> list[str]:
    return cells + [""] * (width - len(cells))


def _decoded(content: bytes) -> str:
    """Text from bytes: a byte order mark says it; else UTF-8 if it is that; else Windows' Latin."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError:
            raise SheetError("damaged") from None
    if b"\0" in content:
        raise SheetError("not_a_table")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # cp1252 leaves five bytes undefined; Latin-1 takes them.
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            return content.decode("latin-1")


def _csv(text: str) -> list[tuple[int, list[str]]]:
    if text.lstrip().startswith(("<!DOCTYPE", "<html", "<?xml", "%PDF", "{\\rtf")):
        raise SheetError("not_a_table")
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        separator, text, offset = first.strip()[4], rest, 1  # Excel's own hint
    else:
        separator, offset = _separator(text), 0
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    lines = []
    try:
        for cells in reader:
            # line_num is the last line of a row; a row of several lines is named by it.
            lines.append((reader.line_num + offset, [cell.strip() for cell in cells]))
            if len(lines) > MOST_ROWS + 100:
                raise SheetError("too_many_rows")
    except csv.Error:
        raise SheetError("damaged", reader.line_num) from None
    return lines


def _separator(text: str) -> str:
    """The separator that gives the first rows the most columns alike."""

    def score(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator)
        try:
            widths = [len(cells) for _, cells in zip(range(20), reader, strict=False) if cells]
        except csv.Error:
            return (0, 0)
        if not widths or widths[0] < 2:
            return (0, 0)
        return (Counter(widths)[widths[0]], widths[0])

    return max(_SEPARATORS, key=score)


def _workbook(content: bytes) -> list[tuple[int, list[str]]]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
        if sheet.total_height > MOST_ROWS + 100:
            raise SheetError("too_many_rows")
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, IndexError, ValueError, OSError):
        raise SheetError("damaged") from None
    return [(number, [_cell(value) for value in row]) for number, row in enumerate(rows, 1)]


def _cell(value: object) -> str:
    """A cell as a person would read it: 12345678.0 is a number that was typed without a point."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time(0):
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return str(value).strip()


# ---- tables that leave the house ------------------------------------------------------------------

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def safe(value: object) -> str:
    """A cell as text that no spreadsheet takes for a formula: what begins like one gets an apostrophe.

    Plain numbers stay numbers, also those below zero.
    """
    text = "" if value is None else str(value)
    if text.startswith(_FORMULA) and not _is_number(text):
        return "'" + text
    return text


def _is_number(text: str) -> bool:
    try:
        return Decimal(text).is_finite()
    except InvalidOperation:
        return False


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A table as CSV that Excel and LibreOffice open as it is: UTF-8 with its mark, semicolons."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in header])
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def to_xlsx(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """The same as a workbook; numbers are numbers, everything else is text, never a formula."""
    import xlsxwriter  # noqa: PLC0415 - 12 MB that only whoever asks for a workbook needs

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet()
    bold = book.add_format({"bold": True})
    for column, cell in enumerate(header):
        sheet.write_string(0, column, cell, bold)
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, int | Decimal):
                sheet.write_number(number, column, value)
            elif value is not None and value != "":
                sheet.write_string(number, column, str(value))
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()
