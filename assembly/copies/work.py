"""Copies as long work: asked for on a page, made beside it, fetched when ready."""

from __future__ import annotations

from flask import current_app

from assembly import clock, storage
from assembly.copies import actions, backup
from assembly.copies.sealing import Seal
from assembly.db import db
from assembly.jobs import worker
from assembly.jobs.rules import Failed
from assembly.jobs.worker import Made, Work


@worker.does(actions.BACKUP)
def make_backup(work: Work) -> Made:
    """A backup of the whole house, to be fetched and carried away."""
    params = work.params
    at = clock.now()
    try:
        made = backup.make(
            db.engine,
            storage.of_house(),
            work.folder,
            settings=current_app.config,
            at=at,
            seal=Seal(params["recipient"], params["key"]) if params else None,
            tell=work.tell,
        )
    except backup.NoRoom as error:
        raise Failed(
            "copies.no_room", needed=megabytes(error.needed), free=megabytes(error.free)
        ) from error
    actions.note_backup(
        work.session,
        name=made.path.name,
        sha256=made.sha256,
        size=made.size,
        sealed=made.sealed,
        manifest=made.manifest,
        actor=work.actor,
        at=at,
    )
    work.session.commit()
    return Made(made.path, made.path.name, "application/zip")


def megabytes(size: int) -> int:
    """Whole megabytes, rounded up."""
    return -(-size // 1_000_000)
