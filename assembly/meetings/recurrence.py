"""The dates of a series: its rule expanded, in the body's own time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

HORIZON = timedelta(days=5 * 366)
"""How far ahead dates are looked for. A rule may be without any, such as every 30 February."""


def days(rule: str, first_date: date, *, after: date, limit: int = 1) -> list[date]:
    """Up to ``limit`` days of a (canonical) rule after ``after``, from ``first_date`` on.

    Whole days are expanded, not moments: so the day that UNTIL names is included whatever the hour,
    and the hour never slips when the clocks change.
    """
    last = after + HORIZON
    found = (day for day in _all_days(rule, first_date, last) if day > after)
    return list(islice(found, limit))


def _all_days(rule: str, first_date: date, last: date) -> Iterator[date]:
    # COUNT is counted here: together with an end, which keeps the search short, dateutil refuses it.
    parts = dict(part.split("=") for part in rule.split(";"))
    count = int(parts.pop("COUNT")) if "COUNT" in parts else None
    until = min(parts.get("UNTIL", "99991231"), f"{last:%Y%m%d}")
    bounded = ";".join(f"{name}={value}" for name, value in (parts | {"UNTIL": until}).items())
    # The time zone comes afterwards, day by day: here it would let the hour slip.
    start = datetime.combine(first_date, time(0))
    return (moment.date() for moment in islice(rrulestr(bounded, dtstart=start), count))


def moment(day: date, start_time: time, zone: str) -> datetime:
    """When a meeting on ``day`` begins, in UTC.

    An hour that the clocks skip that night counts as RFC 5545 says, by the offset before the change;
    one that comes twice is the first of the two.
    """
    return datetime.combine(day, start_time, ZoneInfo(zone)).astimezone(UTC)
