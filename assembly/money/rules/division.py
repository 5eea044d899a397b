"""Dividing a surplus (excedente) by the shares that the assembly decided, without a rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assembly.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the surplus, as decided: what for, and how much of it."""

    name: str
    share: Fraction


@dataclass(frozen=True, slots=True)
class ShareOut:
    """A share and what it comes to."""

    name: str
    share: Fraction
    value: Decimal


def divide(value: Decimal, shares: Sequence[Share], *, decimals: int) -> list[ShareOut]:
    """What each share comes to in whole smallest units; together exactly ``value``.

    Each gets its part rounded down; the units left over go one each to those whose part was cut the
    most (method of the largest remainder), of equal ones to the first named. Raises ``RuleViolation``
    if the shares are not a whole, or the amount is finer than the currency.
    """
    if not shares:
        raise RuleViolation("money.no_shares", field="shares")
    if any(each.share <= 0 for each in shares):
        raise RuleViolation("money.share_not_positive", field="shares")
    if (whole := sum((each.share for each in shares), Fraction(0))) != 1:
        raise RuleViolation("money.shares_not_whole", field="shares", sum=whole)
    units = Fraction(value) * 10**decimals
    if units.denominator != 1 or units < 0:
        raise RuleViolation("money.not_an_amount", field="amount", typed=value)
    exact = [units * each.share for each in shares]
    given = [int(part) for part in exact]
    cut = sorted(range(len(shares)), key=lambda place: (given[place] - exact[place], place))
    for place in cut[: int(units) - sum(given)]:
        given[place] += 1
    return [
        ShareOut(each.name, each.share, Decimal(part).scaleb(-decimals))
        for each, part in zip(shares, given, strict=True)
    ]
