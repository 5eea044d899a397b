"""Calling an election, who stands, its rounds, counts of tellers, lots, and taking the places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.people.fields import PersonField
from assembly.voting.elections import REQUIRING, CountingRule, ElectionRule
from assembly.voting.phrases import COUNTING, METHODS, PRESETS
from assembly.voting.rules import PRESETS as NAMED
from assembly.voting.rules import Method, Preset
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _, _l

MOST_PLACES = 50
_DAY = 24 * 60


class SeatsField(SelectMultipleField):
    """Checkboxes, one for each seat."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class CallForm(Form):
    """What is elected, how many places, how it is counted."""

    mark = OnceField()
    title = StringField(
        _l("What is elected"),
        validators=[InputRequired(_l("Write what is elected.")), Length(max=300)],
        filters=[stripped],
    )
    counting = RadioField(
        _l("How it is counted"),
        choices=[SelectChoice(rule.value, words) for rule, words in COUNTING.items()],
        default=CountingRule.majority.value,
    )
    places = IntegerField(
        _l("Places"),
        validators=[
            InputRequired(_l("Write how many.")),
            NumberRange(1, MOST_PLACES, _l("Write a number from 1 to 50.")),
        ],
        default=1,
    )
    alternates = IntegerField(
        _l("Alternates"),
        validators=[Optional(), NumberRange(0, MOST_PLACES, _l("Write a number from 0 to 50."))],
        default=0,
    )
    most = IntegerField(
        _l("Candidates that a ballot may mark"),
        validators=[Optional(), NumberRange(1, MOST_PLACES, _l("Write a number from 1 to 50."))],
    )
    asked = SelectField(_l("Majority"))
    secret = BooleanField(_l("Secret"), default=True)
    seats = SeatsField(_l("Seats that the elected will hold"), coerce=int)

    def propose(self, seats: Sequence[tuple[int, str]]) -> None:
        """Offer majorities by their names, and the seats that may be filled."""
        self.asked.choices = [SelectChoice(n.value, said) for n, said in PRESETS.items()]
        self.seats.choices = [SelectChoice(seat_id, label) for seat_id, label in seats]
        if not self.is_submitted():
            self.asked.data = Preset.absolute_valid.value

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """A majority fills one place; who chooses must know how many."""
        good: bool = super().validate(extra_validators)
        if good and self.by is CountingRule.majority and (self.places.data or 1) != 1:
            self.places.errors = [_("A majority fills one place. Choose another way for more.")]
            good = False
        return good

    @property
    def by(self) -> CountingRule:
        """How it is counted."""
        return CountingRule(self.counting.data or CountingRule.majority)

    @property
    def rule(self) -> ElectionRule:
        """The rule chosen. What a count does not ask for is left out; one mark a place if nothing is said."""
        places = self.places.data or 1
        return ElectionRule(
            self.by,
            places,
            self.alternates.data or 0,
            (self.most.data or places) if self.by is CountingRule.choose else None,
            NAMED[Preset(self.asked.data)] if self.by in REQUIRING else None,
        )


class NominateForm(Form):
    """Somebody is put forward."""

    person = PersonField(_l("Who"), validators=[InputRequired(_l("Say who."))])
    nominated_by = PersonField(_l("Put forward by"))
    accepts = BooleanField(_l("Is there and accepts"), default=True)


class RoundForm(Form):
    """How a round is voted."""

    mark = OnceField()
    method = RadioField(_l("How"))
    minutes = IntegerField(
        _l("Closes by itself after (minutes)"),
        validators=[
            Optional(),
            NumberRange(1, _DAY, _l("Write a number of minutes, from 1 to 1440.")),
        ],
    )

    def offer(self, *, secret: bool) -> None:
        """The ways that are secret, or those that are open."""
        ways = (
            (Method.secret_paper, Method.secret_ballots)
            if secret
            else (Method.show_of_hands, Method.open_ballots)
        )
        self.method.choices = [SelectChoice(way.value, METHODS[way]) for way in ways]
        if not self.is_submitted():
            self.method.data = ways[0].value

    @property
    def by(self) -> Method:
        """The way chosen."""
        return Method(self.method.data)


class LotForm(Form):
    """Who was drawn."""

    drawn = RadioField(
        _l("Drawn"), coerce=int, validators=[InputRequired(_l("Choose who was drawn."))]
    )

    def offer(self, among: Sequence[tuple[int, str]]) -> None:
        """Those among whom the lot was drawn."""
        self.drawn.choices = [SelectChoice(number, name) for number, name in among]


class InstallForm(Form):
    """From when, until when; ``install_form`` adds the seat of each one."""

    start = DayField(_l("From"), validators=[InputRequired(_l("Write a date."))])
    end = DayField(_l("Until"), validators=[Optional()])


def install_form(
    elected: Sequence[tuple[int, str, int | None]], seats: Sequence[tuple[int, str]]
) -> InstallForm:
    """Each one elected (number, name, seat proposed) with a choice of the seats that are filled."""
    fields = {
        f"seat_{number}": SelectField(
            name,
            coerce=int,
            choices=[SelectChoice(seat_id, label) for seat_id, label in seats],
            default=seat_id,
        )
        for number, name, seat_id in elected
        if seats
    }
    return type("InstallEach", (InstallForm,), fields)()
