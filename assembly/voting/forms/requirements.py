"""What ordinary and special motions of a body ask for."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, SelectChoice, SelectField, StringField

from assembly.meetings.forms.rules_of_body import share_error
from assembly.meetings.phrases import COMPARISONS, share_typed
from assembly.thresholds import Comparison, ShareError, Threshold, parse_share
from assembly.voting.phrases import BASES, PRESETS
from assembly.voting.rules import PRESETS as NAMED
from assembly.voting.rules import Base, Preset, Requirement, preset_of
from assembly.web.forms import Form, stripped
from assembly.web.i18n import _l

OTHER = "other"


class RequirementsForm(Form):
    """What ordinary and special motions of a body ask for: a named majority, or one of its own."""

    ordinary = SelectField(_l("Majority"))
    ordinary_share = StringField(_l("Share"), filters=[stripped])
    ordinary_comparison = SelectField(_l("Reached by"))
    ordinary_base = SelectField(_l("Of"))
    special = SelectField(_l("Majority"))
    special_share = StringField(_l("Share"), filters=[stripped])
    special_comparison = SelectField(_l("Reached by"))
    special_base = SelectField(_l("Of"))
    chair_casts = BooleanField(_l("On a tie, the chair has a casting vote"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ("ordinary", "special"):
            self._fields[kind].choices = [
                *(SelectChoice(name.value, words) for name, words in PRESETS.items()),
                SelectChoice(OTHER, _l("Another one, below")),
            ]
            self._fields[f"{kind}_comparison"].choices = [
                SelectChoice(each.value, words) for each, words in COMPARISONS.items()
            ]
            self._fields[f"{kind}_base"].choices = [
                SelectChoice(each.value, words) for each, words in BASES.items()
            ]

    def show(self, kind: str, asked: Requirement) -> None:
        """Put a stored requirement into the fields."""
        named = preset_of(asked)
        self._fields[kind].data = named.value if named else OTHER
        self._fields[f"{kind}_share"].data = share_typed(asked.threshold.share)
        self._fields[f"{kind}_comparison"].data = asked.threshold.comparison.value
        self._fields[f"{kind}_base"].data = asked.base.value

    def chosen_wrongly(self, kind: str) -> bool:
        """Whether what was sent is none of the choices."""
        fields = (kind, f"{kind}_comparison", f"{kind}_base")
        return any(
            self._fields[name].data not in {each.value for each in self._fields[name].choices}
            for name in fields
        )

    def requirement(self, kind: str) -> Requirement | None:
        """The requirement typed; None if its share cannot be read (said beside the field)."""
        chosen = self._fields[kind].data
        if chosen != OTHER:
            return NAMED[Preset(chosen)]
        share = self._fields[f"{kind}_share"]
        try:
            return Requirement(
                Threshold(
                    parse_share(share.data or ""),
                    Comparison(self._fields[f"{kind}_comparison"].data),
                ),
                Base(self._fields[f"{kind}_base"].data),
            )
        except ShareError as error:
            share.errors = [share_error(error)]
            return None
