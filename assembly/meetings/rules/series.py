"""On which days meetings recur: RFC 5545 rules, read strictly, and the plain patterns people use.

A rule says days only; the hour is the series' own. So parts of an hour are refused, and UNTIL is a
day, included. Expanding a rule into dates is `assembly.meetings.recurrence`.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

MAX_LENGTH: Final = 300
LAST: Final = -1
"""The ordinal that means the last one of a month."""


class Weekday(StrEnum):
    """Days of the week as RFC 5545 writes them, Monday first."""

    monday = "MO"
    tuesday = "TU"
    wednesday = "WE"
    thursday = "TH"
    friday = "FR"
    saturday = "SA"
    sunday = "SU"


class Pattern(StrEnum):
    """How a series is described: in words, or by a typed rule."""

    weekly = "weekly"
    monthly = "monthly"
    typed = "typed"


class SeriesError(ValueError):
    """A rule that cannot be read or is not allowed.

    `code` is one of `rule_unreadable`, `rule_frequency`, `rule_part`, `rule_value`, `rule_count_and_until`;
    `part` is the part of the rule it is about.
    """

    def __init__(self, code: str, part: str = "") -> None:
        super().__init__(f"{code}: {part}" if part else code)
        self.code = code
        self.part = part


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule in plain words where it has them, with its exact text.

    Weekly: on `days` of every `interval`-th week. Monthly: on the `nth` (1 to 5, or `LAST`) of the
    one day in `days`, every `interval`-th month. Typed: only the text says it.
    """

    pattern: Pattern
    text: str
    interval: int = 1
    days: tuple[Weekday, ...] = ()
    nth: int = 1
    until: date | None = None


def weekly(
    days: tuple[Weekday, ...], *, interval: int = 1, until: date | None = None
) -> Recurrence:
    """Every `interval` weeks on `days`."""
    if not days:
        raise SeriesError("rule_value", "BYDAY")
    ordered = tuple(day for day in Weekday if day in days)
    return read_rule(_text("WEEKLY", interval, ",".join(ordered), until))


def monthly(nth: int, day: Weekday, *, interval: int = 1, until: date | None = None) -> Recurrence:
    """On the `nth` `day` of every `interval` months. Months without a fifth have no meeting."""
    return read_rule(_text("MONTHLY", interval, f"{nth}{day}", until))


def _text(frequency: str, interval: int, days: str, until: date | None) -> str:
    end = f";UNTIL={until:%Y%m%d}" if until else ""
    return f"FREQ={frequency};INTERVAL={interval}{end};BYDAY={days}"


def read_rule(text: str, *, zone: str = "UTC", start_time: time = time(0)) -> Recurrence:
    """Read an RFC 5545 rule; the result's `text` is its canonical form.

    An UNTIL with a clock time (RFC 5545 asks for UTC there) becomes the last day, in the time zone
    `zone`, on which a meeting at `start_time` is not after it. Raises `SeriesError`.
    """
    parts = _parts(text)
    if parts.get("INTERVAL") == "1":
        del parts["INTERVAL"]
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_last_day(parts['UNTIL'], zone, start_time):%Y%m%d}"
    canonical = ";".join(f"{name}={parts[name]}" for name in _PARTS if name in parts)
    if len(canonical) > MAX_LENGTH:
        raise SeriesError("rule_unreadable")
    return _recurrence(parts, canonical)


def _recurrence(parts: Mapping[str, str], text: str) -> Recurrence:
    until = _day(parts["UNTIL"]) if "UNTIL" in parts else None
    interval = int(parts.get("INTERVAL", "1"))
    days = parts.get("BYDAY", "").split(",")
    plain = parts.keys() <= {"FREQ", "INTERVAL", "UNTIL", "BYDAY"} and "BYDAY" in parts
    if plain and parts["FREQ"] == "WEEKLY":
        on = tuple(day for day in Weekday if day in days)
        return Recurrence(Pattern.weekly, text, interval, on, until=until)
    if plain and parts["FREQ"] == "MONTHLY" and len(days) == 1 and len(days[0]) > 2:
        nth = int(days[0][:-2])
        if nth in (LAST, *range(1, 6)):
            on = (Weekday(days[0][-2:]),)
            return Recurrence(Pattern.monthly, text, interval, on, nth, until)
    return Recurrence(Pattern.typed, text, interval, until=until)


# The grammar ------------------------------------------------------------------------------------------


def _number(low: int, high: int) -> Callable[[str], bool]:
    return lambda value: bool(re.fullmatch(r"[0-9]{1,4}", value)) and low <= int(value) <= high


def _signed(high: int) -> Callable[[str], bool]:
    """A list of numbers from 1 or counted from the end: never 0."""

    def reads(value: str) -> bool:
        numbers = value.split(",")
        return all(
            re.fullmatch(r"[+-]?[0-9]{1,3}", each) and 1 <= abs(int(each)) <= high
            for each in numbers
        )

    return reads


def _weekdays(value: str) -> bool:
    return all(
        re.fullmatch(r"([+-]?[1-9][0-9]?)?(MO|TU|WE|TH|FR|SA|SU)", d) for d in value.split(",")
    )


# INTERVAL=0 is no rule, and would never end if it were expanded.
_PARTS: Final[Mapping[str, Callable[[str], bool]]] = {
    "FREQ": lambda value: value in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"),
    "INTERVAL": _number(1, 999),
    "COUNT": _number(1, 9999),
    "UNTIL": lambda value: _moment(value) is not None,
    "BYMONTH": lambda value: all(_number(1, 12)(each) for each in value.split(",")),
    "BYWEEKNO": _signed(53),
    "BYYEARDAY": _signed(366),
    "BYMONTHDAY": _signed(31),
    "BYDAY": _weekdays,
    "BYSETPOS": _signed(366),
    "WKST": lambda value: value in set(Weekday),
}

# RFC 5545, section 3.3.10: what may not stand beside which frequency. Some that it allows for days and
# weeks are left out: they say what a monthly or yearly rule says better, and expanding one that never
# comes true would take minutes.
_FORBIDDEN: Final[Mapping[str, frozenset[str]]] = {
    "DAILY": frozenset({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"}),
    "WEEKLY": frozenset({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY", "BYSETPOS"}),
    "MONTHLY": frozenset({"BYWEEKNO", "BYYEARDAY"}),
    "YEARLY": frozenset(),
}


def _parts(text: str) -> dict[str, str]:
    bare = re.sub(r"\s+", "", text).upper().removeprefix("RRULE:").strip(";")
    parts: dict[str, str] = {}
    for piece in bare.split(";"):
        name, equals, value = piece.partition("=")
        if not equals or not value or name in parts:
            raise SeriesError("rule_unreadable", name)
        if name not in _PARTS:
            raise SeriesError("rule_part", name)
        if not _PARTS[name](value):
            raise SeriesError("rule_frequency" if name == "FREQ" else "rule_value", name)
        parts[name] = value
    _check_together(parts)
    return parts


def _check_together(parts: Mapping[str, str]) -> None:
    if "FREQ" not in parts:
        raise SeriesError("rule_frequency", "FREQ")
    if "COUNT" in parts and "UNTIL" in parts:
        raise SeriesError("rule_count_and_until")
    frequency = parts["FREQ"]
    for name in sorted(_FORBIDDEN[frequency] & parts.keys()):
        raise SeriesError("rule_part", name)
    if "BYSETPOS" in parts and not any(
        name.startswith("BY") and name != "BYSETPOS" for name in parts
    ):
        raise SeriesError("rule_part", "BYSETPOS")
    ordinals = [int(day[:-2]) for day in parts.get("BYDAY", "").split(",") if len(day) > 2]
    if ordinals and (frequency not in ("MONTHLY", "YEARLY") or "BYWEEKNO" in parts):
        raise SeriesError("rule_value", "BYDAY")
    most = 5 if frequency == "MONTHLY" or "BYMONTH" in parts else 53
    if any(abs(nth) > most for nth in ordinals):
        raise SeriesError("rule_value", "BYDAY")


def _day(value: str) -> date:
    return datetime.strptime(value, "%Y%m%d").replace(tzinfo=UTC).date()


def _moment(value: str) -> datetime | None:
    """An UNTIL as written: a day, a local time, or a time in UTC (aware); None if it is none of them."""
    for pattern, aware in (("%Y%m%d", False), ("%Y%m%dT%H%M%S", False), ("%Y%m%dT%H%M%SZ", True)):
        try:
            moment = datetime.strptime(value, pattern)  # noqa: DTZ007 - the zone follows below
        except ValueError:
            continue
        if not 1900 < moment.year < 9000:
            return None
        return moment.replace(tzinfo=UTC) if aware else moment
    return None


def _last_day(value: str, zone: str, start_time: time) -> date:
    moment = _moment(value)
    assert moment is not None  # noqa: S101 - it was read before
    if "T" not in value:
        return moment.date()
    local = moment.astimezone(ZoneInfo(zone)) if moment.tzinfo else moment
    return local.date() if start_time <= local.time() else local.date() - timedelta(days=1)
