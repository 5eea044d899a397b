"""What all actions of people share: checked texts, changed columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from assembly.db import Base
from assembly.errors import RuleViolation
from assembly.people.rules import fold, in_order

NAME_MOST = 200


def line(text: str, *, field: str, most: int = NAME_MOST) -> str:
    """One line of text without control signs and doubled blanks. Raises ``people.text_long``."""
    clean = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()
    if len(clean) > most:
        raise RuleViolation("people.text_long", field=field, most=most)
    return clean


def name(text: str, *, field: str = "name") -> str:
    """A line that says something. Raises ``people.name_missing``."""
    clean = line(text, field=field)
    if not fold(clean):
        raise RuleViolation("people.name_missing", field=field)
    return clean


def dates(start: date | None, end: date | None, *, field: str = "end_date") -> None:
    """Raises ``people.dates_order`` if a term ends before it begins."""
    if not in_order(start, end):
        raise RuleViolation("people.dates_order", field=field, start=start)


def change(row: Base, **values: object) -> list[str]:
    """Set the columns that differ; their names, in order."""
    changed = [column for column, value in values.items() if getattr(row, column) != value]
    for column in changed:
        setattr(row, column, values[column])
    return changed


@contextmanager
def claiming(session: Session, explain: Callable[[], object]) -> Iterator[None]:
    """What is written inside takes something that one row only may have (a number, a login).

    It was free when we looked. If someone else took it since then, ``explain`` looks again and raises
    the ``RuleViolation`` that says who (PostgreSQL only: on SQLite one writes at a time).
    """
    try:
        with session.begin_nested():
            yield
            session.flush()
    except IntegrityError:
        explain()
        raise
