"""The slot of the ballot box: where the ballots of a whole hall go in.

When everybody votes at the same moment, most of what a ballot costs is the application around it: its
address, the hooks, the form, the page. One about which nothing is unusual is taken in front of all that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from hmac import compare_digest
from io import BytesIO
from secrets import token_hex
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from flask import Flask, render_template
from flask.blueprints import BlueprintSetupState
from itsdangerous import BadData, URLSafeTimedSerializer
from markupsafe import escape
from werkzeug.http import parse_cookie
from werkzeug.sansio.utils import host_is_trusted

from assembly import clock
from assembly.people.signin import claim, idle_for
from assembly.voting.actions.casting import Cast
from assembly.voting.rules.receipts import shown
from assembly.voting.views.area import blueprint
from assembly.voting.views.gathering import Gathering, Sent
from assembly.web.i18n import first_of, in_language

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_ADDRESS = re.compile(r"/voting/([0-9]{1,9})/ballot")
_FIELD = re.compile(r"choice-([0-9]{1,9})-([0-9]{1,9})")
_OTHER = "choice-"
_MOST_BYTES = 4096  # a ballot has a few hundred
_MOST_PAGES = 64
_OF_ONE_ANSWER = {"content-length", "set-cookie"}
_SEAT, _RECEIPT = "\ue000", "\ue001"  # characters that Unicode leaves to programs
_OURS = token_hex(8)  # so that no text can hold a mark
_MARK = re.compile(f"([{_SEAT}{_RECEIPT}]){_OURS}([0-9]+)\\1")


class Slot:
    """Takes ballots in front of the application; everything else it hands on, as it came.

    It does for them what the application would do, and answers only where that answer is a receipt:

    - the cookie bears our signature, is not too old, and whoever has it did not leave the machine idle;
    - the form bears the mark of this very session, and behind TLS it comes from a page of ours;
    - whether the session still holds (a new PIN, a card that ended) and whether the seat may vote is
      looked up in the transaction that writes the ballot, so neither can change in between.

    Whatever is missing, odd or refused goes the whole way: the guard and the page of the ballot say what
    is wrong. So nobody gets further here than there; it is only shorter.
    """

    def __init__(self, app: Flask) -> None:
        signer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        self._sessions: URLSafeTimedSerializer = signer
        self._marks = URLSafeTimedSerializer(str(app.secret_key), salt="wtf-csrf-token")
        self._lasts = int(app.permanent_session_lifetime.total_seconds())
        # Who voted only, and looked at no page for so long, goes the whole way: it renews the session.
        self._rest = timedelta(minutes=app.config["IDLE_MINUTES"]) / 2
        self._app, self._inner = app, app.wsgi_app
        self._gathering = Gathering(app)
        self._pages: dict[_Key, _Page] = {}

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        address = _ADDRESS.fullmatch(environ.get("PATH_INFO", ""))
        if address and environ["REQUEST_METHOD"] == "POST":
            answer = self._take(int(address[1]), environ)
            if answer is not None:
                start_response("200 OK", answer.headers)
                return [answer.body]
        return self._inner(environ, start_response)

    def _take(self, vote_id: int, environ: WSGIEnvironment) -> _Answer | None:
        """Cast what was sent and answer with the receipts; None where there is anything else to say."""
        form, said = _form(environ), self._session(environ)
        sent = self._sent(vote_id, form, said) if self._ours(form, said, environ) else None
        if sent is None:
            return None
        try:
            holder, done = self._gathering.cast(sent)
        except Exception:  # more to vote on, a broken rule, or a fault: the whole way says which
            return None
        accepted = environ.get("HTTP_ACCEPT_LANGUAGE", "")
        language = first_of(said.get("language"), holder.language, accepted)
        language = language or str(self._app.config["BABEL_DEFAULT_LOCALE"])
        key = language, vote_id, _said_of(done), done[0].may_change
        return (self._pages.get(key) or self._made(key, environ)).answer(done)

    def _session(self, environ: WSGIEnvironment) -> Mapping[str, Any]:
        """What the session's cookie says, as Flask reads it; nothing if it is not ours or too old."""
        cookie = parse_cookie(environ).get(self._app.config["SESSION_COOKIE_NAME"], "")
        try:
            said: dict[str, Any] = self._sessions.loads(cookie, max_age=self._lasts)
        except BadData:
            return {}
        return said

    def _ours(
        self, form: Mapping[str, str], said: Mapping[str, Any], environ: WSGIEnvironment
    ) -> bool:
        """Whether the form was made for this session: what Flask-WTF asks of every form."""
        host, trusted = environ.get("HTTP_HOST", ""), self._app.config["TRUSTED_HOSTS"]
        if trusted and not host_is_trusted(host, trusted):
            return False
        if environ["wsgi.url_scheme"] == "https":
            ours = f"https://{host}/"
            if not environ.get("HTTP_REFERER", "").startswith(ours):
                return False
        try:
            mark = self._marks.loads(form.get("csrf_token", ""))
        except BadData:
            return False
        return compare_digest(said.get("csrf_token", "none"), mark)

    def _sent(self, vote_id: int, form: Mapping[str, str], said: Mapping[str, Any]) -> Sent | None:
        """The ballot, if it is for this vote alone and from somebody who was here a moment ago."""
        now = clock.now()
        claimed, rested, choices = claim(said), idle_for(said, now), _choices(vote_id, form)
        if claimed is None or not choices or rested is None or rested > self._rest:
            return None
        return Sent(claimed, vote_id, choices, form.get("token", ""), now)

    def _made(self, key: _Key, environ: WSGIEnvironment) -> _Page:
        """The page that all get who voted so, with marks where seats and receipts go in.

        Made by the application as for nobody, with the headers that it gives to an answer.
        """
        language, vote_id, cast, may_change = key
        done = [
            Receipt(asked, _mark(_SEAT, place), _mark(_RECEIPT, place) if secret else None, again)
            for place, (asked, secret, again) in enumerate(cast)
        ]
        nobody = {**environ, "HTTP_COOKIE": "", "HTTP_ACCEPT_ENCODING": ""}
        with self._app.request_context(nobody), in_language(language):
            text = render_template(
                "voting/receipt.html",
                done=done,
                vote_id=vote_id,
                language=language,
                waiting=may_change,
                more_follows=False,
            )
            answer = self._app.process_response(self._app.make_response(text))
        if len(self._pages) >= _MOST_PAGES:
            self._pages.clear()
        kept = [each for each in answer.headers if each[0].lower() not in _OF_ONE_ANSWER]
        page = self._pages[key] = _Page.of(text, kept)
        return page


_SaidOfSeat = tuple[str, bool, bool]  # the question, whether there is a receipt, whether cast again
_Key = tuple[str, int, tuple[_SaidOfSeat, ...], bool]  # the language, the vote, may it be changed


def _said_of(cast: list[Cast]) -> tuple[_SaidOfSeat, ...]:
    return tuple((each.question, each.receipt is not None, each.again) for each in cast)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the page says of a seat's ballot."""

    asked: str
    label: str
    receipt: str | None
    again: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True, slots=True)
class _Page:
    """A page without its receipts: they are nowhere stored and seen once.

    ``pieces``: what of whom goes in (the seat or the receipt, and whose), and the text that follows.
    """

    headers: list[tuple[str, str]]
    begins: bytes
    pieces: list[tuple[str, int, bytes]]

    @classmethod
    def of(cls, text: str, headers: list[tuple[str, str]]) -> _Page:
        """The page from its text with marks."""
        begins, *rest = _MARK.split(text)
        marked = zip(rest[::3], map(int, rest[1::3]), rest[2::3], strict=True)
        pieces = [(what, place, after.encode()) for what, place, after in marked]
        return cls(headers, begins.encode(), pieces)

    def answer(self, cast: list[Cast]) -> _Answer:
        """The page for somebody, with hers."""
        said = [self.begins]
        for what, place, after in self.pieces:
            each = cast[place]
            text = escape(each.seat) if what == _SEAT else shown(each.receipt or "")
            said += text.encode(), after
        body = b"".join(said)
        return _Answer([*self.headers, ("Content-Length", str(len(body)))], body)


def _mark(what: str, place: int) -> str:
    return f"{what}{_OURS}{place}{what}"


def _form(environ: WSGIEnvironment) -> dict[str, str]:
    """What was sent, if it is short, plain and says nothing twice; it can be read again afterwards."""
    length = environ.get("CONTENT_LENGTH", "")
    plain = environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded")
    if not plain or not re.fullmatch(r"[0-9]{1,4}", length) or int(length) > _MOST_BYTES:
        return {}
    body = environ["wsgi.input"].read(int(length))
    environ["wsgi.input"] = BytesIO(body)
    fields = parse_qsl(body.decode("latin-1"), keep_blank_values=True)
    form = dict(fields)
    return form if len(form) == len(fields) else {}


def _choices(vote_id: int, form: Mapping[str, str]) -> dict[int, str]:
    """What was chosen by seat; nothing if anything else was chosen too."""
    choices = {}
    for name, value in form.items():
        if not name.startswith(_OTHER):
            continue
        field = _FIELD.fullmatch(name)
        if not field or int(field[1]) != vote_id:
            return {}
        choices[int(field[2])] = value
    return choices


@blueprint.record_once
def _put_in_front(state: BlueprintSetupState) -> None:
    state.app.wsgi_app = Slot(cast(Flask, state.app))  # type: ignore[attr-defined]
