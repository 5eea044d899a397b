"""Forms of money. Amounts stay as they were typed; the view reads them by the language of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, Optional

from assembly.money.rules import EntryKind
from assembly.people.fields import PersonField
from assembly.web.forms import DayField, Form, OnceField, stripped
from assembly.web.i18n import _l

TYPED: dict[str, object] = {
    EntryKind.income.value: _l("Income"),
    EntryKind.expense.value: _l("Expense"),
    EntryKind.in_kind.value: _l("Gift in kind"),
    EntryKind.opening.value: _l("Opening balance"),
}
PARTS = 6
"""Lines offered for the parts of a debt and the shares of a surplus."""


def _day() -> DayField:
    """The day on which something was."""
    return DayField(_l("Day"), validators=[InputRequired(_l("Say the day."))])


def _currency() -> StringField:
    """A currency, typed, with proposals."""
    return StringField(
        _l("Currency"),
        validators=[InputRequired(_l("Say in which currency.")), Length(max=20)],
        filters=[stripped],
    )


class _Row(SelectField):
    """A row chosen by its id; 0 is none."""

    def __init__(self, label: object = None, **kwargs: object) -> None:
        super().__init__(label, coerce=int, choices=[], **kwargs)

    def offer(self, rows: Iterable[tuple[int, str]], *, none: object = None) -> None:
        """Offer these; ``none`` are the words for none of them."""
        first = [SelectChoice(0, none)] if none is not None else []
        self.choices = first + [SelectChoice(key, name) for key, name in rows]


class _Money(Form):
    """A day, an amount, a currency, and what it is for: what all movements of money share."""

    day = _day()
    amount = StringField(
        _l("Amount"),
        validators=[InputRequired(_l("Write the amount.")), Length(max=40)],
        filters=[stripped],
    )
    currency = _currency()
    what = StringField(
        _l("What for"),
        validators=[InputRequired(_l("Say what it is for.")), Length(max=300)],
        filters=[stripped],
    )
    as_it_is = StringField(
        _l("Record it all the same, because"), validators=[Length(max=500)], filters=[stripped]
    )
    mark = OnceField()

    def propose(self, *, day: date, currency: str) -> None:
        """Fill in what is most likely, while nothing was typed."""
        if not self.is_submitted():
            self.day.data = day
            self.currency.data = currency


class EntryForm(_Money):
    """Money came or went, or goods were given."""

    kind = RadioField(
        _l("What is it"),
        choices=[SelectChoice(value, words) for value, words in TYPED.items()],
        default=EntryKind.expense.value,
    )
    party = PersonField(_l("From or to whom"))
    category = StringField(_l("Under which word"), validators=[Length(max=80)], filters=[stripped])
    voucher = StringField(
        _l("Number of the voucher"), validators=[Length(max=80)], filters=[stripped]
    )
    goods = StringField(
        _l("What was given, how much"), validators=[Length(max=200)], filters=[stripped]
    )
    project = _Row(_l("Project"))
    decision = _Row(_l("By which decision"))
    rate = StringField(
        _l("Rate of the day: one unit is worth"), validators=[Length(max=40)], filters=[stripped]
    )
    rate_currency = StringField(_l("in"), validators=[Length(max=20)], filters=[stripped])
    rate_source = StringField(_l("by"), validators=[Length(max=200)], filters=[stripped])


class ReverseForm(Form):
    """Undo an entry, with the reason."""

    day = _day()
    reason = StringField(
        _l("Why it is undone"),
        validators=[InputRequired(_l("Write why.")), Length(max=300)],
        filters=[stripped],
    )


class FundForm(Form):
    """A fund."""

    name = StringField(
        _l("Name of the fund"),
        validators=[InputRequired(_l("Give the fund a name.")), Length(max=120)],
        filters=[stripped],
    )
    purpose = StringField(_l("What it is for"), validators=[Length(max=300)], filters=[stripped])
    active = BooleanField(_l("In use"), default=True)
    mark = OnceField()


class CountForm(Form):
    """The cash as it was counted."""

    day = _day()
    amount = StringField(
        _l("Counted"),
        validators=[InputRequired(_l("Write what was counted.")), Length(max=40)],
        filters=[stripped],
    )
    currency = _currency()
    counted_by = StringField(_l("Counted by"), validators=[Length(max=200)], filters=[stripped])
    note = StringField(_l("Note"), validators=[Length(max=500)], filters=[stripped])
    mark = OnceField()


class TransferForm(_Money):
    """From this fund into another."""

    target = _Row(_l("Into which fund"))


class ExchangeForm(_Money):
    """From one currency into another, in the same fund."""

    received = StringField(
        _l("Received"),
        validators=[InputRequired(_l("Write the amount.")), Length(max=40)],
        filters=[stripped],
    )
    received_currency = StringField(
        _l("Currency received"),
        validators=[InputRequired(_l("Say in which currency.")), Length(max=20)],
        filters=[stripped],
    )


class SumForm(Form):
    """The sum that a decision approves."""

    amount = StringField(
        _l("Approved for spending"),
        validators=[InputRequired(_l("Write the amount.")), Length(max=40)],
        filters=[stripped],
    )
    currency = _currency()


class PartForm(PlainForm):
    """A part of a debt and when it is due."""

    amount = StringField(_l("Amount"), validators=[Length(max=40)], filters=[stripped])
    due_on = DayField(_l("Due on"), validators=[Optional()])


class DebtForm(Form):
    """What somebody owes, and in which parts it is paid back."""

    debtor = PersonField(_l("Who owes it"), validators=[InputRequired(_l("Say who owes it."))])
    day = DayField(_l("Since"), validators=[InputRequired(_l("Say the day."))])
    what = StringField(
        _l("What for"),
        validators=[InputRequired(_l("Say what it is for.")), Length(max=300)],
        filters=[stripped],
    )
    unit = StringField(
        _l("In money or in what"),
        validators=[
            InputRequired(_l("Say of what: money, plants, kilos, workdays.")),
            Length(max=20),
        ],
        filters=[stripped],
    )
    parts = FieldList(FormField(PartForm), min_entries=PARTS, max_entries=PARTS)
    project = _Row(_l("Project"))
    fund = _Row(_l("Lent out of the fund"))
    decision = _Row(_l("By which decision"))
    as_it_is = StringField(
        _l("Record it all the same, because"), validators=[Length(max=500)], filters=[stripped]
    )
    mark = OnceField()


class RepayForm(Form):
    """Something was paid back."""

    day = _day()
    amount = StringField(
        _l("Counts for"),
        validators=[InputRequired(_l("Write the amount.")), Length(max=40)],
        filters=[stripped],
    )
    paid_as = StringField(
        _l("If it came in another form"), validators=[Length(max=200)], filters=[stripped]
    )
    fund = _Row(_l("Into the fund"))
    mark = OnceField()


class ShareForm(PlainForm):
    """A share of a surplus."""

    name = StringField(_l("For what"), validators=[Length(max=120)], filters=[stripped])
    share = StringField(_l("Share"), validators=[Length(max=20)], filters=[stripped])


class SurplusForm(Form):
    """A surplus and how the assembly divided it."""

    day = _day()
    amount = StringField(
        _l("Amount"),
        validators=[InputRequired(_l("Write the amount.")), Length(max=40)],
        filters=[stripped],
    )
    currency = _currency()
    decision = _Row(_l("By which decision"))
    project = _Row(_l("Of which project"))
    shares = FieldList(FormField(ShareForm), min_entries=PARTS, max_entries=PARTS)
    mark = OnceField()

    def offer_usual(self, funds: Sequence[str]) -> None:
        """Name the funds that are there, while nothing was typed."""
        if not self.is_submitted():
            for line, name in zip(self.shares, funds, strict=False):
                line.form.name.data = name


class OpinionForm(Form):
    """The oversight council's opinion."""

    text = TextAreaField(
        _l("Opinion of the oversight council"),
        validators=[InputRequired(_l("Write the opinion.")), Length(max=20_000)],
        filters=[stripped],
    )
    mark = OnceField()
