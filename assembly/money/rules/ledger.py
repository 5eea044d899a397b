"""Balances from entries: they are sums, never stored, the same at any past date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from assembly.money.rules.kinds import Flow


@dataclass(frozen=True, slots=True)
class Line:
    """What an entry does to one fund in one currency."""

    day: date
    fund: int
    currency: str
    flow: Flow
    value: Decimal

    @property
    def effect(self) -> Decimal:
        """The value with its sign: what is added to the balance."""
        return self.value if self.flow is Flow.into else -self.value


def balances(lines: Iterable[Line], *, until: date | None = None) -> dict[tuple[int, str], Decimal]:
    """What each fund holds of each currency, counting entries up to and with ``until``."""
    found: defaultdict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        if until is None or line.day <= until:
            found[line.fund, line.currency] += line.effect
    return dict(found)


def running(lines: Iterable[Line], opening: Decimal = Decimal(0)) -> list[Decimal]:
    """The balance after each line, in the order given; of one fund and currency."""
    found, balance = [], opening
    for line in lines:
        balance += line.effect
        found.append(balance)
    return found
