"""The form in which something is noted: one for all types, each asks for its part of it."""

from __future__ import annotations

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, Length, Optional

from assembly.people.fields import PersonField
from assembly.projects.forms.fields import TEXT_MOST, NumberField, options
from assembly.projects.phrases.words import TERMS
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


def _line(label: object, most: int = 200) -> StringField:
    return StringField(
        label, validators=[Length(max=most, message=_TOO_LONG)], filters=[stripped]
    )  # fmt: skip


class LogForm(Form):
    """What was done, in the order of the paper form."""

    type = HiddenField()
    day = DayField(_l("Day"), validators=[DataRequired(_l("Write the day."))])
    time = TimeField(_l("Hour"), validators=[Optional()])
    asset = SelectField(_l("Of what"), coerce=int, choices=[])
    new_asset = _line(_l("or a new one, called"))
    value = NumberField(_l("How many"))
    unit = SelectField(_l("Unit"), choices=[], validate_choice=False)
    dropped = NumberField(_l("How many were left behind"))
    reason = RadioField(_l("Why"), choices=[], validators=[Optional()], validate_choice=False)
    source = SelectField(_l("From which lot"), coerce=int, choices=[])
    source_value = NumberField(_l("How much of it"))
    households = NumberField(_l("Households served"))
    of = NumberField(_l("Of how many planted"))
    removed = NumberField(_l("Old trees taken out"))
    recipient = PersonField(_l("For whom"))
    terms = SelectField(_l("On what terms"), choices=options(TERMS.items()))
    small = BooleanField(_l("This family has little land"))
    owed = NumberField(_l("What is owed back"))
    owed_unit = SelectField(_l("Unit of what is owed"), choices=[])
    due_on = DayField(_l("To be given back by"), validators=[Optional()])
    amount = NumberField(_l("For how much money"))
    currency = SelectField(
        _l("Currency"), choices=options((each, each) for each in ("USD", "VES", "COP"))
    )
    for_project = SelectField(_l("For which project"), coerce=int, choices=[])
    place = _line(_l("Place"))
    note = TextAreaField(
        _l("Note"), validators=[Length(max=TEXT_MOST, message=_TOO_LONG)], filters=[stripped]
    )
    photo = FileField(_l("Photo"))
    planned = BooleanField(_l("It is planned, not done yet"))
    mark = OnceField()


class WithdrawForm(Form):
    """Why a log is taken back."""

    note = StringField(
        _l("Why it is withdrawn"),
        validators=[
            DataRequired(_l("Write why it is withdrawn.")),
            Length(max=TEXT_MOST, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
