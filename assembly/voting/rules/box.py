"""What is in the box of a vote whose ballots come one by one: answers, slips, and what cannot be so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from assembly.voting.rules.counts import Contradiction, Tally

BLANK: Final = "blank"
INVALID: Final = "invalid"
ANSWERS: Final = ("yes", "no", "abstain")
"""What can be said to a question."""

Mark: TypeAlias = tuple[int, str]
"""The weight and the organisation that are printed on a slip: 0 and "" where none is."""

UNTOLD: Final = ""
"""What a slip says whose ballot can no longer be told from the others."""

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
    """So many equal slips of paper. `weight` and `group` as they are printed on them.

    `receipts` are those under which they lie among the ballots, once they do.
    """

    choice: str
    count: int = 1
    weight: int = 1
    group: str = ""
    receipts: tuple[str, ...] = ()


def tally_choices(cast: Iterable[tuple[str, int]]) -> Tally:
    """Add up answers with their weights; what is no answer is invalid."""
    counts: Counter[str] = Counter()
    for choice, weight in cast:
        counts[choice if choice in (*ANSWERS, BLANK) else INVALID] += weight
    yes, no, abstain = (counts[answer] for answer in ANSWERS)
    return Tally(yes, no, abstain, counts[BLANK], counts[INVALID])


def slip_contradictions(
    read: Mapping[Mark, int], handed_over: Mapping[Mark, int]
) -> list[Contradiction]:
    """`slips_not_participations`: so many slips were in the box, so many seats voted by slip.

    Of each weight or organisation that is printed on them (`part`), where there are several.
    """
    marks = sorted({*read, *handed_over})
    return [
        Contradiction(
            "slips_not_participations",
            read.get(mark, 0),
            handed_over.get(mark, 0),
            part=_printed(mark) if len(marks) > 1 else None,
        )
        for mark in marks
        if read.get(mark, 0) != handed_over.get(mark, 0)
    ]


def too_few_apart(
    by_slip: Mapping[Mark, int], otherwise: Mapping[Mark, int]
) -> list[Contradiction]:
    """Totals of slips stand beside the ballots: of one or two, on either side, they would tell whose.

    `few_slips_apart`: so few handed over a slip (`part` as in `slip_contradictions`) ·
    `few_others_apart`: so few voted otherwise.
    """
    several = len({*by_slip, *otherwise}) > 1
    return [
        Contradiction(code, count, FEWEST, part=_printed(mark) if several else None)
        for code, counts in (("few_slips_apart", by_slip), ("few_others_apart", otherwise))
        for mark, count in sorted(counts.items())
        if 0 < count < FEWEST
    ]


def weight_contradictions(
    told: Mapping[int, int], seats: Mapping[int, int], *, total: int | None, secret: bool
) -> list[Contradiction]:
    """What contradicts in slips of each weight that were counted apart, on paper (`part` is the weight).

    `parts_not_total`: there were not so many in the box · `slips_over_seats`: so many slips, so few seats
    of this weight · `few_of_weight`: in a secret vote so few that what they say would tell whose they are.
    """
    found = [
        Contradiction("slips_over_seats", count, seats.get(weight, 0), part=_printed((weight, "")))
        for weight, count in sorted(told.items())
        if count > seats.get(weight, 0)
    ]
    found += [
        Contradiction("few_of_weight", count, FEWEST, part=_printed((weight, "")))
        for weight, count in sorted(told.items())
        if secret and 0 < count < FEWEST
    ]
    slips = sum(told.values())
    if total is not None and total != slips:
        found.append(Contradiction("parts_not_total", total, slips))
    return found


def may_stand_apart(by_slip: Mapping[Mark, int], otherwise: Mapping[Mark, int]) -> set[Mark]:
    """What is printed on slips that may be told from the ballots beside them without telling whose they are.

    At least three handed one over, and at least three, or nobody, voted otherwise.
    """
    return {
        mark
        for mark, count in by_slip.items()
        if count >= FEWEST and not 0 < otherwise.get(mark, 0) < FEWEST
    }


def _printed(mark: Mark) -> str:
    weight, group = mark
    return f"{group} × {weight}".strip() if weight else group


def too_few(marks: Iterable[Mark]) -> list[Mark]:
    """The weights and organisations that fewer than three voters share: they would point at somebody."""
    return sorted(mark for mark, count in Counter(marks).items() if count < FEWEST)
