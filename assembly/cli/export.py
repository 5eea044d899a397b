"""Everything in open formats, into a folder."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import click
from flask import current_app
from sqlalchemy.orm import configure_mappers

from assembly import clock, storage
from assembly.cli.create_admin import TERMINAL
from assembly.cli.migrate import prepared
from assembly.copies import actions
from assembly.copies.export import Export
from assembly.copies.places import into_folder
from assembly.db import db, reading
from assembly.web.i18n import in_language


@click.command()
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, resolve_path=True, path_type=Path),
    help="The folder to write: it is not there yet, or empty.",
)
@click.option("--public", is_flag=True, help="The edition for everybody, without identity numbers.")
@click.option("--year", type=click.IntRange(1900, 9999), help="Only the acts of this year.")
@click.option(
    "--lang", type=click.Choice(["es", "en"]), help="Of its pages; the house's if not said."
)
def export(out: Path, public: bool, year: int | None, lang: str | None) -> None:
    """Write everything so that it can be read without this program: begin at its index.html."""
    os.nice(10)  # whoever works in the house comes first
    configure_mappers()  # before anything is locked: it takes long, and everybody's saving would wait
    if out.exists() and any(out.iterdir()):
        raise click.ClickException(f"{out}: is not empty; nothing was written")
    part = out.with_name(f".{out.name}.part")
    shutil.rmtree(part, ignore_errors=True)  # one that broke off
    try:
        with prepared().app_context():
            missing = _write(part, public, year, lang)
        if out.exists():
            out.rmdir()
        part.rename(out)
    except OSError as error:
        raise click.ClickException(f"{error.filename or out}: {error.strerror}") from error
    finally:
        shutil.rmtree(part, ignore_errors=True)
    click.echo(f"{out / 'index.html'}")
    if missing:
        names = "\n  ".join(missing)
        click.echo(f"NOT written, missing or damaged in the store:\n  {names}", err=True)
        sys.exit(1)


def _write(part: Path, public: bool, year: int | None, lang: str | None) -> list[str]:
    """Into ``part``; gives the names of the files that the store does not hold whole."""
    now = clock.now()
    spoken = lang or current_app.config["BABEL_DEFAULT_LOCALE"]
    with in_language(spoken), reading(), click.progressbar(length=1000, label="Export") as bar:

        def tell(done: int, total: int | None, step: str) -> None:
            bar.update(int(1000 * done / total) - bar.pos if total else 0)

        made = Export(
            db.session, storage.of_house(), into_folder(part), now, public, tell, year=year
        )
        acts = made.write()
        db.session.rollback()
    if year and not acts:
        raise click.ClickException(f"no closed minutes of {year}; nothing was written")
    actions.note_export(db.session, public=public, year=year, acts=acts, actor=TERMINAL, at=now)
    db.session.commit()
    return made.missing
