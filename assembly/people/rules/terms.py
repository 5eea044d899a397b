"""Terms: when someone holds a seat, and when two terms touch. Both ends count; None is open."""

from __future__ import annotations

from datetime import date


def in_term(start: date | None, end: date | None, day: date) -> bool:
    """Whether a term from ``start`` through ``end`` (both inclusive, open if None) covers ``day``."""
    return (start is None or start <= day) and (end is None or day <= end)


def overlap(
    start: date | None, end: date | None, other_start: date | None, other_end: date | None
) -> bool:
    """Whether two terms share at least one day."""
    first_before_second = end is not None and other_start is not None and end < other_start
    second_before_first = other_end is not None and start is not None and other_end < start
    return not (first_before_second or second_before_first)


def in_order(start: date | None, end: date | None) -> bool:
    """Whether a term does not end before it begins."""
    return start is None or end is None or start <= end
