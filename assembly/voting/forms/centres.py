"""A vote in several voting centres: where, and what the act of each one says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import (
    BooleanField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length
from wtforms.widgets import CheckboxInput, ListWidget

from assembly.voting.forms.counts import AsItIsForm, CountField
from assembly.voting.phrases import ACT_PARTS, PRESETS
from assembly.voting.rules import PRESETS as NAMED
from assembly.voting.rules import Centre, Requirement, Tally
from assembly.web.forms import Form, OnceField, stripped
from assembly.web.i18n import _, _l

MOST_CENTRES = 100


class NamesField(SelectMultipleField):
    """Checkboxes, one for each name."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class OpenInCentresForm(Form):
    """What is asked, by which majority, in which places."""

    mark = OnceField()
    question = TextAreaField(
        _l("What is put to the vote"), validators=[Length(max=5000)], filters=[stripped]
    )
    asked = SelectField(_l("Majority"))
    organizations = NamesField(_l("Voting centres"))
    others = TextAreaField(
        _l("Other places, one a line"), validators=[Length(max=10_000)], filters=[stripped]
    )

    def offer(self, names: Sequence[str]) -> None:
        """The organisations that may be voting centres."""
        self.organizations.choices = [SelectChoice(name, name) for name in names]

    def propose(self, rules: Mapping[str, Requirement], words: Mapping[str, str], key: str) -> None:
        """Offer the body's own requirements first (by key, with their words), then those with a name."""
        self.rules = dict(rules) | {name.value: asked for name, asked in NAMED.items()}
        self.asked.choices = [SelectChoice(each, words[each]) for each in rules]
        self.asked.choices += [SelectChoice(n.value, said) for n, said in PRESETS.items()]
        if not self.is_submitted():
            self.asked.data = "referendum" if "referendum" in rules else key

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Not more places than one page holds."""
        good: bool = super().validate(extra_validators)
        if len(self.centres) > MOST_CENTRES:
            self.others.errors = [_("%(most)s voting centres at most.", most=MOST_CENTRES)]
            good = False
        return good

    @property
    def requirement(self) -> Requirement:
        """What the vote asks for."""
        return self.rules[self.asked.data]

    @property
    def centres(self) -> list[str]:
        """The places chosen and typed."""
        typed = [line.strip() for line in (self.others.data or "").splitlines()]
        return [*(self.organizations.data or ()), *(line for line in typed if line)]


class CentresForm(AsItIsForm):
    """The acts of the centres; ``centres_form`` adds their fields."""

    closing = BooleanField(_l("All acts are in: close and count"))

    names: tuple[str, ...] = ()

    def part(self, place: int, name: str) -> Any:
        """A field of the centre at this place."""
        return self._fields[f"{name}_{place}"]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """To close, each count is a number, or «?» for what is not known; before, acts may be missing."""
        good: bool = super().validate(extra_validators)
        if not self.closing.data:
            return good
        for place in range(len(self.names)):
            for name in ACT_PARTS:
                field = self.part(place, name)
                if field.empty and not field.errors:
                    field.errors = [_("Missing")]
                    good = False
        return good

    def show(self, centres: Sequence[Centre], *, unknown: str) -> None:
        """Put in what was written before, and this for what is not known."""
        for place, centre in enumerate(centres):
            for name, count in centre.counts.items():
                self.part(place, name).data = unknown if count is None else str(count)
            self.part(place, "tellers").data = centre.tellers

    @property
    def centres(self) -> list[Centre]:
        """What was typed."""
        found = []
        for place, name in enumerate(self.names):
            handed, box, *votes = (self.part(place, part).count for part in ACT_PARTS)
            tellers = self.part(place, "tellers").data or ""
            found.append(Centre(name, Tally(*votes), handed, box, tellers))
        return found


def centres_form(names: Sequence[str]) -> CentresForm:
    """A form with the act of each centre."""
    fields: dict[str, object] = {"names": tuple(names)}
    for place in range(len(names)):
        for name, words in ACT_PARTS.items():
            fields[f"{name}_{place}"] = CountField(words, filters=[stripped])
        fields[f"tellers_{place}"] = StringField(
            _l("Tellers"), validators=[Length(max=300)], filters=[stripped]
        )
    return type("ActsForm", (CentresForm,), fields)()
