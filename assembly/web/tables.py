"""A table as an answer that is saved: CSV or a workbook, with cells that no spreadsheet takes for formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flask import Response

from assembly import sheets

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table(
    form: str, header: Sequence[str], rows: Iterable[Sequence[object]], *, name: str
) -> Response:
    """The table in the ``form`` asked for (csv, xlsx), to be saved under ``name`` and that ending."""
    if form == "csv":
        answer = Response(sheets.to_csv(header, rows), content_type="text/csv; charset=utf-8")
    else:
        answer = Response(sheets.to_xlsx(header, rows), content_type=_XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return answer
