"""Fields that forms of meetings share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import LazyString
from wtforms import SelectField
from wtforms.fields.choices import SelectChoice


def choices_of(words: Mapping[Any, LazyString], only: Iterable[Any] = ()) -> list[SelectChoice]:
    """The words as choices, in their order; ``only`` some of them."""
    wanted = set(only) or words.keys()
    return [SelectChoice(str(key), label) for key, label in words.items() if key in wanted]


class WordField(SelectField):
    """One of an enum's words."""

    def __init__(self, label: object, words: Mapping[Any, LazyString], **kwargs: Any) -> None:
        kind = type(next(iter(words)))
        super().__init__(label, choices=choices_of(words), coerce=kind, **kwargs)
