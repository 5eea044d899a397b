"""Forms of attachments."""

from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, StringField
from wtforms.validators import Length

from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _l

_LONG = _l("Too long: %(max)d characters at most.")


class AttachForm(Form):
    """A file, what it is, and whether it is for everybody."""

    once = OnceField()
    file = FileField(_l("File"), [FileRequired(_l("Choose a file."))])
    title = StringField(_l("What it is"), [Length(max=300, message=_LONG)], filters=[stripped])
    restricted = BooleanField(
        _l("It shows identity numbers or signatures: only for who keeps the record")
    )


class WithdrawForm(Form):
    """Why a file is taken off."""

    reason = StringField(_l("Why"), [Length(max=1000, message=_LONG)], filters=[stripped])
