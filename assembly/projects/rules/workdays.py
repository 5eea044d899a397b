"""Workdays: people × hours, both factors kept, and a list of names as it is typed from paper."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assembly.errors import RuleViolation

MOST_PEOPLE = 500
_TIMES = re.compile(r"\s[x×*]\s*(\d{1,4})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Came:
    """A line of the list: one person, or a group under one name."""

    name: str
    people: int


def read_list(text: str) -> list[Came]:
    """One name a line; «Familia Rondón × 4» are four people. Raises ``RuleViolation``."""
    found = []
    for line in text.splitlines():
        typed = " ".join(line.split())
        if not typed:
            continue
        match = _TIMES.search(typed)
        name = typed[: match.start()] if match else typed
        people = int(match[1]) if match else 1
        if not 1 <= people <= MOST_PEOPLE:
            raise RuleViolation("projects.how_many_people", field="names", name=name)
        if len(name) > 200:
            raise RuleViolation("projects.word_long", field="names", most=200)
        found.append(Came(name, people))
    if not found:
        raise RuleViolation("projects.nobody", field="names")
    return found


def checked_hours(hours: Decimal | None) -> Decimal:
    """Hours that one person worked on a day. Raises ``RuleViolation``."""
    if hours is None or not 0 < hours <= 24:
        raise RuleViolation("projects.hours_of_a_day", field="hours")
    return hours


def person_hours(rows: Iterable[tuple[int, Decimal]]) -> Decimal:
    """The hours of all: people × hours each, added up."""
    return sum((people * hours for people, hours in rows), Decimal(0))
