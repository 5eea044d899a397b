"""A table of an export: named columns, where its rows come from, and how they are written."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from assembly.copies.rows import plain
from assembly.db import Base

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Dataset:
    """One table: its name, the names of its columns, and where its rows come from."""

    name: str
    columns: tuple[str, ...]
    statement: Select[Any]
    unfold: Callable[..., Iterable[tuple[Any, ...]]] | None = None
    """What a row of the statement holds as a list, as rows of the table; None where it is one itself."""

    def rows(self, session: Session) -> Iterator[tuple[Any, ...]]:
        """The rows in a fixed order, a few at a time."""
        for row in session.execute(self.statement.execution_options(yield_per=500)):
            if self.unfold is None:
                yield tuple(row)
            else:
                yield from self.unfold(*row)


def as_csv(columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> bytes:
    """With a mark of UTF-8 for spreadsheets; what they would take for a formula begins with an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_json(columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> bytes:
    """A list of objects."""
    listed = [dict(zip(columns, row, strict=True)) for row in rows]
    return json.dumps(listed, ensure_ascii=False, indent=1, default=plain).encode() + b"\n"


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return format(value, "f")
    said = value if isinstance(value, str) else str(plain(value))
    return f"'{said}" if said.startswith(_FORMULA) else said


def own(model: type[Base], *names: str) -> dict[str, Any]:
    """Columns of a table under their own names."""
    return {name: getattr(model, name) for name in names}


def dataset(
    name: str, columns: dict[str, Any], *, order: Any, where: Any = None, **joins: Any
) -> Dataset:
    statement = select(*columns.values()).order_by(order)
    for target, on in joins.get("outer", ()):
        statement = statement.outerjoin(target, on)
    if where is not None:
        statement = statement.where(where)
    return Dataset(name, tuple(columns), statement)
