"""Amounts of money, exactly. Two currencies are never added: there is no sum of theirs."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from assembly import figures
from assembly.errors import RuleViolation

CURRENCIES: Final[Mapping[str, int]] = MappingProxyType({"VES": 2, "USD": 2, "COP": 2, "EUR": 2})
"""Offered first, with their decimals (ISO 4217). A commune may have its own (coffee as a means of exchange)."""

OWN_DECIMALS: Final = 3
"""Of a commune's own unit of account: coffee by the gram, where the unit is a kilo."""

RATE_DECIMALS: Final = 6
"""Of a rate: central banks publish more of them than a currency has."""

MOST: Final = Decimal(10) ** 12


def decimals_of(currency: str) -> int:
    """How many decimals an amount in this currency has."""
    return CURRENCIES.get(currency, OWN_DECIMALS)


def exact(
    text: str,
    currency: str,
    *,
    decimal: str = ",",
    field: str = "amount",
    may_be_zero: bool = False,
    places: int | None = None,
) -> Decimal:
    """An amount as it was typed (see ``figures.read``), of a currency. Raises ``RuleViolation``.

    It has at most as many decimals as its currency, or ``places``.
    """
    try:
        value = figures.read(text, decimal=decimal)
    except ValueError:
        raise RuleViolation("money.not_an_amount", field=field, typed=text[:40]) from None
    if value < 0:
        raise RuleViolation("money.negative", field=field)
    if value == 0 and not may_be_zero:
        raise RuleViolation("money.nothing", field=field)
    if value >= MOST:
        raise RuleViolation("money.too_much", field=field)
    places = decimals_of(currency) if places is None else places
    if value.scaleb(places) != int(value.scaleb(places)):
        raise RuleViolation("money.too_fine", field=field, currency=currency, places=places)
    return value


_SAID: Final = MappingProxyType(
    {"bs": "VES", "bs.": "VES", "bolivares": "VES", "bolívares": "VES", "$": "USD", "us$": "USD"}
)


def currency_code(typed: str) -> str:
    """The currency meant: ``Bs`` is VES, ``usd`` is USD; what is not known is a commune's own unit."""
    text = " ".join(typed.split())
    known = text.upper()
    return known if known in CURRENCIES else _SAID.get(text.casefold(), text)
