"""Units and what they measure, with exact factors. What is not here is a commune's own unit.

Sources: international avoirdupois pound and gallon by definition (453.59237 g, 3.785411784 l); the
Venezuelan quintal of coffee is 46 kg and the arroba 11.5 kg (a quarter of it).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assembly import figures
from assembly.errors import RuleViolation
from assembly.projects.rules.enums import Measure

PLACES = 6
"""Numbers are kept to this many decimals, exactly."""

MOST = Decimal(10) ** 12


@dataclass(frozen=True)
class Unit:
    """A unit, and how many of the measure's first unit it is."""

    code: str
    measure: Measure
    factor: Fraction


UNITS: dict[str, Unit] = {
    unit.code: unit
    for unit in (
        Unit("unit", Measure.count, Fraction(1)),
        Unit("dozen", Measure.count, Fraction(12)),
        Unit("g", Measure.weight, Fraction(1)),
        Unit("kg", Measure.weight, Fraction(1000)),
        Unit("lb", Measure.weight, Fraction("453.59237")),
        Unit("arroba", Measure.weight, Fraction(11500)),
        Unit("quintal", Measure.weight, Fraction(46000)),
        Unit("t", Measure.weight, Fraction(1_000_000)),
        Unit("ml", Measure.volume, Fraction(1)),
        Unit("litre", Measure.volume, Fraction(1000)),
        Unit("gallon", Measure.volume, Fraction("3785.411784")),
        Unit("m3", Measure.volume, Fraction(1_000_000)),
        Unit("cm", Measure.length, Fraction(1)),
        Unit("m", Measure.length, Fraction(100)),
        Unit("km", Measure.length, Fraction(100_000)),
        Unit("m2", Measure.area, Fraction(1)),
        Unit("ha", Measure.area, Fraction(10_000)),
        Unit("h", Measure.time, Fraction(1)),
        Unit("USD", Measure.value, Fraction(1)),
        Unit("VES", Measure.value, Fraction(1)),
        Unit("COP", Measure.value, Fraction(1)),
    )
}


def measure_of(unit: str) -> Measure:
    """What a unit measures. A commune's own unit (a sack, a tray) counts things."""
    known = UNITS.get(unit)
    return known.measure if known else Measure.count


def convertible(one: str, other: str) -> bool:
    """Whether an amount in one unit can be said in the other. Money never: that asks for a rate."""
    if one == other:
        return True
    known, wanted = UNITS.get(one), UNITS.get(other)
    if known is None or wanted is None or known.measure is not wanted.measure:
        return False
    return known.measure is not Measure.value


def convert(value: Decimal | Fraction | int, unit: str, to: str) -> Fraction:
    """The same amount in another unit, exactly. Raises ``RuleViolation`` where there is no way."""
    if not convertible(unit, to):
        raise RuleViolation("projects.units_differ", unit=unit, other=to)
    if unit == to:
        return Fraction(value)
    return Fraction(value) * UNITS[unit].factor / UNITS[to].factor


def total(amounts: Iterable[tuple[Decimal | int, str]], to: str) -> Fraction:
    """The sum of amounts in one unit. Raises ``RuleViolation`` if one of them cannot be said in it."""
    return sum((convert(value, unit, to) for value, unit in amounts), Fraction(0))


def checked_unit(unit: str, allowed: Iterable[str], *, field: str = "unit") -> Measure:
    """The measure of a unit that the project knows. Raises ``RuleViolation`` for any other."""
    unit = unit.strip()
    if unit not in UNITS and unit not in set(allowed):
        raise RuleViolation("projects.unit_unknown", field=field, unit=unit)
    return measure_of(unit)


def exact(text: str | int | Decimal, *, decimal: str = ",", field: str = "value") -> Decimal:
    """A number as it was typed, exactly. Raises ``RuleViolation``.

    ``decimal`` is the sign before decimals in the language of the page, see ``figures.read``. Negative
    numbers are refused: the type of a log says what came and went.
    """
    if isinstance(text, int | Decimal):
        value = Decimal(text)
    else:
        try:
            value = figures.read(text, decimal=decimal)
        except ValueError:
            raise RuleViolation("projects.not_a_number", field=field, typed=text[:40]) from None
    if not value.is_finite():
        raise RuleViolation("projects.not_a_number", field=field, typed=str(text)[:40])
    if value < 0:
        raise RuleViolation("projects.negative", field=field)
    if value >= MOST:
        raise RuleViolation("projects.too_big", field=field)
    millionths = value.scaleb(PLACES)
    if millionths != int(millionths):
        raise RuleViolation("projects.too_fine", field=field, places=PLACES)
    return trimmed(value)


def trimmed(value: Decimal) -> Decimal:
    """The same number without zeros that say nothing: 1.50 is 1.5, and 6E+3 is 6000."""
    whole = int(value)
    return Decimal(whole) if value == whole else value.normalize()
