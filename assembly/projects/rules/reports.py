"""What a project reports to the assembly: plain figures of a period and of its last day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from assembly.projects.rules.batch import Step
from assembly.projects.rules.enums import LogType, Part


@dataclass(frozen=True, slots=True)
class Held:
    """What there is of something."""

    name: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class BatchTold:
    """A batch with where it all went, up to the day."""

    name: str
    unit: str
    came: Decimal
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Reached:
    """A target and what was done towards it, up to the day."""

    type: LogType
    unit: str
    value: Decimal
    done: Fraction
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was noted of one type in the period, added up."""

    type: LogType
    part: Part
    unit: str
    reason: str
    value: Decimal
    logs: int


@dataclass(frozen=True, slots=True)
class Worked:
    """Workdays of the period: how many were held, how many people came, hours of all of them."""

    held: int
    people: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it. ``since`` None: from its beginning; both days are part of the period."""

    since: date | None
    until: date
    held: tuple[Held, ...]
    batches: tuple[BatchTold, ...]
    targets: tuple[Reached, ...]
    done: tuple[Done, ...]
    worked: Worked
