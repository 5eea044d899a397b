"""The database: one metadata, typed columns, and how transactions begin.

SQLite is embedded and must lose nothing it acknowledged: write-ahead log, ``synchronous=FULL``,
foreign keys on. A request that will write begins IMMEDIATE, because SQLite refuses at once (whatever
the timeout) to turn a transaction that has read into one that writes while another one writes.
PostgreSQL is reached by ``DATABASE_URL`` and needs none of this.
"""

from __future__ import annotations

import enum
import importlib
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Dialect,
    Engine,
    Enum,
    Insert,
    MetaData,
    String,
    Uuid,
    any_,
    bindparam,
    event,
    func,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

T = TypeVar("T")

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UTCDateTime(TypeDecorator[datetime]):
    """A moment: aware datetimes go in, UTC comes out. SQLite itself would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without time zone cannot be stored")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class ShareText(TypeDecorator[Fraction]):
    """An exact share such as 2/3, stored as the text "2/3"."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:
        return None if value is None else str(Fraction(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Fraction | None:
        return None if value is None else Fraction(value)


class Exact(TypeDecorator[Decimal]):
    """A decimal number kept exactly, as millionths in a whole number: SQLite has no decimals of its own."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        if value is None:
            return None
        millionths = Decimal(value).scaleb(6)
        if millionths != int(millionths):
            raise ValueError(f"{value} has more than six decimals")
        return int(millionths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Whole numbers without decimals: 6000, not 6000.000000."""
        if value is None:
            return None
        whole, rest = divmod(int(value), 1_000_000)
        return Decimal(whole) if rest == 0 else Decimal(int(value)).scaleb(-6).normalize()


def _values(cls: type[enum.Enum]) -> list[str]:
    return [member.value for member in cls]


class Base(DeclarativeBase):
    """The parent of every table. Enums are stored as their plain words, so that dumps can be read."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: UTCDateTime(),
        Fraction: ShareText(),
        Decimal: Exact(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=False,
            length=32,
            values_callable=_values,
        ),
    }


class Exchanged:
    """Rows that may leave this machine carry a UUID, so that two installations can exchange them."""

    uuid: Mapped[uuid.UUID] = mapped_column(Uuid, default=uuid.uuid4, unique=True)


class Database(SQLAlchemy):
    """Its ``session`` belongs to the request and is, for queries and actions, a plain session."""

    session: Session  # type: ignore[assignment]


db = Database(metadata=Base.metadata)

_reading: ContextVar[bool] = ContextVar("assembly_reading", default=False)


@contextmanager
def reading() -> Iterator[None]:
    """Transactions begun inside only read: they neither wait for a writer nor hold one up."""
    token = _reading.set(True)
    try:
        yield
    finally:
        _reading.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """Transactions begun inside write, also where those of the request only read."""
    token = _reading.set(False)
    try:
        yield
    finally:
        _reading.reset(token)


def set_reading(value: bool) -> None:
    """Say whether the transactions of this request will only read."""
    _reading.set(value)


_WAIT = 10_000  # milliseconds that a writer waits for another


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we begin transactions ourselves, see below
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_WAIT}",
        "secure_delete=ON",  # what is deleted is overwritten: see voting.actions.box
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN" if _reading.get() else "BEGIN IMMEDIATE")


def insert_into(session: Session, model: type[Base]) -> Any:
    """An INSERT that may say ``ON CONFLICT``: both databases can, each in its dialect (read when it is used)."""
    dialect = importlib.import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}")
    return dialect.insert(model)


def insert_rows(
    connection: Connection,
    model: type[Base],
    rows: list[dict[str, Any]],
    *,
    skip_existing: bool = False,
) -> int:
    """Insert many rows that say the same columns, without the ORM; gives how many were written.

    ``skip_existing`` leaves a row whose key is there already as it is; else that is an
    ``IntegrityError``. PostgreSQL gets one statement with a list for each column: else it would plan
    and answer each row by itself.
    """
    dialect = connection.dialect.name
    written = connection.execute(
        _insertion(dialect, model, tuple(rows[0]), skip_existing),
        _by_column(rows) if dialect == "postgresql" else rows,
        execution_options={"preserve_rowcount": True},
    )
    return written.rowcount


@cache
def _insertion(
    dialect: str, model: type[Base], names: tuple[str, ...], skip_existing: bool
) -> Insert:
    insertion: sqlite.Insert | postgresql.Insert
    if dialect == "postgresql":
        columns = [model.__table__.c[name] for name in names]
        lists = [bindparam(column.name, type_=postgresql.ARRAY(column.type)) for column in columns]
        rows = func.unnest(*lists).table_valued(*names).render_derived()
        insertion = postgresql.insert(model).from_select(names, select(rows))
    else:
        insertion = sqlite.insert(model)
    return insertion.on_conflict_do_nothing() if skip_existing else insertion


def _by_column(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in rows[0]}


def one_of(dialect: str, column: Any, name: str) -> ColumnElement[bool]:
    """Whether the column is one of a list that the statement is given under this name.

    PostgreSQL gets the list as one value: the statement reads the same however long it is, and so is
    parsed and planned once.
    """
    if dialect == "postgresql":
        return column == any_(bindparam(name, type_=postgresql.ARRAY(column.type)))
    return column.in_(bindparam(name, expanding=True))


def empty_log_after_commit(session: Session) -> None:
    """When this transaction has ended, let SQLite fold its log into the file and empty it.

    The log keeps the pages as they were after each write, and so the order of the writes. Where
    somebody reads at that moment it stays until SQLite writes over it.
    """
    engine = session.get_bind().engine
    if engine.dialect.name != "sqlite":
        return

    def empty(_session: Session) -> None:
        with closing(engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA busy_timeout=0")  # nobody waits for this
            raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            raw.cursor().execute(f"PRAGMA busy_timeout={_WAIT}")

    event.listen(session, "after_commit", empty, once=True)


def released(session: Session) -> None:
    """End the transaction before slow work (a password's hash, a paper), so that nobody waits for it.

    On SQLite a request that may write holds the only lock from its first query. Rows read so far are
    read anew when they are used again. Raises ``RuntimeError`` if something was already changed.
    """
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("there are changes that would be lost")
    session.rollback()


def locked(session: Session, model: type[T], key: object) -> T:
    """The row with this key, locked until the transaction ends (SQLite locks the whole file anyway).

    Used wherever a number without gaps is taken or a state is left: two secretaries, one number.
    Raises ``LookupError`` if there is no such row.
    """
    primary = model.__mapper__.primary_key[0]  # type: ignore[attr-defined]
    statement = (
        select(model)
        .where(primary == key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = session.execute(statement).scalar_one_or_none()
    if row is None:
        raise LookupError(f"{model.__name__} {key} does not exist")
    return row
