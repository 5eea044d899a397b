"""Whether a ballot says something that can be said: to a question, or among the candidates of a round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from assembly.voting.elections import BLANK, ChoiceError, ElectionRule, read_choice
from assembly.voting.models import Round
from assembly.voting.rules import Option, is_answer


def may_choose(round_: Round | None, choice: str, *, secret: bool, on_paper: bool = False) -> bool:
    """Whether a vote (of an election, if it is a round of one) can be answered so."""
    if round_ is None:
        return is_answer(choice, secret=secret, on_paper=on_paper)
    return is_choice(round_.rule, round_.candidates, choice, on_paper=on_paper)


def is_choice(
    rule: Mapping[str, Any],
    candidates: Sequence[Mapping[str, Any]],
    choice: str,
    *,
    on_paper: bool = False,
) -> bool:
    """Whether it is a choice among these candidates, read as strictly as it will be counted."""
    numbers = [each["number"] for each in candidates]
    try:
        read_choice(ElectionRule.from_data(rule), numbers, choice, slip=on_paper)
    except ChoiceError:
        return False
    return True


def option_of(among_candidates: bool, choice: str) -> dict[str, object]:
    """How a named ballot keeps a choice: an answer as its option; among candidates as it was written."""
    if not among_candidates:
        return {"option": Option(choice), "choice": None}
    return {"option": Option.abstain if choice == BLANK else Option.yes, "choice": choice}
