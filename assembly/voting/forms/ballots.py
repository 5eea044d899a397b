"""Opening a vote whose ballots are cast one by one, and a ballot."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from wtforms import (
    HiddenField,
    IntegerField,
    RadioField,
    SelectChoice,
    TextAreaField,
)
from wtforms.validators import Length, NumberRange, Optional

from assembly.voting.forms.majorities import MajorityForm
from assembly.voting.phrases import GROUP_RULES, METHODS
from assembly.voting.rules import CAST_ONE_BY_ONE, GroupRule, Method
from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _, _l

MOST_QUESTIONS = 12
_DAY = 24 * 60


class OpenForm(MajorityForm):
    """What is asked, openly or secretly, by which majority, for how long."""

    mark = OnceField()
    question = TextAreaField(
        _l("What is put to the vote"), validators=[Length(max=20_000)], filters=[stripped]
    )
    method = RadioField(
        _l("How"),
        choices=[SelectChoice(m.value, METHODS[m]) for m in METHODS if m in CAST_ONE_BY_ONE],
        default=Method.open_ballots.value,
    )
    group_rule = RadioField(
        _l("Organisations"),
        choices=[SelectChoice(each.value, words) for each, words in GROUP_RULES.items()],
        default=GroupRule.none.value,
    )
    minutes = IntegerField(
        _l("Closes by itself after (minutes)"),
        validators=[
            Optional(),
            NumberRange(1, _DAY, _l("Write a number of minutes, from 1 to 1440.")),
        ],
    )

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Not more questions than a phone can show."""
        good: bool = super().validate(extra_validators)
        if len(self.questions) > MOST_QUESTIONS:
            self.question.errors = [
                _("These are more than %(most)s questions: divide them.", most=MOST_QUESTIONS)
            ]
            good = False
        return good

    @property
    def by(self) -> Method:
        """How the ballots are cast."""
        return Method(self.method.data)

    @property
    def questions(self) -> list[str]:
        """The questions typed: an empty line divides them."""
        parts = re.split(r"\n\s*\n", self.question.data or "")
        return [part.strip() for part in parts if part.strip()]

    def numbers(self, count: int) -> list[uuid.UUID]:
        """The number of each vote that the form makes; sent twice, it makes them once."""
        first = self.mark.uuid
        return [first, *(uuid.uuid5(first, str(place)) for place in range(1, count))]


class BallotForm(Form):
    """A ballot: the answers are groups of radio buttons that the view reads; ``token`` makes it one."""

    token = HiddenField()
