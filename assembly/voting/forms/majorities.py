"""Which majority a vote asks for: those of the body first, then those with a name."""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import SelectChoice, SelectField

from assembly.voting.phrases import PRESETS
from assembly.voting.rules import PRESETS as NAMED
from assembly.voting.rules import Requirement
from assembly.web.forms import Form
from assembly.web.i18n import _l


class MajorityForm(Form):
    """A form that asks for the majority of a vote."""

    asked = SelectField(_l("Majority"))

    def propose(self, rules: Mapping[str, Requirement], words: Mapping[str, str], key: str) -> None:
        """Offer the body's own requirements (by key, with their words) and the others; ``key`` is chosen."""
        self.rules = dict(rules) | {name.value: asked for name, asked in NAMED.items()}
        self.asked.choices = [SelectChoice(each, words[each]) for each in rules]
        self.asked.choices += [SelectChoice(n.value, said) for n, said in PRESETS.items()]
        if not self.is_submitted():
            self.asked.data = key

    @property
    def requirement(self) -> Requirement:
        """What the vote asks for."""
        return self.rules[self.asked.data]
