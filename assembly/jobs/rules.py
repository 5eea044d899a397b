"""The states of a long work, and how far it is."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class JobStatus(StrEnum):
    """Waiting for its turn, under way, or over in one of three ways."""

    waiting = "waiting"
    running = "running"
    done = "done"
    failed = "failed"
    cancelled = "cancelled"


UNFINISHED: Final = (JobStatus.waiting, JobStatus.running)

MOST_ATTEMPTS: Final = 3
"""Work that broke off so often (the power, or the work itself) is given up, lest it starts for ever."""

KEPT_DAYS: Final = 7
"""How long the file of a finished work can be fetched."""


class Cancelled(Exception):
    """Somebody does not want it any more: raised inside the work, when it tells how far it is."""


class Failed(Exception):
    """The work cannot be done. ``code`` is one of the rules that an area has words for."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def percent(done: int, total: int | None) -> int | None:
    """How much of the work is done, 0 to 100; None where nobody can know."""
    if not total:
        return None
    return max(0, min(100, done * 100 // total))
