"""Forms of commitments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from wtforms import HiddenField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from assembly.people.fields import PersonField
from assembly.people.rules import fold
from assembly.web.forms import ROW, DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

_TOO_LONG = _l("This is too long: at most %(max)d characters.")


class ResponsibleField(PersonField):
    """A person, or an organisation of the house, by name; anything else is a free name."""

    organizations: Mapping[str, int] = MappingProxyType({})

    def offer_organizations(self, known: Iterable[tuple[int, str]]) -> None:
        """Propose these too, after the people."""
        self.organizations = {name: key for key, name in known}

    @property
    def options(self) -> list[str]:
        """The people, then the organisations."""
        return [*super().options, *self.organizations]

    @property
    def organization_id(self) -> int | None:
        """The organisation that the text names, if it names no person."""
        if self.person_id is not None:
            return None
        typed = fold(self.data or "")
        return next((key for name, key in self.organizations.items() if fold(name) == typed), None)

    @property
    def free_name(self) -> str:
        """What was typed, if it means nobody known."""
        return "" if self.organization_id is not None else super().free_name


class CommitmentForm(Form):
    """Who does what by when, in the order in which it is said in the hall."""

    responsible = ResponsibleField(
        _l("Who"), validators=[DataRequired(_l("Write who will do it."))]
    )
    text = StringField(
        _l("What"),
        validators=[
            DataRequired(_l("Write what is to be done.")),
            Length(max=2000, message=_TOO_LONG),
        ],
        filters=[stripped],
    )
    due_on = DayField(_l("By when"), validators=[Optional()])
    decision = SelectField(_l("For which decision"), coerce=int)
    mark = OnceField()
    next = HiddenField()


class ReportForm(Form):
    """What became of a commitment. The button says which: done, carried on, dropped."""

    note = TextAreaField(
        _l("Note"), validators=[Length(max=5000, message=_TOO_LONG)], filters=[stripped]
    )
    due_on = DayField(_l("New date"), validators=[Optional()])
    status = HiddenField()
    meeting = IntegerField(validators=[Optional(), ROW], widget=HiddenInput())
    next = HiddenField()
