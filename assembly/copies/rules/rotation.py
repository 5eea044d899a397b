"""What copies are called, when one is due, and which of them stay."""

import re
from collections.abc import Callable, Hashable, Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

REMIND_AFTER: Final = timedelta(days=7)
"""A copy older than this is asked for on the pages of those who can make one."""
KEPT: Final = 3
"""So many days, weeks and months keep their last copy: nine copies at most."""

_NAME = re.compile(r"^assembly-(\d{8})-(\d{6})\.zip$")


def file_name(at: datetime) -> str:
    """assembly-20260520-233000.zip, by the clock of UTC."""
    return f"assembly-{at.astimezone(UTC):%Y%m%d-%H%M%S}.zip"


def moment_of(name: str) -> datetime | None:
    """When the copy of this name was made; None if it is not the name of one."""
    found = _NAME.match(name)
    if not found:
        return None
    try:
        return datetime.strptime("".join(found.groups()), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None


def is_due(last: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether it is time for the next copy; ``every`` zero: never."""
    return bool(every) and (last is None or now - last >= every)


def kept(moments: Iterable[datetime]) -> set[datetime]:
    """Of the copies made at these moments those that stay.

    The last of each of the last three days, weeks and months on which there were copies at all:
    a laptop that slept for a month keeps what it has.
    """
    newest_first = sorted(moments, reverse=True)
    stay: set[datetime] = set()
    periods: tuple[Callable[[datetime], Hashable], ...] = (
        lambda moment: moment.date(),
        lambda moment: moment.isocalendar()[:2],
        lambda moment: (moment.year, moment.month),
    )
    for period in periods:
        seen: set[Hashable] = set()
        for moment in newest_first:
            if period(moment) not in seen and len(seen) < KEPT:
                seen.add(period(moment))
                stay.add(moment)
    return stay
