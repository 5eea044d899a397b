"""Who is signed in: the session, its idle end, and what pages ask of the database about their visitor.

All of it is asked when it is first used: a page that uses none of it costs no query.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, g, session
from flask_login import LoginManager, login_user, logout_user

from assembly import clock
from assembly.db import db
from assembly.people import queries
from assembly.people.models import Account
from assembly.roles import Role
from assembly.web import access, navigation

_USER = "_user_id"  # as Flask-Login calls it
_SEEN = "seen"
_CARD = "card"


def _load(token: str) -> Account | None:
    """The account of a session, unless its password changed or its sessions were ended since.

    One that began with a card ends with it: with the meeting, or when the card is withdrawn.
    """
    claimed = claim({**session, _USER: token})
    found = queries.visitor(db.session, claimed.account_id) if claimed else None
    if claimed is None or found is None:
        return None
    account, g.house_name = found
    if account.stamp != claimed.stamp or not account.active:
        return None
    card_id = claimed.card_id
    if card_id and not queries.card_holds(db.session, card_id, account.id, clock.now()):
        return None
    return account


def claim(said: Mapping[str, Any]) -> queries.Claim | None:
    """Whose session this is by what its cookie says; whether it still holds, the database knows."""
    number, _, stamp = said.get(_USER, "").partition(":")
    return queries.Claim(int(number), stamp, said.get(_CARD)) if number.isdecimal() else None


def idle_for(said: Mapping[str, Any], now: datetime) -> timedelta | None:
    """How long ago a session was last used by what its cookie says; None if it does not say."""
    seen = said.get(_SEEN)
    return now - datetime.fromisoformat(seen) if seen else None


def begin_session(account: Account, *, card_id: int | None = None) -> None:
    """Sign a person in on this machine. Of whoever was here before nothing stays but the language."""
    language = session.get("language")
    session.clear()
    if language and not account.language:
        session["language"] = language
    if card_id is not None:
        session[_CARD] = card_id
    login_user(account)


def card_of_session() -> int | None:
    """The card with which who is signed in came in; None if it was a password."""
    return session.get(_CARD)


def _roles_of(account_id: int) -> dict[int | None, frozenset[Role]]:
    return queries.roles_of(
        db.session, account_id, clock.now(), by_card=card_of_session() is not None
    )


def init_app(app: Flask) -> None:
    """Set up signing in. A session left idle ends: the laptop of the commune house is shared."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    manager.session_protection = None  # our own: stamp and idle time
    idle = timedelta(minutes=app.config["IDLE_MINUTES"])

    @app.before_request
    def end_idle_session() -> None:
        # By what the cookie says: who it belongs to is looked up when a page asks.
        if _USER not in session:
            return
        now = clock.now()
        rested = idle_for(session, now)
        if rested is not None and rested > idle:
            logout_user()
            session["ended_idle"] = True
        # Written at most once a minute: a cookie on every answer costs on a slow line.
        elif rested is None or rested > timedelta(minutes=1):
            session.permanent = True
            session[_SEEN] = now.isoformat()

    access.init_app(app, _roles_of)
    navigation.init_app(app, lambda: queries.house_name(db.session))
