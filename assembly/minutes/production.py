"""The part of the document that projects report: their figures of a period, frozen with the minutes.

Numbers are text, exactly as they were («4460», «0.25», a share of a target perhaps «1/3»); codes are those
of ``projects.rules`` and said in words where it is read (``phrases/production.py``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Stock:
    """What there was of something on the day."""

    name: str
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a batch: what was there after it, and what went in it with its reason or type."""

    name: str
    type: str | None
    stayed: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of plants and where they all went until the day."""

    name: str
    unit: str
    came: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """What was to be reached, and what was done towards it until the day."""

    type: str
    unit: str
    value: str
    done: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Done:
    """What was noted of one type in the period, added up over so many entries."""

    type: str
    part: str
    unit: str
    reason: str
    value: str
    logs: int


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """What a project reported: a period (from its beginning if ``since`` is None) and its last day."""

    uuid: str
    name: str
    kind: str
    since: date | None
    until: date
    stock: tuple[Stock, ...]
    batches: tuple[Batch, ...]
    targets: tuple[Target, ...]
    done: tuple[Done, ...]
    workdays: int
    people: int
    hours: str
