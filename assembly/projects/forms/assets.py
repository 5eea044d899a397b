"""Forms of what a project has."""

from __future__ import annotations

from wtforms import BooleanField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from assembly.projects.forms.fields import TEXT_MOST, NumberField
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class AssetForm(Form):
    """What is written of an asset. Which of it is asked depends on its type."""

    type = SelectField(_l("What it is"), choices=[])
    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Write a name.")), Length(max=200, message=_TOO_LONG)],
        filters=[stripped],
    )
    unit = SelectField(_l("Counted in"), choices=[])
    value = NumberField(_l("How much there is now"))
    begun_on = DayField(_l("Since when it is there"), validators=[Optional()])
    origin = StringField(
        _l("Where it comes from"), validators=[Length(max=200, message=_TOO_LONG)], filters=[stripped]
    )  # fmt: skip
    lot_number = StringField(
        _l("Number of the lot"), validators=[Length(max=80, message=_TOO_LONG)], filters=[stripped]
    )
    parent_id = SelectField(_l("It comes from"), coerce=int)
    grains_per_kg = IntegerField(
        _l("Grains in a kilogram"),
        validators=[Optional(), NumberRange(min=1, max=10_000_000)],
    )
    ready_on = DayField(_l("Ready for delivery"), validators=[Optional()])
    expires_on = DayField(_l("Expires on"), validators=[Optional()])
    hectares = NumberField(_l("Hectares"))
    note = TextAreaField(
        _l("Note"), validators=[Length(max=TEXT_MOST, message=_TOO_LONG)], filters=[stripped]
    )
    mark = OnceField()


class ArchiveForm(Form):
    """Put away, or taken out again."""

    active = BooleanField()
