"""The only source of "now". Views and commands ask here and pass the moment on as ``at``."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_fixed: datetime | None = None


def now() -> datetime:
    """This moment, in UTC."""
    return _fixed or datetime.now(UTC)


def today(zone: str) -> date:
    """The calendar day it is now in the time zone ``zone`` (an IANA name)."""
    return now().astimezone(ZoneInfo(zone)).date()


@contextmanager
def stopped_at(moment: datetime) -> Iterator[None]:
    """For tests and demonstrations: time stands still at ``moment`` (aware) in this process."""
    global _fixed
    before, _fixed = _fixed, moment.astimezone(UTC)
    try:
        yield
    finally:
        _fixed = before
