"""Copies as long work: asked for on a page, made beside it, fetched when ready."""

from __future__ import annotations

import zipfile

from flask import current_app

from assembly import clock, storage
from assembly.copies import actions, backup
from assembly.copies.export import Export
from assembly.copies.places import into_archive
from assembly.copies.sealing import Seal
from assembly.db import db, reading
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


@worker.does(actions.EXPORT)
def make_export(work: Work) -> Made:
    """Everything in open formats, to be read without us."""
    public, at = bool(work.params["public"]), clock.now()
    path = work.folder / "export.zip"
    with reading(), zipfile.ZipFile(path, "w") as archive:
        place = into_archive(archive, at)
        Export(work.session, storage.of_house(), place, at, public, work.tell).write()
        work.session.rollback()
    kind = "public" if public else "whole"
    return Made(path, f"assembly-{kind}-{at:%Y-%m-%d}.zip", "application/zip")


def megabytes(size: int) -> int:
    """Whole megabytes, rounded up."""
    return -(-size // 1_000_000)
