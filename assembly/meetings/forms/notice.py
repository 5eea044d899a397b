"""Notice that was given."""

from __future__ import annotations

from wtforms import SelectMultipleField, StringField
from wtforms.validators import Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.meetings.forms.fields import WordField
from assembly.meetings.phrases import NOTICE_MEANS
from assembly.meetings.rules import NoticeMeans
from assembly.web.forms import DayField, Form, stripped
from assembly.web.i18n import _l


class NoticeForm(Form):
    """To whom, how, by whom and when; several at once with the same."""

    organizations = SelectMultipleField(
        _l("Organisations"),
        coerce=int,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    recipient = StringField(
        _l("Somebody else, or a place"), validators=[Length(max=200)], filters=[stripped]
    )
    means = WordField(_l("How"), NOTICE_MEANS, default=NoticeMeans.personal)
    given_by = StringField(_l("By whom"), validators=[Length(max=200)], filters=[stripped])
    given_on = DayField(_l("On what day"), validators=[Optional()])
    note = StringField(_l("Note"), validators=[Length(max=300)], filters=[stripped])
