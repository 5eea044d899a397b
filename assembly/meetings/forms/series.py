"""A series in plain words."""

from __future__ import annotations

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TimeField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.meetings.forms.fields import WordField, choices_of
from assembly.meetings.phrases import NTH, PATTERNS, WEEKDAYS
from assembly.meetings.rules import Pattern, Recurrence, Weekday, monthly, weekly
from assembly.web.forms import DayField, Form, stripped
from assembly.web.i18n import _l


class SeriesForm(Form):
    """What recurs, on which days, at what hour."""

    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Write a name.")), Length(max=200)],
        filters=[stripped],
    )
    pattern = RadioField(
        _l("How it recurs"), choices=choices_of(PATTERNS), coerce=Pattern, default=Pattern.weekly
    )
    weeks = IntegerField(
        _l("Every so many weeks"),
        validators=[Optional(), NumberRange(1, 52, _l("From 1 to 52 weeks."))],
        default=1,
    )
    days = SelectMultipleField(
        _l("On these days"),
        choices=choices_of(WEEKDAYS),
        coerce=Weekday,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    nth = SelectField(
        _l("On the"),
        choices=choices_of({str(nth): word for nth, word in NTH.items()}),
        coerce=int,
        default=1,
    )
    day = WordField(_l("weekday"), WEEKDAYS, default=Weekday.wednesday)
    months = IntegerField(
        _l("Every so many months"),
        validators=[Optional(), NumberRange(1, 24, _l("From 1 to 24 months."))],
        default=1,
    )
    rule = StringField(_l("Rule"), validators=[Length(max=300)], filters=[stripped])
    start_time = TimeField(
        _l("Begins at"), validators=[InputRequired(_l("Write the hour, such as 9:00."))]
    )
    first_date = DayField(
        _l("First day"), validators=[InputRequired(_l("Write from which day on."))]
    )
    until = DayField(_l("Last day"), validators=[Optional()])
    place = StringField(_l("Place"), validators=[Length(max=200)], filters=[stripped])

    seen = HiddenField()  # a mark of the series as it was when the form was opened

    def validate_days(self, field: SelectMultipleField) -> None:
        """A weekly series needs a day."""
        if self.pattern.data is Pattern.weekly and not field.data:
            raise ValidationError(_l("Mark at least one day."))

    def validate_rule(self, field: StringField) -> None:
        """A typed rule must be there; whether it can be used is for the action to say."""
        if self.pattern.data is Pattern.typed and not field.data:
            raise ValidationError(_l("Write the rule."))

    def validate_until(self, field: DayField) -> None:
        """The end comes after the beginning."""
        if field.data and self.first_date.data and field.data < self.first_date.data:
            raise ValidationError(_l("The last day lies before the first."))

    def rule_text(self) -> str:
        """The RFC 5545 rule that was described. A typed one says its own end."""
        if self.pattern.data is Pattern.weekly:
            days = tuple(self.days.data)
            return weekly(days, interval=self.weeks.data or 1, until=self.until.data).text
        if self.pattern.data is Pattern.monthly:
            months = self.months.data or 1
            return monthly(
                self.nth.data, self.day.data, interval=months, until=self.until.data
            ).text
        end = f";UNTIL={self.until.data:%Y%m%d}" if self.until.data else ""
        return f"{self.rule.data or ''}{end}"

    def show_rule(self, rule: Recurrence) -> None:
        """Fill in the words of a stored rule."""
        self.pattern.data = rule.pattern
        if rule.pattern is Pattern.weekly:
            self.weeks.data, self.days.data = rule.interval, list(rule.days)
        elif rule.pattern is Pattern.monthly:
            self.months.data, self.nth.data = rule.interval, rule.nth
            self.day.data = rule.days[0]
        else:
            self.rule.data = rule.text
        if rule.pattern is not Pattern.typed:
            self.until.data = rule.until
