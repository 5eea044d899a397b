"""In which order the items of a meeting were taken up, and during which of them something happened.

Presence counts items in the order in which they were taken up. The agenda gives it, unless the
clock says otherwise: items of which the hour is known trade places among themselves. Items typed
from paper, of which no hour is known, stay where the agenda has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from assembly.meetings.rules.kinds import Direction


@dataclass(frozen=True, slots=True)
class Taken:
    """An item (by its id) with the hours at which it was taken up and left, None if not known."""

    item: int
    opened_at: datetime | None = None
    closed_at: datetime | None = None


def taken_up(items: Sequence[Taken]) -> dict[int, int]:
    """Numbers from 1 by item, in the order of being taken up; ``items`` come as on the agenda."""
    timed = iter(
        sorted(
            (item for item in items if item.opened_at is not None),
            key=lambda item: item.opened_at.timestamp() if item.opened_at else 0.0,
        )
    )
    order = [item if item.opened_at is None else next(timed) for item in items]
    return {item.item: number for number, item in enumerate(order, start=1)}


def item_at(items: Sequence[Taken], moment: datetime, direction: Direction) -> int | None:
    """The item during which somebody came or went at ``moment``; None is the opening.

    ``items`` come in the order of being taken up. Between two items a departure belongs to the one
    before, for which the person was there, and an arrival to the one after.
    """
    begun = [
        place for place, item in enumerate(items) if item.opened_at and item.opened_at <= moment
    ]
    if not begun:
        return None
    last = begun[-1]
    closed_at = items[last].closed_at
    over = closed_at is not None and closed_at <= moment
    if over and direction is Direction.arrival and last + 1 < len(items):
        last += 1
    return items[last].item


def moment(clock: time, start: datetime) -> datetime:
    """The moment meant by an hour on the clock of a meeting that was to start at ``start`` (aware).

    The same day, unless that lies more than half a day before the start: then after midnight.
    """
    meant = datetime.combine(start.date(), clock, start.tzinfo)
    early = meant < start and start - meant > timedelta(hours=12)
    return meant + timedelta(days=1) if early else meant
