"""The bare box: the least that Flask can do for a ballot, on the server that the house runs on.

No login, no form token, no rules: one INSERT for each request, as durably as the house writes.
``python -m tests.bench.box PORT`` with ``BOX`` as the database (a file of SQLite, or an address of
PostgreSQL).
"""

from __future__ import annotations

import os
import secrets
import sqlite3
import sys
import threading

import psycopg
from flask import Flask, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_TABLE = "CREATE TABLE IF NOT EXISTS box (receipt TEXT PRIMARY KEY, choice TEXT NOT NULL)"


def create_app() -> Flask:
    """One address, one row."""
    app = Flask("box")
    where, here = os.environ["BOX"], threading.local()
    postgresql = where.startswith("postgresql")

    def connection() -> sqlite3.Connection | psycopg.Connection:
        if not hasattr(here, "connection"):
            if postgresql:
                here.connection = psycopg.connect(where)
            else:
                here.connection = sqlite3.connect(where, timeout=10)
                here.connection.execute("PRAGMA journal_mode=WAL")
                here.connection.execute("PRAGMA synchronous=FULL")
        return here.connection

    with connection() as first:
        first.execute(_TABLE)
    insert = "INSERT INTO box VALUES (%s, %s)" if postgresql else "INSERT INTO box VALUES (?, ?)"

    @app.post("/box")
    def box() -> str:
        receipt = secrets.token_hex(8)
        there = connection()
        there.execute(insert, (receipt, request.form["choice"]))
        there.commit()
        return f"<!doctype html><title>Voted</title><p>Your receipt: {receipt}</p>"

    return app


if __name__ == "__main__":
    Granian(
        "tests.bench.box:create_app",
        factory=True,
        interface=Interfaces.WSGI,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        workers=int(sys.argv[2]),
        blocking_threads=int(sys.argv[3]),
        backlog=1024,
        log_level=LogLevels.warning,
    ).serve()
