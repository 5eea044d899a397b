"""What minutes may be, without a database: their states, their wording, what stands against closing."""

from assembly.minutes.rules.closing import Problem, next_number, problems
from assembly.minutes.rules.kinds import Copy, MinutesStatus
from assembly.minutes.rules.wording import (
    LONGEST,
    PLACEHOLDERS,
    SHIPPED,
    Texts,
    WordingError,
    check,
    fill,
)

__all__ = [
    "LONGEST",
    "PLACEHOLDERS",
    "SHIPPED",
    "Copy",
    "MinutesStatus",
    "Problem",
    "Texts",
    "WordingError",
    "check",
    "fill",
    "next_number",
    "problems",
]
