"""The form of an organization."""

from wtforms import SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length

from assembly.people.forms.fields import OptionalDate, RowField
from assembly.people.phrases import CLASSIFICATIONS
from assembly.people.rules import Classification
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l


class OrganizationForm(Form):
    """What an organization is called, what it is, and where it lies."""

    name = StringField(
        _l("Name"),
        validators=[InputRequired(_l("Write a name.")), Length(max=200)],
        filters=[stripped],
    )
    classification = SelectField(
        _l("Kind"),
        coerce=Classification,
        choices=[SelectChoice(kind.value, words) for kind, words in CLASSIFICATIONS.items()],
        default=Classification.communal_council,
    )
    parent_id = RowField(_l("Belongs to"), empty=_l("nothing above it"))
    place = StringField(_l("Place"), validators=[Length(max=200)], filters=[stripped])
    dissolution_date = OptionalDate(_l("Dissolved on"))
