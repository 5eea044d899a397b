"""Languages. The texts in the code are English; Spanish is in ``assembly/translations/es``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, has_request_context, request, session
from flask_babel import Babel, LazyString, force_locale, get_locale
from flask_login import current_user
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from assembly import paths

LANGUAGES = {"es": "Español", "en": "English"}

__all__ = [
    "LANGUAGES",
    "_",
    "_l",
    "first_of",
    "in_language",
    "init_app",
    "language",
    "ngettext",
    "show_times_in",
    "spoken",
    "zone",
]


class Spoken(NamedTuple):
    """A language and its texts."""

    code: str
    words: NullTranslations


@cache
def _in(code: str) -> Spoken:
    return Spoken(code, Translations.load(str(paths.TRANSLATIONS), [code]))


def spoken() -> Spoken:
    """The language of this moment, looked up once: a page asks for a hundred texts."""
    try:
        found: Spoken = g.spoken
    except AttributeError:
        found = g.spoken = _in(get_locale().language)
    except RuntimeError:  # outside of the application
        found = _in("en")
    return found


def _(text: str, /, **values: object) -> str:
    """The text in the language of this moment, with its values."""
    said = str(spoken().words.ugettext(text))
    return said % values if values else said


def ngettext(one: str, many: str, num: Any, /, **values: object) -> str:
    """The text for this number of things, which it may name as ``num``."""
    return str(spoken().words.ungettext(one, many, num)) % {"num": num, **values}


def _l(text: str, /, **values: object) -> LazyString:
    """Said when it is shown, in the language of that moment: for what is written once, at import."""
    return LazyString(_, text, **values)


@pass_eval_context
def _on_page(place: EvalContext, text: str, /, **values: object) -> str:
    """``_`` for templates: our own texts are safe there, the values in them are escaped."""
    said = spoken().words.ugettext(text)
    if place.autoescape:
        said = Markup(said)  # noqa: S704
    return said % values if values else said


@pass_eval_context
def _number_on_page(place: EvalContext, one: str, many: str, num: int, /, **values: object) -> str:
    said = spoken().words.ungettext(one, many, num)
    return (Markup(said) if place.autoescape else said) % {"num": num, **values}  # noqa: S704


def language() -> str:
    """The language of this request: chosen here, else the account's, else the house's, else Spanish."""
    if not has_request_context():
        return str(current_app.config["BABEL_DEFAULT_LOCALE"])
    if "language" not in g:
        wishes = session.get("language"), getattr(current_user, "language", None)
        accepted = request.headers.get("Accept-Language", "")
        g.language = first_of(*wishes, accepted) or current_app.config["BABEL_DEFAULT_LOCALE"]
    return str(g.language)


def first_of(chosen: str | None, of_account: str | None, accepted: str) -> str | None:
    """Of what was chosen here, what the account says and what the browser accepts, the first we speak."""
    for wish in (chosen, of_account):
        if wish in LANGUAGES:
            return wish
    return _best(accepted)


@lru_cache(maxsize=64)  # a hall has few kinds of phones
def _best(accepted: str) -> str | None:
    return parse_accept_header(accepted, LanguageAccept).best_match(LANGUAGES)


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
    outside = g.pop("spoken", None)
    try:
        with force_locale(code):
            yield
    finally:
        g.pop("spoken", None)
        if outside is not None:
            g.spoken = outside


def init_app(app: Flask) -> None:
    """Set up the translations."""
    Babel(app, locale_selector=language, timezone_selector=zone)
    app.jinja_env.globals.update(
        LANGUAGES=LANGUAGES, language=language, _=_on_page, ngettext=_number_on_page
    )
