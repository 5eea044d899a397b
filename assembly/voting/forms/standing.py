"""What the secretary types while a vote is open: more time, and the slips that tellers read out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from wtforms import IntegerField, StringField
from wtforms.validators import Length, NumberRange, Optional

from assembly.voting.forms.counts import AsItIsForm, why_field
from assembly.voting.phrases import ACT_PARTS
from assembly.voting.rules import ANSWERS as SAID
from assembly.voting.rules import BLANK, INVALID
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _, _l

_DAY = 24 * 60
ON_SLIPS = (*SAID, BLANK, INVALID)
_MOST = 100_000


class ExtendForm(Form):
    """How many minutes more, from now; nothing: until the secretary closes the vote."""

    minutes = IntegerField(
        _l("Minutes from now"),
        validators=[
            Optional(),
            NumberRange(1, _DAY, _l("Write a number of minutes, from 1 to 1440.")),
        ],
    )


class SlipsForm(Form):
    """A row of counts for each kind of slip, read by name: ``yes-0``, ``no-0``, …"""

    def offer(self, rows: int) -> None:
        """So many kinds of slips are counted apart."""
        self.rows = rows
        self.typed = {
            self.name(choice, row): request.form.get(self.name(choice, row), "").strip()
            for row in range(rows)
            for choice in ON_SLIPS
        }
        self.wrong: dict[str, str] = {}

    @staticmethod
    def name(choice: str, row: int) -> str:
        """The name of the field for what was chosen, in a row."""
        return f"{choice}-{row}"

    def show(self, counts: Sequence[Mapping[str, int]]) -> None:
        """Put in what was typed before."""
        for row, said in enumerate(counts):
            for choice, count in said.items():
                self.typed[self.name(choice, row)] = str(count)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a slip may say, with its words."""
        return [(choice, str(ACT_PARTS[choice])) for choice in ON_SLIPS]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whole numbers; an empty field is none."""
        good: bool = super().validate(extra_validators)
        for name, typed in self.typed.items():
            if typed and not (typed.isdecimal() and int(typed) <= _MOST):
                self.wrong[name] = _("Write a whole number.")
        return good and not self.wrong

    @property
    def counts(self) -> list[dict[str, int]]:
        """What was typed, by row."""
        return [
            {choice: int(self.typed[self.name(choice, row)] or 0) for choice in ON_SLIPS}
            for row in range(self.rows)
        ]


class CorrectSlipsForm(SlipsForm, AsItIsForm):
    """The same slips told again, and why."""

    tellers = StringField(_l("Tellers"), validators=[Length(max=300)], filters=[stripped])
    why = why_field()
