"""Forms of minutes."""

from wtforms import IntegerField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from assembly.minutes.rules import LONGEST
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l

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
