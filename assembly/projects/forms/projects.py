"""Forms of projects, kinds, teams and targets."""

from __future__ import annotations

from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.people.fields import PersonField
from assembly.projects.forms.fields import TEXT_MOST, NumberField, options
from assembly.projects.phrases.words import KIND_WORDS, LOGS, STATUSES
from assembly.projects.rules import LogType
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")
_NAME = [DataRequired(_l("Write a name.")), Length(max=200, message=_TOO_LONG)]


class ProjectForm(Form):
    """What a project is, for whom, and by which decision."""

    name = StringField(_l("Name"), validators=_NAME, filters=[stripped])
    kind = SelectField(_l("Kind"), choices=[])
    purpose = TextAreaField(
        _l("What for"),
        validators=[Length(max=TEXT_MOST, message=_TOO_LONG)],
        filters=[stripped],
    )
    decision_id = SelectField(_l("Approved by the decision"), coerce=int)
    organization_id = SelectField(_l("Organisation that carries it"), coerce=int)
    coordinating = PersonField(_l("Who coordinates it"))
    parent_id = SelectField(_l("Part of the project"), coerce=int)
    start_date = DayField(_l("Begins"), validators=[Optional()])
    end_date = DayField(_l("Ends"), validators=[Optional()])
    budget = NumberField(_l("Budget that was approved"))
    currency = StringField(
        _l("Currency"), validators=[Length(max=20, message=_TOO_LONG)], filters=[stripped]
    )
    cap = NumberField(_l("At most for one family"))
    small_cap = NumberField(_l("At most for a family with little land"))
    small_below = NumberField(_l("Little land: less than so many hectares"))
    mark = OnceField()


class StatusForm(Form):
    """Whether a project runs, rests or is closed."""

    status = SelectField(_l("How it stands"), choices=options(STATUSES.items()))
    reason = StringField(
        _l("Why, if it is closed"),
        validators=[Length(max=TEXT_MOST, message=_TOO_LONG)],
        filters=[stripped],
    )


class MemberForm(Form):
    """Someone who joins the team."""

    who = PersonField(_l("Who"), validators=[DataRequired(_l("Write who it is."))])
    task = StringField(
        _l("What she does"), validators=[Length(max=200, message=_TOO_LONG)], filters=[stripped]
    )


class TargetForm(Form):
    """What is to be reached by when."""

    type = SelectField(_l("What counts"), choices=[])
    value = NumberField(_l("How much"), validators=[DataRequired(_l("Write how many."))])
    unit = SelectField(_l("Unit"), choices=[])
    due_on = DayField(_l("By when"), validators=[Optional()])


class RemoveForm(Form):
    """Which row is meant."""

    row = HiddenField()

    @property
    def number(self) -> int:
        """Its number; 0, which no row has, for what is none."""
        typed = self.row.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else 0


class KindForm(Form):
    """A kind of project of the commune's own."""

    name = StringField(
        _l("Name"),
        validators=[DataRequired(_l("Write a name.")), Length(max=40, message=_TOO_LONG)],
        filters=[stripped],
    )
    logs = SelectMultipleField(
        _l("What is usually noted"),
        choices=options(LOGS.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    units = TextAreaField(
        _l("Units"), validators=[Length(max=TEXT_MOST)], filters=[stripped], default="unit\nkg"
    )
    reasons = TextAreaField(
        _l("Reasons of loss"), validators=[Length(max=TEXT_MOST)], filters=[stripped]
    )
    stages = TextAreaField(
        _l("Stages, in order"), validators=[Length(max=TEXT_MOST)], filters=[stripped]
    )

    def lines(self, name: str) -> tuple[str, ...]:
        """What was written in a field, one word a line, each once."""
        typed = (self[name].data or "").splitlines()
        return tuple(dict.fromkeys(each.strip() for each in typed if each.strip()))

    def types(self) -> tuple[LogType, ...]:
        """The types chosen, in the house's order."""
        return tuple(each for each in LogType if each.value in (self.logs.data or ()))


def kind_choices(own: list[tuple[str, str]]) -> list[SelectChoice]:
    """The kinds to choose from: the house's, then the commune's own."""
    return options([*KIND_WORDS.items(), *own])
