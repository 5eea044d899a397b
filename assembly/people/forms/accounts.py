"""Forms of accounts: what the administrator gives, and what a person changes herself."""

from wtforms import BooleanField, PasswordField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, InputRequired, Length

from assembly.people.forms.fields import RowField
from assembly.people.phrases import ROLES
from assembly.people.rules import GRANTABLE
from assembly.roles import Role
from assembly.web.forms import Form, stripped
from assembly.web.i18n import LANGUAGES, _l


class AccountForm(Form):
    """A login name and a first, or new, password."""

    login = StringField(
        _l("Login name"),
        validators=[InputRequired(_l("Write a login name.")), Length(max=80)],
        filters=[stripped],
    )
    password = StringField(
        _l("PIN or password"),
        validators=[InputRequired(_l("Write a PIN or a password.")), Length(max=200)],
    )
    administrator = BooleanField(_l("Administrator of the whole house"))


class RoleForm(Form):
    """A role in a body."""

    role = SelectField(
        _l("Role"),
        coerce=Role,
        choices=[SelectChoice(role.value, ROLES[role]) for role in GRANTABLE],
    )
    body_id = RowField(_l("In which body"), validators=[InputRequired(_l("Choose the body."))])


class PasswordForm(Form):
    """A person's own new password: the old one, and the new one twice."""

    old = PasswordField(
        _l("Password or PIN so far"),
        validators=[InputRequired(_l("Write your password or PIN.")), Length(max=200)],
    )
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


class LanguageForm(Form):
    """The language of the pages."""

    language = SelectField(
        _l("Language"),
        choices=[
            SelectChoice("", _l("as the browser says")),
            *(SelectChoice(code, name) for code, name in LANGUAGES.items()),
        ],
    )
