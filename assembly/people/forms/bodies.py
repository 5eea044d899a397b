"""The form of a body."""

from __future__ import annotations

import zoneinfo
from functools import cache

from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from assembly.people.forms.fields import RowField
from assembly.people.phrases import ELECTORATES, PAPERS
from assembly.people.rules import Electorate, Paper
from assembly.web.forms import Form, stripped
from assembly.web.i18n import LANGUAGES, _l

_REGIONS = (
    *("America", "Africa", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian"),
    "Pacific",
)
_MOST_PEOPLE = 100_000_000


@cache
def timezones() -> list[SelectChoice]:
    """The time zones of the world by region, as places."""
    rows = [SelectChoice("UTC", "UTC")]
    for region in _REGIONS:
        names = [each for each in zoneinfo.available_timezones() if each.startswith(f"{region}/")]
        rows += [
            SelectChoice(
                each, each.split("/", 1)[1].replace("_", " ").replace("/", ", "), optgroup=region
            )
            for each in sorted(names)
        ]
    return rows


class BodyForm(Form):
    """How a body is made up, and how its pages and papers are written."""

    name = StringField(
        _l("Name"),
        validators=[InputRequired(_l("Write a name.")), Length(max=200)],
        filters=[stripped],
    )
    organization_id = RowField(
        _l("Organisation"), validators=[InputRequired(_l("Choose the organisation."))]
    )
    electorate = RadioField(
        _l("Who makes it up"),
        coerce=Electorate,
        choices=[SelectChoice(kind.value, words) for kind, words in ELECTORATES.items()],
        default=Electorate.seats,
    )
    census = IntegerField(
        _l("People counted by the census"),
        validators=[Optional(), NumberRange(min=0, max=_MOST_PEOPLE)],
    )
    place = StringField(_l("Usual place"), validators=[Length(max=200)], filters=[stripped])
    timezone = SelectField(_l("Time zone"), choices=timezones, default="America/Caracas")
    language = SelectField(
        _l("Language of its papers"),
        choices=[SelectChoice(code, name) for code, name in LANGUAGES.items()],
        default="es",
    )
    paper = SelectField(
        _l("Paper"),
        coerce=Paper,
        choices=[SelectChoice(size.value, words) for size, words in PAPERS.items()],
        default=Paper.letter,
    )
    active = BooleanField(_l("It still meets"), default=True)
