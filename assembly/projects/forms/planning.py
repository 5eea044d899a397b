"""The form in which plants are planned: asked by its address, nothing is stored."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import DataRequired, InputRequired, NumberRange

from assembly.projects.forms.fields import NumberField
from assembly.web.forms import DayField, Form
from assembly.web.i18n import _l

_SHARE = _l("Write a share, in per cent.")


class PlanForm(Form):
    """How many plants by when, and what usually becomes of what is sown."""

    class Meta(Form.Meta):
        csrf = False  # it changes nothing

    wanted = IntegerField(
        _l("Plants wanted"),
        validators=[
            InputRequired(_l("Write how many plants are wanted.")),
            NumberRange(1, 10_000_000, _l("Write how many plants are wanted.")),
        ],
    )
    ready_on = DayField(_l("Ready on"), validators=[DataRequired(_l("Write the day."))])
    germination = NumberField(_l("Come up, of 100 sown"), validators=[DataRequired(_SHARE)])
    potting = NumberField(_l("Are potted, of 100 that came up"), validators=[DataRequired(_SHARE)])
    loss = NumberField(_l("Die in the bag, of 100 potted"), validators=[DataRequired(_SHARE)])
    weeks = IntegerField(
        _l("Weeks until they come up"),
        validators=[InputRequired(_l("Write how many.")), NumberRange(0, 104)],
    )
    months = IntegerField(
        _l("Months in the bag"),
        validators=[InputRequired(_l("Write how many.")), NumberRange(0, 60)],
    )
    grains = IntegerField(
        _l("Grains in a kilogram"), validators=[NumberRange(0, 10_000_000)], default=0
    )
