"""What is added to a vote, or ends it."""

from __future__ import annotations

from wtforms import SelectChoice, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from assembly.people.fields import PersonField
from assembly.web.forms import DayField, Form, stripped
from assembly.web.i18n import _l


class CancelForm(Form):
    """Why a vote is cancelled."""

    reason = StringField(
        _l("Why it is cancelled"),
        validators=[InputRequired(_l("Write why.")), Length(max=1000)],
        filters=[stripped],
    )


class DissentForm(Form):
    """A reasoned dissent."""

    person = PersonField(_l("Who"), validators=[InputRequired(_l("Say who."))])
    text = TextAreaField(
        _l("Reasons"),
        validators=[InputRequired(_l("Write the reasons of the dissent.")), Length(max=20_000)],
        filters=[stripped],
    )


class MandateForm(Form):
    """The mandate that a spokesperson cites."""

    seat = SelectField(_l("Seat"), coerce=int)
    assembly = StringField(
        _l("Assembly that gave it"), validators=[Length(max=200)], filters=[stripped]
    )
    held_on = DayField(_l("Held on"), validators=[Optional()])
    text = TextAreaField(_l("What it says"), validators=[Length(max=20_000)], filters=[stripped])

    def offer(self, seats: list[tuple[int, str]]) -> None:
        """The seats whose mandate may be cited."""
        self.seat.choices = [SelectChoice(seat_id, label) for seat_id, label in seats]
