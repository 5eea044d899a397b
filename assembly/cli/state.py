"""What the house is like, asked without the application: reading it takes most of the time of a start."""

from __future__ import annotations

import importlib
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assembly.demo.accounts import HOUSE
from assembly.jobs.rules import UNFINISHED

_REVISION = re.compile(r'^revision(?:: str)? = "(.+)"$', re.MULTILINE)
_BEFORE = re.compile(r'^down_revision(?:: str)? = "(.+)"$', re.MULTILINE)


@dataclass(frozen=True)
class State:
    """Whether the tables are as this program wants them, and what is in them."""

    current: bool = False
    accounts: bool = False
    demo: bool = False
    work_waits: bool = False


def newest_revision(migrations: Path) -> str | None:
    """The migration that no other one follows."""
    texts = [path.read_text() for path in sorted((migrations / "versions").glob("*.py"))]
    known = {found[1] for text in texts if (found := _REVISION.search(text))}
    followed = {found[1] for text in texts if (found := _BEFORE.search(text))}
    last = known - followed
    return last.pop() if len(last) == 1 else None


def look(url: str, migrations: Path) -> State:
    """The state of the house whose database this is; of one without tables nothing is true."""
    driver, connection = _connected(url)
    if connection is None:
        return State()

    def first(statement: str) -> Any:
        row = connection.execute(statement).fetchone()
        return row and row[0]

    waiting = ", ".join(f"'{status.value}'" for status in UNFINISHED)
    try:
        revision = first("SELECT version_num FROM alembic_version")
        if revision is None or revision != newest_revision(migrations):
            return State()
        return State(
            current=True,
            accounts=first("SELECT 1 FROM account LIMIT 1") is not None,
            demo=first("SELECT actor FROM journal_entry ORDER BY sequence LIMIT 1") == HOUSE.name,
            work_waits=first(f"SELECT 1 FROM job WHERE status IN ({waiting}) LIMIT 1") is not None,  # noqa: S608
        )
    except driver.Error:
        return State()
    finally:
        connection.close()


def _connected(url: str) -> tuple[Any, Any]:
    """The driver of this database and a connection, or none if there is nothing to connect to."""
    if url.startswith("sqlite:"):
        path = Path(url.removeprefix("sqlite:///"))
        return sqlite3, sqlite3.connect(path) if path.is_file() else None
    # PostgreSQL's driver is an extra: it is there where it is used.
    driver = importlib.import_module("psycopg")
    try:
        return driver, driver.connect(url.replace("postgresql+psycopg:", "postgresql:", 1))
    except driver.Error:
        return driver, None
