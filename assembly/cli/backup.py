"""A backup of the whole house."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import click
from flask import current_app
from sqlalchemy.orm import configure_mappers

from assembly import clock, storage
from assembly.app import create_app
from assembly.cli.create_admin import TERMINAL
from assembly.copies import actions, schedule
from assembly.copies import backup as copies
from assembly.copies.sealing import SHORTEST, make_seal
from assembly.db import db


@click.command()
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into: a USB stick. The one for scheduled copies if nothing is said.",
)
@click.option(
    "--passphrase-file",
    type=click.File("r"),
    help="Seal it with the first line of this file (age format).",
)
@click.option(
    "--scheduled", is_flag=True, help="Only if it is time for one; old ones are let go of."
)
def backup(folder: Path | None, passphrase_file: IO[str] | None, scheduled: bool) -> None:
    """Write one file with the database, all stored files and the settings without secrets."""
    os.nice(10)  # whoever works in the house comes first
    configure_mappers()  # before anything is locked: it takes long, and everybody's saving would wait
    now = clock.now()
    with create_app().app_context():
        try:
            made = schedule.make(now) if scheduled else _make(folder, passphrase_file, now)
        except copies.NoRoom as error:
            raise click.ClickException(
                f"not enough room: {error.needed:,} bytes are needed, {error.free:,} are free; "
                "nothing was written"
            ) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or folder}: {error.strerror}") from error
    if made is None:
        return
    click.echo(f"{made.path}  {made.size:,} bytes\nSHA-256 {made.sha256}")
    if made.manifest.damaged:
        names = "\n  ".join(made.manifest.damaged)
        click.echo(f"DAMAGED in the store already, copied as they are:\n  {names}", err=True)
        sys.exit(1)


def _make(folder: Path | None, passphrase_file: IO[str] | None, now: datetime) -> copies.Backup:
    seal = None
    if passphrase_file is not None:
        passphrase = passphrase_file.readline().rstrip("\r\n")
        if len(passphrase) < SHORTEST:
            raise click.ClickException(f"the passphrase is too short: {SHORTEST} letters at least")
        seal = make_seal(passphrase)
    with click.progressbar(length=1000, label="Backup") as bar:

        def tell(done: int, total: int | None, step: str) -> None:
            bar.update(int(1000 * done / total) - bar.pos if total else 0)

        made = copies.make(
            db.engine,
            storage.of_house(),
            folder or schedule.folder(),
            settings=current_app.config,
            at=now,
            seal=seal,
            tell=tell,
        )
        bar.update(1000 - bar.pos)
    actions.note_backup(
        db.session,
        name=made.path.name,
        sha256=made.sha256,
        size=made.size,
        sealed=made.sealed,
        manifest=made.manifest,
        actor=TERMINAL,
        at=now,
    )
    db.session.commit()
    return made
