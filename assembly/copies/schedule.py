"""Copies that the house makes by itself, in a folder of its own, and lets go of when they are old."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from assembly import storage
from assembly.actor import Actor
from assembly.copies import actions, backup
from assembly.copies.backup import Backup
from assembly.copies.rules import is_due, kept, moment_of
from assembly.db import db

BY_ITSELF = Actor(account_id=None, name="schedule")
_LOOK_EVERY = 600.0
"""Seconds. Never right at the start: a house that opens has other things to do."""
_looked_at = time.monotonic()
_started: list[subprocess.Popen[bytes]] = []


def folder() -> Path:
    """Where they lie."""
    chosen = current_app.config["BACKUP_FOLDER"]
    return Path(chosen) if chosen else Path(current_app.config["INSTANCE"]) / "backups"


def copies() -> dict[datetime, Path]:
    """Those that are there, by the moment they were made, the newest first."""
    found = {moment_of(path.name): path for path in folder().glob("assembly-*.zip")}
    dated = {moment: path for moment, path in found.items() if moment}
    return dict(sorted(dated.items(), reverse=True))


def made_by(now: datetime) -> dict[datetime, Path]:
    """Those made up to now. A clock that ran ahead has left others: they hold up no new one."""
    return {moment: path for moment, path in copies().items() if moment <= now}


def due(now: datetime) -> bool:
    """Whether it is time for the next one."""
    every = timedelta(hours=current_app.config["BACKUP_HOURS"])
    return is_due(next(iter(made_by(now)), None), now, every)


def start_if_due(now: datetime) -> None:
    """Start a process that makes one, if it is time. Returns at once; looks only now and then."""
    global _looked_at
    if not current_app.config["WORKER"] or time.monotonic() - _looked_at < _LOOK_EVERY:
        return
    _looked_at = time.monotonic()
    _started[:] = [each for each in _started if each.poll() is None]
    if _started or not due(now):
        return
    settings = {
        "ASSEMBLY_INSTANCE": str(current_app.config["INSTANCE"]),
        "DATABASE_URL": current_app.config["SQLALCHEMY_DATABASE_URI"],
    }
    command = [sys.executable, "-m", "assembly", "backup", "--scheduled"]
    _started.append(
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            env=os.environ | settings,
            start_new_session=True,
        )
    )


def make(now: datetime) -> Backup | None:
    """Make one if it is time and nobody else does, then let go of old ones. Raises ``NoRoom``, ``OSError``."""
    lock = Path(current_app.config["INSTANCE"]) / "backup.lock"
    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return None
        if not due(now):
            return None
        made = backup.make(
            db.engine, storage.of_house(), folder(), settings=current_app.config, at=now
        )
        _let_go(now)
    actions.note_backup(
        db.session,
        name=made.path.name,
        sha256=made.sha256,
        size=made.size,
        sealed=made.sealed,
        manifest=made.manifest,
        actor=BY_ITSELF,
        at=now,
    )
    db.session.commit()
    return made


def _let_go(now: datetime) -> None:
    there = made_by(now)
    stay = kept(there)
    for moment, path in there.items():
        if moment not in stay:
            with suppress(FileNotFoundError):
                path.unlink()
