"""Whether the record is whole: the journal's chain and every stored file; or what a file is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from assembly.app import create_app
from assembly.db import db
from assembly.journal import queries as journal
from assembly.minutes.verify import Checked, Verdict, check_file, damages
from assembly.paper import PaperError

_REASONS = {
    "missing": "is missing",
    "link": "does not follow from the entry before it",
    "content": "was changed after it was written",
}
_SAID = {
    Verdict.file: "is",
    Verdict.extended: "with something added after its end (a signature?) is",
    Verdict.data_only: "is NOT the file that was closed; the data in it are those of",
}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(files: tuple[Path, ...]) -> None:
    """Check the journal's chain and every stored file; or say what FILES (PDFs of minutes) are.

    Names the first broken link of the journal and each damaged or missing file. Exit code 1 if there is
    any, or if one of FILES is not byte for byte what was closed here.
    """
    with create_app().app_context():
        sound = _all([_file(path) for path in files]) if files else _all([_journal(), _stored()])
    if not sound:
        sys.exit(1)


def _all(found: list[bool]) -> bool:
    return False not in found


def _journal() -> bool:
    head = journal.head(db.session)
    found = journal.verify(db.session)
    if found:
        click.echo(f"BROKEN: entry {found.sequence} {_REASONS[found.reason]}.", err=True)
        return False
    if head is None:
        click.echo("The journal is empty.")
    else:
        click.echo(f"The journal holds: {head.sequence} entries, head {head.digest}")
    return True


def _stored() -> bool:
    found = 0
    for found, damage in enumerate(damages(db.session), 1):  # noqa: B007 - their number is said below
        click.echo(f"{damage.how.upper()}: {damage.what}", err=True)
    click.echo(f"{found} stored files are not what they were." if found else "All files are whole.")
    return not found


def _file(path: Path) -> bool:
    try:
        checked = check_file(db.session, path.read_bytes())
    except PaperError as error:
        raise click.ClickException(f"{path}: could not be looked into ({error})") from error
    genuine = checked.verdict in (Verdict.file, Verdict.extended)
    click.echo(f"{path}: {_said(checked)}", err=not genuine)
    return genuine


def _said(checked: Checked) -> str:
    known = checked.known
    if known is None:
        return f"not known here (SHA-256 {checked.digest})"
    minutes = known.minutes
    whose = f"minutes no. {minutes.number} of {minutes.meeting.body.name}"
    if known.note:
        whose = f"marginal note {known.note} to {whose}"
    replaced = ", which was reopened and is no longer in force" if checked.replaced else ""
    return f"{_SAID[checked.verdict]} {whose}, closing {known.closing}{replaced} (SHA-256 {checked.digest})"
