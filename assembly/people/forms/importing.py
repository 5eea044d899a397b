"""Forms of the import: the file, then what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from assembly.people import import_phrases, phrases
from assembly.people.rules.importing import Column, Seating
from assembly.people.rules.kinds import Classification
from assembly.web.forms import Form
from assembly.web.i18n import _, _l


class ImportFileForm(Form):
    """The file that someone brings."""

    file = FileField(
        _l("File"), validators=[FileRequired(_l("Choose a file: CSV, XLSX, XLS or ODS."))]
    )


class ImportForm(Form):
    """What each column means, and what becomes of the persons. One select per meaning."""

    plan = HiddenField()
    seating = SelectField(_l("Seats"))
    classification = SelectField(
        _l("New organisations are"),
        choices=[
            SelectChoice(each.value, phrases.CLASSIFICATIONS[each]) for each in Classification
        ],
        default=Classification.communal_council.value,
    )

    def offer(self, header: Sequence[str], *, seats: bool) -> None:
        """Let each meaning be taken from one of these columns; where there are ``seats``, let them be filled."""
        self.seating.choices = [
            SelectChoice(each.value, import_phrases.SEATINGS[each])
            for each in Seating
            if seats or each is Seating.none
        ]
        titles = [SelectChoice("", _("— not in this file —"))]
        titles += [
            SelectChoice(
                str(index), title or _("column %(number)s without a title", number=index + 1)
            )
            for index, title in enumerate(header)
        ]
        for column in Column:
            self[column.value].choices = titles

    def mapping(self) -> dict[Column, int]:
        """The column chosen for each meaning."""
        return {
            column: int(self[column.value].data)
            for column in Column
            if (self[column.value].data or "").isdecimal()
        }


for _column in Column:
    setattr(
        ImportForm,
        _column.value,
        SelectField(import_phrases.COLUMNS[_column], choices=[], validate_choice=True),
    )
