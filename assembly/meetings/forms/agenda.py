"""Items of an agenda."""

from __future__ import annotations

from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from assembly.meetings.forms.fields import WordField
from assembly.meetings.phrases import ITEM_KINDS
from assembly.meetings.rules import ItemKind
from assembly.people.fields import PersonField
from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _l


class ItemForm(Form):
    """What an item is about, who presents it, how long."""

    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Write what the item is about.")), Length(max=300)],
        filters=[stripped],
    )
    kind = WordField(_l("Kind"), ITEM_KINDS, default=ItemKind.general)
    presenter = PersonField(_l("Presented by"))
    minutes_planned = IntegerField(
        _l("Minutes planned"),
        validators=[Optional(), NumberRange(1, 1440, _l("From 1 to 1440 minutes."))],
    )


class NewItemForm(ItemForm):
    """An item to add."""

    once = OnceField()


class EditItemForm(ItemForm):
    """An item to change; ``mark`` and ``was`` (its number) are what the editor saw."""

    number = IntegerField(_l("Number on the agenda"), validators=[Optional(), NumberRange(1, 999)])
    mark = HiddenField()
    was = HiddenField()
