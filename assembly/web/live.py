"""Parts of pages that are kept as things stand: asked for again and again, by a whole hall at once.

Such a part is the same for everybody who may see its page. The page signs the part's address when it
is shown, and the signature is the permission: who asks needs no session, no account and no role, and
asking keeps nobody signed in. Each process makes a part anew at most once a second, whoever asks;
who has it already is answered 304 without a body. The page itself shows what is so at that moment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, abort, current_app, request, url_for
from flask import Response as Answer
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.wrappers import Response

from assembly import clock
from assembly.web.i18n import in_language, language
from assembly.web.security import WORTH_COMPRESSING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Make = Callable[[int], str]

FRESH = timedelta(seconds=1)
_LASTS = timedelta(days=1)  # an address: a day of a congress; then the page is opened again
_MOST = 200  # parts that a process keeps at once
_EXTENSION = "assembly.live"
_TEXT = "text/html; charset=utf-8"
_OF_ONE_ANSWER = {
    "content-type",
    "content-length",
    "content-encoding",
    "etag",
    "date",
    "vary",
    "set-cookie",
}
_Key = tuple[str, int, str]  # endpoint, row, language
_makers: dict[str, Make] = {}


@dataclass(frozen=True)
class _Made:
    """A part as it was made last: one object, so that text and tag always belong together."""

    at: datetime
    text: str
    tag: str


@dataclass
class _Part:
    """A place on the shelf. ``lock`` is held by the one who makes the part anew."""

    made: _Made | None = None
    lock: Lock = field(default_factory=Lock)


@dataclass(frozen=True)
class _Known:
    """An address whose signature was found good: what it asks for, until when, and with which headers."""

    key: _Key
    until: datetime
    headers: list[tuple[str, str]]


@dataclass
class _Shelf:
    """The parts of an application, and when this process last changed anything."""

    parts: dict[_Key, _Part] = field(default_factory=dict)
    known: dict[str, _Known] = field(default_factory=dict)
    wrote_at: datetime | None = None

    def fresh(self, part: _Part, *, for_page: bool) -> _Made | None:
        """What was made less than a second ago; for a page nothing older than what was just changed.

        A clock that was set back makes nothing last longer.
        """
        made = part.made
        if made is None or not timedelta(0) <= clock.now() - made.at < FRESH:
            return None
        if for_page and self.wrote_at is not None and made.at <= self.wrote_at:
            return None
        return made


def live_part(endpoint: str) -> Callable[[Make], Make]:
    """Register how a part is made: a function of the number of the row that it is about."""

    def register(make: Make) -> Make:
        _makers[endpoint] = make
        return make

    return register


def live_address(endpoint: str, number: int) -> str:
    """The address of a part, signed, in the language of this page."""
    return url_for(endpoint, token=_signer(endpoint).dumps([number, language()]))


def live_text(endpoint: str, number: int, *, exact: bool = True) -> Markup:
    """A part for the page that holds it: as it stands now, or (not ``exact``) as of a second ago.

    The latter for pages that a whole hall opens at once.
    """
    made = _kept(endpoint, number, language(), for_page=exact)
    return Markup(made.text)  # noqa: S704 - made by our own templates


def as_it_stands(endpoint: str, token: str) -> Response:
    """The part that a signed address asks for. 404 where the signature is not ours or too old."""
    try:
        (number, code), signed_at = _signer(endpoint).loads(
            token, max_age=int(_LASTS.total_seconds()), return_timestamp=True
        )
    except BadSignature:
        abort(404)
    made = _kept(endpoint, number, code, for_page=False)
    request.environ[_EXTENSION] = (endpoint, number, code), signed_at + _LASTS
    response = Answer(made.text, mimetype="text/html")
    response.set_etag(made.tag, weak=True)
    return response.make_conditional(request)


def _kept(endpoint: str, number: int, code: str, *, for_page: bool) -> _Made:
    shelf: _Shelf = current_app.extensions[_EXTENSION]
    if len(shelf.parts) >= _MOST:
        shelf.parts.clear()
    part = shelf.parts.setdefault((endpoint, number, code), _Part())
    if made := shelf.fresh(part, for_page=for_page):
        return made
    # One makes it; those who ask meanwhile get what was there, and wait only if there was nothing.
    if part.made is None or for_page:
        part.lock.acquire()
    elif not part.lock.acquire(blocking=False):
        return part.made
    try:
        made = shelf.fresh(part, for_page=for_page)
        if made is None:
            began = clock.now()
            with in_language(code):
                text = _makers[endpoint](number)
            tag = hashlib.sha256(text.encode()).hexdigest()[:20]
            made = part.made = _Made(began, text, tag)
        return made
    finally:
        part.lock.release()


def _signer(endpoint: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt=f"live {endpoint}")


class _Shortcut:
    """Answers who asks again from the shelf itself: 450 phones every two seconds are hardly felt.

    Only an address that the application answered before, while its part is fresh, and short enough
    to go out as it is; everything else goes the whole way. The headers are those of the application's
    answer.
    """

    def __init__(self, app: WSGIApplication, shelf: _Shelf) -> None:
        self._app, self._shelf = app, shelf

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        known = self._shelf.known.get(path)
        if known and environ["REQUEST_METHOD"] == "GET" and clock.now() < known.until:
            part = self._shelf.parts.get(known.key)
            made = part and self._shelf.fresh(part, for_page=False)
            tag = f'W/"{made.tag}"' if made else ""
            headers = [*known.headers, ("ETag", tag)]
            if made and environ.get("HTTP_IF_NONE_MATCH") == tag:
                start_response("304 NOT MODIFIED", headers)
                return []
            if made and len(body := made.text.encode()) < WORTH_COMPRESSING:
                of_text = ("Content-Type", _TEXT), ("Content-Length", str(len(body)))
                start_response("200 OK", [*headers, *of_text])
                return [body]

        def noting(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            if asked := environ.get(_EXTENSION):
                kept = [each for each in headers if each[0].lower() not in _OF_ONE_ANSWER]
                if len(self._shelf.known) >= 20 * _MOST:
                    self._shelf.known.clear()
                key, until = asked
                self._shelf.known[path] = _Known(key, until, kept)
            return start_response(status, headers, *rest)

        return self._app(environ, noting)


def note_change(app: Flask) -> None:
    """This process has changed something: pages show parts as they are made after it."""
    shelf: _Shelf = app.extensions[_EXTENSION]
    shelf.wrote_at = clock.now()


def init_app(app: Flask) -> None:
    """Give the application its shelf, and templates the way to show a part."""
    shelf = app.extensions[_EXTENSION] = _Shelf()
    app.wsgi_app = _Shortcut(app.wsgi_app, shelf)  # type: ignore[method-assign]

    @app.after_request
    def note_request(response: Answer) -> Answer:
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            note_change(app)
        return response

    app.jinja_env.globals.update(live_address=live_address, live_text=live_text)
