"""How moments, numbers and texts are written on pages and papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup

from assembly.web.i18n import _, spoken, zone
from assembly.web.text import markdown


def local(moment: datetime, timezone: str | None = None) -> datetime:
    """The moment in the time zone of this page."""
    return moment.astimezone(ZoneInfo(timezone or zone()))


def _as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


# A page says the same days and hours many times; reading CLDR's pattern is the dear part.
@lru_cache(maxsize=2000)
def _day(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


@lru_cache(maxsize=1440)
def _hour(hour: int, minute: int, language: str) -> str:
    pattern = "H:mm" if language == "es" else "h:mm a"
    said = format_time(time(hour, minute), pattern, locale=language)
    return said.replace("\u202f", "\u00a0").replace(" ", "\u00a0")


def _said(value: date | datetime | None, *, es: str, en: str) -> str:
    """The day by the pattern of the language."""
    if value is None:
        return _("no data")
    language = spoken().code
    return _day(_as_date(value), es if language == "es" else en, language)


def clock_time(value: datetime | time | None) -> str:
    """9:00 in Spanish, 9:00 am in English; «sin dato» if it is not known."""
    if value is None:
        return _("no data")
    here = local(value) if isinstance(value, datetime) else value
    return _hour(here.hour, here.minute, spoken().code)


def long_date(value: date | datetime | None) -> str:
    """miércoles 20 de mayo de 2026 · Wednesday, May 20, 2026."""
    return _said(value, es="EEEE d 'de' MMMM 'de' y", en="EEEE, MMMM d, y")


def medium_date(value: date | datetime | None) -> str:
    """20 de mayo de 2026 · May 20, 2026."""
    return _said(value, es="d 'de' MMMM 'de' y", en="MMMM d, y")


def short_date(value: date | datetime | None) -> str:
    """20 may 2026 · May 20, 2026."""
    return _said(value, es="d MMM y", en="MMM d, y").replace(".", "")


def day_and_month(value: date | datetime | None) -> str:
    """miércoles 20 de mayo · Wednesday, May 20: where the year goes without saying."""
    return _said(value, es="EEEE d 'de' MMMM", en="EEEE, MMMM d")


def month_and_year(value: date) -> str:
    """junio de 2026 · June 2026."""
    pattern = "MMMM 'de' y" if str(get_locale()) == "es" else "MMMM y"
    return format_date(value, pattern, locale=get_locale())


def weekday(value: date | datetime) -> str:
    """miércoles · Wednesday."""
    return _said(value, es="EEEE", en="EEEE")


def number(value: int | Decimal | None) -> str:
    """3.000 in Spanish, 3,000 in English; «sin dato» if unknown."""
    if value is None:
        return _("no data")
    spanish = spoken().code == "es"
    if isinstance(value, int):
        grouped = f"{value:,}"
        return grouped.replace(",", ".") if spanish else grouped
    # Venezuela groups from four digits on; CLDR's "es" would write 3000.
    return format_decimal(value, "#,##0.###", locale="es_VE" if spanish else "en")


def decimals(value: Decimal, places: int) -> str:
    """A number with so many decimals, whatever they are: 264.00000."""
    locale = "es_VE" if str(get_locale()) == "es" else get_locale()
    return format_decimal(value, "#,##0." + "0" * places, locale=locale)


def first_up(text: str) -> str:
    """The first letter large, the rest as it is (``capitalize`` would lower names)."""
    return text[:1].upper() + text[1:]


def in_a_row(values: Sequence[object]) -> str:
    """a, b y c · a, b, and c."""
    return format_list([str(value) for value in values], locale=get_locale())


def dotted(values: Iterable[object]) -> Markup:
    """Facts in one line: a · b · c. What is empty is left out."""
    said = [
        value if isinstance(value, str) else str(value) for value in values if value is not None
    ]
    return Markup(" · ").join([value for value in said if value])


def lines(text: str | None) -> Markup:
    """Plain text with its line ends kept."""
    return Markup("<br>").join((text or "").splitlines())


def init_app(app: Flask) -> None:
    """Register the filters."""
    app.jinja_env.filters.update(
        local=local,
        clock_time=clock_time,
        long_date=long_date,
        medium_date=medium_date,
        short_date=short_date,
        day_and_month=day_and_month,
        month_and_year=month_and_year,
        weekday=weekday,
        first_up=first_up,
        number=number,
        in_a_row=in_a_row,
        dotted=dotted,
        lines=lines,
        markdown=markdown,
    )
