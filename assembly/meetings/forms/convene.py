"""A meeting before it begins."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms import TimeField as ClockField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from assembly.meetings.forms.fields import WordField
from assembly.meetings.phrases import MEETING_KINDS
from assembly.meetings.rules import MeetingKind
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l


class MeetingForm(Form):
    """Kind, number, day, hour and place."""

    kind = WordField(_l("Kind"), MEETING_KINDS, default=MeetingKind.extraordinary)
    number = IntegerField(
        _l("Number"),
        validators=[
            InputRequired(_l("Write the number of the session.")),
            NumberRange(1, 99_999, _l("From 1 to 99999.")),
        ],
    )
    day = DayField(_l("Day"), validators=[InputRequired(_l("Write the day."))])
    hour = ClockField(
        _l("Begins at"), validators=[InputRequired(_l("Write the hour, such as 9:00."))]
    )
    place = StringField(_l("Place"), validators=[Length(max=200)], filters=[stripped])
    version = HiddenField()


class NewMeetingForm(MeetingForm):
    """The same for a meeting that is made, perhaps with what its agenda takes over."""

    filled = BooleanField(
        _l(
            "Begin the agenda with the standing items, what was left unfinished and open commitments"
        )
    )
    once = OnceField()


class CancelForm(Form):
    """Why a meeting is cancelled."""

    reason = TextAreaField(
        _l("Why is it cancelled?"),
        validators=[
            DataRequired(_l("Write why the meeting is cancelled.")),
            Length(max=2000),
        ],
        filters=[stripped],
    )
