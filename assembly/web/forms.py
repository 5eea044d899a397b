"""The parent of every form: CSRF, and rule violations said beside the field they belong to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Any
from uuid import UUID, uuid4

from babel.support import Translations
from flask import Flask, current_app
from flask_babel import LazyString
from flask_wtf import FlaskForm
from markupsafe import Markup, escape
from wtforms import DateField, ValidationError
from wtforms.fields import Field, HiddenField
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import DefaultTranslations, messages_path
from wtforms.validators import NumberRange
from wtforms.widgets import Input, Select
from wtforms.widgets.core import clean_key

from assembly.errors import RuleViolation
from assembly.thresholds import format_share
from assembly.web.filters import medium_date, number
from assembly.web.i18n import _, _l, spoken

EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)

ROW = NumberRange(0, 2**31 - 1)
"""For the id of a row that the page itself carries: more than that no database holds."""

# The words of violations that any area may raise; areas add their own, see ``register``.
VIOLATIONS: dict[str, LazyString] = {
    "sent_already": _l(
        "This form was sent before and noted then. To add this as another one, send it once more."
    ),
    "stale": _l("Someone else saved this in the meantime. Both texts are kept below."),
}


def register_violations(words: Mapping[str, LazyString]) -> None:
    """Add an area's words for the rules it enforces."""
    VIOLATIONS.update(words)


def say(violation: RuleViolation) -> str:
    """A rule violation in words, in the language of this request."""
    words = VIOLATIONS.get(violation.code)
    if words is None:
        current_app.logger.error("no words for the rule %s", violation.code)
        return _("This is not allowed by the rules (%(code)s).", code=violation.code)
    return str(words) % {key: _shown(value) for key, value in violation.params.items()}


def _shown(value: object) -> str:
    if isinstance(value, date):
        return medium_date(value)
    if isinstance(value, Fraction):
        return format_share(value, comma=spoken().code == "es")
    return number(value) if isinstance(value, Decimal) else str(value)


@cache  # Flask-WTF would read the file anew for each request
def _messages_of_wtforms(code: str) -> DefaultTranslations:
    return DefaultTranslations(Translations.load(messages_path(), [code], domain="wtforms"))


class Form(FlaskForm):
    """A form of ours. Errors that belong to no field are in ``form_errors`` (WTForms 3)."""

    class Meta(FlaskForm.Meta):
        # WTForms' own messages come in the language of the page, not in the browser's.
        cache = False

        def get_translations(self, form: object) -> DefaultTranslations:
            """The messages of WTForms itself in the language of this moment."""
            return _messages_of_wtforms(spoken().code)

    def reject(self, violation: RuleViolation) -> None:
        """Show a violated rule beside its field, or above the form."""
        field: Field | None = self._fields.get(violation.field) if violation.field else None
        if field is None:
            self.form_errors.append(say(violation))
        else:
            field.errors = [*field.errors, say(violation)]


def attributes(**given: object) -> Markup:
    """The attributes of an input as WTForms writes them, in a tenth of the time: a desk has 170."""
    written = []
    for key, value in sorted(given.items()):
        if value is True:
            written.append(clean_key(key))
        elif value is not False:
            said = str(escape(value)).replace('"', "&quot;")
            written.append(f'{clean_key(key)}="{said}"')
    return Markup(" ".join(written))  # noqa: S704 - each value is escaped


Input.html_params = staticmethod(attributes)


class LongList(Select):
    """A list of people or items, written quickly: WTForms takes as long for it as for the rest of a page."""

    @classmethod
    def render_option(cls, choice: SelectChoice, **kwargs: Any) -> str:
        """One choice; those with attributes of their own as WTForms writes them."""
        if kwargs or choice.render_kw:
            return super().render_option(choice, **kwargs)
        chosen = " selected" if choice.selected else ""
        value, label = escape(choice.value), escape(choice.label or choice.value)
        return f'<option{chosen} value="{value}">{label}</option>'


class DayField(DateField):
    """A day that a calendar of people reaches, so that every time zone can say it."""

    def pre_validate(self, form: object) -> None:
        """Refuse the years 1 and 9999."""
        if self.data is not None and not EARLIEST <= self.data <= LATEST:
            raise ValidationError(_("This date is too far away."))


class OnceField(HiddenField):
    """A mark made with the form: what is sent twice (a double click, the back button) is made once.

    The action stores it as the UUID of what it makes. ``renew()`` when the same form may make another.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(default=new_mark, **kwargs)

    @property
    def uuid(self) -> UUID:
        """The mark; a new one if what came back is none."""
        try:
            return UUID(self.data)
        except (ValueError, TypeError, AttributeError):
            return uuid4()

    def renew(self) -> None:
        """Give the form a new mark."""
        self.data = new_mark()


def new_mark() -> str:
    """A mark for a form that is written by hand in a template."""
    return str(uuid4())


def stripped(value: str | None) -> str | None:
    """A field filter: no blanks around what was typed, one form of line ends, no NUL (PostgreSQL)."""
    return value.replace("\x00", "").strip().replace("\r\n", "\n") if value else value


def input_attributes(field: Field, hint: str, given: Mapping[str, object]) -> dict[str, object]:
    """The attributes of an input: those given, and its ties to hint and error for screen readers."""
    attributes = dict(given)
    described = [f"{field.id}-hint"] if hint else []
    if field.errors:
        described.append(f"{field.id}-error")
        attributes["aria-invalid"] = "true"
    if described:
        attributes["aria-describedby"] = " ".join(described)
    return attributes


def init_app(app: Flask) -> None:
    """Make the form macros' helpers known to the templates."""
    app.jinja_env.globals.update(input_attributes=input_attributes, new_mark=new_mark)
