"""A ballot among candidates, as a page sends it: marks, answers or numbers of preference become one choice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from wtforms import SelectChoice, SelectField

from assembly.errors import RuleViolation
from assembly.voting.elections import (
    BLANK,
    CountingRule,
    ElectionRule,
    write_answers,
    write_marks,
    write_ranking,
)
from assembly.voting.rules import Option
from assembly.web.forms import Form
from assembly.web.i18n import _l

_ANSWERS = {option.value: option for option in (Option.yes, Option.no, Option.abstain)}


def read_ballot(rule: ElectionRule, typed: Mapping[int, str], *, blank: bool) -> str | None:
    """The choice typed beside each candidate's number; None if nothing is. Raises ``RuleViolation``.

    Numbers of preference say an order: 1, 2 and 5 are as good as 1, 2 and 3.
    """
    marked = {number: said.strip() for number, said in typed.items() if said.strip()}
    if blank:
        if marked:
            raise RuleViolation("voting.blank_and_marked")
        return BLANK
    if not marked:
        return None
    if rule.count is CountingRule.scottish_stv:
        return write_ranking(_by_preference(marked))
    if rule.count is CountingRule.yes_no:
        answers = {n: _ANSWERS[said] for n, said in marked.items() if said in _ANSWERS}
        return write_answers(answers)
    if rule.may_mark is not None and len(marked) > rule.may_mark:
        raise RuleViolation("voting.marked_too_many", most=rule.may_mark)
    return write_marks(marked)


def _by_preference(typed: Mapping[int, str]) -> Sequence[int]:
    if not all(said.isdecimal() and len(said) <= 4 and int(said) > 0 for said in typed.values()):
        raise RuleViolation("voting.preference_unreadable")
    places = {number: int(said) for number, said in typed.items()}
    if len(set(places.values())) < len(places):
        raise RuleViolation("voting.same_preference")
    return sorted(places, key=lambda number: places[number])


class OnRoll(Protocol):
    """A line of the roll, as far as it is shown."""

    @property
    def seat_id(self) -> int: ...
    @property
    def seat(self) -> str: ...
    @property
    def person(self) -> str: ...


class ToldForm(Form):
    """Whose ballot is told; the candidates are beside it (``read_ballot``)."""

    seat = SelectField(_l("Seat"), coerce=int)

    def offer(self, lines: Iterable[OnRoll]) -> None:
        """The seats whose ballot can be entered."""
        self.seat.choices = [
            SelectChoice(line.seat_id, f"{line.seat} · {line.person}") for line in lines
        ]
