"""Error pages, versioned static files, numbers in addresses, and safe ways back."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError
from werkzeug.routing import IntegerConverter

from assembly.db import db
from assembly.web.forms import EARLIEST, LATEST
from assembly.web.i18n import _, _l

_MOST = 2**31 - 1  # what PostgreSQL's integer holds

_WORDS = {
    400: (
        _l("This could not be understood"),
        _l("Go back, look at what you typed, and try again."),
    ),
    401: (
        _l("You are signed out"),
        _l("Nothing was saved. Copy what you typed, sign in, and send it again."),
    ),
    403: (
        _l("This page is not open to you"),
        _l("Your account has no role for it. The secretary or the administrator can change that."),
    ),
    404: (_l("There is no such page"), _l("The address may be old or mistyped.")),
    405: (_l("This cannot be done here"), _l("Go back and use the buttons of the page.")),
    409: (
        _l("Someone else was here first"),
        _l("Go back and reload the page to see what changed."),
    ),
    413: (_l("This file is too big"), _l("Choose a smaller one.")),
    429: (_l("Too many tries"), _l("Wait a few minutes and try again.")),
    500: (
        _l("Something broke"),
        _l("It was written down for the administrator. What was saved before is safe."),
    ),
    503: (_l("Busy right now"), _l("Wait a moment and try again.")),
}


def _error_page(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    title, advice = _WORDS.get(code, _WORDS[400 if code < 500 else 500])
    return _page(title, advice, code)


def _untrusted(error: SecurityError) -> tuple[str, int]:
    """For a host that is not ours there is no address to make links from: a sentence, no page."""
    return str(_WORDS[400][0]), 400


def _fault_page(error: InternalServerError) -> tuple[str, int]:
    db.session.rollback()  # what broke off in the middle would let the page ask nothing
    return _error_page(error)


def _page(title: object, advice: object, code: int) -> tuple[str, int]:
    page = render_template("error.html", title=title, advice=advice, code=code, typed=typed_texts())
    return page, code


def typed_texts() -> list[str]:
    """What was typed into the form that failed, to be copied: texts, no choices, never a password."""
    hidden = ("csrf_token", "next", "password", "pin", "code", "choice", "token")
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:  # too big to be read
        return []
    texts = (value.strip() for name, value in sent if not any(word in name for word in hidden))
    return [text for text in texts if len(text) > 2]


def _csrf_page(error: CSRFError) -> tuple[str, int]:
    title = _("This form was open for too long")
    advice = _(
        "Nothing was saved yet. Copy what you typed, go back, reload the page and send it again."
    )
    return _page(title, advice, 400)


def back(fallback: str) -> str:
    """The address to go back to: the form's ``next`` if it lies in this house, else ``fallback``."""
    wished = request.values.get("next", "")
    parts = urlsplit(wished)
    inside = wished.startswith("/") and not wished.startswith("//") and "\\" not in wished
    return wished if inside and not parts.scheme and not parts.netloc else fallback


def bounded(text: str) -> int:
    """A number from an address (``request.args.get("page", type=bounded)``) that a row or page can have.

    Raises ``ValueError`` for what no column could hold: such a number is as good as none.
    """
    value = int(text)
    if not 0 <= value <= _MOST:
        raise ValueError(text)
    return value


def a_day(text: str) -> date:
    """A day from an address that a calendar of people reaches. Raises ``ValueError`` for any other."""
    value = date.fromisoformat(text)
    if not EARLIEST <= value <= LATEST:
        raise ValueError(text)
    return value


class _Number(IntegerConverter):
    """``<int:…>`` in a route: what no column could hold is not found, rather than a fault."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": _MOST, **kwargs})


@cache
def _version(folder: str, name: str) -> str:
    path = Path(folder) / name
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10] if path.is_file() else "0"


def init_app(app: Flask) -> None:
    """Register the error pages, the numbers, and addresses of static files that change with them."""
    app.url_map.converters["int"] = _Number
    app.register_error_handler(HTTPException, _error_page)
    app.register_error_handler(SecurityError, _untrusted)
    app.register_error_handler(InternalServerError, _fault_page)
    app.register_error_handler(CSRFError, _csrf_page)

    @app.url_defaults
    def version(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "filename" in values and app.static_folder:
            values.setdefault("v", _version(app.static_folder, str(values["filename"])))
