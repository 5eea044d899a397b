"""Forms of workdays."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField, TimeField
from wtforms.validators import DataRequired, Length, Optional

from assembly.projects.forms.fields import TEXT_MOST, NumberField
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class WorkdayForm(Form):
    """What people are called to."""

    title = StringField(
        _l("What will be done"),
        validators=[
            DataRequired(_l("Write what will be done.")),
            Length(max=200, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
    day = DayField(_l("Day"), validators=[DataRequired(_l("Write the day."))])
    begins = TimeField(_l("Hour"), validators=[Optional()])
    place = StringField(
        _l("Where people meet"), validators=[Length(max=200, message=_TOO_LONG)], filters=[stripped]
    )
    bring = StringField(
        _l("What to bring"), validators=[Length(max=300, message=_TOO_LONG)], filters=[stripped]
    )
    project = SelectField(_l("For which project"), coerce=int)
    decision = SelectField(_l("By which decision"), coerce=int)
    mark = OnceField()


class CameForm(Form):
    """Who came, typed from the sheet."""

    names = TextAreaField(
        _l("Who came"),
        validators=[DataRequired(_l("Write who it is.")), Length(max=20_000, message=_TOO_LONG)],
        filters=[stripped],
    )
    hours = NumberField(
        _l("Hours of each one"), validators=[DataRequired(_l("Write how many hours."))]
    )


class DoneForm(Form):
    """What was done, or why it was called off."""

    done = TextAreaField(
        _l("What was done"),
        validators=[Length(max=TEXT_MOST, message=_TOO_LONG)],
        filters=[stripped],
    )
