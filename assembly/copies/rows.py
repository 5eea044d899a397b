"""All rows of all tables as plain data, out of one database and into another of either kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Column, Connection, MetaData, Table, func, insert, select, text, update
from sqlalchemy.types import TypeDecorator

from assembly.db import Base

CHUNK = 500
Row = dict[str, Any]


def tables() -> list[Table]:
    """Every table, those first on which others depend."""
    return list(Base.metadata.sorted_tables)


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table holds."""
    return {
        table.name: connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables()
    }


def rows_of(connection: Connection, table: Table) -> Iterator[Row]:
    """The rows of a table by its key, a few at a time."""
    statement = select(table).order_by(*table.primary_key.columns)
    streaming = connection.execution_options(yield_per=CHUNK)
    for row in streaming.execute(statement).mappings():
        yield dict(row)


def to_line(row: Mapping[str, Any]) -> bytes:
    """A row as one line of JSON."""
    return json.dumps(row, ensure_ascii=False, default=plain, sort_keys=True).encode() + b"\n"


def from_line(table: Table, line: bytes) -> Row:
    """Read back what ``to_line`` wrote."""
    return {name: _typed(table.columns[name], value) for name, value in json.loads(line).items()}


def fill(connection: Connection, rows: Callable[[Table], Iterable[Row]]) -> None:
    """Put rows into empty tables. What a row says of another of its own table is put in after."""
    for table in tables():
        own = [column.name for column in table.columns if _points_home(table, column)]
        later: list[Row] = []
        source = iter(rows(table))
        while chunk := list(islice(source, CHUNK)):
            for row in chunk:
                if any(row[name] is not None for name in own):
                    (key,) = (column.name for column in table.primary_key.columns)
                    later.append({"_key": row[key], **{name: row[name] for name in own}})
                    row.update(dict.fromkeys(own))
            connection.execute(insert(_with_plain_nulls(table)), chunk)
        for row in later:
            (column,) = table.primary_key.columns
            statement = update(table).where(column == row.pop("_key"))
            connection.execute(statement.values(row))
        if connection.dialect.name == "postgresql":
            _go_on_counting(connection, table)


def _with_plain_nulls(table: Table) -> Table:
    """The table as it is, but nothing is put as NULL, never as the JSON word ``null``."""
    twin = table.to_metadata(MetaData())
    for column in twin.columns:
        if isinstance(column.type, JSON):
            column.type = JSON(none_as_null=True)
    return twin


def _points_home(table: Table, column: Column[Any]) -> bool:
    return any(key.column.table is table for key in column.foreign_keys)


def _go_on_counting(connection: Connection, table: Table) -> None:
    """Rows came with their numbers: PostgreSQL's own counter goes on behind the last one."""
    for column in table.primary_key.columns:
        named = connection.scalar(
            text("SELECT pg_get_serial_sequence(:table, :column)"),
            {"table": table.name, "column": column.name},
        )
        if named:
            last = connection.scalar(select(func.max(column)))
            connection.execute(
                text("SELECT setval(CAST(:named AS regclass), :next, false)"),
                {"named": named, "next": (last or 0) + 1},
            )


def plain(value: object) -> object:
    """What JSON has no word of its own for, as text. Raises ``TypeError`` for what nobody expects."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, UUID | Decimal | Fraction):
        return str(value)
    raise TypeError(f"a copy cannot carry a {type(value).__name__}")


_READERS: dict[type, Callable[[Any], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    Decimal: Decimal,
    UUID: UUID,
}


def _typed(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    kind = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    read = _READERS.get(kind.python_type)
    return read(value) if read else value
