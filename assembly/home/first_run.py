"""The code that guards the first-run page: it is shown where the app was started, and only there."""

from __future__ import annotations

import hmac
import os
import secrets
from pathlib import Path

# No letters and figures that look alike on an old screen.
_SIGNS = "ABCDEFGHJKMNPQRTUVWXY346789"
_NAME = "first-run-code"


def code(instance: Path) -> str:
    """The code of this installation, made on first call and readable by its owner only."""
    path = instance / _NAME
    if not path.exists():
        made = "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(2))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(made)
    return path.read_text().strip()


def is_right(instance: Path, typed: str) -> bool:
    """Whether this is the code; case and dashes do not matter."""
    given = typed.upper().replace("-", "").replace(" ", "")
    return hmac.compare_digest(given.encode(), code(instance).replace("-", "").encode())


def forget(instance: Path) -> None:
    """The house has its administrator: the code opens nothing any more."""
    (instance / _NAME).unlink(missing_ok=True)
