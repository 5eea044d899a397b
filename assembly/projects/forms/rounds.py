"""The form of a collection round: one line for each material."""

from __future__ import annotations

from collections.abc import Iterable

from wtforms import FieldList, FormField, HiddenField, StringField, TextAreaField
from wtforms import Form as PlainForm
from wtforms.validators import DataRequired, Length

from assembly.projects.forms.fields import TEXT_MOST, NumberField
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class AssetField(HiddenField):
    """Which material a line is of."""

    @property
    def number(self) -> int:
        """Its id; 0 if something else was sent."""
        text = str(self.data or "")
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class WeightForm(PlainForm):
    """How much of one material."""

    asset = AssetField()
    value = NumberField(_l("How much"))


class RoundForm(Form):
    """A round, weighed. It is noted as a whole, once."""

    day = DayField(_l("Day"), validators=[DataRequired(_l("Write the day."))])
    place = StringField(
        _l("Route, or where"), validators=[Length(max=200, message=_TOO_LONG)], filters=[stripped]
    )
    households = NumberField(_l("Households served"))
    weights = FieldList(FormField(WeightForm), max_entries=100)
    note = TextAreaField(
        _l("Note"), validators=[Length(max=TEXT_MOST, message=_TOO_LONG)], filters=[stripped]
    )
    mark = OnceField()

    def offer(self, asset_ids: Iterable[int]) -> None:
        """A line for each material."""
        for asset_id in asset_ids:
            self.weights.append_entry({"asset": asset_id})
