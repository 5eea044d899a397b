"""Who is signed in: the session, its idle end, and what pages ask of the database about their visitor.

All of it is asked when it is first used: a page that uses none of it costs no query.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, session
from flask_login import LoginManager, logout_user

from assembly import clock
from assembly.db import db
from assembly.people import queries
from assembly.people.models import Account
from assembly.web import access, navigation

_SEEN = "seen"


def _load(token: str) -> Account | None:
    """The account of a session, unless its password changed or its sessions were ended since."""
    number, _, stamp = token.partition(":")
    if not number.isdecimal():
        return None
    account = queries.account_for_session(db.session, int(number))
    if account is None or account.stamp != stamp or not account.active:
        return None
    return account


def init_app(app: Flask) -> None:
    """Set up signing in. A session left idle ends: the laptop of the commune house is shared."""
    manager = LoginManager(app)
    manager.user_loader(_load)
    manager.session_protection = None  # our own: stamp and idle time
    idle = timedelta(minutes=app.config["IDLE_MINUTES"])

    @app.before_request
    def end_idle_session() -> None:
        # By what the cookie says: who it belongs to is looked up when a page asks.
        if "_user_id" not in session:
            return
        now = clock.now()
        seen = session.get(_SEEN)
        if seen and now - datetime.fromisoformat(seen) > idle:
            logout_user()
            session["ended_idle"] = True
        # Written at most once a minute: a cookie on every answer costs on a slow line.
        elif not seen or now - datetime.fromisoformat(seen) > timedelta(minutes=1):
            session.permanent = True
            session[_SEEN] = now.isoformat()

    access.init_app(app, lambda account_id: queries.roles_of(db.session, account_id, clock.now()))
    navigation.init_app(app, lambda: queries.house_name(db.session))
