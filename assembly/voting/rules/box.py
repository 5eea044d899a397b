"""What is in the box of a vote whose ballots come one by one: answers, slips, and what cannot be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from assembly.voting.rules.counts import Contradiction, Tally

BLANK: Final = "blank"
INVALID: Final = "invalid"
ANSWERS: Final = ("yes", "no", "abstain")
"""What can be said to a question."""

FEWEST: Final = 3
"""So many must share a weight or an organisation that is printed with their secret ballots."""


def is_answer(choice: str, *, secret: bool, on_paper: bool = False) -> bool:
    """Whether a question can be answered so. A secret ballot may be blank, a slip also invalid."""
    return (
        choice in ANSWERS
        or (secret and choice == BLANK)
        or (secret and on_paper and choice == INVALID)
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """So many equal slips of paper. `weight` and `group` as they are printed on them."""

    choice: str
    count: int = 1
    weight: int = 1
    group: str = ""


def tally_choices(cast: Iterable[tuple[str, int]]) -> Tally:
    """Add up answers with their weights; what is no answer is invalid."""
    counts: Counter[str] = Counter()
    for choice, weight in cast:
        counts[choice if choice in (*ANSWERS, BLANK) else INVALID] += weight
    yes, no, abstain = (counts[answer] for answer in ANSWERS)
    return Tally(yes, no, abstain, counts[BLANK], counts[INVALID])


def slip_contradictions(slips: int, handed_over: int) -> list[Contradiction]:
    """`slips_not_participations`: so many slips were in the box, so many seats voted by slip."""
    if slips == handed_over:
        return []
    return [Contradiction("slips_not_participations", slips, handed_over)]


def too_few(marks: Iterable[tuple[int, str]]) -> list[tuple[int, str]]:
    """The weights and organisations that fewer than three voters share: they would point at somebody."""
    return sorted(mark for mark, count in Counter(marks).items() if count < FEWEST)
