"""What is owed and when: a debt falls due in parts, and is paid back in any steps."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assembly.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Due:
    """A part of a debt and the day by which it is to be paid; None: no day was agreed."""

    value: Decimal
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """How a debt stands on a day: in all, paid back, left, of that overdue, and what falls due next."""

    total: Decimal
    repaid: Decimal
    left: Decimal
    overdue: Decimal
    next_due: Due | None


def owed_on(parts: Sequence[Due], repaid: Decimal, day: date) -> Owed:
    """How a debt stands on ``day``. What is paid counts for the parts that fall due first."""
    total = sum((part.value for part in parts), Decimal(0))
    ordered = sorted(parts, key=lambda part: part.due_on or date.max)
    overdue, next_due, paid = Decimal(0), None, repaid
    for part in ordered:
        open_part = part.value - min(part.value, paid)
        paid -= min(part.value, paid)
        if open_part and part.due_on is not None and part.due_on < day:
            overdue += open_part
        elif open_part and next_due is None:
            next_due = Due(open_part, part.due_on)
    return Owed(total, repaid, total - repaid, overdue, next_due)


def checked_repayment(value: Decimal, *, total: Decimal, repaid: Decimal) -> None:
    """Refuse to take back more than is owed. Raises ``RuleViolation`` with both numbers."""
    if value <= 0:
        raise RuleViolation("money.nothing", field="amount")
    left = total - repaid
    if value > left:
        raise RuleViolation("money.more_than_owed", field="amount", said=value, known=left)
