"""Forms about people and signing in."""

from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import InputRequired, Length

from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l


class LoginForm(Form):
    """Name or identity number, and password or PIN."""

    login = StringField(
        _l("Name or identity number"),
        validators=[InputRequired(_l("Write your name or your number.")), Length(max=80)],
        filters=[stripped],
    )
    password = PasswordField(
        _l("Password or PIN"),
        validators=[InputRequired(_l("Write your password or PIN.")), Length(max=200)],
    )
    next = HiddenField()
