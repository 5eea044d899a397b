"""Forms of the booth: how one comes in, and how the machine becomes the house again."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l


class CodeForm(Form):
    """The code of a card, typed or scanned."""

    code = StringField(
        _l("Code of the card"),
        validators=[InputRequired(_l("Write the code of the card.")), Length(max=300)],
        filters=[stripped],
    )


class NumberForm(Form):
    """Number and PIN."""

    login = StringField(
        _l("Name or identity number"),
        validators=[InputRequired(_l("Write your name or your number.")), Length(max=80)],
        filters=[stripped],
    )
    pin = PasswordField(
        _l("Password or PIN"),
        validators=[InputRequired(_l("Write your password or PIN.")), Length(max=200)],
    )


class LeaveForm(Form):
    """The password of who opened the booth."""

    password = PasswordField(
        _l("Password or PIN"),
        validators=[InputRequired(_l("Write your password or PIN.")), Length(max=200)],
    )
