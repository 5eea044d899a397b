"""Numbers, dates and hours in words, as minutes are written: «siendo las nueve de la mañana»."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from babel.dates import format_date
from flask_babel import get_locale
from num2words import num2words


def _spanish() -> bool:
    return str(get_locale()).startswith("es")


def in_words(number: int, *, feminine: bool = False, counting: bool = True) -> str:
    """nine · nueve. In Spanish ``feminine`` agrees with what is counted («veintiuna vocerías»).

    ``counting``: a noun follows («veintiún votos»); else the number stands alone («veintiuno»).
    """
    if not _spanish():
        words: str = num2words(number, lang="en")
        return words.replace(" and ", " ").replace(",", "")
    words = num2words(number, lang="es")
    # As it should be before «mil»: num2words writes «veintiuno mil».
    words = re.sub(r"veintiuno(?= mil)", "veintiún", words)
    words = re.sub(r"\buno(?= mil)", "un", words)
    if feminine:
        words = re.sub(r"uno$", "una", words)
        words = re.sub(r"(cient|quinient)os", r"\1as", words)
    elif counting:
        words = re.sub(r"veintiuno$", "veintiún", words)
        words = re.sub(r"\buno$", "un", words)
    # A million takes «de» before what is counted; no assembly counts so far.
    return words


def date_in_words(day: date) -> str:
    """veinte de mayo de dos mil veintiséis · the twentieth of May, two thousand twenty-six."""
    month = format_date(day, "MMMM", locale=get_locale())
    year = in_words(day.year, counting=False)
    if _spanish():
        number = "primero" if day.day == 1 else in_words(day.day, counting=False)
        return f"{number} de {month} de {year}"
    ordinal: str = num2words(day.day, lang="en", to="ordinal")
    return f"the {ordinal} of {month}, {year}"


def time_in_words(moment: datetime | time) -> str:
    """las nueve de la mañana, la una y cinco de la tarde · nine in the morning, five past one …"""
    clock = moment.time() if isinstance(moment, datetime) else moment
    return _time_es(clock) if _spanish() else _time_en(clock)


def _time_es(clock: time) -> str:
    hour = clock.hour % 12 or 12
    article = "la" if hour == 1 else "las"
    words = f"{article} {in_words(hour, feminine=True)}"
    if clock.minute:
        words += f" y {in_words(clock.minute, counting=False)}"
    return f"{words} {_part_of_day_es(clock.hour)}"


def _part_of_day_es(hour: int) -> str:
    if hour == 12:
        return "del mediodía"
    if 1 <= hour < 6:
        return "de la madrugada"
    if 6 <= hour < 12:
        return "de la mañana"
    return "de la tarde" if 12 < hour < 19 else "de la noche"


def _time_en(clock: time) -> str:
    if not clock.minute and clock.hour in (0, 12):
        return "midnight" if clock.hour == 0 else "noon"
    words = in_words(clock.hour % 12 or 12)
    if clock.minute:
        minutes = in_words(clock.minute)
        words += f" oh {minutes}" if clock.minute < 10 else f" {minutes}"
    if 5 <= clock.hour < 12:
        return f"{words} in the morning"
    if 12 <= clock.hour < 18:
        return f"{words} in the afternoon"
    return f"{words} in the evening" if 18 <= clock.hour < 22 else f"{words} at night"
