"""What is asked before slips and a gazette are printed. Sent by GET: nothing is stored."""

from wtforms import (
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, ValidationError

from assembly.printing.phrases import MARKINGS
from assembly.printing.rules import (
    LONGEST_NAME,
    MOST_NAMES,
    MOST_SLIPS,
    MOST_WEIGHT,
    PER_SHEET,
    Marking,
    names_on,
)
from assembly.web.forms import DayField, Form, stripped
from assembly.web.i18n import _, _l

_SLIPS = NumberRange(1, MOST_SLIPS, message=_l("A number from %(min)s to %(max)s."))
_DAY = _l("Write a date.")


class _Asked(Form):
    class Meta(Form.Meta):
        csrf = False  # it changes nothing


class BallotsForm(_Asked):
    """How many slips."""

    count = IntegerField(_l("How many"), [InputRequired(_SLIPS.message), _SLIPS])


class ElectionBallotsForm(BallotsForm):
    """Slips with names to choose from."""

    office = StringField(
        _l("What is elected"),
        [InputRequired(_l("Write what is elected.")), Length(max=LONGEST_NAME)],
        filters=[stripped],
    )
    names = TextAreaField(_l("Candidates, one a line"), filters=[stripped])
    how = RadioField(
        _l("How it is marked"),
        choices=[SelectChoice(each.value, words) for each, words in MARKINGS.items()],
        default=Marking.crosses.value,
    )
    choose = IntegerField(
        _l("How many may be marked"),
        [InputRequired(_l("Write a number.")), NumberRange(1, MOST_NAMES)],
        default=1,
    )
    weight = IntegerField(
        _l("Votes that a slip counts"),
        [Optional(), NumberRange(1, MOST_WEIGHT, message=_SLIPS.message)],
        default=1,
    )
    per_sheet = SelectField(
        _l("Slips on a sheet"),
        choices=[
            SelectChoice("0", _l("as many as fit")),
            *(SelectChoice(str(each), str(each)) for each in PER_SHEET),
        ],
        default="0",
    )

    def validate_names(self, field: TextAreaField) -> None:
        """Two at least, and as many as fit on a slip."""
        names = names_on(field.data or "")
        if not 1 <= len(names) <= MOST_NAMES:
            raise ValidationError(
                _("Write the candidates, one a line; %(most)s at most.", most=MOST_NAMES)
            )
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(
                _("A name is too long: %(most)s letters at most.", most=LONGEST_NAME)
            )
        crosses = self.how.data == Marking.crosses
        if crosses and (self.choose.data or 1) > len(names):
            self.choose.errors = [_("There are fewer candidates.")]
            raise ValidationError(_("There are fewer candidates than may be marked."))


class GazetteForm(_Asked):
    """Which period, and the number of the issue."""

    since = DayField(_l("From"), [InputRequired(_DAY)])
    until = DayField(_l("To"), [InputRequired(_DAY)])
    number = IntegerField(_l("Number of the issue"), [Optional(), NumberRange(1, 99_999)])

    def validate_until(self, field: DayField) -> None:
        """Not before it begins."""
        if self.since.data and field.data and field.data < self.since.data:
            raise ValidationError(_("The end lies before the beginning."))
