"""Flask's application, quicker in what a page asks a hundred times: addresses, and the names templates know."""

from __future__ import annotations

from collections.abc import MutableMapping
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request
from flask.templating import Environment

_KEPT = 4000  # addresses


class Templates(Environment):
    """Our templates have no globals of their own: they share those of the application as they are.

    Jinja would lay an empty mapping over them for each template, and search both, name by name,
    whenever one template imports or includes another.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The application's own, unless a template really gets more."""
        return super().make_globals(d) if d else self.globals


class Application(Flask):
    """Our addresses depend on nothing but what they name and where the house is mounted: each is built once."""

    jinja_environment = Templates

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)

        # ``typed``: True and 1 are written differently.
        @lru_cache(maxsize=_KEPT, typed=True)
        def built(mounted_at: str, endpoint: str, **values: Any) -> str:
            return super(Application, self).url_for(endpoint, **values)

        self._built = built

    def url_for(self, endpoint: str, **values: Any) -> str:
        """The address of an endpoint, never with a host: a page names only its own house."""
        if not has_request_context():
            return super().url_for(endpoint, **values)
        return self._built(request.script_root, endpoint, **values)
