"""Doing something in a thread of its own: Playwright keeps an event loop running in that of the tests."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def apart(call: Callable[..., Any], *args: Any, **named: Any) -> Any:
    """What ``call`` gives, asked in another thread; for what begins an event loop itself."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(call, *args, **named).result()
