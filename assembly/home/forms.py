"""The form with which a commune starts its house."""

from __future__ import annotations

from wtforms import PasswordField, SelectField, StringField, TextAreaField, TimeField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from assembly.meetings.phrases import WEEKDAYS
from assembly.voting.phrases import PRESETS
from assembly.voting.rules import Preset
from assembly.web.forms import Form, stripped
from assembly.web.i18n import LANGUAGES, _l

_MAJORITIES = (Preset.absolute_seats, Preset.absolute_present, Preset.simple)


class FoundingForm(Form):
    """What it takes to begin; everything can be changed later, on the pages of People."""

    code = StringField(
        _l("Code"),
        validators=[
            DataRequired(_l("Write the code shown where the program was started.")),
            Length(max=40),
        ],
        filters=[stripped],
    )
    commune = StringField(
        _l("Name of the commune"),
        validators=[DataRequired(_l("How is your commune called?")), Length(max=200)],
        filters=[stripped],
    )
    place = StringField(_l("Where it meets"), validators=[Length(max=200)], filters=[stripped])
    body = StringField(
        _l("Name of the body that meets"),
        validators=[
            DataRequired(_l("Name it, for example «Communal parliament».")),
            Length(max=200),
        ],
        filters=[stripped],
    )
    councils = TextAreaField(_l("Communal councils, one in each line"), filters=[stripped])
    others = TextAreaField(
        _l("Productive organisations and others with a seat, one in each line"), filters=[stripped]
    )
    majority = SelectField(
        _l("An ordinary motion carries with"),
        choices=[SelectChoice(each.value, PRESETS[each]) for each in _MAJORITIES],
    )
    weekday = SelectField(
        _l("It meets every"),
        choices=[
            SelectChoice("", _l("not on a fixed day")),
            *(SelectChoice(day.value, name) for day, name in WEEKDAYS.items()),
        ],
    )
    start_time = TimeField(_l("at"), validators=[Optional()])
    language = SelectField(
        _l("Language of the papers"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
    )
    administrator = StringField(
        _l("Your full name"),
        validators=[DataRequired(_l("Write your name.")), Length(max=200)],
        filters=[stripped],
    )
    login = StringField(
        _l("The name you will sign in with"),
        validators=[DataRequired(_l("Choose a short name to sign in with.")), Length(max=80)],
        filters=[stripped],
    )
    password = PasswordField(
        _l("Password or PIN"),
        validators=[DataRequired(_l("Choose a password or a PIN.")), Length(max=200)],
    )

    def names(self, field: str) -> list[str]:
        """The lines of a field, without empty ones and repetitions."""
        lines = (" ".join(line.split()) for line in (self[field].data or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def validate_councils(self, field: TextAreaField) -> None:
        """No line is longer than a name may be."""
        if any(len(name) > 200 for each in ("councils", "others") for name in self.names(each)):
            field.errors.append(_l("A name has at most 200 characters."))
