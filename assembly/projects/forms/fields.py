"""A field for an exact number, written as people write it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from wtforms import StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional

from assembly.errors import RuleViolation
from assembly.projects.phrases.amounts import plain_number
from assembly.projects.rules.units import exact
from assembly.web.forms import say, stripped
from assembly.web.i18n import language

TEXT_MOST = 5000


def options(pairs: Iterable[tuple[object, object]]) -> list[SelectChoice]:
    """Values and their words, to choose from."""
    return [SelectChoice(value, words) for value, words in pairs]


def decimal_sign() -> str:
    """The sign before decimals in the language of this page."""
    return "," if language() == "es" else "."


def _stripped(value: str | Decimal | None) -> str | Decimal | None:
    """What was typed without blanks around it; a stored number as it is."""
    return stripped(value) if isinstance(value, str) else value


class NumberField(StringField):
    """An exact number, typed: ``number`` is it, None if nothing was typed (or no number)."""

    def __init__(self, label: object = None, validators: Sequence[Any] = (), **kwargs: Any) -> None:
        render = {"inputmode": "decimal", "autocomplete": "off", **kwargs.pop("render_kw", {})}
        super().__init__(
            label,
            [*(validators or [Optional()]), Length(max=40)],
            filters=[_stripped],
            render_kw=render,
            **kwargs,
        )

    @property
    def number(self) -> Decimal | None:
        """The number that was typed."""
        if isinstance(self.data, Decimal | int):
            return Decimal(self.data)
        if not self.data:
            return None
        try:
            return exact(self.data, decimal=decimal_sign())
        except RuleViolation:
            return None

    def _value(self) -> str:
        """What is shown: as it was typed, or a stored number as people write it."""
        if isinstance(self.data, Decimal | int):
            return plain_number(self.data)
        return self.data or ""

    def pre_validate(self, form: object) -> None:
        """Whether it is a number, exactly."""
        if self.data and not isinstance(self.data, Decimal | int):
            try:
                exact(self.data, decimal=decimal_sign())
            except RuleViolation as violation:
                raise ValidationError(say(violation)) from None
