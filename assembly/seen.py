"""What somebody saw before she changed it: of two who change the same rules, none overwrites the other unseen."""

from __future__ import annotations

import hashlib
import json

from assembly.errors import RuleViolation


def mark_of(data: object) -> str:
    """A mark of what is stored, carried by the form: the same for the same, another for anything else."""
    text = json.dumps(data, sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def refuse_unseen(stored: object, seen: str | None) -> None:
    """Raises ``RuleViolation`` stale if something else is stored than was seen; None sees nothing."""
    if seen and seen != mark_of(stored):
        raise RuleViolation("stale")
