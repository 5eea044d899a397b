"""Forms for many logs at once: typed from paper, or brought in a file."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired
from wtforms import FieldList, FormField, HiddenField, SelectField, StringField
from wtforms import Form as PlainForm
from wtforms.validators import Length, Optional

from assembly.projects.forms.fields import NumberField, options
from assembly.projects.rules import PAPER_LINES
from assembly.projects.rules.importing import Column
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _, _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class LineForm(PlainForm):
    """One line of the paper form, in its order."""

    day = DayField(_l("Day"), validators=[Optional()])
    type = SelectField(_l("What"), choices=[], validate_choice=False)
    asset = SelectField(_l("Of what"), coerce=int, choices=[], validate_choice=False)
    value = NumberField(_l("How many"))
    reason = SelectField(_l("Why lost"), choices=[], validate_choice=False)
    whom = StringField(
        _l("For whom, or where"),
        validators=[Length(max=200, message=_TOO_LONG)],
        filters=[stripped],
    )
    note = StringField(
        _l("Note"), validators=[Length(max=5000, message=_TOO_LONG)], filters=[stripped]
    )

    @property
    def written(self) -> bool:
        """Whether anything was written in this line."""
        texts = (self.value.data, self.whom.data, self.note.data)
        return any(texts) or bool(self.type.data)


class SheetForm(Form):
    """The whole paper form. It is noted as a whole, once."""

    lines = FieldList(FormField(LineForm), min_entries=PAPER_LINES, max_entries=PAPER_LINES)
    mark = OnceField()


class LogFileForm(Form):
    """A table of logs."""

    file = FileField(_l("File"), validators=[FileRequired(_l("Choose a file."))])


class AssetImportForm(Form):
    """That what was shown is written down."""

    plan = HiddenField()


class LogImportForm(Form):
    """What the columns mean, and what was shown."""

    plan = HiddenField()
    day = SelectField(_l("Day"), coerce=int)
    type = SelectField(_l("What was done"), coerce=int)
    asset = SelectField(_l("Of what"), coerce=int)
    value = SelectField(_l("How many"), coerce=int)
    unit = SelectField(_l("Unit"), coerce=int)
    reason = SelectField(_l("Why lost"), coerce=int)
    recipient = SelectField(_l("For whom"), coerce=int)
    place = SelectField(_l("Place"), coerce=int)
    note = SelectField(_l("Note"), coerce=int)
    status = SelectField(_l("Planned or done"), coerce=int)

    def offer(self, header: tuple[str, ...]) -> None:
        """The columns of the file to choose from."""
        choices = options(
            [
                (-1, _("not in the file")),
                *((place, title or "—") for place, title in enumerate(header)),
            ]
        )
        for column in Column:
            self[column.value].choices = choices

    def mapping(self) -> dict[Column, int]:
        """Which column is which."""
        found = {column: self[column.value].data for column in Column}
        return {
            column: place for column, place in found.items() if place is not None and place >= 0
        }
