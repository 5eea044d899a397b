"""A scene with closed acts, made once with its papers and laid out anew in the next test's database.

Closing an act draws four papers, which takes seconds; its rows are written again in a hundredth of that.
Files that a test damaged are put back. What is searched is not: the index is no table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Table, insert, select, text, update
from sqlalchemy.orm import Session

from assembly.minutes import press
from assembly.minutes.models import Leaves, Minutes, MinutesFile
from tests.commune import Commune

Row = dict[str, Any]


class MadeOnce:
    """Calls ``make(session, commune)`` the first time, which commits; gives the rows that it gave."""

    def __init__(self, make: Callable[[Session, Commune], tuple[Any, ...]]) -> None:
        self._make = make
        self._keys: list[tuple[type, int]] = []
        self._added: list[tuple[Table, list[Row]]] = []
        self._changed: list[tuple[Table, Row, Row]] = []
        self._files: list[bytes] = []

    def __call__(self, session: Session, commune: Commune) -> tuple[Any, ...]:
        if self._keys:
            self._lay_out(session)
        else:
            self._keep(session, commune)
        return tuple(session.get_one(model, key) for model, key in self._keys)

    def _keep(self, session: Session, commune: Commune) -> None:
        before = dict(_tables(session))
        made = self._make(session, commune)
        self._keys = [(type(each), each.id) for each in made]
        for table, rows in _tables(session):
            if added := [row for key, row in rows.items() if key not in before[table]]:
                self._added.append((table, added))
            self._changed += [
                (table, before[table][key], row)
                for key, row in rows.items()
                if before[table].get(key, row) != row
            ]
        digests = {
            *session.scalars(select(MinutesFile.digest)),
            *session.scalars(select(Leaves.digest)),
        }
        self._files = [press.store().read(digest) for digest in digests]
        session.commit()

    def _lay_out(self, session: Session) -> None:
        for table, rows in self._added:
            session.execute(insert(table), rows)
        for table, was, row in self._changed:
            key = [column == was[column.name] for column in table.primary_key]
            session.execute(update(table).where(*key).values(row))
        if session.get_bind().dialect.name == "postgresql":  # the next rows follow these
            for table, rows in self._added:
                if isinstance(number := rows[-1].get("id"), int):
                    session.execute(text(f"SELECT setval('{table.name}_id_seq', {number})"))
        session.commit()
        for content in self._files:
            press.store().put(content)


def _tables(session: Session) -> Iterator[tuple[Table, dict[tuple[Any, ...], Row]]]:
    for table in Minutes.metadata.sorted_tables:
        rows = [
            dict(row)
            for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
        ]
        names = [column.name for column in table.primary_key]
        yield table, {tuple(row[name] for name in names): row for row in rows}
