"""A vote in several voting centres: where, and what the act of each one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.seen import mark_of
from assembly.voting.forms.counts import AsItIsForm, CountField
from assembly.voting.forms.majorities import MajorityForm
from assembly.voting.phrases import ACT_PARTS, SLIPS_OF_ACT
from assembly.voting.rules import MOST_LINES, Centre, Requirement, Tally
from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _, _l

MOST_CENTRES = 100
LONGEST_NAME = 200  # as that of an organisation
_WORDS = ("tellers", "left_out", "carried_to")
TYPED_OF_ACT = (
    "received",
    "handed",
    "left_over",
    *[each for each in ACT_PARTS if each != "handed"],
)
"""The numbers of an act in the order of the paper; of slips received and left over it may say nothing."""


class OrganizationsField(SelectMultipleField):
    """Checkboxes, one for each organisation (its id)."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OpenInCentresForm(MajorityForm):
    """What is asked, by which majority, in which places."""

    mark = OnceField()
    question = TextAreaField(
        _l("What is put to the vote"), validators=[Length(max=5000)], filters=[stripped]
    )
    organizations = OrganizationsField(_l("Voting centres"), coerce=int)
    others = TextAreaField(
        _l("Other places, one a line"), validators=[Length(max=10_000)], filters=[stripped]
    )

    def offer(self, names: Mapping[int, str]) -> None:
        """The organisations that may be voting centres, by id."""
        self.organizations.choices = [SelectChoice(each, name) for each, name in names.items()]

    def propose(self, rules: Mapping[str, Requirement], words: Mapping[str, str], key: str) -> None:
        """What is voted on in centres is a referendum, where the body has a rule for it."""
        super().propose(rules, words, "referendum" if "referendum" in rules else key)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Not more places than one page holds, and names that fit on a paper."""
        good: bool = super().validate(extra_validators)
        if any(len(name) > LONGEST_NAME for name in self.places):
            self.others.errors = [
                _("A name is too long: %(most)s letters at most.", most=LONGEST_NAME)
            ]
            good = False
        if len(self.organizations.data or ()) + len(self.places) > MOST_CENTRES:
            self.others.errors = [_("%(most)s voting centres at most.", most=MOST_CENTRES)]
            good = False
        return good

    @property
    def places(self) -> list[str]:
        """The places typed."""
        typed = [line.strip() for line in (self.others.data or "").splitlines()]
        return [line for line in typed if line]


class CentresForm(AsItIsForm):
    """The acts of the centres; ``centres_form`` adds their fields."""

    closing = BooleanField(_l("All acts are in: close and count"))

    names: tuple[str, ...] = ()

    def part(self, place: int, name: str) -> Any:
        """A field of the centre at this place."""
        return self._fields[f"{name}_{place}"]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """To close, each count is a number, or «?» for what is not known, or its act is left out with a reason.

        Before, acts may be missing. Where the slips were counted elsewhere, only who voted is asked for.
        """
        good: bool = super().validate(extra_validators)
        if not self.closing.data:
            return good
        for place in range(len(self.names)):
            if self.part(place, "left_out").data:
                continue
            carried = self.part(place, "carried_to").data
            for name in ("handed",) if carried else ACT_PARTS:
                field = self.part(place, name)
                if field.empty and not field.errors:
                    field.errors = [_("Missing")]
                    good = False
        return good

    def show(self, centres: Sequence[Centre], *, unknown: str) -> None:
        """Put in what was written before, and this for what is not known."""
        for place, centre in enumerate(centres):
            for name, count in centre.counts.items():
                empty = "" if centre.left_out or centre.carried_to else unknown
                self.part(place, name).data = empty if count is None else str(count)
            for name, count in (("received", centre.received), ("left_over", centre.left_over)):
                self.part(place, name).data = "" if count is None else str(count)
            for name in _WORDS:
                self.part(place, name).data = getattr(centre, name)
            self.part(place, "seen").data = mark_of(centre.act)

    def see_anew(self, centres: Sequence[Centre]) -> None:
        """What was typed anew may take the place of what is stored now; what was left alone stays as it was."""
        for place, (stored, typed) in enumerate(zip(centres, self.centres, strict=True)):
            shown = self.part(place, "seen")
            if shown.data != mark_of(typed.act):
                shown.data = mark_of(stored.act)

    @property
    def seen(self) -> list[str | None]:
        """What was stored of each act when it was shown."""
        return [self.part(place, "seen").data for place in range(len(self.names))]

    @property
    def centres(self) -> list[Centre]:
        """What was typed."""
        found = []
        for place, name in enumerate(self.names):
            handed, box, *votes = (self.part(place, part).count for part in ACT_PARTS)
            more = {each: self.part(place, each).count for each in SLIPS_OF_ACT}
            more |= {each: self.part(place, each).data or "" for each in _WORDS}
            found.append(Centre(name, Tally(*votes), handed, box, **more))
        return found


def centres_form(names: Sequence[str], **given: object) -> CentresForm:
    """A form with the act of each centre."""
    fields: dict[str, object] = {"names": tuple(names)}
    for place in range(len(names)):
        for name, words in (ACT_PARTS | SLIPS_OF_ACT).items():
            fields[f"{name}_{place}"] = CountField(words, filters=[stripped])
        fields[f"tellers_{place}"] = StringField(
            _l("Tellers"), validators=[Length(max=300)], filters=[stripped]
        )
        fields[f"seen_{place}"] = HiddenField()
        others = [SelectChoice(each, each) for each in names if each != names[place]]
        fields[f"carried_to_{place}"] = SelectField(
            _l("Its slips were counted in the box of"),
            choices=[SelectChoice("", _l("this centre")), *others],
            default="",
        )
        fields[f"left_out_{place}"] = StringField(
            _l("Closed without this act, because"),
            validators=[Length(max=500)],
            filters=[stripped],
        )
    return type("ActsForm", (CentresForm,), fields)(**given)


class LinesForm(Form):
    """How many empty lines each register has; ``lines_form`` adds their fields."""

    many: int = 0

    def lines(self, place: int) -> Any:
        """The field of the centre at this place."""
        return self._fields[f"lines_{place}"]

    @property
    def typed(self) -> list[int]:
        """What was typed, in the order of the centres."""
        return [self.lines(place).data for place in range(self.many)]


def lines_form(centres: Sequence[Centre], **given: object) -> LinesForm:
    """A form with the empty lines of each register as they are."""
    within = NumberRange(0, MOST_LINES, message=_l("A number from %(min)s to %(max)s."))
    fields: dict[str, object] = {"many": len(centres)}
    for place, centre in enumerate(centres):
        fields[f"lines_{place}"] = IntegerField(
            _l("Empty lines of %(name)s", name=centre.name),
            [InputRequired(within.message), within],
            default=centre.lines or 0,
        )
    return type("RegistersForm", (LinesForm,), fields)(**given)
