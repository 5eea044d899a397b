"""What motions, recalls and referendums of a body ask for."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, HiddenField, SelectChoice, SelectField, StringField

from assembly.meetings.forms.rules_of_body import share_error
from assembly.meetings.phrases import COMPARISONS, share_typed
from assembly.thresholds import Comparison, ShareError, Threshold, parse_share
from assembly.voting.phrases import BASES, PRESETS
from assembly.voting.rules import PRESETS as NAMED
from assembly.voting.rules import Asked, Base, Preset, Purpose, Requirement, preset_of
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l

OTHER = "other"


KINDS = (Purpose.ordinary, Purpose.special, Purpose.recall, Purpose.referendum)
WITH_TURNOUT = (Purpose.recall, Purpose.referendum)


class RequirementsForm(Form):
    """What the votes of a body ask for: a named majority, or one of its own; some a turnout too."""

    seen = HiddenField()  # a mark of what was asked for when the form was opened
    ordinary = SelectField(_l("Majority"))
    ordinary_share = StringField(_l("Share"), filters=[stripped])
    ordinary_comparison = SelectField(_l("Reached by"))
    ordinary_base = SelectField(_l("Of"))
    special = SelectField(_l("Majority"))
    special_share = StringField(_l("Share"), filters=[stripped])
    special_comparison = SelectField(_l("Reached by"))
    special_base = SelectField(_l("Of"))
    recall = SelectField(_l("Majority"))
    recall_share = StringField(_l("Share"), filters=[stripped])
    recall_comparison = SelectField(_l("Reached by"))
    recall_base = SelectField(_l("Of"))
    recall_turnout_share = StringField(_l("Who has to vote at all"), filters=[stripped])
    recall_turnout_comparison = SelectField(_l("Reached by"))
    referendum = SelectField(_l("Majority"))
    referendum_share = StringField(_l("Share"), filters=[stripped])
    referendum_comparison = SelectField(_l("Reached by"))
    referendum_base = SelectField(_l("Of"))
    referendum_turnout_share = StringField(_l("Who has to vote at all"), filters=[stripped])
    referendum_turnout_comparison = SelectField(_l("Reached by"))
    chair_casts = BooleanField(_l("On a tie, the chair has a casting vote"))
    may_change_ballots = BooleanField(
        _l("Whoever voted openly may change the ballot while the vote is open")
    )
    shows_names = BooleanField(
        _l("While an open vote runs, the wall and its page show how each seat votes")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in KINDS:
            self._fields[kind].choices = [
                *(SelectChoice(name.value, words) for name, words in PRESETS.items()),
                SelectChoice(OTHER, _l("Another one, below")),
            ]
            for name in (f"{kind}_comparison", f"{kind}_turnout_comparison"):
                if name in self._fields:
                    self._fields[name].choices = [
                        SelectChoice(each.value, words) for each, words in COMPARISONS.items()
                    ]
            self._fields[f"{kind}_base"].choices = [
                SelectChoice(each.value, words) for each, words in BASES.items()
            ]

    def show(self, kind: str, asked: Asked) -> None:
        """Put a stored requirement into the fields."""
        named = preset_of(asked.majority)
        self._fields[kind].data = named.value if named else OTHER
        self._fields[f"{kind}_share"].data = share_typed(asked.majority.threshold.share)
        self._fields[f"{kind}_comparison"].data = asked.majority.threshold.comparison.value
        self._fields[f"{kind}_base"].data = asked.majority.base.value
        if kind in WITH_TURNOUT:
            turnout = asked.turnout
            self._fields[f"{kind}_turnout_share"].data = (
                share_typed(turnout.share) if turnout else ""
            )
            comparison = turnout.comparison if turnout else Comparison.at_least
            self._fields[f"{kind}_turnout_comparison"].data = comparison.value

    def chosen_wrongly(self, kind: str) -> bool:
        """Whether what was sent is none of the choices."""
        fields = (kind, f"{kind}_comparison", f"{kind}_base", f"{kind}_turnout_comparison")
        return any(
            self._fields[name].data not in {each.value for each in self._fields[name].choices}
            for name in fields
            if name in self._fields
        )

    def asked(self, kind: str) -> Asked | None:
        """The requirement typed; None if a share cannot be read (said beside its field)."""
        majority, turnout = self._majority(kind), None
        if kind in WITH_TURNOUT and self._fields[f"{kind}_turnout_share"].data:
            turnout = self._threshold(f"{kind}_turnout")
            if turnout is None:
                return None
        return None if majority is None else Asked(majority, turnout)

    def _majority(self, kind: str) -> Requirement | None:
        chosen = self._fields[kind].data
        if chosen != OTHER:
            return NAMED[Preset(chosen)]
        threshold = self._threshold(kind)
        base = Base(self._fields[f"{kind}_base"].data)
        return None if threshold is None else Requirement(threshold, base)

    def _threshold(self, name: str) -> Threshold | None:
        share = self._fields[f"{name}_share"]
        comparison = Comparison(self._fields[f"{name}_comparison"].data)
        try:
            return Threshold(parse_share(share.data or ""), comparison)
        except ShareError as error:
            share.errors = [share_error(error)]
            return None

    def error_of(self, kind: str) -> str:
        """The first error beside a field of this requirement."""
        names = (f"{kind}_share", f"{kind}_turnout_share")
        errors = (self._fields[name].errors for name in names if name in self._fields)
        return next((str(each[0]) for each in errors if each), "")
