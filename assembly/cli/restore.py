"""Going on with a backup in an empty house."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import click

from assembly.app import create_app
from assembly.copies import restore as copies
from assembly.upgrading import bring_up_to_date, revisions

_WHY = {
    "not_a_backup": "this is not a backup of ours: there is no {}",
    "damaged": "the backup is DAMAGED: {}",
    "passphrase_needed": "the backup is under a passphrase: give it with --passphrase-file",
    "passphrase_wrong": "this passphrase does not open it",
    "not_empty": "this house is not empty, nothing was touched: {}. Choose an empty ASSEMBLY_INSTANCE",
    "newer": "the backup was made by a later program (tables {}): bring this one up to date first",
    "older": "the backup holds rows of an earlier program (tables {}): restore it with that one, or into "
    "the same kind of database, then bring the program up to date",
}


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--passphrase-file", type=click.File("r"), help="The first line opens the backup.")
def restore(file: Path, passphrase_file: IO[str] | None) -> None:
    """Bring a backup into this house, which must be empty. Every file is checked before."""
    app = create_app()
    known = revisions()

    def passphrase() -> str | None:
        if passphrase_file is not None:
            return str(passphrase_file.readline().rstrip("\r\n"))
        return click.prompt("Passphrase", hide_input=True, default="", show_default=False) or None

    with app.app_context(), click.progressbar(length=1000, label="Restoring") as bar:

        def told(done: int, total: int, step: str) -> None:
            bar.update(int(1000 * done / max(total, 1)) - bar.pos)

        try:
            manifest = copies.restore(
                app,
                file,
                passphrase=passphrase,
                known_revisions=set(known),
                head_revision=known[0],
                bring_up_to_date=lambda: bring_up_to_date(app),
                told=told,
            )
        except copies.RestoreError as error:
            raise click.ClickException(_WHY[error.code].format(error.detail)) from error
        except OSError as error:
            raise click.ClickException(f"{error.filename or file}: {error.strerror}") from error
    click.echo(f"\n{manifest.commune}: restored as of {manifest.made_at}.")
    click.echo(
        f"{len(manifest.files)} files and {sum(manifest.rows.values()):,} rows are as they were."
    )
    for name in manifest.damaged:
        click.echo(f"DAMAGED when the backup was made already: {name}", err=True)
    click.echo("Everybody signs in anew. The settings of the old house: config-of-the-backup.json")
