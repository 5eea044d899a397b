"""What is asked about before money goes out: spending needs its decision, and the money must be there.

Nothing is forbidden by this: what objects is named with both numbers, and recorded with a reason or
not at all (domain.md §7.19, design.md §3 «Consistency»).
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Objection:
    """``no_decision``; ``above_decision``: ``asked`` (with what was spent) over ``known`` approved;
    ``not_approved``: the decision names no sum in this currency; ``above_balance``: ``known`` is there."""

    code: str
    asked: Decimal = Decimal(0)
    known: Decimal = Decimal(0)


def objections(
    value: Decimal,
    *,
    decided: bool,
    approved: Decimal | None,
    spent: Decimal,
    balance: Decimal,
) -> list[Objection]:
    """What stands against spending ``value``; empty if it may go out.

    ``approved`` is what the decision cited approves in this currency (None: it names no sum in it),
    ``spent`` what was spent on it already, ``balance`` what the fund holds of this currency.
    """
    found = []
    if not decided:
        found.append(Objection("no_decision"))
    elif approved is None:
        found.append(Objection("not_approved"))
    elif spent + value > approved:
        found.append(Objection("above_decision", spent + value, approved))
    if value > balance:
        found.append(Objection("above_balance", value, balance))
    return found
