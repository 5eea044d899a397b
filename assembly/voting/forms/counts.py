"""Putting a question to the vote, and its counts."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length

from assembly.figures import BLANKS
from assembly.voting.forms.majorities import MajorityForm
from assembly.voting.phrases import METHODS, OPTIONS
from assembly.voting.rules import CAST_ONE_BY_ONE, Method, Option, Requirement, Result, Tally
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _, _l

LARGEST = 9_999_999
_UNKNOWN = {"?", "s/d", "sd"}
_WHOLE = re.compile(r"[0-9]+|[0-9]{1,3}([.,][0-9]{3})+")  # 1.250 is grouped; 12.5 is not 125


class CountField(StringField):
    """A whole number from 0, or «?» for «sin dato». ``count`` is the number, None if it is not known."""

    count: int | None = None

    def pre_validate(self, form: object) -> None:
        """Read the number; an empty field is the form's to judge."""
        typed = "".join(each for each in self.data or "" if each not in BLANKS)
        self.count = None
        if not typed or typed.casefold() in _UNKNOWN:
            return
        bare = re.sub(r"[.,]", "", typed)
        if not _WHOLE.fullmatch(typed) or int(bare) > LARGEST:
            raise ValidationError(_("Write a whole number: 0, 1, 2 …"))
        self.count = int(bare)

    @property
    def empty(self) -> bool:
        """Whether nothing was typed: neither a number nor that it is not known."""
        return not (self.data or "").strip()


# What is asked for by each method; the rest of the form is not looked at.
_ASKED: dict[Method, tuple[str, ...]] = {
    Method.show_of_hands: ("yes", "no", "abstain"),
    Method.secret_paper: ("yes", "no", "abstain", "blank", "invalid"),
    Method.consensus: ("no",),
    Method.acclamation: (),
    Method.roll_call: (),
}


class AsItIsForm(Form):
    """What contradicts is recorded as it is, with a reason."""

    as_it_is = BooleanField(_l("Record it as it is"))
    reason = StringField(_l("Because"), validators=[Length(max=1000)], filters=[stripped])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """As it is, but why."""
        good: bool = super().validate(extra_validators)
        if self.as_it_is.data and not self.reason.data:
            self.reason.errors = [_("Write why it is recorded as it is.")]
            good = False
        return good

    @property
    def as_it_is_because(self) -> str:
        """The reason for recording what contradicts, empty if that was not asked for."""
        return (self.reason.data or "") if self.as_it_is.data else ""


class CountsForm(AsItIsForm):
    """The counts of a vote, «sin dato» as a choice, and a reason for what cannot be so."""

    yes = CountField(OPTIONS[Option.yes], filters=[stripped])
    no = CountField(OPTIONS[Option.no], filters=[stripped])
    abstain = CountField(_l("Abstentions"), filters=[stripped])
    blank = CountField(_l("Blank"), default="0", filters=[stripped])
    invalid = CountField(_l("Invalid"), default="0", filters=[stripped])
    total = CountField(_l("Slips in the box"), filters=[stripped])
    tellers = StringField(_l("Tellers"), validators=[Length(max=300)], filters=[stripped])
    unknown = BooleanField(_l("What is left empty is not known (no data)"))
    stated = RadioField(
        _l("If the counts are missing, the paper says"),
        choices=[
            SelectChoice("", _l("nothing")),
            SelectChoice(Result.passed.value, _l("that it carried")),
            SelectChoice(Result.failed.value, _l("that it was rejected")),
        ],
        default="",
    )

    @property
    def by(self) -> Method:
        """The method whose counts are asked for."""
        raise NotImplementedError

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Each count that the method asks for is a number or said to be unknown; never guessed as 0."""
        good: bool = super().validate(extra_validators)
        missing = False
        for name in _ASKED[self.by]:
            field = self._fields[name]
            if field.empty and not self.unknown.data:
                field.errors = [_("Missing")]
                good = False
                missing = True
        if missing:
            self.form_errors.append(
                _("Write each count, 0 if nobody; or say below that a count is missing.")
            )
        return good

    @property
    def tally(self) -> Tally:
        """The counts typed; None for what is not known or not asked for."""
        asked = _ASKED[self.by]
        slips = self.by is Method.secret_paper
        counts = {
            n: self._fields[n].count if n in asked else None for n in ("yes", "no", "abstain")
        }
        return Tally(
            **counts,
            blank=self.blank.count if slips else 0,
            invalid=self.invalid.count if slips else 0,
        )

    @property
    def counted_apart(self) -> int | None:
        """The slips in the box."""
        return self.total.count if self.by is Method.secret_paper else None

    @property
    def stated_result(self) -> Result | None:
        """What the paper says where the counts are missing."""
        return Result(self.stated.data) if self.stated.data else None

    def show(self, tally: Tally, total: int | None) -> None:
        """Put stored counts into the fields; an unknown one stays empty, and is said to be unknown."""
        for name, count in {**tally.parts, "total": total}.items():
            self._fields[name].data = "" if count is None else str(count)
        self.unknown.data = any(tally.parts[name] is None for name in _ASKED[self.by])


class PutForm(CountsForm, MajorityForm):
    """A question put to the vote and its counts, in one go."""

    number = HiddenField()  # the form's own: sent twice, it makes one vote
    question = TextAreaField(
        _l("What is put to the vote"), validators=[Length(max=5000)], filters=[stripped]
    )
    method = RadioField(
        _l("How"),
        choices=[
            SelectChoice(m.value, words) for m, words in METHODS.items() if m not in CAST_ONE_BY_ONE
        ],
    )

    def propose(self, rules: Mapping[str, Requirement], words: Mapping[str, str], key: str) -> None:
        """A form not sent yet is by show of hands, and has a number of its own."""
        super().propose(rules, words, key)
        if not self.is_submitted():
            self.method.data = Method.show_of_hands.value
            self.number.data = str(uuid.uuid4())

    @property
    def by(self) -> Method:
        """How the vote is taken."""
        return Method(self.method.data) if self.method.data in set(Method) else Method.show_of_hands

    @property
    def uuid(self) -> uuid.UUID | None:
        """The form's own number, None if it was tampered with."""
        try:
            return uuid.UUID(self.number.data or "")
        except ValueError:
            return None


class CorrectForm(CountsForm):
    """The counts of a closed vote, corrected."""

    method: Method

    @property
    def by(self) -> Method:
        """How the vote was taken; the view says so."""
        return self.method


class RollCallForm(AsItIsForm):
    """How each seat voted: one group of radio buttons named ``seat-<id>`` for each, read by the view."""


def why_field() -> StringField:
    """Why a count is corrected."""
    return StringField(
        _l("Why it is corrected"),
        validators=[InputRequired(_l("Write why it is corrected.")), Length(max=1000)],
        filters=[stripped],
    )


class CorrectRollCallForm(RollCallForm):
    """How each seat voted in a closed roll call, and why it is corrected."""

    why = why_field()


class CloseForm(AsItIsForm):
    """Closing a vote whose ballots were cast one by one."""
