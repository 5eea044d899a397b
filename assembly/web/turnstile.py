"""How many requests the application works on at once.

The server has more threads than that. The others hold ballots that wait to be written together
(``voting/views/casting.py``) and answer whoever asks again (``web/live.py``); in the application they
would only take memory, and the database's one lock, from each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Turnstile:
    """Lets so many in at once; who comes when it is full waits until somebody leaves."""

    def __init__(self, inner: WSGIApplication, at_once: int) -> None:
        self._inner, self._room = inner, BoundedSemaphore(at_once)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._room:
            return self._inner(environ, start_response)
