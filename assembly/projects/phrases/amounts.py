"""Numbers with their units, rates that may be unknown, and logs told in one line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from babel.numbers import format_decimal
from flask_babel import get_locale

from assembly.projects.models import Log, Quantity, Target
from assembly.projects.phrases.words import (
    DROPPED,
    LOGS,
    PARTS,
    SYMBOLS,
    TERMS,
    UNIT_WORDS,
    reason,
    said,
)
from assembly.projects.rules import LogType, Part
from assembly.projects.rules.stock import CountMade
from assembly.web.filters import short_date
from assembly.web.i18n import _


def plain_number(value: Decimal | Fraction | int) -> str:
    """6.000 in Spanish, 6,000 in English; at most six decimals, none that say nothing."""
    if isinstance(value, Fraction):
        value = Decimal(value.numerator) / Decimal(value.denominator)
    locale = "es_VE" if str(get_locale()) == "es" else get_locale()
    return format_decimal(value, "#,##0.######", locale=locale).replace("-", "−")


def amount(value: Decimal | Fraction | int | None, unit: str = "unit") -> str:
    """4.401 · 12,5 kg · 3 sacos; «sin dato» if it is not known."""
    if value is None:
        return _("no data")
    if unit == "unit":
        return plain_number(value)
    words = said(UNIT_WORDS, unit) if unit in UNIT_WORDS else SYMBOLS.get(unit, unit)
    return f"{plain_number(value)}\u00a0{words}"


def rounded(value: Fraction, places: int = 2) -> Decimal:
    """A share of something to be weighed: no scale shows more than two decimals."""
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
        Decimal(1).scaleb(-places)
    )


def signed(value: Decimal) -> str:
    """+12 · −59 · 0."""
    return ("+" if value > 0 else "") + plain_number(value)


def percent(value: Fraction | None) -> str:
    """83 % with one decimal where it says something; «unknown» if it cannot be known."""
    if value is None:
        return _("unknown")
    rounded = round(value * 1000)
    shown = Decimal(rounded) / 10
    return f"{plain_number(shown)}\u00a0%"


def count_told(made: CountMade, unit: str) -> str:
    """Expected 4.460, counted 4.401: difference −59."""
    return _(
        "Expected %(expected)s, counted %(counted)s: difference %(difference)s",
        expected=amount(made.expected, unit),
        counted=amount(made.counted, unit),
        difference=signed(made.difference),
    )


def main_quantity(log: Log) -> Quantity | None:
    """The number that a log is about."""
    return next((each for each in log.quantities if each.part is Part.main), None)


def log_line(log: Log, *, private: bool = False) -> str:
    """A log in one line, without its date: «190 · hongo», «150 · Ana Guaregua · por jornadas»."""
    main = main_quantity(log)
    told = [amount(main.value, main.unit)] if main is not None else []
    told += [_part_told(log, each) for each in log.quantities if each.part is not Part.main]
    if log.reason:
        told.append(reason(log.reason))
    if log.delivery is not None:
        told += [] if private else [recipient(log)]
        told += [str(TERMS[log.delivery.terms])] if log.type is LogType.delivery else []
    if log.for_project is not None:
        told.append(_("for the project %(name)s", name=log.for_project.name))
    if log.place:
        told.append(log.place)
    return " · ".join(told)


def _part_told(log: Log, each: Quantity) -> str:
    """A number beside the main one, with what it is."""
    value = amount(each.value, each.unit)
    if each.part is Part.amount:
        return _("for %(amount)s", amount=value)
    if each.part is Part.source and each.asset is not None:
        return _("%(amount)s of %(name)s", amount=value, name=each.asset.name)
    if each.part is Part.dropped and log.type in DROPPED:
        return f"{DROPPED[log.type]} {value}"
    return f"{PARTS[each.part]} {value}"


def recipient(log: Log) -> str:
    """Who received it."""
    if log.delivery is None:
        return ""
    return log.delivery.person.name if log.delivery.person else log.delivery.name


def target_name(target: Target) -> str:
    """Entrega, para el 30 jun 2026."""
    words = str(LOGS[target.type])
    if target.due_on is None:
        return words
    return _("%(what)s by %(date)s", what=words, date=short_date(target.due_on))
