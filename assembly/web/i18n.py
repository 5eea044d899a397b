"""Languages. The texts in the code are English; Spanish is in ``assembly/translations/es``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from zoneinfo import ZoneInfo

from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, force_locale, gettext, lazy_gettext, ngettext
from flask_login import current_user

LANGUAGES = {"es": "Español", "en": "English"}

_ = gettext
_l = lazy_gettext

__all__ = [
    "LANGUAGES",
    "_",
    "_l",
    "in_language",
    "init_app",
    "language",
    "ngettext",
    "show_times_in",
    "zone",
]


def language() -> str:
    """The language of this request: chosen here, else the account's, else the house's, else Spanish."""
    if not has_request_context():
        return str(current_app.config["BABEL_DEFAULT_LOCALE"])
    wishes = [session.get("language"), getattr(current_user, "language", None)]
    for wish in wishes:
        if wish in LANGUAGES:
            return str(wish)
    accepted = request.accept_languages.best_match(LANGUAGES)
    return str(accepted or current_app.config["BABEL_DEFAULT_LOCALE"])


def zone() -> str:
    """The time zone in which moments are shown: the body's of this page, else the house's."""
    return getattr(g, "timezone", None) or str(current_app.config["BABEL_DEFAULT_TIMEZONE"])


def show_times_in(timezone: str) -> None:
    """Show the moments on this page in the body's time zone."""
    ZoneInfo(timezone)  # an unknown zone fails here, not in a template
    g.timezone = timezone


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """Words inside are said in ``code``: papers have their own language, whoever prints them."""
    with force_locale(code):
        yield


def init_app(app: Flask) -> None:
    """Set up the translations."""
    Babel(app, locale_selector=language, timezone_selector=zone)
    app.jinja_env.globals.update(LANGUAGES=LANGUAGES, language=language)
