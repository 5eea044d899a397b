"""Forms of sign-in cards: the sheet that the secretary orders, and the code at the door."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

from wtforms import (
    BooleanField,
    PasswordField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from assembly.people.forms.fields import RowField
from assembly.people.forms.house import AddressField
from assembly.people.phrases import CARD_USES, PAPERS, WHOM
from assembly.people.rules import CardUse, Paper, Whom
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import LANGUAGES, _, _l


class CardsForm(Form):
    """For whom cards are printed, what they are good for, and how they look."""

    once = OnceField()
    whom = RadioField(
        _l("For whom"),
        coerce=Whom,
        choices=[SelectChoice(each.value, words) for each, words in WHOM.items()],
    )
    persons = SelectMultipleField(_l("Those chosen"), coerce=int, choices=[])
    use = RadioField(
        _l("Good for"),
        coerce=CardUse,
        choices=[SelectChoice(each.value, words) for each, words in CARD_USES.items()],
    )
    meeting_id = RowField(_l("Which meeting"), empty="—")
    until = DayField(_l("At the latest until"), validators=[InputRequired(_l("Write the day."))])
    hour = TimeField(
        _l("at"), default=time(23, 59), validators=[InputRequired(_l("Write the hour."))]
    )
    address = AddressField(_l("Address that the phones open"))
    open_accounts = BooleanField(_l("Open an account for those who have none"))
    language = SelectField(
        _l("Language"), choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()]
    )
    paper = SelectField(
        _l("Paper"),
        coerce=Paper,
        choices=[SelectChoice(each.value, words) for each, words in PAPERS.items()],
    )

    def offer(self, persons: Iterable[tuple[int, str]]) -> None:
        """The people who may be chosen, by id."""
        self.persons.choices = [SelectChoice(str(key), name) for key, name in persons]

    def validate_persons(self, field: SelectMultipleField) -> None:
        """Somebody is chosen, if those chosen are meant."""
        if self.whom.data is Whom.chosen and not field.data:
            raise ValidationError(_("Mark at least one person."))

    def validate_meeting_id(self, field: RowField) -> None:
        """A card for a meeting says which."""
        if self.use.data is CardUse.meeting and field.data is None:
            raise ValidationError(_("Choose the meeting."))


class CardForm(Form):
    """The code of a card, typed or scanned."""

    code = StringField(
        _l("Code of the card"),
        validators=[InputRequired(_l("Write the code of the card.")), Length(max=300)],
        filters=[stripped],
    )


class PinForm(Form):
    """A new PIN for someone who came in with a card: nothing else is asked."""

    password = PasswordField(
        _l("New password or PIN"),
        validators=[InputRequired(_l("Write a PIN or a password.")), Length(max=200)],
    )
    again = PasswordField(
        _l("The new one once more"),
        validators=[
            InputRequired(_l("Write it once more.")),
            EqualTo("password", _l("The two are not the same.")),
        ],
    )
