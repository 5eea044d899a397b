"""Stock from logs, by farmOS's rule, and where everything went.

Only what is done counts, up to the moment asked. The latest reset (a physical count) is where it starts
from, else nothing; increments add and decrements subtract. There is one balance per asset, measure and
unit. A correction is a new log: the corrected one no longer counts. What counts does not depend on the
order in which it was typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from assembly.projects.rules.enums import Adjustment, LogType, Measure, Part

Key = tuple[Measure, str]
"""A measure and its unit."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One quantity of a done log that was not corrected, as far as stock is concerned.

    ``mark`` is the log's UUID as text: it settles which of two counts of one moment is the last, the
    same way wherever the logs are replayed.
    """

    at: datetime
    mark: str
    type: LogType
    part: Part
    adjustment: Adjustment | None
    measure: Measure
    unit: str
    value: Decimal
    reason: str = ""

    @property
    def key(self) -> Key:
        """The balance it belongs to."""
        return (self.measure, self.unit)

    @property
    def signed(self) -> Decimal:
        """What it adds to the stock; nothing if it is a count or only told."""
        if self.adjustment is Adjustment.increment:
            return self.value
        return -self.value if self.adjustment is Adjustment.decrement else Decimal(0)


@dataclass(frozen=True, slots=True)
class CountMade:
    """A physical count beside what was expected. Expected None: there was nothing to expect it from."""

    at: datetime
    expected: Decimal
    counted: Decimal

    @property
    def difference(self) -> Decimal:
        """Counted less expected."""
        return self.counted - self.expected


def balances(entries: Iterable[Entry], until: datetime | None = None) -> dict[Key, Decimal]:
    """The stock of one asset at a moment (or with everything). A count includes what has its own time."""
    latest: dict[Key, Entry] = {}
    moved: dict[Key, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.adjustment is None or (until is not None and entry.at > until):
            continue
        if entry.adjustment is Adjustment.reset:
            before = latest.get(entry.key)
            if before is None or (before.at, before.mark) < (entry.at, entry.mark):
                latest[entry.key] = entry
        else:
            moved[entry.key].append(entry)
    found: dict[Key, Decimal] = {}
    for key in latest.keys() | moved.keys():
        reset = latest.get(key)
        start = reset.value if reset else Decimal(0)
        since = reset.at if reset else None
        found[key] = start + sum(
            (each.signed for each in moved[key] if since is None or each.at > since), Decimal(0)
        )
    return found


def balance(entries: Iterable[Entry], key: Key, until: datetime | None = None) -> Decimal:
    """One balance; zero where nothing was noted."""
    return balances(entries, until).get(key, Decimal(0))


def lowest(entries: Iterable[Entry], key: Key, since: datetime) -> Decimal:
    """The lowest stock from ``since`` until the next count after it: below zero, something cannot be so."""
    moved = sorted(
        (each for each in entries if each.key == key and each.adjustment is not None),
        key=lambda each: (each.at, each.adjustment is Adjustment.reset, each.mark),
    )
    running, found = Decimal(0), None
    for place, entry in enumerate(moved):
        if entry.adjustment is Adjustment.reset:
            if entry.at > since:
                break
            running = entry.value
        else:
            running += entry.signed
        following = moved[place + 1] if place + 1 < len(moved) else None
        if entry.at >= since and (following is None or following.at > entry.at):
            found = running if found is None else min(found, running)
    return running if found is None else found


def counts_made(entries: Iterable[Entry], key: Key) -> list[CountMade]:
    """Every physical count with its difference, the earliest first."""
    listed = [each for each in entries if each.key == key]
    made = []
    resets = [each for each in listed if each.adjustment is Adjustment.reset]
    for reset in sorted(resets, key=lambda each: (each.at, each.mark)):
        earlier = [
            each
            for each in listed
            if (each.at, each.mark) < (reset.at, reset.mark)
            or (each.at == reset.at and each.adjustment is not Adjustment.reset)
        ]
        made.append(CountMade(reset.at, balance(earlier, key), reset.value))
    return made
