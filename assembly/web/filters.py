"""How moments, numbers and texts are written on pages and papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from flask import Flask
from flask_babel import get_locale
from markupsafe import Markup

from assembly.web.i18n import _, zone
from assembly.web.text import markdown


def local(moment: datetime, timezone: str | None = None) -> datetime:
    """The moment in the time zone of this page."""
    return moment.astimezone(ZoneInfo(timezone or zone()))


def _as_date(value: date | datetime) -> date:
    return local(value).date() if isinstance(value, datetime) else value


def clock_time(value: datetime | time | None) -> str:
    """9:00 in Spanish, 9:00 am in English; «sin dato» if it is not known."""
    if value is None:
        return _("no data")
    plain = local(value).timetz().replace(tzinfo=None) if isinstance(value, datetime) else value
    pattern = "H:mm" if str(get_locale()) == "es" else "h:mm a"
    said = format_time(plain, pattern, locale=get_locale())
    return said.replace("\u202f", "\u00a0").replace(" ", "\u00a0")


def long_date(value: date | datetime | None) -> str:
    """miércoles 20 de mayo de 2026 · Wednesday, May 20, 2026."""
    if value is None:
        return _("no data")
    pattern = "EEEE d 'de' MMMM 'de' y" if str(get_locale()) == "es" else "EEEE, MMMM d, y"
    return format_date(_as_date(value), pattern, locale=get_locale())


def medium_date(value: date | datetime | None) -> str:
    """20 de mayo de 2026 · May 20, 2026."""
    if value is None:
        return _("no data")
    pattern = "d 'de' MMMM 'de' y" if str(get_locale()) == "es" else "MMMM d, y"
    return format_date(_as_date(value), pattern, locale=get_locale())


def short_date(value: date | datetime | None) -> str:
    """20 may 2026 · May 20, 2026."""
    if value is None:
        return _("no data")
    pattern = "d MMM y" if str(get_locale()) == "es" else "MMM d, y"
    return format_date(_as_date(value), pattern, locale=get_locale()).replace(".", "")


def day_and_month(value: date | datetime | None) -> str:
    """miércoles 20 de mayo · Wednesday, May 20: where the year goes without saying."""
    if value is None:
        return _("no data")
    pattern = "EEEE d 'de' MMMM" if str(get_locale()) == "es" else "EEEE, MMMM d"
    return format_date(_as_date(value), pattern, locale=get_locale())


def weekday(value: date | datetime) -> str:
    """miércoles · Wednesday."""
    return format_date(_as_date(value), "EEEE", locale=get_locale())


def number(value: int | Decimal | None) -> str:
    """3.000 in Spanish, 3,000 in English; «sin dato» if unknown."""
    if value is None:
        return _("no data")
    # Venezuela groups from four digits on; CLDR's "es" would write 3000.
    locale = "es_VE" if str(get_locale()) == "es" else get_locale()
    return format_decimal(value, "#,##0.###", locale=locale)


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
        weekday=weekday,
        first_up=first_up,
        number=number,
        in_a_row=in_a_row,
        dotted=dotted,
        lines=lines,
        markdown=markdown,
    )
