"""The rules of a body in plain words."""

from __future__ import annotations

from typing import Any

from wtforms import FieldList, FormField, HiddenField, IntegerField, RadioField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from assembly.meetings.forms.fields import WordField
from assembly.meetings.phrases import COMPARISONS, ITEM_KINDS, QUORUM_BASES
from assembly.meetings.rules import MAX_CALLS, ItemKind, QuorumBase, QuorumCall
from assembly.thresholds import Comparison, ShareError, Threshold, parse_share
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l

MAX_STANDING = 40
_SHARES = {
    "share_missing": _l("Write a share: a fraction such as 1/2, or a percentage."),
    "share_unreadable": _l("Write a share: a fraction such as 1/2, or a percentage."),
    "share_zero_denominator": _l("Nothing can be divided by zero."),
    "share_out_of_range": _l(
        "A share is at most the whole. Write a percentage with its sign, or a fraction such as 1/2."
    ),
    "share_unreachable": _l("More than all can never come."),
}


class Part(Form):
    """A part of a form: the token is the whole form's."""

    class Meta(Form.Meta):
        csrf = False


class CallForm(Part):
    """One call of quorum."""

    comparison = WordField(_l("Present are"), COMPARISONS, default=Comparison.more_than)
    share = StringField(
        _l("this share"),
        validators=[Length(max=20)],
        filters=[stripped],
        default="1/2",
    )
    base = WordField(_l("of"), QUORUM_BASES, default=QuorumBase.seats)
    wait_minutes = IntegerField(
        _l("Minutes to wait"),
        validators=[Optional(), NumberRange(0, 10_080, _l("From nothing to a week."))],
        default=0,
    )

    def validate_share(self, field: StringField) -> None:
        """A share that can be read, unless whoever is present is enough."""
        if self.base.data is not QuorumBase.whoever:
            try:
                self.threshold()
            except ShareError as error:
                raise ValidationError(_SHARES[error.code]) from None

    def threshold(self) -> Threshold:
        """The share with its comparison. Raises ``ShareError``."""
        if self.base.data is QuorumBase.whoever:
            return Threshold(parse_share("1/2"), Comparison.more_than)  # not looked at
        return Threshold(parse_share(self.share.data or ""), self.comparison.data)

    def call(self, number: int) -> QuorumCall:
        """The call as a rule. Raises ``ShareError``."""
        wait = self.wait_minutes.data or 0
        return QuorumCall(number, self.base.data, self.threshold(), wait if number > 1 else 0)


class StandingForm(Part):
    """One standing item."""

    id = HiddenField()
    title = StringField(
        _l("Title"),
        validators=[DataRequired(_l("Write a title, or remove the item.")), Length(max=300)],
        filters=[stripped],
    )
    kind = WordField(_l("Kind"), ITEM_KINDS, default=ItemKind.general)
    minutes = IntegerField(
        _l("Minutes planned"),
        validators=[Optional(), NumberRange(1, 1440, _l("From 1 to 1440 minutes."))],
    )


class RulesForm(Form):
    """Quorum, notice and standing items of a body."""

    calls = FieldList(FormField(CallForm), max_entries=MAX_CALLS)
    notice_days = IntegerField(
        _l("Days of notice"),
        validators=[
            InputRequired(_l("Write a number of days, 0 for none.")),
            NumberRange(0, 365, _l("From 0 to 365 days.")),
        ],
    )
    clear_days = RadioField(
        _l("How the days are counted"),
        choices=[
            SelectChoice("", _l("The day of the session counts, the day of the notice does not")),
            SelectChoice("clear", _l("Only whole days between the two count")),
        ],
    )
    notice_source = StringField(
        _l("Where this is written"), validators=[Length(max=200)], filters=[stripped]
    )
    items = FieldList(FormField(StandingForm), max_entries=MAX_STANDING)
    seen = HiddenField()  # a mark of the rules as they stood when the form was opened

    def changed(self, acts: dict[str, str]) -> bool:
        """Add, move or remove a call or a standing item as the button pressed says; nothing is saved.

        ``acts`` is what was sent. Returns whether such a button was pressed.
        """
        for name, value in acts.items():
            act, _of, what = name.partition(":")
            rows = {"call": self.calls, "item": self.items}.get(what)
            if rows is not None and act in ("add", "remove", "up", "down"):
                _rearrange(rows, act, int(value) if value.isdecimal() else -1)
                return True
        return False


def _rearrange(rows: FieldList, act: str, place: int) -> None:
    data: list[dict[str, Any]] = list(rows.data)
    if act == "add":
        if len(data) < (rows.max_entries or 0):
            rows.append_entry()
        return
    if not 0 <= place < len(data):
        return
    row = data.pop(place)
    if act != "remove":
        data.insert(max(0, place - 1 if act == "up" else place + 1), row)
    while rows.entries:
        rows.pop_entry()
    for each in data:
        rows.append_entry(each)


def share_error(error: ShareError) -> str:
    """What is wrong with a share, in words."""
    return str(_SHARES[error.code])
