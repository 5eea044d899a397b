"""Forms of seats and of those who hold them."""

from wtforms import BooleanField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from assembly.people.fields import PersonField
from assembly.people.forms.fields import OptionalDate, RowField
from assembly.people.phrases import HOLDINGS
from assembly.people.rules import Holding
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l


class SeatForm(Form):
    """A seat: whose voice it is, and what its vote weighs."""

    label = StringField(
        _l("Name of the seat"),
        validators=[InputRequired(_l("Write a name.")), Length(max=200)],
        filters=[stripped],
    )
    organization_id = RowField(_l("Speaks for"), empty=_l("no organisation"))
    weight = IntegerField(
        _l("Votes it counts for"),
        validators=[InputRequired(), NumberRange(min=1, max=1_000_000)],
        default=1,
    )
    place = IntegerField(
        _l("Place in the list"), validators=[Optional(), NumberRange(min=1, max=100_000)]
    )
    start_date = OptionalDate(_l("Exists since"))


class _PersonForm(Form):
    person = PersonField(_l("Person"), validators=[InputRequired(_l("Write a name."))])
    new_person = BooleanField(_l("Not in the lists yet: register as a new person"))
    identity_number = StringField(
        _l("Identity number of the new person"), validators=[Length(max=60)], filters=[stripped]
    )
    start_date = OptionalDate(_l("From"))


class SeatingForm(_PersonForm):
    """Who takes a seat, how, and when."""

    holding = RadioField(
        _l("Holds it as"),
        coerce=Holding,
        choices=[SelectChoice(kind.value, words) for kind, words in HOLDINGS.items()],
        default=Holding.principal,
    )
    end_date = OptionalDate(_l("Through (empty: open)"))
    replacing = BooleanField(_l("Whoever holds it now leaves the day before"))


class EnrollForm(_PersonForm):
    """Who joins a roll, and when."""


class TermForm(Form):
    """A term as it should have been entered."""

    person = PersonField(_l("Person"), validators=[InputRequired(_l("Write a name."))])
    holding = RadioField(
        _l("Holds it as"),
        coerce=Holding,
        choices=[SelectChoice(kind.value, words) for kind, words in HOLDINGS.items()],
    )
    rank = IntegerField(
        _l("Order among the alternates"), validators=[Optional(), NumberRange(min=1, max=1000)]
    )
    start_date = OptionalDate(_l("From"))
    end_date = OptionalDate(_l("Through (empty: open)"))


class EndForm(Form):
    """The last day of a term or of a seat."""

    end_date = OptionalDate(_l("Last day"))
