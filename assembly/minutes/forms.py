"""Forms of minutes."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    FileField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from assembly.minutes.rules import (
    ALWAYS,
    LONGEST,
    MOST_LEAVES,
    USUAL_LEAVES,
    Part,
    Sides,
    in_order,
)
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_NEEDED = InputRequired(message=_l("Type a number."))
_NUMBER = _l("A whole number from %(min)s to %(max)s.")
_TOO_LONG = Length(max=LONGEST, message=_l("Too long: %(max)d characters at most."))


class ClosingForm(Form):
    """Closing the minutes. The number is asked for only where a body closes its first ones."""

    number = IntegerField(
        _l("Number of these minutes"),
        [
            Optional(),
            NumberRange(1, 99_999, message=_l("A whole number from 1 to 99,999.")),
        ],
    )


class WordingForm(Form):
    """How minutes open and close, in both languages."""

    es_opening = TextAreaField(_l("Opening, in Spanish"), [_TOO_LONG], filters=[stripped])
    es_closing = TextAreaField(_l("Closing, in Spanish"), [_TOO_LONG], filters=[stripped])
    en_opening = TextAreaField(_l("Opening, in English"), [_TOO_LONG], filters=[stripped])
    en_closing = TextAreaField(_l("Closing, in English"), [_TOO_LONG], filters=[stripped])


class VerifyForm(Form):
    """A paper's check code, or a file."""

    code = StringField(_l("Check code"), [Optional(), Length(max=200)], filters=[stripped])
    file = FileField(_l("or the file (PDF)"))


class ReopenForm(Form):
    """Taking closed minutes up again."""

    reason = TextAreaField(_l("Why"), [_TOO_LONG], filters=[stripped])


class SignaturesForm(Form):
    """On which day the paper was signed. What became of each signature stands beside each name."""

    signed_on = DayField(
        _l("Signed on"), [InputRequired(message=_l("Say on which day it was signed."))]
    )


class ApproveForm(Form):
    """By which vote of a later session the minutes were approved."""

    vote = SelectField(_l("Approved by the vote"), coerce=int)


class NoteForm(Form):
    """A marginal note. ``approved_by`` is a vote (v12) or a session without a counted one (m7)."""

    mark = OnceField()
    item = SelectField(_l("About"), coerce=int)
    text = TextAreaField(
        _l("The note"),
        [InputRequired(message=_l("Write the note.")), _TOO_LONG],
        filters=[stripped],
    )
    approved_by = SelectField(
        _l("Approved"),
        [InputRequired(message=_l("Choose the later session in which it was approved."))],
    )


class VolumeForm(Form):
    """Opening a volume of the book of minutes."""

    number = IntegerField(_l("Volume"), [_NEEDED, NumberRange(1, 9999, message=_NUMBER)])
    leaves = IntegerField(
        _l("Leaves in all"),
        [_NEEDED, NumberRange(2, MOST_LEAVES, message=_NUMBER)],
        default=USUAL_LEAVES,
    )
    first_leaf = IntegerField(
        _l("First free leaf"), [_NEEDED, NumberRange(1, MOST_LEAVES, message=_NUMBER)], default=1
    )
    from_number = IntegerField(
        _l("It begins with no."), [Optional(), NumberRange(1, 99_999, message=_NUMBER)]
    )
    sides = SelectField(_l("Printed"), default=Sides.one.value)


class LayoutForm(Form):
    """Which parts are printed, and the place of each. The fields are named after the parts."""

    def show(self, parts: Sequence[Part]) -> None:
        """Put stored parts into the fields; those that are not printed come after."""
        rest = [part for part in Part if part not in parts]
        for place, part in enumerate((*parts, *rest), 1):
            self[f"print_{part}"].data = part in parts
            self[f"place_{part}"].data = place

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts that are chosen, in their order."""
        return in_order(
            {
                part: self[f"place_{part}"].data or len(Part)
                for part in Part
                if self[f"print_{part}"].data or part in ALWAYS
            }
        )


for _part in Part:
    setattr(LayoutForm, f"print_{_part}", BooleanField(_l("Print it")))
    setattr(
        LayoutForm,
        f"place_{_part}",
        IntegerField(_l("Place"), [Optional(), NumberRange(1, 9, message=_NUMBER)]),
    )
