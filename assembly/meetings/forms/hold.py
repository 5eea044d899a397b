"""Forms of a meeting that is being held."""

from __future__ import annotations

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from assembly.people.fields import PersonField
from assembly.web.forms import Form, LongList, stripped
from assembly.web.i18n import _l


class Hour(TimeField):
    """An hour on the clock. Empty is an answer: «sin dato»."""

    def __init__(self, label: object, **kwargs: object) -> None:
        super().__init__(label, validators=[Optional()], **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(str(_l("Write the hour as 9:05."))) from None


class RollForm(Form):
    """One call: its hour, and who is there (the lines of the seats are read by the view)."""

    number = HiddenField()
    when = Hour(_l("Hour of the call"))
    head_count = IntegerField(
        _l("People present"), validators=[Optional(), NumberRange(min=0, max=1_000_000)]
    )
    roll_unknown = BooleanField(_l("The paper does not say who came"))
    chair = PersonField(_l("Chairs the meeting"))
    secretary = PersonField(_l("Takes the minutes"))
    override_reason = TextAreaField(
        _l("Why it is held all the same"), validators=[Length(max=1000)], filters=[stripped]
    )


class NotHeldForm(Form):
    """The last call found no quorum."""

    left_at = Hour(_l("Hour at which those present went home"))


class LeadForm(Form):
    """Who chairs and who takes the minutes."""

    chair = PersonField(_l("Chairs the meeting"))
    secretary = PersonField(_l("Takes the minutes"))


class AttendanceForm(Form):
    """Somebody comes, goes, hands her seat over, or is out for single items."""

    what = RadioField(
        _l("What happens"),
        choices=[
            SelectChoice("comes", _l("comes")),
            SelectChoice("leaves", _l("leaves")),
            SelectChoice("hands_over", _l("takes over the seat of who leaves")),
            SelectChoice("out", _l("is out for single items")),
        ],
        default="comes",
    )
    person = SelectField(
        _l("Who"),
        coerce=int,
        validators=[InputRequired(_l("Choose who it is."))],
        widget=LongList(),
    )
    item = SelectField(_l("During the item"), coerce=int, default=0, widget=LongList())
    last_item = SelectField(_l("Through the item"), coerce=int, default=0, widget=LongList())
    when = Hour(_l("Hour"))
    reason = StringField(_l("Reason"), validators=[Length(max=300)], filters=[stripped])
    next = HiddenField()

    def offer(self, people: list[tuple[int, str]], items: list[tuple[int, str]]) -> None:
        """Whom and which items may be chosen. 0 is the item that was on at that hour, or is on now."""
        self.person.choices = [SelectChoice(value, label) for value, label in people]
        shown = [SelectChoice(value, label) for value, label in items]
        self.item.choices = [SelectChoice(0, _l("by the hour, or the one on now")), *shown]
        self.last_item.choices = [SelectChoice(0, _l("only that one")), *shown]


class HeadsForm(Form):
    """Count the people again."""

    head_count = IntegerField(
        _l("People present"), validators=[Optional(), NumberRange(min=0, max=1_000_000)]
    )
    next = HiddenField()


class AddItemForm(Form):
    """An item that the agenda did not have."""

    title = StringField(
        _l("New item"),
        validators=[DataRequired(_l("Write what the item is about.")), Length(max=300)],
        filters=[stripped],
    )


class TextForm(Form):
    """What was said on an item. ``then`` says what follows the saving: nothing, closing, the next."""

    text = TextAreaField(_l("What was said"))
    version = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    then = HiddenField()


class EndForm(Form):
    """The end of the session. What becomes of each unfinished item is read by the view."""

    when = Hour(_l("Hour of the end"))
