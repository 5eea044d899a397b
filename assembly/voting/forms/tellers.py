"""What tellers say of a round: totals by candidate, or the slips one by one; by the weight printed on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import StringField, TextAreaField, ValidationError
from wtforms.validators import Length

from assembly.voting.elections import (
    CountingRule,
    ElectionRule,
    SlipError,
    Slips,
    Totals,
    read_slips,
    write_slips,
)
from assembly.voting.forms.counts import AsItIsForm, CountField, why_field
from assembly.voting.phrases import slip_error
from assembly.voting.rules import Slip
from assembly.web.forms import stripped
from assembly.web.i18n import _, _l

ANSWERS = ("yes", "no", "abstain")


class TellersForm(AsItIsForm):
    """What tellers say of a round, whatever its rule; ``counts_form`` adds the candidates."""

    total = CountField(_l("Slips in the box"), filters=[stripped])
    tellers = StringField(_l("Tellers"), validators=[Length(max=300)], filters=[stripped])

    asked: Mapping[int, Sequence[str]] = {}  # by weight, the fields that have to say a number
    one_by_one: bool = False  # each slip is read out
    handed: Mapping[int, int | None] = {1: None}  # see ``counts_form``
    rule: ElectionRule
    numbers: tuple[int, ...]

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Each count that is asked for is a number, 0 if there is none."""
        good: bool = super().validate(extra_validators)
        for name in self._missing:
            self._fields[name].errors = [_("Write a number, 0 if there is none.")]
            good = False
        return good

    @property
    def _missing(self) -> list[str]:
        """The fields without a number. A weight of which nothing is said, and nothing is known, had no slips."""
        said = {
            weight: any(
                (self._fields[name].data or "") != (self._fields[name].default or "")
                for name in names
            )
            for weight, names in self.asked.items()
        }
        return [
            name
            for weight, names in self.asked.items()
            for name in names
            if said[weight] or self.handed[weight] or not any(said.values())
            if self._fields[name].count is None and not self._fields[name].errors
        ]

    @property
    def kinds(self) -> tuple[int, ...]:
        """The weights of the slips, each counted apart."""
        return tuple(self.handed)

    def part(self, name: str, weight: int) -> Any:
        """The field of a count (or of the slips) of this weight; None where it is not asked for."""
        return self._fields.get(_of(name, weight))

    @property
    def read_out(self) -> list[Slip]:
        """The slips that were read out."""
        return [
            Slip(choice, count, weight)
            for weight in self.kinds
            for choice, count in self.part("slips", weight).slips
        ]

    @property
    def totals(self) -> list[Totals]:
        """What was added up, by weight. Where it is not asked for, valid is what the marks add up to."""
        found = []
        for weight in self.kinds:
            votes, tallies = {}, {}
            if self.rule.count is CountingRule.yes_no:
                for number in self.numbers:
                    yes, no, abstain = (self._count(f"{a}_{number}", weight) for a in ANSWERS)
                    tallies[number] = (yes, no, abstain)
            else:
                votes = {n: self._count(f"votes_{n}", weight) for n in self.numbers}
            asked = self.part("valid", weight) is not None
            valid = self._count("valid", weight) if asked else sum(votes.values())
            slips = Slips(valid, self._count("blank", weight), self._count("invalid", weight))
            found.append(Totals(slips, votes, tallies, weight))
        said = [each for each in found if each.slips.total or any(each.votes.values())]
        return said or found[:1]

    def show(self, slips: Sequence[Slip], totals: Sequence[Totals]) -> None:
        """Put in what was told before."""
        for weight in self.kinds:
            lines = self.part("slips", weight)
            told = [(each.choice, each.count) for each in slips if each.weight == weight]
            if lines is not None and told:
                lines.data = write_slips(self.rule, self.numbers, told)
            elif lines is None and told:
                counts = dict(told)
                for name in ("blank", "invalid"):
                    self._put(name, weight, counts.get(name, 0))
                for number in self.numbers:
                    self._put(f"votes_{number}", weight, counts.get(str(number), 0))
        for each in totals:
            said = {f"votes_{number}": votes for number, votes in each.votes.items()}
            for number, answers in each.tallies.items():
                said |= {f"{a}_{number}": n for a, n in zip(ANSWERS, answers, strict=True)}
            slips_told = {name: getattr(each.slips, name) for name in ("valid", "blank", "invalid")}
            for name, count in (said | slips_told).items():
                self._put(name, each.weight, count)

    def _count(self, name: str, weight: int) -> int:
        return self.part(name, weight).count or 0

    def _put(self, name: str, weight: int, count: int) -> None:
        field = self.part(name, weight)
        if field is not None:
            field.data = str(count)


class SlipsField(TextAreaField):
    """Slips read out, a line each. ``slips`` is what was read: choices and how many."""

    slips: list[tuple[str, int]]

    def __init__(
        self, label: object, *, rule: ElectionRule, numbers: Sequence[int], **kwargs: Any
    ) -> None:
        super().__init__(label, validators=[Length(max=200_000)], **kwargs)
        self._rule, self._numbers, self.slips = rule, numbers, []

    def pre_validate(self, form: object) -> None:
        """Read the lines; the first that is no slip is told."""
        try:
            self.slips = read_slips(self._rule, self._numbers, self.data or "")
        except SlipError as error:
            raise ValidationError(slip_error(error.code, error.line, error.text)) from error


def counts_form(
    rule: ElectionRule,
    names: Mapping[int, str],
    *,
    one_by_one: bool,
    handed: Mapping[int, int | None],
    correcting: bool = False,
) -> TellersForm:
    """The form for the counts of a round: totals by candidate, or the slips ``one_by_one``.

    ``handed`` are the slips of each weight that were handed over, None where nobody noted it: each
    weight is counted apart.
    """
    fields: dict[str, object] = {}
    asked: dict[int, Sequence[str]] = {}
    for weight in handed:
        if one_by_one:
            slips = SlipsField(_l("Slips, a line each"), rule=rule, numbers=list(names))
            fields[_of("slips", weight)] = slips
            continue
        counts = _counts(rule, names)
        for name, (label, proposed) in counts.items():
            field = CountField(label, filters=[stripped], default=proposed)
            fields[_of(name, weight)] = field
        asked[weight] = [_of(name, weight) for name in counts]
    if correcting:
        fields["why"] = why_field()
    told = {
        "asked": asked,
        "one_by_one": one_by_one,
        "handed": handed,
        "rule": rule,
        "numbers": tuple(names),
    }
    return type("CountsForm", (TellersForm,), {**fields, **told})()


def _counts(rule: ElectionRule, names: Mapping[int, str]) -> dict[str, tuple[object, str | None]]:
    """The counts that are asked for, with their labels and what is proposed."""
    found: dict[str, tuple[object, str | None]] = {}
    if rule.count is CountingRule.yes_no:
        words = {"yes": _l("For"), "no": _l("Against"), "abstain": _l("Abstentions")}
        found |= {f"{a}_{number}": (words[a], None) for number in names for a in ANSWERS}
    else:
        found |= {f"votes_{number}": (name, None) for number, name in names.items()}
    if rule.may_mark != 1:
        found["valid"] = (_l("Valid slips"), None)
    return found | {"blank": (_l("Blank"), "0"), "invalid": (_l("Invalid"), "0")}


def _of(name: str, weight: int) -> str:
    """The name of the field of a count, for slips of this weight."""
    return name if weight == 1 else f"{name}_x{weight}"
