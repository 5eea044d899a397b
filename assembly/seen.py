"""What a form was made from, and what came of it: of two who change the same rules, none overwrites the
other unseen; what was sent before is neither made twice nor lost."""

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


def refuse_another(made: object, **said: object) -> None:
    """Raises ``RuleViolation`` sent_already if a form, sent before, says something else than what it made.

    Sent twice as it was (a double click) it is one thing. Changed after the back button it is another.
    """
    if any(getattr(made, name) != value for name, value in said.items()):
        raise RuleViolation("sent_already")
