"""The form of a person."""

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from assembly.people.forms.fields import RowField
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l


class PersonForm(Form):
    """What is known of a person. Only the name is needed."""

    name = StringField(
        _l("Full name"),
        validators=[InputRequired(_l("Write a name.")), Length(max=200)],
        filters=[stripped],
    )
    identity_number = StringField(
        _l("Identity number"), validators=[Length(max=60)], filters=[stripped]
    )
    organization_id = RowField(_l("Organisation"), empty=_l("none"))
    phone = StringField(_l("Phone"), validators=[Length(max=60)], filters=[stripped])
    email = StringField(
        _l("E-mail"),
        validators=[
            Optional(),
            Length(max=200),
            Regexp(r"[^@\s]+@[^@\s]+$", message=_l("This is not an e-mail address.")),
        ],
        filters=[stripped],
    )
    note = TextAreaField(_l("Note"), validators=[Length(max=2000)], filters=[stripped])
    namesake = BooleanField(_l("It is another person with the same name"))
