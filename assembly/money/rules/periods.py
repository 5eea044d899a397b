"""The quarters for which accounts are given."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """From one day through another."""

    first: date
    last: date


def quarter_of(day: date) -> Period:
    """The quarter of the calendar year in which a day lies."""
    month = 3 * ((day.month - 1) // 3) + 1
    after = date(day.year + month // 10, (month + 2) % 12 + 1, 1)
    return Period(date(day.year, month, 1), after - timedelta(days=1))


def quarters_before(day: date, count: int) -> list[Period]:
    """The quarter of ``day`` and those before it, the newest first."""
    found = [quarter_of(day)]
    while len(found) < count:
        found.append(quarter_of(found[-1].first - timedelta(days=1)))
    return found
