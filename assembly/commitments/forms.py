"""Forms of commitments."""

from __future__ import annotations

from wtforms import DateField, HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from assembly.people.fields import PersonField
from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class CommitmentForm(Form):
    """Who does what by when, in the order in which it is said in the hall."""

    responsible = PersonField(_l("Who"), validators=[DataRequired(_l("Write who will do it."))])
    text = StringField(
        _l("What"),
        validators=[
            DataRequired(_l("Write what is to be done.")),
            Length(max=2000, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
    due_on = DateField(_l("By when"), validators=[Optional()])
    decision = SelectField(_l("For which decision"), coerce=int)
    mark = OnceField()
    next = HiddenField()


class ReportForm(Form):
    """What became of a commitment. The button says which: done, carried on, dropped."""

    note = TextAreaField(
        _l("Note"), validators=[Length(max=5000, message=_TOO_LONG)], filters=[stripped]
    )
    due_on = DateField(_l("New date"), validators=[Optional()])
    status = HiddenField()
    meeting = IntegerField(validators=[Optional()], widget=HiddenInput())
    next = HiddenField()
