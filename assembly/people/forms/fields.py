"""Fields that several forms of people share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional

from assembly.web.forms import DayField


def number_or_none(value: object) -> int | None:
    """A row's id from a list; nothing chosen is None."""
    return None if value in (None, "") else int(str(value))


class RowField(SelectField):
    """A row chosen from a list, by its id; ``empty`` are the words for none, where none is allowed."""

    def __init__(self, label: object = None, *, empty: object = None, **kwargs: Any) -> None:
        super().__init__(label, coerce=number_or_none, choices=[], **kwargs)
        self.empty = empty

    def offer(self, rows: Iterable[tuple[int, str, int]]) -> None:
        """Rows of (id, name, depth in the tree)."""
        first = [SelectChoice("", self.empty)] if self.empty is not None else []
        self.choices = first + [
            SelectChoice(str(key), "\u2003" * depth + name) for key, name, depth in rows
        ]


class OptionalDate(DayField):
    """A day, or nothing."""

    def __init__(self, label: object = None, **kwargs: Any) -> None:
        super().__init__(label, validators=[Optional()], **kwargs)
