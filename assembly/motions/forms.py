"""Forms of motions and decisions."""

from __future__ import annotations

from flask_babel import LazyString
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from assembly.people.fields import PersonField
from assembly.web.forms import ROW, Form, OnceField, stripped
from assembly.web.i18n import _l

_LONGEST = 20_000
_TOO_LONG: LazyString = _l("This is too long: at most %(max)d characters.")


class _Motion(Form):
    """What every text that is put has."""

    text = TextAreaField(
        _l("Text put to the vote"),
        validators=[
            DataRequired(_l("Write the text that is put to the vote.")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
    mover = PersonField(_l("Moved by"))
    seconder = PersonField(_l("Seconded by"))
    reason = TextAreaField(
        _l("Reason"),
        validators=[Length(max=_LONGEST, message=_TOO_LONG)],
        filters=[stripped],
    )
    special = BooleanField(_l("It needs the special majority"))
    mark = OnceField()
    next = HiddenField()


class MotionForm(_Motion):
    """A motion, new or edited. ``version`` is the text that was edited."""

    title = StringField(
        _l("What it is about"),
        validators=[Length(max=300, message=_TOO_LONG)],
        filters=[stripped],
    )
    version = IntegerField(validators=[ROW], widget=HiddenInput(), default=0)


class OrderForm(Form):
    """A point of order (*moción de orden*): who asks for what."""

    text = TextAreaField(
        _l("What is asked for"),
        validators=[
            DataRequired(_l("Write what is asked for.")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
    mover = PersonField(_l("Moved by"))
    mark = OnceField()
    next = HiddenField()


class AmendmentForm(_Motion):
    """An amendment: the whole text as it would read. ``item`` is the one in which it is proposed."""

    item = IntegerField(validators=[Optional(), ROW], widget=HiddenInput())


class MoveForm(Form):
    """Withdraw, defer, refer: the status is the button's."""

    status = HiddenField()
    item = IntegerField(validators=[Optional(), ROW])
    next = HiddenField()


class AnnulForm(Form):
    """Which later decision annuls one, and why."""

    by = SelectField(_l("Annulled by"), coerce=int)
    reason = TextAreaField(
        _l("Reason"),
        validators=[
            DataRequired(_l("Write why.")),
            Length(max=_LONGEST, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
