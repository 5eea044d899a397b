"""Fields that forms of meetings share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import LazyString
from wtforms import DateField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice

from assembly.web.i18n import _

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


def choices_of(words: Mapping[Any, LazyString], only: Iterable[Any] = ()) -> list[SelectChoice]:
    """The words as choices, in their order; ``only`` some of them."""
    wanted = set(only) or words.keys()
    return [SelectChoice(str(key), label) for key, label in words.items() if key in wanted]


class WordField(SelectField):
    """One of an enum's words."""

    def __init__(self, label: object, words: Mapping[Any, LazyString], **kwargs: Any) -> None:
        kind = type(next(iter(words)))
        super().__init__(label, choices=choices_of(words), coerce=kind, **kwargs)


class DayField(DateField):
    """A day that a calendar of people reaches, so that every time zone can say it."""

    def pre_validate(self, form: object) -> None:
        """Refuse the years 1 and 9999."""
        if self.data is not None and not EARLIEST <= self.data <= LATEST:
            raise ValidationError(_("This date is too far away."))
